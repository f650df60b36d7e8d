"""Where everybody of a genogram stands: a row for each generation, children below their parents,
nobody on top of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keepsight.exchange.genogram.tree import CHILDREN, GRANDPARENTS, PARENTS, Member, Tree, Union

SLOT = 150.0
"""How much room one person has from side to side."""


@dataclass(frozen=True)
class Placed:
    """The middle of each person across the picture, by identifier, and how wide it all is."""

    tree: Tree
    across: Mapping[str, float]
    width: float

    def middle(self, union: Union) -> float:
        """Where the line to the children of a union begins."""
        places = [self.across[each] for each in union.partners]
        return sum(places) / len(places)


def placed(tree: Tree) -> Placed:
    """Everybody's place. Parents stand side by side; children and grandparents as near to theirs
    as there is room."""
    across: dict[str, float] = {}
    parents = [each for each in tree.members if each.generation == PARENTS]
    for number, each in enumerate(parents):
        across[each.person] = number * SLOT
    _set_row(tree, CHILDREN, across)
    _set_row(tree, GRANDPARENTS, across)
    least = min(across.values(), default=0.0)
    moved = {person: x - least + SLOT / 2 for person, x in across.items()}
    return Placed(tree, moved, max(moved.values(), default=0.0) + SLOT / 2)


def _set_row(tree: Tree, generation: int, across: dict[str, float]) -> None:
    """Groups of one row, each as near to the middle of those it belongs to as there is room."""
    row = [each for each in tree.members if each.generation == generation]
    groups = _groups(tree, row, across)
    free_from: float | None = None
    for wanted, group in groups:
        start = wanted - (len(group) - 1) * SLOT / 2
        if free_from is not None:
            start = max(start, free_from)
        for number, person in enumerate(group):
            across[person] = start + number * SLOT
        free_from = start + len(group) * SLOT


def _groups(
    tree: Tree, row: Sequence[Member], across: Mapping[str, float]
) -> list[tuple[float, list[str]]]:
    """The people of a row who belong together, each group with where it would like to stand."""
    left = [each.person for each in row]
    found: list[tuple[float, list[str]]] = []
    for union in tree.unions:
        here, there = union.children, union.partners
        if row and row[0].generation == GRANDPARENTS:
            here, there = union.partners, union.children[:1]
        group = [each for each in here if each in left]
        beside = [across[each] for each in there if each in across]
        if group and beside:
            found.append((sum(beside) / len(beside), group))
            left = [each for each in left if each not in group]
    rightmost = max(across.values(), default=0.0)
    found += [(rightmost, [each]) for each in left]
    return sorted(found, key=lambda each: each[0])
