"""The family page: who is related, who lived where on a day, what is known of adults and what of
other children's records is not shown; and saying that any of it has changed."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from keepsight.casework import projection
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Address, ConcernThread, Person, Relationship
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, LEOS_CONCERN, MAYA, TOM, SmallAuthority, fact

ANNA, RAY, JOE = "anna", "ray", "joe"
NOW = datetime(2025, 3, 30, 12, tzinfo=UTC)


@pytest.fixture
def family(authority: SmallAuthority) -> None:
    """Maya's mother, father, and the mother's partner, who also stands in Tom's record."""
    with reading_as_system("tests add a family"), transaction.atomic():
        for person, name in ((ANNA, "Anna Marsh"), (RAY, "Ray Holt"), (JOE, "Joe Reed")):
            Person.objects.create(person_id=person, name=name, name_key=name.lower())
        for child in (MAYA, LEO):
            Relationship.objects.create(child_id=child, relative_id=ANNA, relation="mother")
        Relationship.objects.create(child_id=MAYA, relative_id=RAY, relation="parents_partner")
        Relationship.objects.create(child_id=MAYA, relative_id=JOE, relation="father")
        Relationship.objects.create(child_id=TOM, relative_id=RAY, relation="father")
        for person in (ANNA, "person-maya"):
            Address.objects.create(
                person_id=person, address="4 Mill Lane\nFellby", from_on=date(2023, 1, 1)
            )
        risk = {"adult": RAY, "adult_risk": "sexual_offence", "agency": "police"}
        add(
            fact("adult_joined", MAYA, "2024-03-01", adult=RAY),
            fact("adult_left", MAYA, "2025-01-10", adult=RAY),
            fact("adult_risk_known", LEO, "2024-09-09", detail="Told at the meeting.", **risk),
        )


def add(*facts: Fact) -> None:
    projection.add(facts, by=None, at=NOW)


def last(child: str, kind: str) -> Fact:
    with reading_as_system("tests look at what was saved"):
        return [each for each in current(ledger.facts_of(child)) if each.kind == kind][-1]


def related(child: str) -> list[tuple[str, str, date | None]]:
    with reading_as_system("tests look at the family"):
        rows = Relationship.objects.filter(child=child).order_by("relative__name")
        return list(rows.values_list("relative__name", "relation", "to_on"))


@pytest.mark.usefixtures("family")
def test_the_page_says_who_is_who_and_what_is_known(sign_in: SignIn) -> None:
    said = read(sign_in("social_worker"), "/children/maya/family")
    assert "Anna Marsh Mother" in said
    assert "Leo Marsh Brother or sister 3 years, born 20 January 2022" in said
    assert "Sexual offence or allegation, 9 September 2024. Told at the meeting." in said
    assert "in the record of Leo Marsh" in said
    assert "Also mother of Leo Marsh, 3 years." in said
    assert "Not recorded: whose partner Ray Holt is." in said


@pytest.mark.usefixtures("family")
def test_another_childs_record_is_counted_and_not_named(sign_in: SignIn) -> None:
    answer = sign_in("social_worker").get("/children/maya/family").content.decode()
    assert "Stands in another child’s record that you may not see: ask the front door." in words(
        answer
    )
    assert "Tom" not in answer
    shown = read(sign_in("director"), "/children/maya/family")
    assert "Also father of Tom Frost" in shown
    assert "another child’s record" not in shown


@pytest.mark.usefixtures("family")
@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [
        ("2024-06-01", "Ray Holt, parent's partner recorded as joining the home", "Joe Reed,"),
        ("2025-01-10", "Anna Marsh, mother at the same address", "Ray Holt, parent"),
        ("2022-06-01", "Where Maya Marsh lived on this day is not recorded", "4 Mill Lane"),
    ],
)
def test_the_household_of_a_day(day: str, there: str, not_there: str, sign_in: SignIn) -> None:
    year, month, number = day.split("-")
    asked = f"?on_day={number}&on_month={month}&on_year={year}"
    said = read(sign_in("social_worker"), f"/children/maya/family{asked}")
    household = said[said.index("Household on") : said.index("Choose another day")]
    assert there in household
    assert not_there not in household


