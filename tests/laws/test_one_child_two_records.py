"""Laws of joining two records: parting them leaves what stood before, and no concern is ever out of
sight, in whatever order records are joined, parted and added to."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepsight.casework import merge
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.record import chain, ledger
from keepsight.record.models import Child, ConcernThread, Finding, Referral, User
from keepsight.record.reader import reading_as_system
from tests.laws.test_what_was_known import histories
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import NOON, a_child, a_place, a_user, siblings, written

CHILDREN = ("a", "b", "c")
NO_FIXTURES = [HealthCheck.function_scoped_fixture]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("join", "part", "concern", "more")),
        st.sampled_from(CHILDREN),
        st.sampled_from(CHILDREN),
    ),
    max_size=9,
)


def standing() -> list[list[dict[str, object]]]:
    """Everything that is worked out from the facts."""
    return [
        list(each.objects.order_by("pk").values()) for each in (ConcernThread, Finding, Referral)
    ]


def begun() -> User:
    """Three records, and somebody who may join and part them."""
    place = a_place()
    for child in CHILDREN:
        a_child(child, team=place.front_door)
    return a_user("social_worker", agency=place.council, team=place.front_door, name="door")


@given(histories(), st.booleans(), st.booleans())
@settings(max_examples=20, deadline=None, suppress_health_check=NO_FIXTURES)
@pytest.mark.django_db
def test_joined_and_parted_both_stand_as_before(
    db: None, facts: list[Fact], turned: bool, are_siblings: bool
) -> None:
    with transaction.atomic():
        by = begun()
        if are_siblings:
            siblings("b", "c")
        written(facts)
        kept, other = ("b", "a") if turned else ("a", "b")
        with reading_as_system("law"):
            before = standing()
        merge.join(kept=kept, other=other, reasons="The same.", by=by, at=NOON)
        with reading_as_system("law"):
            one = {f.fact_id: f.model_copy(update={"child": kept}) for f in facts if f.child != "c"}
            found = [f for f in ledger.facts_of(kept) if f.kind != "records_compared"]
            assert {f.fact_id: f for f in found} == one
            of_one = {each.concern for each in threads(found)}
            assert (
                set(ConcernThread.objects.filter(child=kept).values_list("pk", flat=True)) == of_one
            )
        merge.part(other=other, reasons="Not the same.", by=by, at=NOON + timedelta(hours=1))
        with reading_as_system("law"):
            assert standing() == before
            assert chain.verify().breaks == []
        transaction.set_rollback(True)


@given(STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=NO_FIXTURES)
@pytest.mark.django_db
def test_no_concern_is_lost_in_any_order(db: None, steps: list[tuple[str, str, str]]) -> None:
    with transaction.atomic():
        by, raised, at = begun(), [], NOON
        for number, (step, one, other) in enumerate(steps):
            at += timedelta(minutes=number + 1)
            with suppress(NotRight):  # Joined or parted already: nothing was done.
                _take(step, one, other, by=by, at=at, raised=raised, number=number)
            with reading_as_system("law"):
                shown = dict(ConcernThread.objects.values_list("concern", "child"))
                children = set(Child.objects.values_list("pk", flat=True))
                assert set(shown) == set(raised)
                assert set(shown.values()) <= children
                assert ConcernThread.objects.filter(answered_on=None).count() == len(raised)
        with reading_as_system("law"):
            assert chain.verify().breaks == []
        transaction.set_rollback(True)


def _take(
    step: str, one: str, other: str, *, by: User, at: object, raised: list[str], number: int
) -> None:
    if step == "join":
        merge.join(kept=one, other=other, reasons="The same.", by=by, at=at)
    elif step == "part":
        if merge.kept_as(one):
            merge.part(other=one, reasons="Not the same.", by=by, at=at)
    elif step == "concern":
        written([a_concern("2024-06-01", child=one, fact_id=f"concern-{number}")])
        raised.append(f"concern-{number}")
    elif raised:
        # About a concern that is there, named with any of the records that its child has.
        with reading_as_system("law"):
            child = ConcernThread.objects.get(pk=raised[0]).child_id
            others = Child.every.filter(kept_as=child).values_list("pk", flat=True)
            child = other if other in others else child
        again = {"child": child, "fact_id": f"more-{number}", "concerns": (raised[0],)}
        written([a_concern("2024-06-02", **again)])
