"""A published case as a family of the record: its children, and who works with them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from keepsight.casework import child_record
from keepsight.exchange.replay_case.case import Case
from keepsight.facts.fact import Fact
from keepsight.facts.person import Note
from keepsight.record.models import Agency, Involvement, Relationship, User

PUBLISHED = "published case"
"""The source of the note that says so of a child's whole record."""
_A_MOMENT = timedelta(seconds=1)


def begin(case: Case) -> None:
    """Begin the records of the case's children, as brothers and sisters of each other."""
    births = {each.child: each.happened_on for each in case.at_earliest if each.kind == "birth"}
    for child in case.children:
        child_record.begin(name(case, child), born_on=births.get(child), child_id=child)
    Relationship.objects.bulk_create(
        Relationship(child_id=child, relative_id=other, relation="brother_or_sister")
        for child in case.children
        for other in case.children
        if other != child
    )
    first_day = min(each.happened_on for each in case.at_earliest)
    Involvement.objects.bulk_create(
        Involvement(
            child_id=child, user=user, team_id=user.team_id, as_what=as_what, from_on=first_day
        )
        for child in case.children
        for user, as_what in _workers()
    )


def name(case: Case, child: str) -> str:
    """What a child of the case is called: reviews give no names, and neither do we."""
    title = case.label.replace("_", " ").replace("-", " ").title()
    return f"{child} of {title}" if len(case.children) > 1 else title


def told(case: Case, words: str) -> list[Fact]:
    """These words as the first note in the record of each child of the case; none for no words."""
    if not words:
        return []
    newest_first = sorted(case.at_earliest, key=lambda each: each.order, reverse=True)
    first = {each.child: each for each in newest_first}
    return [
        Note(
            child=child,
            happened_on=first[child].happened_on,
            recorded_at=first[child].recorded_at - _A_MOMENT,
            agency="other",
            recorded_by="Keepsight",
            source=PUBLISHED,
            detail=words,
        )
        for child in case.children
        if child in first
    ]


def told_of(facts: Sequence[Fact]) -> str:
    """What readers must know of a record that retells a published case; nothing for any other."""
    return next((each.detail for each in facts if each.source == PUBLISHED), "")


def organisations(case: Case) -> dict[str, int]:
    """The organisation of each fact, by fact_id: the first of its kind, for a case names none."""
    first: dict[str, int] = {}
    for pk, kind in Agency.objects.order_by("-pk").values_list("pk", "kind"):
        first[kind] = pk
    return {each.fact_id: first[each.agency] for each in case.at_earliest if each.agency in first}


def _workers() -> Iterable[tuple[User, str]]:
    for role, as_what in (("social_worker", "allocated"), ("chair", "chair")):
        people = User.objects.filter(role=role, is_active=True)
        user = people.order_by("team__is_front_door", "pk").first()
        if user is not None:
            yield user, as_what
