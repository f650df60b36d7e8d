"""What day it is for the pages: today in London, or the day that the settings fix for a demo."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """The day that pages speak of: `settings.TODAY` where it is set, else the day in London."""
    fixed: date | None = getattr(settings, "TODAY", None)
    return fixed or datetime.now(LONDON).date()


def now() -> datetime:
    """The moment at which something is recorded: on the fixed day where there is one, at this time
    of day."""
    moment = datetime.now(LONDON)
    return datetime.combine(today(), moment.timetz())


def moment() -> datetime:
    """The moment itself, whatever day a demo lives on: for how long somebody stays signed in."""
    return datetime.now(LONDON)