@pytest.mark.usefixtures("family")
def test_the_pictures_say_the_same_in_words(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    drawn = client.get("/children/maya/family/genogram.svg?day=2024-06-01")
    assert drawn["Content-Type"].startswith("image/svg+xml")
    picture = drawn.content.decode()
    assert 'role="img"' in picture
    assert "Ray Holt: parent's partner, lives with the child." in picture
    assert "Joe Reed: father." in picture
    by_time = client.get("/children/maya/family/household.svg").content.decode()
    assert "Ray Holt: at home from 1 March 2024 to 10 January 2025." in by_time


@pytest.mark.usefixtures("family")
def test_the_number_of_queries_does_not_grow_with_the_family(
    sign_in: SignIn, django_assert_max_num_queries
) -> None:
    client = sign_in("social_worker")
    with reading_as_system("tests add many"), transaction.atomic():
        for number in range(12):
            Person.objects.create(person_id=f"p{number}", name=f"Aunt {number}", name_key="a")
            Relationship.objects.create(
                child_id=MAYA, relative_id=f"p{number}", relation="aunt_or_uncle"
            )
    client.get("/children/maya/family")
    with django_assert_max_num_queries(45):
        assert client.get("/children/maya/family").status_code == 200


def test_where_a_relative_lives_is_not_shown(family: None, sign_in: SignIn) -> None:
    with reading_as_system("tests add an address"):
        Address.objects.create(
            person_id=JOE, address="1 Hidden Row", from_on=date(2023, 1, 1), to_on=None
        )
    client = sign_in("social_worker")
    for address in ("family", "family/household.svg", "family/genogram.svg", "family/move"):
        assert "Hidden" not in client.get(f"/children/maya/{address}").content.decode()


def test_somebody_new_is_related_through_a_parent(family: None, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    sent = {"name": "Elsie Bowe", "relation": "grandparent", "through": ANNA, "began_on_day": ""}
    assert client.post("/children/maya/family/relate", sent).status_code == 302
    assert ("Elsie Bowe", "grandparent", None) in related(MAYA)
    said = vars(last(MAYA, "relationship"))
    assert (said["relation"], said["through"]) == ("grandparent", ANNA)
    assert "Grandparent, through Anna Marsh" in read(client, "/children/maya/family")


def test_somebody_of_a_known_name_is_asked_about_first(family: None, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    sent = {"name": "joe reed", "relation": "other"}
    said = words(client.post("/children/maya/family/relate", sent).content.decode())
    assert "Is it one of these?" in said
    assert ("Joe Reed", "other", None) not in related(MAYA)
    client.post("/children/maya/family/relate", sent | {"same": JOE})
    assert ("Joe Reed", "other", None) in related(MAYA)
    with reading_as_system("tests count"):
        assert Person.objects.filter(name__iexact="joe reed").count() == 1


def test_somebody_known_to_a_brother_is_offered(family: None, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    assert "Ray Holt" in read(client, "/children/leo/family/relate")
    client.post("/children/leo/family/relate", {"person": RAY, "relation": "father"})
    assert ("Ray Holt", "father", None) in related(LEO)


def test_nobody_named_and_nothing_chosen_is_said(sign_in: SignIn) -> None:
    said = words(sign_in("social_worker").post("/children/maya/family/relate", {}).content.decode())
    assert "Choose what they are to the child" in said
    assert "Enter the name" in said


def test_where_somebody_may_be_chosen_one_is_chosen_or_named(family: None, sign_in: SignIn) -> None:
    sent = {"relation": "father", "person": "new"}
    said = sign_in("social_worker").post("/children/leo/family/relate", sent).content.decode()
    assert "Enter the name, or choose somebody" in words(said)


def test_nobody_is_born_years_from_now(family: None, sign_in: SignIn) -> None:
    sent = {"name": "Ida Holt", "relation": "half_brother_or_sister"}
    born = {"born_on_day": "1", "born_on_month": "1", "born_on_year": "9999"}
    said = sign_in("social_worker").post("/children/maya/family/relate", sent | born)
    assert "The date must be in the past, or the date a baby is due" in said.content.decode()


def test_brother_and_sister_cease_to_be_so_for_each_other(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    there = f"/children/maya/family/{authority.relationship_of(MAYA)}/end"
    assert "Say why" in client.post(there, {"how": "ended"}).content.decode()
    sent = {"how": "never", "reasons": "They are cousins."}
    day = {"ended_on_day": "30", "ended_on_month": "3", "ended_on_year": "2025"}
    assert client.post(there, sent | day).status_code == 302
    assert related(MAYA) == related(LEO) == []
    assert last(LEO, "relationship_ended").detail == "It was never so."
    assert client.get(there).status_code == 404


def test_what_has_ended_stays_on_the_page(family: None, sign_in: SignIn) -> None:
    with reading_as_system("tests look for a relationship"):
        number = Relationship.objects.get(child=MAYA, relative=RAY).pk
    client = sign_in("social_worker")
    day = {"ended_on_day": "10", "ended_on_month": "1", "ended_on_year": "2025"}
    sent = {"how": "ended", "reasons": "He moved away."} | day
    client.post(f"/children/maya/family/{number}/end", sent)
    assert "Until 10 January 2025" in read(client, "/children/maya/family")
    assert "Sexual offence or allegation" in read(client, "/children/maya/family")


def test_a_move_sets_the_address_of_all_who_moved(family: None, sign_in: SignIn) -> None:
    sent = {
        "household_change": "moved",
        "address": "9 High Street\r\nDalton",
        "happened": "20 March 2025",
        "siblings": [LEO],
        "adults": [ANNA],
        "reference": "m",
    }
    client = sign_in("social_worker")
    assert client.post("/children/maya/family/move", sent).status_code == 302
    with reading_as_system("tests look at addresses"):
        for person in ("person-maya", "person-leo", ANNA):
            now = Address.objects.get(person=person, to_on=None)
            assert (now.address, now.from_on) == ("9 High Street\nDalton", date(2025, 3, 20))
        before = Address.objects.get(person=ANNA, from_on=date(2023, 1, 1))
        assert before.to_on == date(2025, 3, 20)
    assert last(LEO, "household_changed").event == last(MAYA, "household_changed").event != ""
    assert "9 High Street" in read(client, "/children/maya/family")


def test_a_return_home_opens_an_answered_concern_again(sign_in: SignIn) -> None:
    sent = {
        "household_change": "returned_home",
        "happened": "today",
        "concerns": [LEOS_CONCERN],
        "reference": "m",
    }
    sign_in("social_worker").post("/children/leo/family/move", sent)
    with reading_as_system("tests look at a concern"):
        assert ConcernThread.objects.get(pk=LEOS_CONCERN).answered_on is None


def test_a_move_without_an_address_is_asked_for(sign_in: SignIn) -> None:
    sent = {"household_change": "moved", "happened": "today"}
    said = sign_in("social_worker").post("/children/maya/family/move", sent)
    assert "Enter the address" in said.content.decode()
