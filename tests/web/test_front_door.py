"""The front door: what waits and what is known of it, deciding, and what the referrer is told."""

import re
from datetime import date

import pytest
from django.test import Client

from keepsight.casework import child_record, projection
from keepsight.casework.child_record import begin
from keepsight.practice.codes.sign import SIGN
from keepsight.record import ledger
from keepsight.record.models import Address, Ask, ConcernThread, Person, Referral
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, MAYA, TODAY, TOM, SmallAuthority, fact
from tests.web.test_public import told
from tests.web.test_raising import WHAT, WHO, go_through

CLOSED = {
    "decision": "no_further_action",
    "reasons": "The key worker spoke with her mother, who had been ill.",
    "evidence": "",
    "referrer_told_on_day": "31",
    "referrer_told_on_month": "3",
    "referrer_told_on_year": "2025",
}


def newest() -> Referral:
    """The referral that came last."""
    with reading_as_system("tests look for a referral"):
        return Referral.objects.order_by("came_at").last()


def referred(sign_in: SignIn, **who: str) -> str:
    """The school raises a concern (about Maya, unless told otherwise); gives the address on which
    the front door decides."""
    go_through(sign_in("school"), who={**WHO, **who})
    return f"/referrals/{newest().pk}/decide"


def sent(client: Client, address: str, **given: str) -> str:
    """A decision, sent; gives the words of the page that follows."""
    return words(client.post(address, {**CLOSED, **given}, follow=True).content.decode())


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
def test_whether_the_earlier_work_was_gone_through_is_kept(
    sign_in: SignIn, said: str, kept: bool | None
) -> None:
    address = referred(sign_in)

    sent(sign_in("front_door"), address, history_considered=said)

    with reading_as_system("tests look for a decision"):
        decided = [f for f in ledger.facts_of(newest().child_id) if f.kind == "referral_decision"]
    assert vars(decided[-1])["history_considered"] is kept


def test_what_waits_stands_oldest_first_with_when_from_whom_and_what(sign_in: SignIn) -> None:
    referred(sign_in)
    page = read(sign_in("front_door"), "/front-door")
    assert "2 referrals wait for a decision, 1 longer than one working day." in page
    assert page.index("Tom Frost") < page.index("Maya Marsh")
    assert "From Olga Penn, Safeguarding lead, Fell Primary School" in page
    assert "Decide by the end of Tuesday 1 April 2025" in page
    assert "A decision was due by the end of 4 February 2025" in page
    assert WHAT["detail"] in page
    assert "The child said: “It hurts to sit.”" in page


def test_what_the_referral_says_stands_under_its_name_or_alone(sign_in: SignIn) -> None:
    page = read(sign_in("front_door"), referred(sign_in))
    assert f"“It hurts to sit.” {SIGN.named(WHAT['sign'])} Named as: Maya Marsh" in page
    assert " : " not in page


def test_a_child_with_whom_another_team_works_is_seen_until_it_is_decided(
    sign_in: SignIn, settings
) -> None:
    client = sign_in("front_door")
    assert client.get(f"/children/{MAYA}").status_code == 404
    address = referred(sign_in)
    assert client.get(f"/children/{MAYA}").status_code == 200
    sent(client, address)
    settings.TODAY = date(2025, 4, 1)
    assert client.get(f"/children/{MAYA}").status_code == 404


def test_what_came_before_stands_beside_it_for_the_whole_family(sign_in: SignIn) -> None:
    referred(sign_in)
    page = read(sign_in("front_door"), "/front-door")
    assert "13 May 2024: referral, Bluebell Nursery, sexual abuse. Strategy discussion" in page
    assert "2 September 2024: concern about Leo Marsh, Bluebell Nursery, neglect" in page
    assert "Not substantiated" in page
    assert "Leo Marsh of the family or household is counted in." in page
    assert "child protection plan (neglect) since 3 June 2024" in page
    assert "Sara Lund, Fell Team (has the case)" in page


def test_what_was_closed_without_action_stands_out(sign_in: SignIn) -> None:
    with reading_as_system("tests add a closed referral"):
        earlier = fact("referral", LEO, "2024-12-02", agency="gp", harms=("neglect",))
        closed = fact(
            "referral_decision",
            LEO,
            "2024-12-03",
            decision="no_further_action",
            about=earlier.fact_id,
        )
        projection.add([earlier, closed], by=None, at=closed.recorded_at)
    referred(sign_in)
    client = sign_in("front_door")
    assert "1 closed without action" in read(client, "/front-door")
    markup = client.get("/front-door").content.decode()
    assert re.search(r'govuk-tag--red">No further action<', markup)


def test_what_came_about_brother_and_sister_at_once_is_told_once(sign_in: SignIn) -> None:
    with reading_as_system("tests add a referral of both"):
        for child in (MAYA, LEO):
            came = fact("referral", child, "2024-12-02", agency="gp", harms=("neglect",))
            projection.add([came], by=None, at=came.recorded_at)
    referred(sign_in)
    page = read(sign_in("front_door"), f"/referrals/{newest().pk}/decide")
    assert page.count("2 December 2024: referral") == 1
    assert "2 December 2024: referral, also about Leo Marsh, GP, neglect. Waits" in page


