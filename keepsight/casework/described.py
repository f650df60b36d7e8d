"""Children as records are compared: with their addresses and relatives, in few queries."""

from collections import defaultdict
from collections.abc import Collection

from keepsight.casework.likeness import Described
from keepsight.record.models import Address, Child, Relationship
from keepsight.record.name import name_key


def described(children: Collection[Child]) -> dict[str, Described]:
    """Each of these children as records are compared, by identifier. Three queries, whoever they
    are. Call as the system."""
    people = {each.person_id: each.pk for each in children}
    addresses: dict[str, set[str]] = defaultdict(set)
    rows = Address.objects.filter(person__in=people).values_list("person_id", "address")
    for person, address in rows:
        addresses[people[person]].add(name_key(address))
    relatives: dict[str, set[str]] = defaultdict(set)
    related = Relationship.objects.filter(child__in=list(people.values()))
    for child, name in related.values_list("child_id", "relative__name_key"):
        relatives[child].add(name)
    return {
        each.pk: Described(
            name=tuple(each.person.name_key.split()),
            born_on=each.born_on,
            addresses=frozenset(addresses[each.pk]),
            relatives=frozenset(relatives[each.pk]),
        )
        for each in children
    }
