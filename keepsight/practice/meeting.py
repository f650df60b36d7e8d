"""What practice expects of a meeting: how many agencies make it quorate, how often a concern may be
carried on, and how soon what was decided reaches those who were asked. None of these numbers is
national: each says what it rests on, and an authority sets its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.period import Period

NO_AGENCY = frozenset({"", "public", "several", "other"})
"""Groups of the list of agencies that are no agency of their own: the family, neighbours, several
agencies together."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Which agency must be there, and how many others. `standing` says what the number rests on."""

    needs: str
    others: int
    source: str
    standing: str

    def is_met(self, agencies: Collection[str]) -> bool:
        """Whether these agencies, by code, are enough: the one that must be there, in any of its
        services, and so many others. Two services of one agency are one."""
        own = {each for each in agencies if _agency_of(each) == self.needs}
        others = {each for each in agencies if _agency_of(each) not in NO_AGENCY} - own
        return bool(own) and len(others) >= self.others

    @property
    def in_words(self) -> str:
        """What is asked for, for a page."""
        return f"{AGENCY.named(self.needs)} and at least {self.others} other agencies"


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that those who were asked to a meeting get after it, and how soon."""

    title: str
    within: Period
    source: str
    standing: str


def _agency_of(code: str) -> str:
    return AGENCY[code].group if code in AGENCY else ""


_LOCAL = "Local procedures of several areas, from memory"
_PROPOSAL = "Our own proposal; an authority sets its own number"

CONFERENCE_QUORUM = Quorum("social_care", 2, _LOCAL, _PROPOSAL)

CARRIED_ON_ALONE = 2
"""So many meetings in a row may carry a concern on by themselves; the next needs a manager. Our own
proposal, from a published case in which meeting after meeting left the first concern open."""

SENT: Mapping[str, Sent] = {
    "decisions": Sent("Decisions", Period(1, "working_days"), _LOCAL, _PROPOSAL),
    "minutes": Sent("Minutes", Period(20, "working_days"), _LOCAL, _PROPOSAL),
}

REPORT_BEFORE = Period(2, "working_days")
"""How long before a meeting other than a conference reports are handed in: our own proposal. For
conferences see the timescales `initial_conference_report` and `review_conference_report`."""
