"""How long an emergency opening of a record lasts, and how soon somebody looks at it afterwards.
Neither number is national; an authority sets its own."""

from dataclasses import dataclass

from keepsight.practice.period import Period


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time, and what it rests on."""

    title: str
    period: Period
    source: str
    standing: str


_PROPOSAL = "Our own proposal; an authority sets its own number"

BREAK_GLASS = Limit(
    "A record opened in an emergency closes again after",
    Period(4, "hours"),
    "No published number: long enough for one visit out of hours",
    _PROPOSAL,
)
REVIEW = Limit(
    "A manager looks at an emergency opening within",
    Period(2, "working_days"),
    "No published number: while people still remember why",
    _PROPOSAL,
)
