"""What the short pages need: the child with brothers and sisters, the open concerns of each, when
each was last seen, what falls due, and whom something may be asked of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.casework import access, notice, recording
from keepsight.casework.child_findings import DAYS_AHEAD
from keepsight.casework.recording import ConcernChoice
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS, Fact
from keepsight.record import ledger
from keepsight.record.models import User

QUICK = ("visit", "appointment", "child_words", "supervision")
"""The kinds of fact that have a short page of their own."""

ABOUT_SEEING = frozenset({"child_protection_visit_late", "not_seen_alone"})
"""The rules that a visit may clear."""

_CARE = ("looked_after_began", "looked_after_ended")
_PLAN = ("plan_started", "plan_ended")
_READ = frozenset({"visit", "entered_in_error", *_CARE, *_PLAN})


@dataclass(frozen=True)
class ChildHere:
    """One child of the family on the page. `is_seen_on` is when they were last seen on a visit."""

    who: Who
    concerns: tuple[ConcernChoice, ...]
    last_seen_on: date | None
    was_alone: bool
    is_looked_after: bool
    is_on_plan: bool


@dataclass(frozen=True)
class Due:
    """Something that a visit would clear: it stands since that day, or will from then on."""

    title: str
    on: date
    is_late: bool


@dataclass(frozen=True)
class QuickPage:
    """All that the page shows. `children` begins with the one whose page it is; `workers` are those
    of whom something may be asked, by number and name; `why` is why a visit is most likely made."""

    kind: type[Fact]
    children: tuple[ChildHere, ...]
    workers: tuple[tuple[str, str], ...]
    due: tuple[Due, ...]
    why: str

    @property
    def who(self) -> Who:
        """The child whose page it is."""
        return self.children[0].who


def quick_page(child: str, kind: str, *, by: User, on: date) -> QuickPage:
    """What the short page of one of the kinds in QUICK needs.

    Raises access.Refused, also for an unknown child. The number of queries does not grow.
    """
    if kind not in QUICK:
        raise access.Refused
    page = recording.for_new(child, kind, by=by, on=on)
    whole = (page.who, *page.siblings)
    written = ledger.facts_of_many([each.child for each in whole], kinds=_READ)
    children = tuple(_here(each, current(written[each.child]), page.concerns) for each in whole)
    first = children[0]
    on_plan = "child_protection" if first.is_on_plan else ""
    why = "looked_after" if first.is_looked_after else on_plan
    return QuickPage(
        kind=KINDS[kind],
        children=children,
        workers=_workers(child, on=on),
        due=_due(child, by=by, on=on),
        why=why,
    )


def _here(who: Who, facts: Sequence[Fact], concerns: Sequence[ConcernChoice]) -> ChildHere:
    seen = [each for each in facts if each.kind == "visit" and vars(each)["seen"] == "seen"]
    care = [each.kind for each in facts if each.kind in _CARE]
    plan = [each.kind for each in facts if each.kind in _PLAN]
    return ChildHere(
        who=who,
        concerns=tuple(each for each in concerns if each.who == who),
        last_seen_on=seen[-1].happened_on if seen else None,
        was_alone=bool(seen and vars(seen[-1])["seen_alone"]),
        is_looked_after=care[-1:] == ["looked_after_began"],
        is_on_plan=plan[-1:] == ["plan_started"],
    )


def _workers(child: str, *, on: date) -> tuple[tuple[str, str], ...]:
    """Social workers and managers who work with the child."""
    network = notice.network_of(child, on=on)
    able = (each for each in network if each.role in ("social_worker", "manager"))
    return tuple((str(each.pk), each.signature) for each in able)


def _due(child: str, *, by: User, on: date) -> tuple[Due, ...]:
    last = on + timedelta(days=DAYS_AHEAD)
    rows = access.findings_of(by, on=on).filter(
        child_id=child, rule__in=ABOUT_SEEING, raised_on__lte=last
    )
    stands = [e for e in rows.order_by("raised_on") if e.is_raised_on(on) or e.raised_on > on]
    return tuple(Due(title_of(e.rule), e.raised_on, e.raised_on <= on) for e in stands)
