"""The fifty ways in which reviews and inspections saw a child slip from sight. A rule says which of
them it answers for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from keepsight.practice.guidance import GUIDANCE, Citation
from keepsight.practice.table import rows

Standing = Literal["published", "partly_published", "proposal"]

STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        "published": "The number or rule is in the source",
        "partly_published": "Part of the number is in the source; the rest is our proposal",
        "proposal": "The number is our proposal: a prompt to look",
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "category_and_focus": "The category and what the work is about",
        "injuries": "Injuries",
        "sexual_abuse": "Sexual abuse",
        "adults_and_household": "Adults and the home",
        "front_door": "The front door",
        "assessment": "Assessment",
        "child_seen": "Seeing and hearing the child",
        "drift": "Drift",
        "learning": "Learning",
    }
)

_STANDING: Mapping[str, Standing] = {each: each for each in get_args(Standing)}
_GROUP = {each: each for each in GROUPS}
_YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of slipping from sight, with the number at which somebody should look.

    `verified` says whether the source's finding was seen in a published page; `standing`, whether
    the number is the source's or ours.
    """

    code: str
    title: str
    group: str
    description: str
    threshold: str
    standing: Standing
    source: Citation
    verified: bool

    @property
    def standing_in_words(self) -> str:
        """Where the number comes from, in words for a page."""
        return STANDINGS[self.standing]


def _read() -> Mapping[str, Pattern]:
    known: dict[str, Pattern] = {}
    for row in rows("patterns.csv"):
        code = row.text("code")
        if code in known:
            raise row.wrong("code", "a code that no other row has")
        known[code] = Pattern(
            code=code,
            title=row.text("title"),
            group=row.choice("group", _GROUP),
            description=row.text("description"),
            threshold=row.text("threshold"),
            standing=row.choice("standing", _STANDING),
            source=Citation(row.choice("source", GUIDANCE), row.text("where")),
            verified=row.choice("verified", _YES_NO),
        )
    return MappingProxyType(known)


PATTERNS: Mapping[str, Pattern] = _read()
