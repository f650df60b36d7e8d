"""The page of a child: what is open comes first, a past day shows only what was known then, and
nobody sees a child who is not theirs."""

import re
from datetime import UTC, date, datetime

import pytest

from keepsight.casework import projection
from keepsight.record.models import Involvement, Person, Relationship
from keepsight.record.reader import reading_as_system
from keepsight.rules.rulebook import RULES
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read
from tests.web.small_authority import MAYA, TOM, SmallAuthority, fact

WHO_WORKS_WITH_MAYA = ("social_worker", "manager", "chair", "director")


@pytest.mark.parametrize("role", WHO_WORKS_WITH_MAYA)
def test_open_concerns_come_before_everything_else(role: str, sign_in: SignIn) -> None:
    page = read(sign_in(role), f"/children/{MAYA}")
    assert "1 open concern that nobody has answered" in page
    assert page.index("Open concerns") < page.rindex("Timeline") < page.rindex("Chronology")
    assert "Open for 10 months" in page
    assert "2 meetings held about the child or a brother or sister while it was open" in page
    assert "Did not answer it: medical (17 May 2024), category changed (25 November 2024)" in page


def test_it_says_who_the_child_is_and_where_things_stand(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}")
    assert "5 years, born 2 June 2019" in page
    assert "Neglect since 25 November 2024" in page
    assert "24 March 2025, alone" in page
    assert "Sara Lund, Fell Team" in page
    assert "Leo Marsh brother or sister, 3 years" in page


def test_the_findings_of_today_are_there_and_lead_to_their_pages(sign_in: SignIn) -> None:
    client = sign_in("manager")
    markup = client.get(f"/children/{MAYA}").content.decode()
    for finding in re.findall(r'href="(/findings/[^"]+)"', markup):
        assert client.get(finding).status_code == 200
    assert "Things to look at" in markup


def test_a_brother_whom_the_reader_may_not_open_is_named_without_a_link(
    sign_in: SignIn, authority
) -> None:
    with reading_as_system("the test takes the chair away from Leo"):
        Involvement.objects.filter(child="leo", as_what="chair").delete()
    markup = sign_in("chair").get(f"/children/{MAYA}").content.decode()
    assert "Leo Marsh" in markup
    assert "/children/leo" not in markup
    assert "/children/leo" in sign_in("manager").get(f"/children/{MAYA}").content.decode()


def test_a_past_day_shows_what_was_known_then_and_says_so(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}?known_on=2024-06-10")
    assert "This page shows a past day." in page
    assert "at the end of 10 June 2024" in page
    assert "5 years, born" in page
    assert "Sexual abuse since 3 June 2024" in page
    assert "Neglect" not in page.split("Chronology")[0].replace("Leo", "")
    assert "Category changed" not in page
    assert "Open for 4 weeks" in page or "Open for 28 days" in page


def test_a_past_day_before_the_medical_knows_nothing_of_it(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}?known_on=16+May+2024")
    assert "Strategy discussion" in page
    assert "Medical" not in page


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("yesterday-ish", "Enter a day such as 3 December 2024"),
        ("May 2024", "Enter a day, a month and a year"),
        ("1 January 2031", "The day must be today or in the past"),
    ],
)
def test_a_past_day_that_makes_no_sense_is_explained_and_today_is_shown(
    day: str, message: str, sign_in: SignIn
) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}?known_on={day}")
    assert message in page
    assert "This page shows a past day." not in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("shown=significant", "Category changed", "Under the child protection plan"),
        ("topic=Section+47", "Medical", "Category changed"),
        ("agency=nursery", "secret game", "Paediatrics"),
        ("year=2025", "Under the child protection plan", "Inconclusive."),
        ("text=inconclusive", "Inconclusive.", "Under the child protection plan"),
    ],
)
def test_the_chronology_can_be_narrowed(
    asked: str, there: str, not_there: str, sign_in: SignIn
) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}?{asked}")
    chronology = page.split("Clear the filters")[-1].split("Filter the chronology")[-1]
    assert there in chronology
    assert not_there not in chronology


