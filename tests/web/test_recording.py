"""Recording something on a child's page, for one child or several, and putting it right: what is
saved, what the rules say of it, and that nothing which ends no concern seems to."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keepsight.casework import projection
from keepsight.casework.fact import OWN_STEP
from keepsight.casework.kinds_on_offer import PERMISSIONS
from keepsight.facts.fact import KINDS, Fact
from keepsight.record import ledger
from keepsight.record.models import Involvement, MeetingChild
from keepsight.record.reader import reading_as_system
from keepsight.web.recording.view import OWN_FORM
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, fact

VISIT = {
    "happened": "28 March 2025",
    "visit": "child_protection",
    "seen": "seen",
    "seen_alone": "yes",
    "heard": "words",
    "child_words": "I like the new room.",
    "detail": "Both children were in the garden.",
}


def facts_of(child: str) -> list[Fact]:
    """Everything that was ever written of a child, in order."""
    with reading_as_system("tests look at the ledger"):
        return ledger.facts_of(child)


def last(child: str) -> Fact:
    """The fact written last."""
    return facts_of(child)[-1]


def send(client: Client, kind: str, given: dict, child: str = MAYA) -> str:
    """The words of the page that comes after a form was sent."""
    answer = client.post(f"/children/{child}/record/{kind}", given, follow=True)
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def hide_leo_from_the_chair() -> None:
    with reading_as_system("the test takes the chair away from Leo"):
        Involvement.objects.filter(child=LEO, as_what="chair").delete()


def test_a_worker_is_offered_every_kind_the_most_used_first(sign_in: SignIn) -> None:
    markup = sign_in("social_worker").get(f"/children/{MAYA}/record").content.decode()
    offered = re.findall(rf"/children/{MAYA}/record/(\w+)", markup)
    assert set(offered) == set(KINDS) - OWN_STEP - OWN_FORM - {"entered_in_error"}
    for kind in OWN_FORM:
        assert reverse(f"record_{kind}", args=[MAYA]) in markup, kind
    most_used = re.findall(r'<a [^>]*href="([^"]+)"', markup.partition("Most used")[2])[:4]
    assert most_used == [
        f"/children/{MAYA}/visit",
        f"/children/{MAYA}/appointment",
        f"/children/{MAYA}/words",
        f"/children/{MAYA}/record/strategy_discussion",
    ]


def test_a_chair_is_offered_what_conferences_decide_and_what_any_chair_may(sign_in: SignIn) -> None:
    markup = sign_in("chair").get(f"/children/{MAYA}/record").content.decode()
    offered = set(re.findall(rf"/children/{MAYA}/record/(\w+)", markup))
    assert {"conference", "category_changed", "plan_ended", "core_group", "meeting"} <= offered
    assert {"concern", "reopening", "disagreement"} <= offered
    assert not {"visit", "answer", "case_closed", "note", "birth"} & offered


def test_the_page_of_every_kind_is_there(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    for kind in set(KINDS) - set(PERMISSIONS) - OWN_STEP - OWN_FORM - {"entered_in_error"}:
        page = read(client, f"/children/{MAYA}/record/{kind}")
        assert KINDS[kind].title in page
        assert "When was it?" in page


@pytest.mark.parametrize("kind", ["no_such_kind", "entered_in_error"])
def test_what_is_not_recorded_this_way_has_no_page(kind: str, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    assert client.get(f"/children/{MAYA}/record/{kind}").status_code == 404
    assert client.post(f"/children/{MAYA}/record/{kind}", VISIT).status_code == 404


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("concern", f"/raise?child={MAYA}"),
        ("answer", f"/children/{MAYA}#open"),
        ("disagreement", f"/children/{MAYA}#open"),
        ("assessment_started", f"/children/{MAYA}/assessment/start"),
        ("section_47_ended", f"/children/{MAYA}/section-47"),
        ("medical", f"/children/{MAYA}/medical"),
    ],
)
def test_what_has_a_page_of_its_own_leads_there(kind: str, there: str, sign_in: SignIn) -> None:
    answer = sign_in("social_worker").get(f"/children/{MAYA}/record/{kind}")
    assert answer["Location"] == there


def test_one_visit_is_recorded_for_two_children_as_one_event(sign_in: SignIn) -> None:
    given = VISIT | {"siblings": [LEO], "concerns": [MAYAS_CONCERN]}
    page = send(sign_in("social_worker"), "visit", given)
    assert "Visit, 28 March 2025, is recorded for Maya Marsh and Leo Marsh." in page
    mayas, leos = last(MAYA), last(LEO)
    assert mayas.event == leos.event != ""
    assert mayas.recorded_by == leos.recorded_by == "Sara Lund, Social worker"
    assert (mayas.concerns, leos.concerns) == ((MAYAS_CONCERN,), ())
    assert vars(leos)["seen_alone"] is True
    audited = [each for each in the_audit() if each.what == "record_fact"]
    assert {each.child for each in audited} == {MAYA, LEO}


def test_what_is_missing_is_said_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    before = len(facts_of(MAYA))
    client = sign_in("social_worker")
    given = {"happened": "some day", "seen": "refused", "detail": "Nobody came to the door."}
    answer = client.post(f"/children/{MAYA}/record/visit", given | {"siblings": [LEO]})
    page = words(answer.content.decode())
    assert "Choose why the visit was made" in page
    assert "Enter a date such as 27 March 2025" in page
    markup = answer.content.decode()
    for kept in ('value="some day"', "Nobody came to the door.", f'value="{LEO}" checked'):
        assert kept in markup
    assert re.search(r'value="refused" checked', markup)
    assert len(facts_of(MAYA)) == before


@pytest.mark.parametrize("day", ["1 April 2025", "2031", "31 February 2025", "x" * 200])
def test_a_day_that_has_not_come_or_is_none_is_not_taken(day: str, sign_in: SignIn) -> None:
    before = len(facts_of(MAYA))
    page = send(sign_in("social_worker"), "visit", VISIT | {"happened": day})
    assert "There is a problem" in page
    assert len(facts_of(MAYA)) == before


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [("today", "2025-03-31", "day"), ("Yesterday", "2025-03-30", "day"),
     ("March 2025", "2025-03-01", "month"), ("about 2024", "2024-01-01", "about")],
)  # fmt: skip
def test_when_it_happened_as_people_say_it(
    typed: str, day: str, precision: str, sign_in: SignIn
) -> None:
    send(sign_in("social_worker"), "visit", VISIT | {"happened": typed})
    assert (last(MAYA).happened_on.isoformat(), last(MAYA).precision) == (day, precision)


def test_pressing_the_button_twice_saves_once(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    once = VISIT | {"reference": "abc"}
    assert "is recorded" in send(client, "visit", once)
    count = len(facts_of(MAYA))
    assert "is recorded" in send(client, "visit", once)
    assert len(facts_of(MAYA)) == count
    send(client, "visit", once | {"detail": "Another word."})
    assert len(facts_of(MAYA)) == count + 1


def test_a_concern_of_a_brother_is_named_only_where_it_is_about_him_too(sign_in: SignIn) -> None:
    with reading_as_system("the test gives Leo an open concern"):
        leos = fact("concern", LEO, "2025-03-20", fact_id="leo-second", harms=("physical",))
        projection.add([leos], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
    client = sign_in("social_worker")
    both = VISIT | {"concerns": [MAYAS_CONCERN, "leo-second"]}
    assert "Choose Leo Marsh above too, or leave out the concern of Leo Marsh" in send(
        client, "visit", both
    )
    send(client, "visit", both | {"siblings": [LEO]})
    assert (last(MAYA).concerns, last(LEO).concerns) == ((MAYAS_CONCERN,), ("leo-second",))


def test_a_brother_whom_the_reader_may_not_see_is_not_offered_and_not_taken(
    sign_in: SignIn,
) -> None:
    hide_leo_from_the_chair()
    client = sign_in("chair")
    there = f"/children/{MAYA}/meetings/arrange"
    assert "Leo" not in read(client, there)
    day = {"held_on_day": "31", "held_on_month": "3", "held_on_year": "2025"}
    client.post(there, day | {"kind": "core_group", "chair": "1", "children": [LEO]})
    with reading_as_system("test"):
        assert not MeetingChild.objects.filter(child=LEO).exists()


def visits(client: Client) -> Fact:
    """The visit that the small authority has of Maya."""
    return next(each for each in facts_of(MAYA) if each.kind == "visit")


def test_a_correction_takes_the_place_of_what_was_written_first(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    first = visits(client)
    assert (
        f"/children/{MAYA}/facts/{first.fact_id}/correct"
        in client.get(f"/children/{MAYA}").content.decode()
    )
    form = client.get(f"/children/{MAYA}/facts/{first.fact_id}/correct").content.decode()
    assert 'value="24 March 2025"' in form
    assert 'value="child_protection" id="id_visit_0" checked' in form or "checked" in form

    given = VISIT | {"happened": "24 March 2025", "seen": "refused", "seen_alone": "no"}
    sent = client.post(f"/children/{MAYA}/facts/{first.fact_id}/correct", given, follow=True)
    page = words(sent.content.decode())
    assert "Visit, 24 March 2025, is corrected." in page
    chronology = page.split("Filter the chronology")[1]
    assert chronology.index("Refused.") < chronology.index(
        "What was written first"
    ) < chronology.index("Seen.")  # fmt: skip
    assert (last(MAYA).corrects, vars(last(MAYA))["seen"]) == (first.fact_id, "refused")
    assert first in facts_of(MAYA)


def test_two_who_correct_the_same_are_told(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    address = f"/children/{MAYA}/facts/{visits(client).fact_id}/correct"
    assert client.post(address, VISIT).status_code == 302
    assert client.get(address).status_code == 404


def test_what_was_entered_in_error_leaves_the_chronology_with_its_reason(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    first = visits(client)
    address = f"/children/{MAYA}/facts/{first.fact_id}/entered-in-error"
    assert "Say why it should never have been" in words(client.post(address, {}).content.decode())
    sent = client.post(address, {"reasons": "It was another child."}, follow=True)
    page = words(sent.content.decode())
    assert "Visit, 24 March 2025, is taken out as entered in error." in page
    assert "Under the child protection plan" not in page.split("Filter the chronology")[1]
    assert vars(last(MAYA))["reasons"] == "It was another child."
    assert first in facts_of(MAYA)


def test_a_concern_is_corrected_in_its_words_and_never_taken_out_or_given_another_harm(
    sign_in: SignIn,
) -> None:
    client = sign_in("social_worker")
    address = f"/children/{MAYA}/facts/{MAYAS_CONCERN}"
    form = read(client, f"{address}/correct")
    assert "It should never have been in the record" not in form
    assert client.get(f"{address}/entered-in-error")["Location"] == f"{address}/correct"
    said = {"happened": "13 May 2024", "sign": "disclosure", "explanation": "not_asked",
            "reporter": "professional", "detail": "She told her key worker."}  # fmt: skip
    refused = client.post(f"{address}/correct", said | {"harms": ["neglect"]})
    assert "A harm that was named stays named" in words(refused.content.decode())
    client.post(f"{address}/correct", said | {"harms": ["sexual", "neglect"]})
    assert last(MAYA).detail == "She told her key worker."
    assert last(MAYA).concerns == (MAYAS_CONCERN,)
    page = read(client, f"/concerns/{MAYAS_CONCERN}")
    assert "Nobody has answered this concern." in page


def test_an_answer_is_not_corrected(sign_in: SignIn) -> None:
    client = sign_in("manager")
    answer = next(each for each in facts_of(LEO) if each.kind == "answer")
    assert f"facts/{answer.fact_id}/correct" not in client.get(f"/children/{LEO}").content.decode()
    assert client.get(f"/children/{LEO}/facts/{answer.fact_id}/correct").status_code == 404


def test_a_chair_corrects_what_conferences_decide_and_nothing_else(sign_in: SignIn) -> None:
    client = sign_in("chair")
    markup = client.get(f"/children/{MAYA}").content.decode()
    conference = next(each for each in facts_of(MAYA) if each.kind == "conference")
    assert f"facts/{conference.fact_id}/correct" in markup
    assert f"facts/{visits(client).fact_id}/correct" not in markup
    address = f"/children/{MAYA}/facts/{visits(client).fact_id}/correct"
    assert client.get(address).status_code == 404
    assert client.post(address, VISIT).status_code == 404


def test_a_fact_of_another_child_is_not_corrected_through_this_one(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    leos = facts_of(LEO)[0].fact_id
    assert client.get(f"/children/{MAYA}/facts/{leos}/correct").status_code == 404
    assert client.get(f"/children/{MAYA}/facts/no-such-fact/correct").status_code == 404


def test_nothing_is_corrected_on_a_past_day(sign_in: SignIn) -> None:
    markup = sign_in("manager").get(f"/children/{MAYA}?known_on=2024-06-10").content.decode()
    assert "Correct this" not in markup
    assert "Record something" not in markup


@pytest.mark.parametrize("address", ["record", "record/note"])
def test_the_number_of_queries_does_not_grow_with_the_record(
    address: str, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in("manager")
    client.get(f"/children/{MAYA}/{address}")
    with CaptureQueriesContext(connection) as before:
        client.get(f"/children/{MAYA}/{address}")
    queries = len(before)
    with reading_as_system("the test adds a long history"):
        more = [fact("visit", MAYA, f"2025-01-{1 + n % 28:02}", visit="other") for n in range(100)]
        more += [fact("concern", MAYA, "2025-02-01", harms=("neglect",)) for _ in range(8)]
        projection.add(more, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
    with django_assert_num_queries(queries):
        client.get(f"/children/{MAYA}/{address}")
