"""What the genogram shows, before it is drawn: the people by generation, who had children with
whom, and what is not recorded. The picture and its words are both made from this."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

State = Literal["living", "unborn", "died"]

GRANDPARENTS, PARENTS, CHILDREN = 0, 1, 2

_PARENT = ("mother", "father")
_PARTNER = ("step_parent", "parents_partner")
_SIBLING = ("brother_or_sister", "half_brother_or_sister", "step_brother_or_sister")


@dataclass(frozen=True)
class Kin:
    """Somebody of the child's family: `relation` is a code of RELATION, `through` the parent by
    whom they are related, where that is known. `note` stands below the name: an age, a year."""

    person: str
    name: str
    relation: str
    note: str = ""
    through: str = ""
    state: State = "living"
    lives_here: bool = False


@dataclass(frozen=True)
class Member:
    """Somebody in the picture. `side` puts the mother's people to the left, the father's to the
    right; `what` says in words what they are to the child."""

    person: str
    name: str
    what: str
    note: str
    generation: int
    state: State
    lives_here: bool
    side: int = 0
    is_child: bool = False


@dataclass(frozen=True)
class Union:
    """One or two people and the children they are shown with. `is_sure` is False where it is not
    recorded through whom the children are related."""

    partners: tuple[str, ...]
    children: tuple[str, ...]
    is_past: bool = False
    is_sure: bool = True


@dataclass(frozen=True)
class Tree:
    """The whole family: members in the order in which they stand, and the unions."""

    members: tuple[Member, ...]
    unions: tuple[Union, ...]
    not_recorded: tuple[str, ...] = field(default=())

    def member(self, person: str) -> Member:
        """Somebody of the picture."""
        return next(each for each in self.members if each.person == person)

    def named(self, person: str) -> str:
        """What somebody of the picture is called."""
        return next((each.name for each in self.members if each.person == person), person)


def tree(
    child: Kin,
    kin: Sequence[Kin],
    *,
    words: Mapping[str, str],
    couples: Mapping[frozenset[str], bool] | None = None,
) -> Tree:
    """The family of this child. `words` says each relation in words; `couples` tells of two people,
    by identifier, whether they are a couple now (True) or were one (False)."""
    known = couples or {}
    parents = _of(kin, *_PARENT)
    members = [_member(child, "The child", CHILDREN, is_child=True)]
    for each in kin:
        generation = _generation(each.relation)
        side = _side(each, parents, kin)
        members.append(_member(each, words.get(each.relation, ""), generation, side=side))
    doubts: list[str] = []
    unions = [
        *_grandparents(kin, parents, doubts),
        *_parents(child, kin, parents, known, doubts),
    ]
    return Tree(tuple(_in_order(members)), tuple(unions), tuple(doubts))


def _member(
    kin: Kin, what: str, generation: int, *, side: int = 0, is_child: bool = False
) -> Member:
    return Member(
        kin.person,
        kin.name,
        what,
        kin.note,
        generation,
        kin.state,
        kin.lives_here or is_child,
        side,
        is_child,
    )


def _of(kin: Iterable[Kin], *relations: str) -> list[Kin]:
    return [each for each in kin if each.relation in relations]


def _generation(relation: str) -> int:
    if relation == "grandparent":
        return GRANDPARENTS
    return CHILDREN if relation in _SIBLING else PARENTS


def _parent_of(each: Kin, parents: Sequence[Kin]) -> str:
    """The parent through whom somebody is related: as recorded, or the only one there is."""
    if each.through in {parent.person for parent in parents}:
        return each.through
    return parents[0].person if len(parents) == 1 else ""


def _side(each: Kin, parents: Sequence[Kin], kin: Sequence[Kin]) -> int:
    """How far from the middle: the mother's people to the left, the father's to the right."""
    if each.relation in _SIBLING:
        return 0
    way = {"mother": -1, "father": 1}
    if each.relation in way:
        return way[each.relation]
    relation = {parent.person: parent.relation for parent in parents}
    toward = way.get(relation.get(_parent_of(each, parents), ""), 0)
    if each.relation in _PARTNER:
        at_home = [way[parent.relation] for parent in parents if parent.lives_here]
        # Whose partner is not recorded: beside the parent with whom they live.
        beside = at_home[0] if each.lives_here and len(at_home) == 1 else 1
        return 2 * (toward or beside)
    if each.relation == "aunt_or_uncle":
        return 3 * toward or 3
    return toward if each.relation == "grandparent" else 4


def _in_order(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda each: (each.generation, each.side))


def _grandparents(kin: Sequence[Kin], parents: Sequence[Kin], doubts: list[str]) -> list[Union]:
    """The grandparents on each side, with the parent and the parent's brothers and sisters."""
    found = []
    for parent in parents:
        old = [e for e in _of(kin, "grandparent") if _parent_of(e, parents) == parent.person]
        if not old:
            continue
        aunts = [e for e in _of(kin, "aunt_or_uncle") if _parent_of(e, parents) == parent.person]
        younger = (parent.person, *(each.person for each in aunts))
        found.append(Union(tuple(each.person for each in old[:2]), younger))
        found += [Union((each.person,), younger) for each in old[2:]]
    for each in _of(kin, "grandparent", "aunt_or_uncle"):
        if not _parent_of(each, parents):
            doubts.append(f"through which parent {each.name} is related")
    return found


