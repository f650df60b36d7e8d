"""What is said of drafts: where one was begun, and who else is writing."""

from collections.abc import Sequence
from datetime import datetime

from keepsight.casework.draft import Begun, Writer
from keepsight.web.govuk.tags import LONDON, day, listed

USE = "draft=use"


def clock(at: datetime, *, now: datetime) -> str:
    """A time of day, with its day where that is not today: "10:42am", "10:42am on 3 March 2025"."""
    local = at.astimezone(LONDON)
    said = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    is_today = local.date() == now.astimezone(LONDON).date()
    return said if is_today else f"{said} on {day(local)}"


def others_said(others: Sequence[Writer], *, now: datetime) -> str:
    """Who else is writing here, as a sentence; nothing where nobody is."""
    if not others:
        return ""
    verb = "have" if len(others) > 1 else "has"
    since = clock(min(each.since for each in others), now=now)
    return f"{listed(each.name for each in others)} {verb} been writing here since {since}."


def title_of(begun: Begun) -> str:
    """What somebody was writing, by the name of its page."""
    return begun.title or "Something you began to write"


def link_to(begun: Begun, *, on: str = "") -> str:
    """The page with what was typed put back: that of the form's own address, or, where the reader
    is `on` a page that shows the form as well, that one."""
    if on and begun.address.startswith(f"{on}/"):
        return f"{on}?{USE}&of={begun.address}"
    mark = "&" if "?" in begun.address else "?"
    return f"{begun.address}{mark}{begun.asked + '&' if begun.asked else ''}{USE}"
