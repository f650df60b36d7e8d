"""Joining two records of one child and parting them: nothing is rewritten, nothing is lost."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from keepsight.casework import concern, merge, referral
from keepsight.casework.access import Refused, children_of
from keepsight.casework.child_record import NamedChild
from keepsight.casework.chronology import import_
from keepsight.casework.known import known
from keepsight.casework.not_right import NotRight
from keepsight.exchange.reading import Reading
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.chain import verify
from keepsight.record.models import (
    Ask,
    Child,
    ConcernThread,
    Finding,
    Involvement,
    Relationship,
    Restriction,
    SameChild,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact, an_answer
from tests.unit.record.a_record import (
    NOON,
    TODAY,
    Place,
    a_child,
    a_place,
    a_user,
    siblings,
    written,
)

LATER = NOON + timedelta(hours=2)
WHY = "The school gave the same address and the same mother."


@pytest.fixture
def place(db: None) -> Place:
    return a_place()


@pytest.fixture
def door(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.front_door, name="door")


@pytest.fixture
def two(place: Place) -> tuple[Fact, Fact]:
    """A known child of North 1 with a concern, and a record begun under another spelling, whose
    concern the nursery raised; gives the two concerns."""
    a_child("kept", team=place.team)
    a_child("other", name="Robyn Vail", born_on=date(2020, 5, 1), team=place.other_team)
    known = a_concern("2024-05-01", child="kept", fact_id="known")
    new = a_concern("2024-06-01", child="other", fact_id="new", harms=("neglect",))
    written([known])
    written([new], organisation=place.nursery)
    return known, new


def joined(by: User, **more: object) -> SameChild:
    return merge.join(
        **{"kept": "kept", "other": "other", "reasons": WHY, "by": by, "at": NOON} | more
    )


def standing() -> dict[str, list[object]]:
    """Every thread and finding, as they stand."""
    with reading_as_system("test"):
        return {
            each.__name__: list(each.objects.order_by("pk").values())
            for each in (ConcernThread, Finding)
        }


def kinds(child: str) -> list[str]:
    with reading_as_system("test"):
        return [each.kind for each in ledger.facts_of(child)]


def test_what_was_said_of_both_is_read_as_said_of_one(
    place: Place, door: User, two: object
) -> None:
    joined(door)

    assert kinds("kept") == ["concern", "records_compared", "concern", "records_compared"]
    assert kinds("other") == []
    with reading_as_system("test"):
        assert {each.child for each in ledger.facts_of("kept")} == {"kept"}
        assert ledger.fact("new").child == "kept"
        threads = dict(ConcernThread.objects.values_list("concern", "child"))
        assert [each.pk for each in Child.objects.all()] == ["kept"]
        assert not verify().breaks
    assert threads == {"known": "kept", "new": "kept"}


def test_the_ledger_is_as_it_was_written(place: Place, door: User, two: object) -> None:
    with reading_as_system("test"):
        before = ledger.heads_of(["kept", "other"])
    joined(door)

    with reading_as_system("test"):
        own = [each.kind for each in ledger.own_chain("other")]
        after = ledger.heads_of(["kept", "other"])
    assert own == ["concern", "records_compared"]
    assert {child: head[0] for child, head in after.items()} == {
        child: head[0] + 1 for child, head in before.items()
    }


def test_who_works_with_either_reads_both_and_so_says_the_database(
    place: Place, door: User, two: object
) -> None:
    stranger = a_user("social_worker", agency=place.council, team=None, name="stranger")
    south = a_user("social_worker", agency=place.council, team=place.other_team, name="south")
    joined(door)

    for user in (place.social_worker, south):
        with reading_as(user, on=TODAY):
            assert {each.fact_id for each in ledger.facts_of("kept")} >= {"known", "new"}
            assert [each.pk for each in children_of(user, on=TODAY)] == ["kept"]
    with reading_as(stranger, on=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger")
        assert cursor.fetchone() == (0,)
    with reading_as(place.referrer, on=TODAY):
        assert [each.fact_id for each in ledger.facts_of("kept")] == ["new"]
        assert [each.concern for each in ConcernThread.objects.all()] == ["new"]


def test_parting_leaves_both_as_they_were(place: Place, door: User, two: object) -> None:
    siblings("other", a_child("third", name="Sam Vale"))
    with reading_as_system("test"):
        before = standing(), list(Involvement.objects.order_by("pk").values("child", "team"))
        family = list(Relationship.objects.order_by("pk").values("child", "relative"))
    joined(door)
    with reading_as_system("test"):
        assert Relationship.objects.filter(child="kept", relative="third").exists()
        assert Relationship.objects.filter(child="third", relative="kept").exists()

    merge.part(other="other", reasons="They are cousins.", by=place.social_worker, at=LATER)

    with reading_as_system("test"):
        teams = list(
            Involvement.objects.exclude(as_what="front door").order_by("pk").values("child", "team")
        )
        assert (standing(), teams) == before
        assert list(Relationship.objects.order_by("pk").values("child", "relative")) == family
        assert not verify().breaks
    assert kinds("other") == ["concern", "records_compared", "records_compared"]


def test_what_was_said_meanwhile_about_the_others_concern_goes_with_it(
    place: Place, door: User, two: object
) -> None:
    link = joined(door)
    about_other = an_answer("2024-06-03", "new", child="kept", fact_id="answered")
    again = a_concern("2024-06-03", child="kept", fact_id="again", concerns=("new",))
    visit = a_fact(
        "visit", "2024-06-03", child="kept", fact_id="visit", visit="child_in_need", seen="seen"
    )
    written([about_other, again, visit])

    with reading_as_system("test"):
        assert [each.fact_id for each in merge.added_meanwhile(link)] == ["visit"]
    parted = merge.part(other="other", reasons="Not so.", by=place.social_worker, at=LATER)

    with reading_as_system("test"):
        thread = ConcernThread.objects.get(pk="new")
        assert (thread.child_id, thread.facts_count) == ("other", 3)
        assert [each.fact_id for each in merge.added_meanwhile(parted)] == ["visit"]
    assert "visit" in kinds("kept")
    assert "answer" not in kinds("kept")


def test_what_is_asked_goes_over_and_comes_back(place: Place, door: User, two: object) -> None:
    with reading_as_system("test"):
        asked = Ask.objects.create(
            kind="tell_referrer", child_id="other", about="new", of=door, asked_at=NOON
        )
    joined(door)
    with reading_as_system("test"):
        asked.refresh_from_db()
        assert asked.child_id == "kept"

    merge.part(other="other", reasons="Not so.", by=place.social_worker, at=LATER)

    with reading_as_system("test"):
        asked.refresh_from_db()
        assert asked.child_id == "other"


def test_a_fact_about_the_record_that_was_joined_is_read_as_the_childs(
    place: Place, door: User, two: object
) -> None:
    joined(door)
    written([a_fact("note", "2024-06-03", child="other", fact_id="late", detail="Came late.")])

    assert kinds("kept").count("note") == 1
    with reading_as_system("test"):
        assert ConcernThread.objects.filter(child="kept").count() == 2


def test_it_is_said_in_both_records_and_in_the_audit(place: Place, door: User, two: object) -> None:
    joined(door)

    with reading_as_system("test"):
        said = [f for f in ledger.facts_of("kept") if f.kind == "records_compared"]
    assert {vars(each)["other_record"] for each in said} == {"kept", "other"}
    assert {vars(each)["decided_by"] for each in said} == {door.signature}
    assert {each.child for each in the_audit(what="join_records")} == {"kept", "other"}


@pytest.mark.parametrize("role", ["referrer", "chair", "director", "manager", "social_worker"])
def test_only_the_front_door_joins(place: Place, two: object, role: str) -> None:
    with pytest.raises(Refused):
        joined(getattr(place, role))


def test_reasons_are_wanted(place: Place, door: User, two: object) -> None:
    with pytest.raises(NotRight, match="Say why"):
        joined(door, reasons=" ")
    with pytest.raises(NotRight, match="Choose two"):
        joined(door, other="kept")
    with pytest.raises(Refused):
        joined(door, other="nobody")


def test_no_record_is_joined_twice(place: Place, door: User, two: object) -> None:
    a_child("third", name="Robin Vayle")
    joined(door)

    with pytest.raises(NotRight, match="joined one of these records meanwhile"):
        joined(door, kept="third", other="other")
    with pytest.raises(NotRight, match="Keep that one instead"):
        joined(door, kept="third", other="kept")
    joined(door, kept="kept", other="third")
    with reading_as_system("test"):
        assert [each.pk for each in Child.objects.all()] == ["kept"]


def test_a_restricted_record_is_not_opened_by_joining(
    place: Place, door: User, two: object
) -> None:
    with reading_as_system("test"):
        restriction = Restriction.objects.create(
            child_id="other", restricted_at=NOON, restricted_by=place.manager, reasons="Own child"
        )
    for kept, other in (("kept", "other"), ("other", "kept")):
        with pytest.raises(Refused):
            joined(door, kept=kept, other=other)

    with reading_as_system("test"):
        restriction.named.create(child_id="other", user=door, named_at=NOON)
    with pytest.raises(NotRight, match="open to named people only"):
        joined(door)
    joined(door, kept="other", other="kept")

    with reading_as(place.social_worker, on=TODAY):
        assert ledger.facts_of("other") == []
    with reading_as(place.director, on=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger")
        assert cursor.fetchone() == (0,)


def test_who_joined_them_stays_written(place: Place, door: User, two: object) -> None:
    joined(door)

    refused = pytest.raises(DatabaseError, match="append-only")
    with reading_as_system("test"), refused, transaction.atomic():
        SameChild.objects.all().delete()


def test_a_concern_of_the_public_name_finds_the_kept_record_again(
    place: Place, door: User, two: object
) -> None:
    joined(door)

    raised = concern.raise_(
        child=NamedChild("Robyn Vail", date(2020, 5, 1)),
        harms=["neglect"],
        detail="Hungry again",
        by=place.referrer,
        at=LATER,
    )

    assert raised.child == "kept"


def test_a_referral_made_under_the_other_name_is_decided_for_the_one(
    place: Place, door: User
) -> None:
    a_child("kept", team=place.team)
    came = concern.raise_(
        child=NamedChild("Robyn Vail", date(2020, 5, 1)),
        harms=["neglect"],
        detail="Hungry",
        by=place.referrer,
        at=NOON,
    )
    with reading_as_system("test"):
        waits = next(f.fact_id for f in ledger.facts_of(came.child) if f.kind == "referral")
    joined(door, other=came.child)

    decided = referral.decide(
        referral=waits,
        decision="joined_to_open_work",
        reasons="North 1 has him.",
        by=door,
        at=LATER,
    )

    assert decided.child == "kept"
    merge.part(other=came.child, reasons="Not so.", by=place.manager, at=LATER)
    assert "referral_decision" in kinds(came.child)
    assert "referral_decision" not in kinds("kept")


def test_a_past_day_is_shown_as_it_was_known_then(place: Place, door: User, two: object) -> None:
    """Until somebody found it, nobody knew that the second record was of this child."""
    before, afterwards = NOON - timedelta(days=1), NOON + timedelta(days=3)
    written([a_fact("note", "2024-05-02", child="other", fact_id="early", detail="Seen.")])
    joined(door)

    def seen(known_on: date) -> set[str]:
        with reading_as(place.social_worker, on=afterwards.date()):
            then = known("kept", siblings=[], on=afterwards.date(), known_on=known_on)
        return {each.fact_id for each in then.facts if each.kind != "records_compared"}

    assert seen(before.date()) == {"known"}
    assert seen(NOON.date()) == {"known", "new", "early"}


def test_a_file_that_names_the_second_record_is_taken_in_for_the_one(
    place: Place, door: User, two: object
) -> None:
    joined(door)
    late = a_fact("note", "2024-05-03", child="other", fact_id="late", detail="From a file.")

    taken = import_(Reading(facts=[late]), by=place.manager, at=LATER)

    assert taken.facts == 1
    assert "note" in kinds("kept")


def test_a_record_that_is_kept_from_somebody_is_not_compared_by_them_either(
    two: tuple[Fact, Fact], place: Place, door: User
) -> None:
    with reading_as_system("test"):
        Restriction.objects.create(
            child_id="other", restricted_at=NOON, restricted_by=place.manager, reasons="A colleague"
        )
    with pytest.raises(Refused):
        merge.say_different(one="kept", other="other", reasons="Two boys.", by=door, at=LATER)
