"""The short pages: one visit for brothers and sisters with what is so of each, what was missed and
is asked next, and what the rules then find."""

from datetime import date

import pytest

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TOM, SmallAuthority

VISIT = {"happened": "today", "visit": "child_protection", "seen-0": "alone", "reference": "r"}


def last(child: str, kind: str) -> Fact:
    with reading_as_system("tests look at what was saved"):
        return [each for each in current(ledger.facts_of(child)) if each.kind == kind][-1]


def how_many(child: str) -> int:
    with reading_as_system("tests count"):
        return len(ledger.facts_of(child))


def asks() -> list[Ask]:
    with reading_as_system("tests look at what was asked"):
        return list(Ask.objects.order_by("pk"))


def test_one_visit_says_what_is_so_of_each_child(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    sent = VISIT | {
        "child_words-0": "I slept in the big bed.",
        "concerns-0": [MAYAS_CONCERN],
        "seen-1": "not_alone",
        "why_not-1": "He would not leave his mother.",
        "detail": "The kitchen was clean.",
    }

    answer = client.post("/children/maya/visit", sent)

    assert answer.status_code == 302, words(answer.content.decode())
    mayas, leos = vars(last(MAYA, "visit")), vars(last(LEO, "visit"))
    assert (mayas["seen"], mayas["seen_alone"]) == ("seen", True)
    assert (leos["seen"], leos["seen_alone"]) == ("seen", False)
    assert mayas["child_words"] == "I slept in the big bed."
    assert leos["child_words"] == ""
    assert (mayas["heard"], leos["heard"]) == ("words", "not_written")
    assert leos["why_not"] == "He would not leave his mother."
    assert mayas["concerns"] == (MAYAS_CONCERN,)
    assert leos["concerns"] == ()
    assert mayas["detail"] == leos["detail"] == "The kitchen was clean."
    assert mayas["event"] == leos["event"] != ""
    assert asks() == []
    said = read(client, "/children/maya")
    assert "Visit, 31 March 2025, is recorded for Maya Marsh and Leo Marsh." in said


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        ({}, "not_written"),
        ({"heard-0": "asked"}, "asked"),
        ({"heard-0": "not_asked", "child_words-0": "Go away."}, "words"),
        ({"seen-0": "refused", "why_not-0": "Shut.", "next_step": "Go again."}, "not_stated"),
    ],
)
def test_a_visit_says_how_the_child_was_heard(
    sent: dict[str, str], heard: str, sign_in: SignIn
) -> None:
    answer = sign_in("social_worker").post("/children/maya/visit", VISIT | sent)

    assert answer.status_code == 302, words(answer.content.decode())
    assert vars(last(MAYA, "visit"))["heard"] == heard


def test_a_brother_of_whom_nothing_is_said_was_not_part_of_it(sign_in: SignIn) -> None:
    before = how_many(LEO)
    sign_in("social_worker").post("/children/maya/visit", VISIT)
    assert last(MAYA, "visit").happened_on == date(2025, 3, 31)
    assert last(MAYA, "visit").event == ""
    assert how_many(LEO) == before


def test_what_is_missing_is_said_beside_it_and_what_was_typed_stays(sign_in: SignIn) -> None:
    sent = {
        "happened": "today",
        "detail": "The dog barked.",
        "child_words-1": "No.",
        "seen-0": "not_alone",
    }
    said = sign_in("social_worker").post("/children/maya/visit", sent).content.decode()
    assert "Choose why the visit was made" in said
    assert "Say why Maya Marsh was not seen alone" in said
    assert "Say whether Leo Marsh was seen" in said
    assert "The dog barked." in said
    assert '<details class="govuk-details" open>' in said


