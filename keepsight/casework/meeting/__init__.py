"""Conferences, core groups and other meetings: arranged, prepared, held and concluded. None is
concluded while a concern of one of its children has no outcome."""

from keepsight.casework.meeting.minute_book import Minutes, minutes

__all__ = ["Minutes", "minutes"]
