"""Giving a note its kind on a child's page: which kinds are offered, what is kept of the note, and
that a concern made from one is seen by the rules and waits in sight."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepsight.casework import projection
from keepsight.casework.fact import GIVEN_TO_NO_NOTE
from keepsight.facts.fact import KINDS
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import MAYA, MAYAS_CONCERN, fact, give_a_note
from tests.web.test_recording import VISIT, facts_of, last

NOTE = f"/children/{MAYA}/facts/a-note"
CONCERN = {
    "happened": "2 November 2024",
    "sign": "disclosure",
    "explanation": "not_asked",
    "reporter": "professional",
    "harms": ["sexual", "emotional"],
    "detail": "Maya spoke of a secret, and cried.",
}


def send(client: Client, kind: str, given: dict[str, object]) -> str:
    """The words of the page that comes after the note was given this kind."""
    answer = client.post(f"{NOTE}/kind/{kind}", given, follow=True)
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def test_a_note_and_nothing_else_is_offered_a_kind(sign_in: SignIn) -> None:
    give_a_note()
    markup = sign_in("social_worker").get(f"/children/{MAYA}").content.decode()
    assert re.findall(r'href="([^"]+/kind)"', markup) == [f"{NOTE}/kind"]
    assert "Give this a kind (note, 2 November 2024)" in words(markup)
    for role in ("chair", "director"):
        assert "Give this a kind" not in read(sign_in(role), f"/children/{MAYA}")
    past = sign_in("manager").get(f"/children/{MAYA}?known_on=2025-01-10").content.decode()
    assert "Maya spoke of a secret." in past
    assert "Give this a kind" not in past


def test_every_kind_is_offered_but_what_is_done_about_a_concern(sign_in: SignIn) -> None:
    give_a_note()
    client = sign_in("social_worker")
    markup = client.get(f"{NOTE}/kind").content.decode()
    offered = re.findall(rf"{NOTE}/kind/(\w+)", markup)
    assert set(offered) == set(KINDS) - GIVEN_TO_NO_NOTE
    assert offered[0] == "visit"
    assert "Police" in words(markup)
    assert "Maya spoke of a secret." in words(markup)
    assert "page of its own" not in markup
    for kind in offered:
        page = client.get(f"{NOTE}/kind/{kind}").content.decode()
        assert 'value="2 November 2024"' in page
        assert "Maya spoke of a secret." in page
    for kind in (*sorted(GIVEN_TO_NO_NOTE), "no_such_kind"):
        assert client.get(f"{NOTE}/kind/{kind}").status_code == 404
        assert client.post(f"{NOTE}/kind/{kind}", VISIT).status_code == 404


def test_what_the_note_said_is_filled_in_and_what_it_did_not_say_is_asked(sign_in: SignIn) -> None:
    give_a_note(concerns=(MAYAS_CONCERN,), harms=("sexual",))
    client = sign_in("social_worker")
    form = client.get(f"{NOTE}/kind/assessment_started").content.decode()
    ticked = re.findall(r'<input[^>]*value="([^"]+)"[^>]*checked', form)
    assert set(ticked) == {MAYAS_CONCERN, "sexual"}
    assert "Choose why the visit was made" in send(client, "visit", {"happened": "2024"})
    assert last(MAYA).kind != "visit" or last(MAYA).corrects is None


def test_the_fact_keeps_the_agency_and_source_and_the_note_can_be_read(sign_in: SignIn) -> None:
    give_a_note(harms=("physical",))
    client = sign_in("social_worker")
    given = VISIT | {"happened": "2 November 2024", "concerns": [MAYAS_CONCERN]}
    page = send(client, "visit", given)
    assert "Visit, 2 November 2024, takes the place of the note." in page
    kept = last(MAYA)
    assert (kept.kind, kept.corrects, kept.concerns) == ("visit", "a-note", (MAYAS_CONCERN,))
    assert (kept.agency, kept.source, kept.harms) == ("police", "Police log, row 4", ("physical",))
    assert kept.recorded_by == "Sara Lund, Social worker"
    assert "a-note" in {each.fact_id for each in facts_of(MAYA)}
    chronology = page.split("Filter the chronology")[1]
    assert "Given this kind on" in chronology
    assert chronology.index("What was written first") < chronology.index("Maya spoke of a secret.")
    assert "Give this a kind" not in page
    assert client.get(f"{NOTE}/kind").status_code == 404
    assert client.post(f"{NOTE}/kind/visit", given).status_code == 404


def test_a_concern_made_from_a_note_is_found_by_the_rules_and_waits_in_sight(
    sign_in: SignIn,
) -> None:
    give_a_note(concerns=(MAYAS_CONCERN,))
    client = sign_in("social_worker")
    assert "/concerns/" not in client.get("/?show=waiting&harm=emotional").content.decode()
    assert "Choose at least one harm" in send(client, "concern", CONCERN | {"harms": []})
    page = send(client, "concern", CONCERN)
    assert "Concern, 2 November 2024, takes the place of the note." in page
    assert "The rules now find: Category changed while the first concern is unanswered" in page
    assert "2 open concerns that nobody has answered" in page
    assert last(MAYA).concerns == (last(MAYA).fact_id,)
    waiting = client.get("/?show=waiting&harm=emotional").content.decode()
    assert f"/concerns/{last(MAYA).fact_id}" in waiting
    assert "Nobody has answered this concern." in read(client, f"/concerns/{last(MAYA).fact_id}")
    assert f"/concerns/{last(MAYA).fact_id}" in client.get("/").content.decode()


def test_an_act_that_ends_no_concern_says_so_for_a_note_too(sign_in: SignIn) -> None:
    give_a_note()
    client = sign_in("manager")
    assert "This answers no concern." in read(client, f"{NOTE}/kind/case_closed")
    given = {"happened": "2 November 2024", "case_closure": "other"}
    assert "1 concern is still unanswered: Sexual abuse." in send(client, "case_closed", given)


@pytest.mark.parametrize("address", ["kind", "kind/visit"])
def test_the_number_of_queries_does_not_grow_with_the_record(
    address: str, sign_in: SignIn, django_assert_num_queries
) -> None:
    give_a_note()
    client = sign_in("manager")
    client.get(f"{NOTE}/{address}")
    with CaptureQueriesContext(connection) as before:
        client.get(f"{NOTE}/{address}")
    queries = len(before)
    with reading_as_system("the test adds a long history"):
        more = [fact("note", MAYA, f"2025-01-{1 + n % 28:02}") for n in range(100)]
        more += [fact("concern", MAYA, "2025-02-01", harms=("neglect",)) for _ in range(8)]
        projection.add(more, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
    with django_assert_num_queries(queries):
        client.get(f"{NOTE}/{address}")
