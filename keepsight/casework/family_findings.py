"""Findings as In sight shows them: brothers and sisters together, and what one rule found about
several of them on one day said once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.record.family import siblings_of
from keepsight.record.models import ConcernThread, Finding


@dataclass(frozen=True)
class Found:
    """What one rule found on one day. `about`: each child with the finding's identifier; `days`
    since it was raised, or until it will be."""

    title: str
    raised_on: date
    days: int
    about: tuple[tuple[Who, str], ...]


@dataclass(frozen=True)
class Matter:
    """What was found about one concern, or about none, newest first."""

    concern: ConcernLine | None
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Family:
    """The children of one family about whom something was found, the eldest first."""

    children: tuple[Who, ...]
    matters: tuple[Matter, ...]


def together(children: Sequence[str]) -> list[tuple[str, ...]]:
    """These children by family, in the order in which each family first comes."""
    siblings = siblings_of(children)
    family_of: dict[str, int] = {}
    for number, child in enumerate(children):
        if child in family_of:
            continue
        reached = [child]
        while reached:
            one = reached.pop()
            if one in siblings and one not in family_of:
                family_of[one] = number
                reached += siblings[one]
    families: dict[int, list[str]] = defaultdict(list)
    for child in children:
        families[family_of[child]].append(child)
    return [tuple(each) for each in families.values()]


def families(groups: Iterable[Sequence[Finding]], *, on: date) -> tuple[Family, ...]:
    """Each group of findings, newest first, as the family that it is about. Their children must
    have been fetched too."""
    groups = list(groups)
    named = {each.concern for group in groups for each in group if each.concern}
    threads = ConcernThread.objects.filter(concern__in=named)
    concerns = {
        each.concern: concern_line(each, on=on)
        for each in threads.select_related("child__person", "organisation")
    }
    return tuple(_family(each, concerns, on=on) for each in groups)


def _family(findings: Sequence[Finding], concerns: dict[str, ConcernLine], *, on: date) -> Family:
    children = {each.child_id: each.child for each in findings}
    eldest = sorted(children.values(), key=lambda each: (each.born_on or on, each.name))
    matters: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        matters[each.concern or ""].append(each)
    return Family(
        tuple(who(each, on=on) for each in eldest),
        tuple(Matter(concerns.get(name), _found(own, on=on)) for name, own in matters.items()),
    )


def _found(findings: Sequence[Finding], *, on: date) -> tuple[Found, ...]:
    alike: dict[tuple[str, date], list[Finding]] = defaultdict(list)
    for each in findings:
        alike[each.rule, each.raised_on].append(each)
    return tuple(
        Found(
            title=title_of(rule),
            raised_on=raised_on,
            days=abs((on - raised_on).days),
            about=tuple((who(each.child, on=on), each.finding_id) for each in own),
        )
        for (rule, raised_on), own in alike.items()
    )
