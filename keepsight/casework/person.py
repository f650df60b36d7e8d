"""Adding people: whoever the record knows by name is found by that name."""

from collections.abc import Iterable

from keepsight.record.models import NameKeys, Person
from keepsight.record.name import name_key, name_keys

AT_ONCE = 2_000


def add_people(people: Iterable[Person]) -> None:
    """Keep these people, with what their names are matched and found by. Raises IntegrityError
    where one is there already."""
    every = list(people)
    for each in every:
        each.name_key = name_key(each.name)
    Person.objects.bulk_create(every, batch_size=AT_ONCE)
    found_by = (NameKeys(person=each, keys=name_keys(each.name)) for each in every)
    NameKeys.objects.bulk_create(found_by, batch_size=AT_ONCE)
