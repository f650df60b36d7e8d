"""Which answers a second person agrees before they count: by harm, with the days between which that
held and where it comes from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from keepsight.practice.codes.harm import HARM
from keepsight.practice.period import Period
from keepsight.practice.table import rows
from keepsight.practice.timescale import BASES

TABLE = "countersignature.csv"


@dataclass(frozen=True, slots=True)
class Countersignature:
    """From one day until another, an answer about this harm needs a second person, who is asked to
    agree or return it `within` a period. `basis` is one of BASES; an authority that decides
    otherwise changes the table."""

    harm: str
    in_force_from: date | None
    in_force_to: date | None
    within: Period
    basis: str
    source: str
    notes: str

    def is_in_force_on(self, day: date) -> bool:
        """Whether it held on that day; the first and the last day count."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


def _read() -> tuple[Countersignature, ...]:
    harms, bases = ({each: each for each in known} for known in (HARM, BASES))
    return tuple(
        Countersignature(
            harm=row.choice("harm", harms),
            in_force_from=row.day("in_force_from"),
            in_force_to=row.day("in_force_to"),
            within=Period.parse(row.text("within")),
            basis=row.choice("basis", bases),
            source=row.text("source"),
            notes=row.text("notes"),
        )
        for row in rows(TABLE)
    )


COUNTERSIGNATURES = _read()


def asked_for(harms: Collection[str], *, on: date) -> tuple[Countersignature, ...]:
    """What asks for a second person to agree an answer about these harms on that day; empty where
    one person's answer is enough. Source: the table `countersignature.csv`."""
    return tuple(
        each for each in COUNTERSIGNATURES if each.harm in harms and each.is_in_force_on(on)
    )