def test_brothers_and_sisters_are_merged_into_one_chronology(sign_in: SignIn) -> None:
    client = sign_in("manager")
    assert "hungry and in wet clothes" not in read(client, f"/children/{MAYA}")
    page = read(client, f"/children/{MAYA}?family=on")
    assert "hungry and in wet clothes" in page
    assert "Concern Leo Marsh" in page


def test_what_is_so_of_one_child_only_is_said_with_the_name(sign_in: SignIn) -> None:
    with reading_as_system("a test adds one visit to both children"):
        seen = {MAYA: {"seen": "seen", "seen_alone": True}, "leo": {"seen": "not_seen"}}
        visits = [
            fact(
                "visit",
                child,
                "2025-03-28",
                visit="section_47",
                event="both",
                fact_id=f"both-{child}",
                **own,
            )
            for child, own in seen.items()
        ]
        projection.add(visits, by=None, at=visits[0].recorded_at)
    page = read(sign_in("manager"), f"/children/{MAYA}?family=on")
    said = "Section 47 enquiry. Leo Marsh: Not seen. Maya Marsh: Seen. Maya Marsh: Seen alone."
    assert said in page


def test_order_can_be_turned_round(sign_in: SignIn) -> None:
    client = sign_in("manager")
    newest = (
        read(client, f"/children/{MAYA}")
        .split("Clear the filters")[-1]
        .split("Filter the chronology")[-1]
    )
    oldest = (
        read(client, f"/children/{MAYA}?order=old")
        .split("Clear the filters")[-1]
        .split("Filter the chronology")[-1]
    )
    assert newest.index("24 March 2025") < newest.index("13 May 2024")
    assert oldest.index("13 May 2024") < oldest.index("24 March 2025")


