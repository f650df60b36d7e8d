"""The work that is open about a child: who works with them, a child protection plan, care."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from keepsight.casework.child_record import FRONT_DOOR
from keepsight.casework.family import Worker, workers_of_each
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.harm import HARM
from keepsight.record import ledger
from keepsight.rules.history import History
from keepsight.rules.shapes.spell import Spell
from keepsight.rules.vocabulary import CARE, PLAN

_KINDS = frozenset(
    {"category_changed"}.union(
        *(each.kinds for spell in (PLAN, CARE) for each in (spell.begins, spell.ends))
    )
)


@dataclass(frozen=True)
class OpenWork:
    """What is open on a day. `plan` names the categories of the plan in force."""

    workers: tuple[Worker, ...]
    plan: tuple[str, ...]
    plan_since_on: date | None
    care_since_on: date | None

    @property
    def is_none(self) -> bool:
        """Whether nobody but the front door works with the child."""
        return not (self.workers or self.plan_since_on or self.care_since_on)


def open_work(children: Collection[str], *, on: date) -> dict[str, OpenWork]:
    """What is open about each of these children, as far as the reader may see. The number of
    queries does not grow with the children."""
    workers = workers_of_each(children, on=on)
    written = ledger.facts_of_many(children, kinds=_KINDS)
    return {
        child: _open_work(
            History(child, current(written[child])),
            tuple(each for each in workers[child] if each.part != FRONT_DOOR),
        )
        for child in children
    }


def _open_work(history: History, workers: tuple[Worker, ...]) -> OpenWork:
    plan, care = _lasting(PLAN, history), _lasting(CARE, history)
    return OpenWork(
        workers=workers,
        plan=_categories(history.facts, plan) if plan else (),
        plan_since_on=plan.happened_on if plan else None,
        care_since_on=care.happened_on if care else None,
    )


def _lasting(spell: Spell, history: History) -> Fact | None:
    """What began the stretch that has not ended."""
    stretches = spell.within(history)
    return stretches[-1].begin if stretches and stretches[-1].end is None else None


def _categories(facts: Iterable[Fact], plan: Fact) -> tuple[str, ...]:
    """The categories of the plan as they were last changed."""
    codes = vars(plan)["categories"]
    for each in facts:
        if each.kind == "category_changed" and each.happened_on >= plan.happened_on:
            codes = vars(each)["to_categories"]
    return tuple(HARM.named(code) for code in codes)