def test_other_children_of_the_household_count(sign_in: SignIn) -> None:
    with reading_as_system("tests add a household"):
        other = begin("Una Reed", born_on=date(2020, 1, 1))
        for person in (f"person-{TOM}", other):
            Address.objects.create(
                person=Person.objects.get(pk=person), address="1 Fell Row", from_on=date(2024, 1, 1)
            )
        projection.add(
            [fact("concern", other, "2024-07-01", harms=("physical",), agency="gp")],
            by=None,
            at=fact("note", other, "2024-07-01").recorded_at,
        )
    page = read(sign_in("front_door"), "/front-door")
    assert "1 July 2024: concern about Una Reed, GP, physical abuse" in page


def test_a_child_who_may_be_known_already_is_suggested_to_the_front_door_only(
    sign_in: SignIn,
) -> None:
    referred(sign_in, name="Maya Marsch", born_on_day="6", born_on_month="2")
    page = read(sign_in("front_door"), "/front-door")
    assert "This may be a child who is known already." in page
    assert "Maya Marsh, born 2 June 2019: a name" in page
    assert "day and month of birth changed round. Possibly the same." in page
    for address in ("/", f"/concerns/{newest().concerns[0]}"):
        assert "2 June 2019" not in read(sign_in("school"), address)


def test_a_decision_that_closes_says_before_and_after_that_the_concern_stays_open(
    sign_in: SignIn,
) -> None:
    address = referred(sign_in)
    client = sign_in("front_door")
    before = read(client, address)
    assert "No decision on this page answers a concern." in before
    assert "Physical abuse and sexual abuse, raised by Fell Primary School" in before
    assert before.count("The concern stays open.") == 3
    after = sent(client, address)
    assert "Decided about Maya Marsh: no further action." in after
    assert "The concern stays open until a named person answers it." in after
    assert "1 referral waits" in after
    with reading_as_system("tests look at a concern"):
        assert ConcernThread.objects.get(pk=newest().concerns[0]).answered_on is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"decision": ""}, "Choose what you decide"),
        ({"reasons": " "}, "Say why"),
        ({"decision": "judged_malicious"}, "Name the evidence."),
        ({"referrer_told_on_day": "1", "referrer_told_on_month": "4"}, "must not be before"),
        ({"referrer_told_on_day": "32"}, "Enter a real date"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(
    given: dict, message: str, sign_in: SignIn
) -> None:
    address = referred(sign_in)
    page = sent(sign_in("front_door"), address, **given)
    assert "There is a problem" in page
    assert message in page
    assert newest().settled_on is None


def test_who_comes_second_is_told_what_was_decided(sign_in: SignIn) -> None:
    address = referred(sign_in)
    sent(sign_in("front_door"), address)
    page = sent(sign_in("front_door"), address, decision="assessment")
    assert "Fay Dorn, Social worker has decided about this referral on 31 March 2025" in page
    assert "Yours was not saved." in page
    assert newest().decision == "no_further_action"


def test_the_referrer_sees_since_when_it_waits_and_by_when_it_is_due(sign_in: SignIn) -> None:
    referred(sign_in)
    for address in ("/", f"/concerns/{newest().concerns[0]}"):
        page = read(sign_in("school"), address)
        assert "It has waited for a decision since 31 March 2025" in page
        assert "one is due by the end of Tuesday 1 April 2025" in page


def test_the_referrer_is_told_when_it_is_late(sign_in: SignIn, settings) -> None:
    referred(sign_in)
    settings.TODAY = date(2025, 4, 2)
    page = read(sign_in("school"), "/")
    assert "A decision was due by the end of 1 April 2025, and is late." in page


def test_the_referrer_is_told_what_was_decided_by_whom_and_why(sign_in: SignIn) -> None:
    address = referred(sign_in)
    sent(sign_in("front_door"), address)
    school = sign_in("school")
    for page in (read(school, "/"), read(school, f"/concerns/{newest().concerns[0]}")):
        for each in ("o further action", "Fay Dorn, Social worker", CLOSED["reasons"]):
            assert each in page
        assert "Nobody has answered" in page


def test_a_disagreement_with_the_decision_says_so_and_leaves_the_concern_open(
    sign_in: SignIn,
) -> None:
    address = referred(sign_in)
    sent(sign_in("front_door"), address)
    concern = newest().concerns[0]
    school = sign_in("school")
    assert "Disagree with this decision" in read(school, f"/concerns/{concern}")
    school.post(f"/concerns/{concern}/disagree", {"reasons": "She was in pain again today."})
    assert "She was in pain again today." in read(sign_in("manager"), f"/concerns/{concern}")


def test_another_agency_learns_nothing_of_it(sign_in: SignIn) -> None:
    address = referred(sign_in)
    sent(sign_in("front_door"), address)
    assert CLOSED["reasons"] not in read(sign_in("referrer"), "/")


def test_an_empty_front_door_says_so(sign_in: SignIn) -> None:
    client = sign_in("front_door")
    sent(client, f"/referrals/{newest().pk}/decide")
    assert "No referral waits for a decision." in read(client, "/front-door")


def test_a_director_reads_and_does_not_decide(sign_in: SignIn) -> None:
    page = sign_in("director").get("/front-door").content.decode()
    assert "Tom Frost" in page
    assert "/decide" not in page


def test_looking_is_written_down(authority: SmallAuthority, sign_in: SignIn) -> None:
    client = sign_in("front_door")
    client.get("/front-door")
    client.get(f"/referrals/{newest().pk}/decide")
    assert [each.child for each in the_audit(what="decide_referral")] == [TOM]
    assert the_audit(what="see_front_door")[0].by == authority.front_door


@pytest.mark.parametrize("asked", ["?page=0", "?page=9999", "?page=x"])
def test_an_address_that_makes_no_sense_still_shows_the_page(asked: str, sign_in: SignIn) -> None:
    assert sign_in("front_door").get(f"/front-door{asked}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_referrals(
    sign_in: SignIn, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client = sign_in("front_door")
    referred(sign_in, name="Ivy Stone")
    with django_assert_max_num_queries(40) as few:
        client.get("/front-door")
    as_many = len(few)
    with reading_as_system("tests add more referrals"):
        for number in range(12):
            child = begin(f"Child {number}", born_on=date(2018, 1, 1 + number))
            raised = fact("concern", child, "2025-03-28", harms=("neglect",), agency="gp")
            came = fact("referral", child, "2025-03-28", concerns=raised.concerns, agency="gp")
            projection.add([raised, came], by=None, at=came.recorded_at)
            child_record.put_in_sight([child], on=TODAY)
    with django_assert_num_queries(as_many):
        client.get("/front-door")


def test_whoever_referred_sees_who_opened_it_and_when(sign_in: SignIn) -> None:
    address = referred(sign_in, name="Ivy Stone")
    school, door = sign_in("school"), sign_in("front_door")
    assert "Opened by" not in read(school, "/")

    door.get(address)
    door.get(address)

    assert "Opened by Fay Dorn, Social worker, 31 March 2025 at" in read(school, "/")
    with reading_as_system("test"):
        own = ledger.facts_of(newest().child_id)
    assert [each.kind for each in own].count("referral_acknowledged") == 1


def test_a_list_read_by_the_director_acknowledges_nothing(sign_in: SignIn) -> None:
    referred(sign_in, name="Ivy Stone")

    sign_in("director").get("/front-door")
    sign_in("front_door").get("/front-door")

    assert newest().acknowledged_at is None


def test_who_has_no_account_is_told_and_it_is_recorded(sign_in: SignIn) -> None:
    """Tom's school, by a file, has nobody who signs in."""
    with reading_as_system("test"):
        referral = Referral.objects.get(child=TOM).pk
    door = sign_in("front_door")
    not_told = {f"referrer_told_on_{part}": "" for part in ("day", "month", "year")}
    sent(door, f"/referrals/{referral}/decide", **not_told)
    with reading_as_system("test"):
        asked = Ask.objects.get(kind="tell_outcome", done_at=None)
    assert (asked.about, asked.of_team.name, asked.due_on) == (
        referral,
        "Front Door",
        date(2025, 4, 1),
    )

    page = door.post(f"/referrals/{referral}/tell", {"told_how": "On the telephone"})
    assert "Say who was told" in page.content.decode()
    assert "On the telephone" in page.content.decode()
    given = {"told": "The school’s secretary", "told_how": "On the telephone"}
    assert door.post(f"/referrals/{referral}/tell", given).status_code == 302

    with reading_as_system("test"):
        assert Referral.objects.get(pk=referral).referrer_told_on == TODAY
        assert not Ask.objects.filter(done_at=None, kind="tell_outcome").exists()


def test_a_neighbour_who_can_be_reached_is_to_be_told(sign_in: SignIn) -> None:
    told(Client(), {"reporter": "public", "name": "Mrs Ash", "reached_by": "01632 960 123"})
    door, address = sign_in("front_door"), f"/referrals/{newest().pk}/decide"

    page = read(door, address)
    assert "A neighbour or member of the public: Mrs Ash, 01632 960 123" in page
    not_told = {f"referrer_told_on_{part}": "" for part in ("day", "month", "year")}
    sent(door, address, **not_told)
    assert "Mrs Ash" in read(door, f"/referrals/{newest().pk}/tell")
    with reading_as_system("test"):
        assert Ask.objects.filter(kind="tell_outcome", about=newest().pk).count() == 1


def test_who_gave_no_number_cannot_be_told_and_nobody_is_asked_to(sign_in: SignIn) -> None:
    told(Client(), {"reporter": "anonymous", "name": "", "reached_by": ""})
    not_told = {f"referrer_told_on_{part}": "" for part in ("day", "month", "year")}

    sent(sign_in("front_door"), f"/referrals/{newest().pk}/decide", **not_told)

    with reading_as_system("test"):
        assert not Ask.objects.filter(kind="tell_outcome").exists()
