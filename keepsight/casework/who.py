"""Who a child is, in one line: name and age."""

from dataclasses import dataclass
from datetime import date

from keepsight.record.models import Child


@dataclass(frozen=True)
class Who:
    """A child as lists name them. `age` is in words, empty where the birthday is not known."""

    child: str
    name: str
    age: str


def who(child: Child, *, on: date) -> Who:
    """The child as lists name them on a day. The person must have been fetched with the child."""
    return Who(child.child_id, child.name, age_in_words(child.born_on, on=on))


def age_in_words(born_on: date | None, *, on: date) -> str:
    """An age as people say it: "3 weeks", "14 months", "6 years"; "not yet born" before birth."""
    if born_on is None:
        return ""
    if on < born_on:
        return "not yet born"
    days = (on - born_on).days
    if days < 56:
        return _counted(days // 7, "week") if days >= 7 else _counted(days, "day")
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return _counted(months, "month") if months < 24 else _counted(months // 12, "year")


def _counted(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"
