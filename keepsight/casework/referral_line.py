"""A referral as pages show it: when it came and from whom, what was decided, or by when it should
be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from keepsight.casework.action import day_of
from keepsight.casework.referral import due_on
from keepsight.facts.fact import KINDS
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.record.models import Referral

CLOSED = frozenset(REFERRAL_DECISION.group("closed"))


@dataclass(frozen=True)
class ReferralLine:
    """One referral as it stood on a day. `came_at` is set where the record knew of it on its day.

    `decision` is in words; `taken_up` names the event that shows it no longer waits, where nothing
    says what was decided.
    """

    referral: str
    agency: str
    referred_by: str
    came_on: date
    came_at: datetime | None
    due_on: date | None
    is_late: bool
    acknowledged_at: datetime | None
    acknowledged_by: str
    settled_on: date | None
    taken_up: str
    decision: str
    is_closed: bool
    decided_on: date | None
    decided_by: str
    reasons: str
    referrer_told_on: date | None
    concerns: tuple[str, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.settled_on is None


def referral_line(row: Referral, *, on: date) -> ReferralLine:
    """One referral in words. Its organisation must have been fetched too."""
    due = due_on(row.came_on)
    return ReferralLine(
        referral=row.referral,
        agency=row.organisation.name if row.organisation else AGENCY.named(row.agency),
        referred_by=row.referred_by,
        came_on=row.came_on,
        came_at=row.came_at if day_of(row.came_at) == row.came_on else None,
        due_on=due,
        is_late=row.settled_on is None and due is not None and on > due,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        settled_on=row.settled_on,
        taken_up=KINDS[row.taken_up].title if row.taken_up else "",
        decision=REFERRAL_DECISION.named(row.decision) if row.decision else "",
        is_closed=row.decision in CLOSED,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        reasons=row.reasons,
        referrer_told_on=row.referrer_told_on,
        concerns=tuple(row.concerns),
    )


def latest_about(
    concerns: Collection[str], referrals: QuerySet[Referral], *, on: date
) -> dict[str, ReferralLine]:
    """The newest of these referrals about each concern, where there is one; in one query."""
    rows: Iterable[Referral] = referrals.filter(concerns__overlap=list(concerns)).order_by(
        "came_at", "referral"
    )
    lines = [referral_line(each, on=on) for each in rows]
    return {concern: line for line in lines for concern in line.concerns}