@pytest.mark.parametrize(
    "asked",
    [
        "page=99",
        "page=-1",
        "page=x",
        "year=99999999999999",
        "year=²",
        "topic=%27",
        "everything=1",
        "shown=none",
        "order=sideways",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_the_page(asked: str, sign_in: SignIn) -> None:
    assert sign_in("manager").get(f"/children/{MAYA}?{asked}").status_code == 200


def test_an_unknown_child_and_anothers_child_look_alike_and_both_are_in_the_audit(
    sign_in: SignIn,
) -> None:
    client = sign_in("social_worker")
    for child in (TOM, "nobody-has-this"):
        answer = client.get(f"/children/{child}")
        assert answer.status_code == 404
        assert "Tom" not in answer.content.decode()
        assert the_audit(child=child, was_allowed=False)


def test_reading_a_child_is_written_down(sign_in: SignIn) -> None:
    sign_in("chair").get(f"/children/{MAYA}")
    seen = the_audit(child=MAYA, what="see_child", was_allowed=True)
    assert [each.by_whom for each in seen] == ["Cath Odell, Conference chair"]


def test_the_picture_is_kept_nowhere_as_no_page_is(sign_in: SignIn) -> None:
    picture = sign_in("manager").get(f"/children/{MAYA}/timeline.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert picture["Cache-Control"] == "no-store, private"
    assert b"still open" in picture.content


def test_the_picture_of_a_past_day_is_another_picture(sign_in: SignIn) -> None:
    client = sign_in("manager")
    today = client.get(f"/children/{MAYA}/timeline.svg")
    then = client.get(f"/children/{MAYA}/timeline.svg?known_on=2024-06-10")
    assert b"Neglect" in today.content
    assert b"Neglect" not in then.content


def test_the_table_below_the_picture_says_the_same(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}").split("The timeline as a table")[1]
    assert "3 June 2024 25 November 2024 Sexual abuse" in page
    assert "25 November 2024 not ended Neglect" in page
    assert "13 May 2024 not ended Still open" in page
    assert "3 June 2024 Initial conference" in page


@pytest.mark.parametrize(
    ("asked", "queries"),
    [
        ("", 19),
        ("?family=on&everything=1", 19),
        ("?known_on=2024-06-10", 25),
        ("/timeline.svg", 11),
        ("/timeline.svg?known_on=2024-06-10", 18),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_record(
    asked: str, queries: int, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in("manager")
    with django_assert_num_queries(queries):
        client.get(f"/children/{MAYA}{asked}")
    with reading_as_system("the test adds a long history"):
        more = [
            fact("visit", MAYA, f"2025-01-{1 + number % 28:02}", visit="other", seen="seen")
            for number in range(200)
        ]
        more += [fact("concern", MAYA, "2025-02-01", harms=("neglect",)) for _ in range(8)]
        projection.add(more, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
    with django_assert_num_queries(queries):
        client.get(f"/children/{MAYA}{asked}")


def test_people_are_named_and_what_is_known_of_an_adult_stands_beside_the_name(
    sign_in: SignIn,
) -> None:
    with reading_as_system("the test adds an adult"):
        Person.objects.create(person_id="A1", name="Ray Holt", name_key="ray holt")
        Relationship.objects.create(child_id=MAYA, relative_id="A1", relation="parents_partner")
        added = [
            fact("relationship", MAYA, "2024-01-05", relative="A1", relation="parents_partner"),
            fact("adult_joined", MAYA, "2024-01-05", adult="Ray Holt"),
            fact(
                "adult_risk_known",
                MAYA,
                "2025-03-01",
                adult="A1",
                adult_risk="sexual_offence",
                detail="Convicted in 2011.",
            ),
            fact("adult_risk_known", MAYA, "2025-03-02", adult="An uncle", adult_risk="violence"),
        ]
        projection.add(added, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
    client = sign_in("manager")
    page = read(client, f"/children/{MAYA}")
    known = "Ray Holt parent's partner Known: sexual offence or allegation, 1 March 2025"
    assert f"{known}. Convicted in 2011." in page
    assert "An uncle Known: violence, 2 March 2025" in page
    assert "A1" not in page
    assert "Known:" not in read(client, f"/children/{MAYA}?known_on=2024-06-10")


def test_what_was_late_unsure_or_put_right_is_seen_to_be(sign_in: SignIn) -> None:
    noon = datetime(2025, 3, 20, 12, tzinfo=UTC)
    unsure = {"precision": "about", "date_as_written": "early 2011", "latest_on": date(2011, 4, 30)}
    with reading_as_system("the test adds what was late and what was corrected"):
        added = [
            fact("note", MAYA, "2011-01-01", detail="Known to the clinic.", **unsure),
            fact("note", MAYA, "2025-03-01", fact_id="first", detail="Seen with her aunt."),
        ]
        put_right = fact("note", MAYA, "2025-03-01", corrects="first", detail="Seen with Gran.")
        added += [put_right.model_copy(update={"recorded_at": noon})]
        projection.add(added, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
    client = sign_in("manager")
    page = read(client, f"/children/{MAYA}?topic=Notes")
    assert "early 2011" in page
    assert "Recorded 19 days later, on 20 March 2025 at 12:00pm" in page
    assert "Corrected on 20 March 2025 at 12:00pm by Sara Lund" in page
    assert "What was written first Written on 1 March 2025 at 12:00pm" in page
    assert page.index("Seen with Gran.") < page.index("Seen with her aunt.")
    assert "2 events" in page or "2 of" in page
    before = read(client, f"/children/{MAYA}?topic=Notes&known_on=2025-03-10")
    assert "Seen with her aunt." in before
    assert "Gran" not in before


def test_what_the_rules_say_stands_by_concern_with_the_reason_and_what_clears_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    page = read(sign_in("manager"), f"/children/{MAYA}")
    said = page[page.index("Things to look at") : page.rindex("Timeline")]
    assert said.index("Concern: Sexual abuse") < said.index("Maya Marsh as a whole")
    about = said[: said.index("Maya Marsh as a whole")]
    assert "Category changed while the first concern is unanswered Since 25 November 2024" in about
    assert "It rests on:" in about
    assert "13 May 2024: concern" in about
    assert RULES["category_changed_while_unanswered"].clears in about
    assert str(RULES["category_changed_while_unanswered"].source) in about
