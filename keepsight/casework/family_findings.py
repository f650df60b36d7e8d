"""Findings as In sight shows them: brothers and sisters together, each concern with all that the
rules say about it, and what one rule found about several of them said once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.matter import Matter, matters
from keepsight.casework.who import Who, who
from keepsight.record.family import siblings_of
from keepsight.record.models import ConcernThread, Finding


@dataclass(frozen=True)
class Said:
    """What is said about one concern, or about the family as a whole."""

    concern: ConcernLine | None
    matter: Matter


@dataclass(frozen=True)
class Family:
    """The children of one family about whom something was found, the eldest first."""

    children: tuple[Who, ...]
    said: tuple[Said, ...]


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
    """Each group of findings as the family that it is about. Their children must have been fetched
    too."""
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
    return Family(
        tuple(who(each, on=on) for each in eldest),
        tuple(Said(concerns.get(e.concern or ""), e) for e in matters(findings, on=on)),
    )