def test_a_child_who_was_not_seen_needs_a_next_step_which_is_asked_for(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    refused = VISIT | {"seen-0": "refused", "why_not-0": "The door was closed on me."}

    said = words(client.post("/children/maya/visit", refused).content.decode())
    assert "Say what happens next: a child was not seen" in said

    due = {"next_on_0": "2", "next_on_1": "4", "next_on_2": "2025"}
    due = {"next_on_day": "2", "next_on_month": "4", "next_on_year": "2025"}
    client.post("/children/maya/visit", refused | due | {"next_step": "Go again with the police."})
    (asked,) = asks()
    assert (asked.kind, asked.child_id, asked.due_on) == ("see_child_again", MAYA, date(2025, 4, 2))
    assert asked.of == authority.people["social_worker"]
    assert asked.about == last(MAYA, "visit").fact_id
    assert vars(last(MAYA, "visit"))["next_step"] == "Go again with the police."


def test_a_visit_on_which_the_child_is_seen_settles_what_was_asked(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    missed = VISIT | {"seen-0": "nobody_in", "why_not-0": "Out.", "next_step": "Go again."}
    client.post("/children/maya/visit", missed)
    client.post("/children/maya/visit", VISIT | {"reference": "another"})
    (asked,) = asks()
    assert asked.done_at is not None


def test_what_was_asked_has_a_page_and_ends_when_somebody_says_what_was_done(
    sign_in: SignIn,
) -> None:
    client = sign_in("manager")
    supervision = {
        "happened": "yesterday",
        "worker": "Sara Lund",
        "history_considered": "yes",
        "decisions-0": "Ask the nursery for the dates.",
        "next_step": "Ask the nursery.",
        "reference": "s",
    }
    assert client.post("/children/maya/supervision", supervision).status_code == 302
    asked_after = last(MAYA, "supervision")
    there = f"/children/maya/facts/{asked_after.fact_id}/next"
    assert "Ask the nursery." in read(client, there)

    assert "Say what was done" in client.post(there, {}).content.decode()
    assert client.post(there, {"detail": "They sent three dates."}).status_code == 302

    assert "They sent three dates." in last(MAYA, "note").detail
    (asked,) = asks()
    assert asked.done_at is not None
    again = client.post(there, {"detail": "Once more."}).content.decode()
    assert "Somebody has said already what was done" in words(again)


def test_supervision_keeps_a_decision_for_each_child(sign_in: SignIn) -> None:
    sent = {
        "happened": "today",
        "worker": "Sara Lund",
        "history_considered": "no",
        "decisions-0": "A strategy discussion about Maya.",
        "decisions-1": "Leo is seen alone this week.",
        "reference": "s",
    }
    sign_in("manager").post("/children/maya/supervision", sent)
    assert vars(last(MAYA, "supervision"))["decisions"] == "A strategy discussion about Maya."
    assert vars(last(LEO, "supervision"))["decisions"] == "Leo is seen alone this week."
    assert vars(last(LEO, "supervision"))["history_considered"] is False


def test_an_appointment_that_was_missed_asks_who_follows_it_up(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    sent = {
        "happened": "today",
        "appointment": "Eye clinic",
        "attendance-0": "was_not_brought",
        "reference": "a",
    }
    said = words(client.post("/children/maya/appointment", sent).content.decode())
    assert "Say what happens next: a child was not brought" in said
    manager = authority.people["manager"]
    sent |= {"next_step": "Ring the clinic.", "next_of": str(manager.pk)}
    client.post("/children/maya/appointment", sent)
    (asked,) = asks()
    assert (asked.kind, asked.of) == ("follow_up_appointment", manager)


def test_a_child_said_something(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    assert "Write down what Maya Marsh said" in words(
        client.post("/children/maya/words", {"happened": "today"}).content.decode()
    )
    sent = {"happened": "today", "child_words-0": "I do not want to go there.", "reference": "w"}
    client.post("/children/maya/words", sent)
    assert vars(last(MAYA, "child_words"))["child_words"] == "I do not want to go there."


def test_saving_twice_saves_once(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    before = how_many(MAYA)
    for _ in range(2):
        client.post("/children/maya/visit", VISIT)
    assert how_many(MAYA) == before + 1


def test_the_page_says_when_the_child_was_last_seen_and_what_falls_due(sign_in: SignIn) -> None:
    said = read(sign_in("social_worker"), "/children/maya/visit")
    assert "Maya Marsh: last seen on a visit on 24 March 2025, alone." in said
    assert "Leo Marsh: no visit is recorded on which the child was seen." in said
    assert "A visit is late" in said


def test_a_concern_of_another_child_is_not_taken(sign_in: SignIn) -> None:
    said = sign_in("social_worker").post(
        "/children/maya/visit", VISIT | {"concerns-0": ["tom-first"]}
    )
    assert said.status_code == 200
    assert last(MAYA, "visit").happened_on == date(2025, 3, 24)


def test_a_visit_to_a_child_of_others_is_refused_and_audited(sign_in: SignIn) -> None:
    before = how_many(TOM)
    assert sign_in("social_worker").post("/children/tom/visit", VISIT).status_code == 404
    assert how_many(TOM) == before
    assert not the_audit()[-1].was_allowed
