"""What a chair may challenge about a child, in one step: what the rules found, and actions of the
plan that are overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Child, User

OVER = frozenset({"done", "worked", "dropped"})


@dataclass(frozen=True)
class Choice:
    """The child, and what a challenge may be about: the fact, and in words."""

    who: Who
    about: tuple[tuple[str, str], ...]


def choice(child: str, *, by: User, on: date) -> Choice:
    """What there is to challenge about this child today. Raises access.Refused."""
    access.require(by, "challenge", child, on=on)
    audit.saw(by=by, what="challenge", child=child)
    found = access.findings_of(by, on=on).filter(child=child).order_by("raised_on", "pk")
    facts = current(ledger.facts_of(child))
    of_findings = {
        each.facts[0]: f"{title_of(each.rule)}, since {day_in_words(each.raised_on)}"
        for each in found
        if each.is_raised_on(on)
    }
    overdue = dict(_overdue_actions(facts, on=on))
    return Choice(who(Child.objects.get(pk=child), on=on), tuple((of_findings | overdue).items()))


def _overdue_actions(facts: Sequence[Fact], *, on: date) -> Iterable[tuple[str, str]]:
    """The actions of plans whose day has passed and of which nobody has said that they are over."""
    progress = {
        str(vars(each)["about"]): str(vars(each)["progress"])
        for each in facts
        if each.kind == "plan_action_updated"
    }
    for each in facts:
        if each.kind != "plan_action_set" or progress.get(each.fact_id) in OVER:
            continue
        due: date | None = vars(each)["due_on"]
        if due is not None and due < on:
            action = str(vars(each)["action"])
            yield each.fact_id, f"Action overdue since {day_in_words(due)}: {action}"[:200]
