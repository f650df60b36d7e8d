"""Saying that a child moved: where to, since when, and who moved too."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Q

from keepsight.casework import access, fact
from keepsight.casework.action import Action, day_of
from keepsight.casework.concern import SOURCE, When
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.recorded import Recorded, standing, what_follows
from keepsight.casework.recording import Recording
from keepsight.facts.fact import Fact
from keepsight.practice.codes.household import HOUSEHOLD_CHANGE
from keepsight.record.models import Address, Child, Person, Relationship, User


def move(
    *,
    page: Recording,
    household_change: str,
    address: str,
    when: When,
    also: Sequence[str] = (),
    adults: Collection[str] = (),
    concerns: Sequence[str] = (),
    detail: str = "",
    reference: str,
    by: User,
    at: datetime,
) -> Recorded:
    """Record a change of home for the child of the page and `also` for these brothers and sisters.

    `adults` are the identifiers of relatives who moved to the address too. Earlier addresses end
    on the day. A concern that has an answer opens again where a return home names it. The same
    `reference` saves nothing a second time. Raises Refused and NotRight.
    """
    on = day_of(at)
    children = [page.who.child, *also]
    for each in children:
        access.require(by, "record_fact", each, kind="household_changed", on=on)
    if household_change not in HOUSEHOLD_CHANGE:
        raise wrong("household_change", "Choose what changed")
    if household_change == "moved" and not address.strip():
        raise wrong("address", "Enter the address")
    facts = _facts(
        page, children, household_change, address.strip(), when, concerns, detail, reference, by, at
    )
    before = standing(children, by=by, on=on)

    def then(doing: Action, new: Sequence[Fact]) -> None:
        if address.strip():
            own = Child.objects.filter(pk__in=[each.child for each in new])
            related = Relationship.objects.filter(child__in=children, relative__in=adults)
            persons = {*own.values_list("person_id", flat=True)}
            persons |= set(related.values_list("relative_id", flat=True))
            for person in sorted(persons):
                _set_address(person, address.strip(), when)

    kept = fact.record_for_several(facts=facts, by=by, at=at, then=then)
    names = {each.child: each.name for each in (page.who, *page.siblings)}
    return what_follows(kept, before, title=page.kind.title, names=names, by=by, on=on)


def _facts(
    page: Recording,
    children: Sequence[str],
    household_change: str,
    address: str,
    when: When,
    concerns: Sequence[str],
    detail: str,
    reference: str,
    by: User,
    at: datetime,
) -> list[Fact]:
    content = f"{by.pk} {reference} {household_change} {address} {when} {detail}"
    own = {each.concern: each.who.child for each in page.concerns}
    return [
        fact_of(
            {
                "kind": "household_changed",
                "fact_id": uuid5(NAMESPACE_OID, f"{child} {content}").hex,
                "child": child,
                "happened_on": when.happened_on,
                "latest_on": when.latest_on,
                "precision": when.precision,
                "date_as_written": when.as_written,
                "recorded_at": at,
                "agency": by.agency.kind,
                "recorded_by": by.signature,
                "source": SOURCE,
                "event": uuid5(NAMESPACE_OID, content).hex if len(children) > 1 else "",
                "concerns": [each for each in concerns if own.get(each) == child],
                "household_change": household_change,
                "address": address,
                "detail": detail,
            }
        )
        for child in children
    ]


def _set_address(person: str, address: str, when: When) -> None:
    """Where somebody lives from that day on, up to the next address that is known already."""
    day = when.happened_on
    own = Address.objects.filter(person=Person(pk=person))
    later = own.filter(from_on__gt=day).order_by("from_on").values_list("from_on", flat=True)
    ends = later.first()
    own.filter(from_on=day).delete()
    lasts = Q(to_on=None) | Q(to_on__gt=day)
    own.filter(lasts, from_on__lt=day).update(to_on=day)
    Address.objects.create(person_id=person, address=address, from_on=day, to_on=ends)
