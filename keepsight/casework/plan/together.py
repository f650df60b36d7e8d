"""Starting, changing or ending the plans of brothers and sisters at once, as one conference decides
about them: for each child a decision of their own, and for each open concern of each child; all of
it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import uuid4

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.plan.change import change_category_in, end_in, start_in
from keepsight.casework.plan.decision import Decision
from keepsight.facts.fact import Fact
from keepsight.record.family import siblings_of
from keepsight.record.models import User

Sort = Literal["start_plan", "change_category", "end_plan"]
OF_A_CONCERN = ("decision_", "reasons_", "action_", "owner_", "due_on_", "test_of_success_")
"""How the fields about one concern begin: they name it, and so need no child."""


@dataclass(frozen=True)
class ForChild:
    """What is decided about the plan of one child, and why. `why` is a code of PLAN_END, for a plan
    that ends; `categories` for one that does not."""

    categories: tuple[str, ...] = ()
    why: str = ""
    reasons: str = ""
    decisions: tuple[Decision, ...] = ()


def change_for_several(
    *, sort: Sort, decided: Mapping[str, ForChild], on: date, by: User, at: datetime
) -> list[Fact]:
    """Start, change or end the plan of each of these children, brothers and sisters, in the order
    of `decided`; gives a fact for each.

    Raises Refused where the user may not do this for every one of them, and NotRight with what is
    wrong for any: a field that is not about a concern has a point and the child behind its name.
    """
    if not decided:
        raise wrong("children", "Name at least one child.")
    for each in decided:
        access.require(by, "change_plan", each, on=day_of(at))
    first, event = next(iter(decided)), uuid4().hex if len(decided) > 1 else ""
    with action(sort, by=by, at=at, child=first) as doing:
        projection.hold(set(decided))
        if not set(decided) <= {first, *siblings_of([first])[first]}:
            raise wrong("children", "Decide together about brothers and sisters only.")
        made: list[Fact] = []
        wrongs: list[Wrong] = []
        for child, own in decided.items():
            try:
                made.append(_change(doing, sort, child, own, on=on, event=event))
            except NotRight as not_right:
                wrongs += _of_child(not_right.wrongs, child)
        # Raised last, so that what is wrong is said of every child at once; nothing is kept.
        if wrongs:
            raise NotRight(*wrongs)
    return made


def _change(doing: Action, sort: Sort, child: str, own: ForChild, *, on: date, event: str) -> Fact:
    said: dict[str, Any] = {"child": child, "reasons": own.reasons, "decisions": own.decisions}
    said |= {"on": on, "event": event}
    if sort == "start_plan":
        return start_in(doing, categories=own.categories, **said)
    if sort == "change_category":
        return change_category_in(doing, categories=own.categories, **said)
    return end_in(doing, why=own.why, **said)


def _of_child(wrongs: Sequence[Wrong], child: str) -> list[Wrong]:
    return [
        each
        if not each.field or each.field.startswith(OF_A_CONCERN)
        else Wrong(f"{each.field}.{child}", each.message)
        for each in wrongs
    ]
