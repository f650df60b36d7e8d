"""What came before: every earlier contact, referral and concern about a child, about brothers and
sisters, and about other children of the household, with what became of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from keepsight.casework.referral_line import referral_line
from keepsight.facts.chronology import current
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.harm import HARM
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, ConcernThread, Referral
from keepsight.record.reader import hidden_children, reading_as_system

CONTACTS = frozenset({"contact", "domestic_abuse_notice"})

_HOUSEHOLD = """SELECT own.child_id, other.child_id
    FROM child own
    JOIN address here ON here.person_id = own.person_id
    JOIN address there ON there.address = here.address AND there.person_id <> here.person_id
    JOIN child other ON other.person_id = there.person_id
    WHERE own.child_id = ANY(%(children)s)
        AND here.from_on <= %(on)s AND (here.to_on IS NULL OR here.to_on > %(on)s)
        AND there.from_on <= %(on)s AND (there.to_on IS NULL OR there.to_on > %(on)s)"""


@dataclass(frozen=True)
class Earlier:
    """One thing that came before, once for all the children whom it concerned. `others` names those
    besides the child itself; `became` says in words what became of it; `referral` is set for a
    referral."""

    came_on: date
    what: str
    agency: str
    harms: tuple[str, ...]
    became: str
    is_closed: bool
    is_open: bool
    is_contact: bool
    referral: str = ""
    is_about_child: bool = True
    others: tuple[str, ...] = ()

    @property
    def as_told(self) -> "Earlier":
        """The same for each child whom one event concerned."""
        return replace(self, referral="", is_about_child=True, others=())


@dataclass(frozen=True)
class FamilyHistory:
    """Everything that came before, newest first, and about how many other children."""

    earlier: tuple[Earlier, ...]
    others: tuple[str, ...]

    @property
    def significant(self) -> tuple[Earlier, ...]:
        """The referrals and concerns."""
        return tuple(each for each in self.earlier if not each.is_contact)

    @property
    def contacts(self) -> int:
        """How many contacts and notices there were."""
        return len(self.earlier) - len(self.significant)

    @property
    def closed(self) -> int:
        """How many referrals were closed without action."""
        return sum(each.is_closed for each in self.earlier)

    @property
    def open(self) -> int:
        """How many still wait for a decision or an answer."""
        return sum(each.is_open for each in self.earlier)


def family_histories(rows: Collection[Referral], *, on: date) -> dict[str, FamilyHistory]:
    """For each of these referrals what else is known of the family, by the referral's name.

    Who decides at the front door needs what is known of brothers, sisters and household, and sees
    this much of children with whom they do not work; of a restricted record nothing. Who may see
    that must have been asked before. The number of queries does not grow with the children.
    """
    children = sorted({each.child_id for each in rows})
    hidden = hidden_children()
    with reading_as_system("what came before, for a decision at the front door"):
        around = {
            child: [each for each in others if each not in hidden]
            for child, others in _around(children, on=on).items()
        }
        every = sorted({*children, *(other for own in around.values() for other in own)})
        names = {each.pk: each.name for each in Child.objects.filter(pk__in=every)}
        earlier = _earlier(every, on=on)
    return {
        row.pk: FamilyHistory(
            earlier=_besides(row, around[row.child_id], earlier, names),
            others=tuple(names[each] for each in around[row.child_id]),
        )
        for row in rows
    }


def _around(children: Collection[str], *, on: date) -> dict[str, list[str]]:
    """Brothers and sisters first, then other children at the same address."""
    found = {child: list(siblings) for child, siblings in siblings_of(children).items()}
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLD, {"children": list(children), "on": on})
        for child, other in sorted(cursor.fetchall()):
            if other not in found[child]:
                found[child].append(other)
    return found


def _besides(
    row: Referral,
    others: Sequence[str],
    earlier: Mapping[str, Sequence[Earlier]],
    names: Mapping[str, str],
) -> tuple[Earlier, ...]:
    """The child's own and the others', newest first, without the referral itself. What came about
    several children at once is told once."""
    together = _told(each for each in earlier[row.child_id] if each.referral != row.pk)
    for other in others:
        for told, each in _told(earlier[other]).items():
            known = together.get(told, replace(each, is_about_child=False))
            together[told] = replace(known, others=(*known.others, names[other]))
    return tuple(sorted(together.values(), key=lambda each: each.came_on, reverse=True))


def _told(earlier: Iterable[Earlier]) -> dict[tuple[Earlier, int], Earlier]:
    """One child's own by how they are told; two that are told alike stay two."""
    seen: Counter[Earlier] = Counter()
    found = {}
    for each in earlier:
        seen[each.as_told] += 1
        found[each.as_told, seen[each.as_told]] = each
    return found


def _earlier(children: Sequence[str], *, on: date) -> Mapping[str, list[Earlier]]:
    """What is known of each child; a concern that came as a referral stands there once."""
    found: dict[str, list[Earlier]] = defaultdict(list)
    referrals = Referral.objects.filter(child__in=children)
    threads = {
        each.concern: each
        for each in ConcernThread.objects.filter(child__in=children).select_related("organisation")
    }
    said: set[str] = set()
    for row in referrals.select_related("organisation"):
        about = [threads[each] for each in row.concerns if each in threads]
        said.update(row.concerns)
        found[row.child_id].append(_referral(row, about, on=on))
    for thread in threads.values():
        if thread.concern not in said:
            found[thread.child_id].append(_concern(thread))
    for child, facts in ledger.facts_of_many(children, kinds=CONTACTS).items():
        for fact in current(facts):
            found[child].append(
                Earlier(
                    fact.happened_on,
                    fact.title,
                    agency=AGENCY.named(fact.agency),
                    harms=(),
                    became="",
                    is_closed=False,
                    is_open=False,
                    is_contact=True,
                )
            )
    return found


def _referral(row: Referral, about: Iterable[ConcernThread], *, on: date) -> Earlier:
    line = referral_line(row, on=on)
    is_open = any(each.answered_on is None for each in about)
    became = line.decision or (f"{line.taken_up} followed" if line.taken_up else "")
    return Earlier(
        came_on=line.came_on,
        what="Referral",
        agency=line.agency,
        harms=tuple(HARM.named(each) for each in row.harms),
        became=became or "Waits for a decision",
        is_closed=line.is_closed,
        is_open=is_open or line.is_waiting,
        is_contact=False,
        referral=row.pk,
    )


def _concern(thread: ConcernThread) -> Earlier:
    is_open = thread.answered_on is None
    return Earlier(
        came_on=thread.opened_on,
        what="Concern",
        agency=thread.organisation.name if thread.organisation else AGENCY.named(thread.agency),
        harms=tuple(HARM.named(each) for each in thread.harms),
        became="" if is_open else ANSWER.named(thread.answer),
        is_closed=False,
        is_open=is_open,
        is_contact=False,
    )
