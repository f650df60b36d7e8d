"""Writes the facts of invented lives: gives each its name, its moment of recording and its place in
the day."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from keepsight.facts.fact import KINDS, Fact
from keepsight.practice.working_day import add_working_days, is_working_day

# Services that write things down at any hour of the day on which they happen.
_ROUND_THE_CLOCK = frozenset({"police", "emergency_department", "ambulance", "hospital"})
# How many working days pass before something is written down, and how often.
_DELAYS = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)
_TOLD_LATE = 0.03


class Pen:
    """Writes facts up to the last day, and nothing beyond it."""

    def __init__(self, rng: Random, *, until: date) -> None:
        self._rng = rng
        self._until = until
        self._closing = datetime.combine(until, time(17), UTC)
        self._last: dict[tuple[str, date], datetime] = {}
        self.facts: list[Fact] = []

    def new_id(self) -> str:
        """A name for a fact or event: 32 hexadecimal characters out of the seed."""
        return f"{self._rng.getrandbits(128):032x}"

    def write(
        self,
        kind: str,
        child: str,
        on: date,
        *,
        agency: str,
        by: str,
        source: str,
        at_once: bool = False,
        learned_on: date | None = None,
        **values: Any,
    ) -> str:
        """Write one fact and give its name. After the last day nothing is written.

        `at_once`: recorded on the day, because what follows rests on it. `learned_on`: the day on
        which it became known, where that was later.
        """
        fact_id: str = values.pop("fact_id", None) or self.new_id()
        if max(on, learned_on or on) <= self._until:
            self.facts.append(
                KINDS[kind](
                    fact_id=fact_id,
                    child=child,
                    happened_on=on,
                    recorded_at=self._recorded_at(child, learned_on or on, agency, at_once=at_once),
                    agency=agency,
                    recorded_by=by,
                    source=source,
                    **values,
                )
            )
        return fact_id

    def _delay(self, agency: str) -> int:
        """Working days until it is known; now and then another agency tells of it weeks later."""
        if agency != "social_care" and self._rng.random() < _TOLD_LATE:
            return self._rng.randint(8, 30)
        return self._rng.choice(_DELAYS)

    def _recorded_at(self, child: str, on: date, agency: str, *, at_once: bool) -> datetime:
        """In office hours, now and then days later; in order, for things of the same day."""
        rng, day = self._rng, on
        if agency in _ROUND_THE_CLOCK:
            hour = rng.randint(7, 22)
        else:
            hour = rng.randint(8, 15)
            delay = 0 if at_once else self._delay(agency)
            if delay or not (at_once or is_working_day(on)):
                day = add_working_days(on, max(delay, 1))
        moment = datetime.combine(day, time(hour, rng.randint(0, 59)), UTC)
        moment = min(moment, self._closing)
        earlier = self._last.get((child, on))
        if earlier is not None and moment <= earlier:
            moment = earlier + timedelta(minutes=rng.randint(2, 9))
        if at_once:
            self._last[child, on] = moment
        return moment
