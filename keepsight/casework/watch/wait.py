"""How long things take, with what has not ended yet counted honestly: as not ended, and never left
out. What is still open is never treated as if it had taken no time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, Case, Count, F, Func, IntegerField, Max, Q, Value, When
from django.db.models.expressions import Combinable

NOT_YET = 1_000_000
"""More days than anything lasts: what has not ended sorts behind all that has."""
HALF, SLOW_END = 0.5, 0.9


@dataclass(frozen=True)
class Wait:
    """How long some things took. `began` of them, of which `ended` have ended; half had ended
    within `middle` days and nine in ten within `slow` days, None where not so many have. Each has
    been watched for at least `watched` days."""

    began: int
    ended: int
    middle: int | None
    slow: int | None
    watched: int

    @property
    def still(self) -> int:
        """How many have not ended."""
        return self.began - self.ended

    @property
    def middle_in_words(self) -> str:
        """Half had ended within so long."""
        return self._words(self.middle)

    @property
    def slow_in_words(self) -> str:
        """Nine in ten had ended within so long."""
        return self._words(self.slow)

    def _words(self, days: int | None) -> str:
        if not self.began:
            return "none began"
        if days is None:
            return "not so many yet"
        # Some have been open for less than this and may yet end sooner.
        return _days(days) if days <= self.watched else f"{_days(days)} at most"


def wait(row: Mapping[str, Any], *, on: date) -> Wait:
    """One row of a query with `measures`, as a Wait on that day."""
    began, ended, youngest = row["began"], row["ended"], row["youngest"]
    watched = (on - youngest).days if isinstance(youngest, date) else 0
    return Wait(began, ended, _reached(row["middle"]), _reached(row["slow"]), max(watched, 0))


def measures(began_on: str, ended_on: str, *, on: date) -> dict[str, Combinable]:
    """What a query counts for a Wait, from the names of its two columns of days; an end after the
    day has not come yet."""
    has_ended = Q(**{f"{ended_on}__lte": on})
    days = Case(
        When(has_ended, then=days_between(began_on, ended_on)),
        default=Value(NOT_YET),
        output_field=IntegerField(),
    )
    return {
        "began": Count("pk"),
        "ended": Count("pk", filter=has_ended),
        "middle": Within(days, share=HALF),
        "slow": Within(days, share=SLOW_END),
        "youngest": Max(began_on),
    }


def days_between(began_on: str | Combinable, ended_on: str | Combinable) -> Combinable:
    """The number of days from one day to another, each the name of a column or an expression."""
    # PostgreSQL subtracts two dates to a whole number; Django would make an interval of it.
    return Func(
        F(ended_on) if isinstance(ended_on, str) else ended_on,
        F(began_on) if isinstance(began_on, str) else began_on,
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )


class Within(Aggregate):
    """The number of days within which this share of all had ended."""

    template = "percentile_disc(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "Within"
    output_field = IntegerField()

    def __init__(self, days: Combinable, *, share: float, **more: Any) -> None:
        super().__init__(days, share=share, **more)


class WithinEach(Aggregate):
    """The same for several shares at once: their days in a list, each row worked out once."""

    template = "percentile_disc(ARRAY[%(shares)s]) WITHIN GROUP (ORDER BY %(expressions)s)"
    name = "WithinEach"
    output_field = ArrayField(IntegerField())

    def __init__(self, days: Combinable, *, shares: Sequence[float], **more: Any) -> None:
        super().__init__(days, shares=", ".join(map(str, shares)), **more)


def _reached(days: object) -> int | None:
    return days if isinstance(days, int) and days < NOT_YET else None


def _days(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days:,} days"