def _parents(
    child: Kin,
    kin: Sequence[Kin],
    parents: Sequence[Kin],
    couples: Mapping[frozenset[str], bool],
    doubts: list[str],
) -> list[Union]:
    """The child's parents with their children together, then each parent with others."""
    couple = tuple(each.person for each in parents)
    full = (child.person, *(each.person for each in _of(kin, "brother_or_sister")))
    found = []
    if couple:
        found.append(Union(couple[:2], full, couples.get(frozenset(couple[:2])) is False))
    found += _halves(kin, parents, doubts)
    found += _partners(kin, parents, couples, doubts)
    return found


def _halves(kin: Sequence[Kin], parents: Sequence[Kin], doubts: list[str]) -> list[Union]:
    """Half-brothers and half-sisters below the parent whom they share."""
    of_parent: dict[str, list[str]] = {}
    for each in _of(kin, "half_brother_or_sister"):
        shared = _parent_of(each, parents)
        if not shared:
            doubts.append(f"which parent {each.name} shares with the child")
        of_parent.setdefault(shared, []).append(each.person)
    unsure = tuple(of_parent.pop("", ()))
    found = [Union((parent,), tuple(own)) for parent, own in of_parent.items()]
    if unsure and parents:
        both = tuple(each.person for each in parents[:2])
        found.append(Union(both, unsure, is_sure=False))
    return found


def _partners(
    kin: Sequence[Kin],
    parents: Sequence[Kin],
    couples: Mapping[frozenset[str], bool],
    doubts: list[str],
) -> list[Union]:
    """Each parent's partners, with the children they brought."""
    partners = _of(kin, *_PARTNER)
    steps = _of(kin, "step_brother_or_sister")
    found = []
    for each in partners:
        parent = _parent_of(each, parents) or _coupled(each, parents, couples)
        brought = [
            one.person
            for one in steps
            if one.through == each.person or (not one.through and len(partners) == 1)
        ]
        if brought:
            found.append(Union((each.person,), tuple(brought)))
        if not parent:
            doubts.append(f"whose partner {each.name} is")
            continue
        is_past = couples.get(frozenset((parent, each.person))) is False
        found.append(Union((each.person, parent), (), is_past))
    return found


def _coupled(each: Kin, parents: Sequence[Kin], couples: Mapping[frozenset[str], bool]) -> str:
    """The parent with whom this person is recorded as a couple."""
    return next((p.person for p in parents if frozenset((p.person, each.person)) in couples), "")
