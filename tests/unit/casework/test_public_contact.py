"""What somebody without an account tells us: a concern like any other, under a reference that
nobody can guess."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepsight.casework import concern, public_contact, referral
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.casework.not_right import NotRight
from keepsight.casework.public_contact import SENT_AT_MOST, TRIED_AT_MOST, Receipt, Told
from keepsight.casework.reference import LETTERS, as_written, hash_of, new_reference
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, PublicContact, Referral, User
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import an_answer
from tests.unit.record.a_record import NOON, TODAY, Place, a_place, a_user, written

HERE = "192.0.2.7"
TOLD = Told(
    child=NamedChild("Robin Vale", date(2020, 5, 1)),
    harms=("neglect",),
    detail="He was out in the snow in a vest again.",
    when=When(TODAY),
    reporter="public",
    name="Mrs Ash",
    reached_by="01632 960 123",
)


@pytest.fixture
def place(db: None) -> Place:
    return a_place()


@pytest.fixture
def screener(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.front_door, name="screener")


def tell(told: Told = TOLD, *, number: str = "first", computer: str = HERE) -> Receipt:
    return public_contact.receive(told=told, number=number, computer=computer, at=NOON)


def more(reference: str, *, detail: str = "Again today.", number: str = "second") -> None:
    at = NOON + timedelta(hours=1)
    public_contact.add_more(reference=reference, detail=detail, number=number, computer=HERE, at=at)


def thread() -> ConcernThread:
    with reading_as_system("test"):
        return ConcernThread.objects.get()


def test_it_is_a_concern_and_a_referral_like_an_agencys(place: Place) -> None:
    receipt = tell()

    assert receipt.decide_by == date(2024, 6, 4)
    assert (thread().concern, thread().harms, thread().agency) == ("first", ["neglect"], "public")
    with reading_as_system("test"):
        waits = Referral.objects.get()
        said = ledger.fact("first")
    assert (waits.concerns, waits.settled_on, waits.came_at) == (["first"], None, NOON)
    assert vars(said)["reporter"] == "public"


def test_who_told_us_stands_apart_from_the_record(place: Place) -> None:
    tell()

    with reading_as_system("test"):
        kept = PublicContact.objects.get()
        record = str([each.as_dict() for each in ledger.facts_of(kept.child_id)])
    assert (kept.name, kept.reached_by) == ("Mrs Ash", "01632 960 123")
    assert "Ash" not in record
    assert "01632" not in record


def test_only_a_hash_of_the_reference_is_kept(place: Place) -> None:
    receipt = tell()

    with reading_as_system("test"):
        assert PublicContact.objects.get().reference_hash == hash_of(receipt.reference)
    assert receipt.reference not in str([vars(each) for each in the_audit()])


def test_with_the_reference_one_adds_to_the_same_concern(place: Place) -> None:
    receipt = tell()

    more(receipt.reference.lower().replace("-", " "))

    assert thread().facts_count == 4
    with reading_as_system("test"):
        assert Referral.objects.count() == 2
        assert ledger.fact("second").detail == "Again today."


def test_what_is_added_opens_an_answered_concern_again(place: Place) -> None:
    receipt = tell()
    child = thread().child_id
    soon = NOON + timedelta(minutes=30)
    written([an_answer("2024-06-03", "first", child=child, recorded_at=soon)])
    assert thread().answered_on is not None

    more(receipt.reference)

    assert thread().answered_on is None


def test_whoever_holds_it_sees_that_it_came_and_was_decided(place: Place, screener: User) -> None:
    receipt = tell()
    seen = public_contact.progress(reference=receipt.reference, computer=HERE)
    assert (seen.received_at, seen.decided_on, seen.decide_by) == (NOON, None, date(2024, 6, 4))

    with reading_as_system("test"):
        waits = Referral.objects.get().pk
    referral.decide(referral=waits, decision="assessment", reasons="Known.", by=screener, at=NOON)

    seen = public_contact.progress(reference=receipt.reference, computer=HERE)
    assert (seen.decided_on, seen.decide_by) == (TODAY, None)
    assert "Robin" not in repr(seen)
    assert "assessment" not in repr(seen)


def test_sent_twice_it_is_one(place: Place) -> None:
    receipt = tell()
    with pytest.raises(NotRight, match="sent before"):
        tell()
    more(receipt.reference)
    more(receipt.reference)

    assert thread().facts_count == 4


def test_a_wrong_reference_is_refused_and_counted(place: Place) -> None:
    receipt = tell()
    for _ in range(TRIED_AT_MOST):
        with pytest.raises(NotRight, match="no such reference"):
            public_contact.progress(reference=new_reference(), computer=HERE)

    with pytest.raises(NotRight, match="Too much was sent"):
        public_contact.progress(reference=receipt.reference, computer=HERE)
    assert public_contact.progress(reference=receipt.reference, computer="192.0.2.8")


def test_so_much_from_one_computer_and_no_more(place: Place) -> None:
    for number in range(SENT_AT_MOST):
        tell(number=f"n{number}")

    with pytest.raises(NotRight, match="Too much was sent"):
        tell(number="too-many")
    tell(number="from-elsewhere", computer="192.0.2.8")


@pytest.mark.parametrize(
    ("field", "value"), [("detail", " "), ("reporter", "professional"), ("reporter", "king")]
)
def test_what_is_missing_is_said(place: Place, field: str, value: str) -> None:
    with pytest.raises(NotRight) as wrong:
        tell(replace(TOLD, **{field: value}))

    assert field in wrong.value.by_field


def test_the_audit_says_that_nobody_was_signed_in(place: Place) -> None:
    tell()

    entry = the_audit(what="tell_from_public")[0]
    assert (entry.by, entry.by_whom) == (None, "Somebody not signed in")
    assert HERE not in entry.note


def test_a_slip_of_the_pen_in_a_reference_is_noticed() -> None:
    reference = new_reference()
    letters = reference.removeprefix("KS-").replace("-", "")
    for place_, letter in enumerate(letters):
        other = next(each for each in LETTERS if each != letter)
        assert as_written(letters[:place_] + other + letters[place_ + 1 :]) is None
    for place_ in range(len(letters) - 2):
        turned = letters[:place_] + letters[place_ + 1] + letters[place_] + letters[place_ + 2 :]
        assert as_written(turned) == (reference if turned == letters else None)
    assert as_written(f" {letters.lower()} ") == reference
    assert len({new_reference() for _ in range(200)}) == 200


def test_an_agency_and_a_neighbour_speak_of_one_child(place: Place) -> None:
    tell()
    raised = concern.raise_(
        child=NamedChild("Robin Vale", date(2020, 5, 1)),
        harms=["neglect"],
        detail="Hungry",
        by=place.referrer,
        at=NOON,
    )

    with reading_as_system("test"):
        assert ConcernThread.objects.filter(child=raised.child).count() == 2
