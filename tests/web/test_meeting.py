"""Meetings as pages: what was typed stays, what is missing is said where it is mended, and who
concludes second is told."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from keepsight.casework import projection
from keepsight.casework.meeting.arrange import arrange
from keepsight.casework.meeting.invite import invite
from keepsight.record.models import AgendaOutcome, Invitation, LedgerFact, Meeting
from keepsight.record.reader import reading_as_system
from tests.web import small_authority
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import (
    LEO,
    MAYA,
    MAYAS_CONCERN,
    TODAY,
    SmallAuthority,
    fact,
    give_a_meeting,
)
from tests.web.test_at_the_same_moment import together

DAY = {"held_on_day": "31", "held_on_month": "3", "held_on_year": "2025"}


def day(field: str, on: date) -> dict[str, str]:
    return {
        f"{field}_day": str(on.day),
        f"{field}_month": str(on.month),
        f"{field}_year": str(on.year),
    }


def arranged(authority: SmallAuthority, *, kind: str = "review_conference") -> str:
    """A conference about Maya, to which the worker and the nursery are asked."""
    by = authority.people["social_worker"]
    at = datetime(2025, 3, 31, 9, tzinfo=UTC)
    chair = authority.people["chair"]
    meeting = arrange(kind=kind, children=[MAYA], held_on=TODAY, chair=chair.pk, by=by, at=at)
    nina = authority.people["referrer"]
    invite(meeting=meeting, users=[by.pk, nina.pk, authority.school.pk], by=by, at=at)
    return meeting


def present(meeting: str) -> list[int]:
    with reading_as_system("test"):
        return list(Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True))


def made_ready(client: Client, meeting: str) -> None:
    """All that is wanted before it is concluded, by the pages."""
    client.post(f"/meetings/{meeting}/attendance", {"present": present(meeting)})
    outcome = {"reasons": "The interview is on 3 April."}
    client.post(f"/meetings/{meeting}/concerns/{MAYAS_CONCERN}?as=carried_on", outcome)
    decided = {
        f"decision_{MAYA}": "plan_continues",
        f"categories_{MAYA}": ["sexual", "neglect"],
        f"reasons_{MAYA}": "Her first concern has no answer.",
        **day("next_on", date(2025, 9, 22)),
    }
    client.post(f"/meetings/{meeting}/decisions", decided)


def test_what_was_typed_stays_when_something_is_missing(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    given = {"kind": "core_group", "place": "The red room", "starts_at": "half past"}

    page = client.post(f"/children/{MAYA}/meetings/arrange", given).content.decode()

    assert "Enter the day of the meeting" in page
    assert "Choose who is in the chair" in page
    assert "Enter a time such as 10:30 or 2pm" in page
    assert 'value="The red room"' in page


def test_a_meeting_is_arranged_for_brothers_and_sisters_and_then_people_are_asked(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    given = {
        "kind": "core_group",
        "children": [LEO],
        "starts_at": "2pm",
        "chair": authority.people["chair"].pk,
        **DAY,
    }

    to = client.post(f"/children/{MAYA}/meetings/arrange", given)["Location"]

    with reading_as_system("test"):
        row = Meeting.objects.get()
        assert set(row.children.values_list("child", flat=True)) == {MAYA, LEO}
    assert to == f"/meetings/{row.meeting}/invite"
    assert row.starts_at == time(14)
    assert "Nina Brook" in read(client, f"{to}?look_for=bluebell")
    assert "Nina Brook" not in read(client, f"{to}?look_for=frost")


def test_whoever_is_left_out_needs_a_reason_beside_their_name(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    meeting = give_a_meeting(authority)
    nina = authority.people["referrer"].pk

    page = sign_in("chair").post(f"/meetings/{meeting}/invite?look_for=nina", {"users": [nina]})

    assert page.status_code == 200
    said = words(page.content.decode())
    assert "Say why Sara Lund, Social worker is not asked to come, or ask them." in said


def test_somebody_who_is_asked_writes_what_they_know_and_finds_it_again(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    meeting = arranged(authority)
    client = sign_in("referrer")
    assert "Your report is asked for" in read(client, "/meetings")
    address = f"/meetings/{meeting}/report"

    client.post(address, {"all": "She drew a dark house.", "keep": "1"})
    assert "She drew a dark house." in client.get(address).content.decode()
    assert "dark house" not in read(sign_in("chair"), f"/meetings/{meeting}")

    client.post(address, {"all": "She drew a dark house."})
    assert "She drew a dark house." in read(sign_in("chair"), f"/meetings/{meeting}")


def test_it_is_not_concluded_while_a_concern_is_undecided(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    meeting = arranged(authority)
    client = sign_in("chair")
    address = f"/meetings/{meeting}/conclude"

    page = client.post(address).content.decode()

    assert "It cannot be concluded yet." in words(page)
    assert f"/meetings/{meeting}/concerns/{MAYAS_CONCERN}" in page
    made_ready(client, meeting)
    assert client.post(address)["Location"] == f"/meetings/{meeting}/minutes"
    minutes = read(client, f"/meetings/{meeting}/minutes")
    assert "Plan goes on, for sexual abuse and neglect. Before: neglect." in minutes
    assert "The interview is on 3 April." in minutes
    assert "Nina Brook, Safeguarding lead, Bluebell Nursery" in minutes
    paper = client.get(f"/meetings/{meeting}/minutes.pdf")
    linked = client.get(f"/meetings/{meeting}/minutes").content.decode()
    assert f'href="/meetings/{meeting}/minutes.pdf"' in linked
    text = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    assert "Plan goes on, for sexual abuse and neglect. Before, the category was: neglect." in text
    assert client.get(f"/meetings/{meeting}")["Location"] == f"/meetings/{meeting}/minutes"
    assert client.get(f"/meetings/{meeting}/decisions").status_code == 302
    late = client.post(f"/meetings/{meeting}/cancel", {"reasons": "Too late"}).content.decode()
    assert "Cath Odell concluded this meeting on 31 March 2025." in words(late)


def test_a_third_time_waits_for_the_manager_on_a_page_of_their_own(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    on = {"concerns": (MAYAS_CONCERN,), "reasons": "Not seen yet."}
    with reading_as_system("test"):
        before = [fact("carried_on", MAYA, each, **on) for each in ("2024-10-01", "2024-12-02")]
        projection.add(before, by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
    meeting = arranged(authority)
    client, manager = sign_in("chair"), sign_in("manager")
    made_ready(client, meeting)
    chosen = {"reasons": "Interview on 3 April", "asked_to_agree": authority.people["manager"].pk}
    client.post(f"/meetings/{meeting}/concerns/{MAYAS_CONCERN}?as=carried_on", chosen)
    assert "It waits for Mo Haddad to agree" in read(client, f"/meetings/{meeting}/conclude")
    with reading_as_system("test"):
        outcome = AgendaOutcome.objects.get(concern=MAYAS_CONCERN).pk
    address = f"/carried-on/{outcome}"
    for other in ("social_worker", "stranger", "director", "referrer"):
        assert sign_in(other).get(address).status_code == 404
    assert "Interview on 3 April" in read(manager, address)

    missing = words(manager.post(address, {"agrees": "no"}).content.decode())
    assert "Say why, and what you would have done instead." in missing
    manager.post(address, {"agrees": "yes"})

    assert client.post(f"/meetings/{meeting}/conclude").status_code == 302
    assert "Agreed by Mo Haddad, Team manager" in read(client, f"/meetings/{meeting}/minutes")
    assert manager.get(address).status_code == 404


def test_when_it_was_sent_is_written_down_once(authority: SmallAuthority, sign_in: SignIn) -> None:
    meeting = arranged(authority)
    client = sign_in("chair")
    made_ready(client, meeting)
    client.post(f"/meetings/{meeting}/conclude")
    address = f"/meetings/{meeting}/sent/decisions"

    ahead = client.post(address, day("sent_on", date(2025, 4, 2))).content.decode()
    assert "The day must not be before the meeting, nor ahead." in words(ahead)
    client.post(address, day("sent_on", TODAY))

    assert "Sent on 31 March 2025" in read(client, f"/meetings/{meeting}/minutes")
    assert client.get(f"/meetings/{meeting}/sent/biscuits").status_code == 404
    assert sign_in("manager").get(address).status_code == 404


@pytest.mark.parametrize("page", ["", "/invite", "/attendance", "/conclude", "/decisions"])
def test_the_number_of_queries_does_not_grow(
    page: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    meeting = arranged(authority)
    client = sign_in("chair")
    address = f"/meetings/{meeting}{page}"
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as first:
        client.get(address)
    with reading_as_system("test"):
        more = [fact("concern", MAYA, "2025-02-01", harms=("neglect",)) for _ in range(6)]
        more += [
            fact("plan_action_set", MAYA, "2025-02-01", action="See her", owner="A", event=f"{n}")
            for n in range(8)
        ]
        projection.add(more, by=None, at=datetime(2025, 3, 31, tzinfo=UTC))
        Invitation.objects.bulk_create(
            Invitation(meeting_id=meeting, name=f"Guest {n}", agency="school", part="professional")
            for n in range(9)
        )
    with CaptureQueriesContext(connection) as then:
        client.get(address)

    assert len(then) == len(first)


def test_of_two_who_conclude_at_once_one_is_told(own_database: object, settings) -> None:
    settings.TODAY = TODAY
    authority = small_authority.build()
    meeting = arranged(authority)
    clients = [Client(), Client()]
    for each in clients:
        each.force_login(authority.people["chair"])
    made_ready(clients[0], meeting)
    answers: list[str] = []

    def conclude(client: Client) -> None:
        answer = client.post(f"/meetings/{meeting}/conclude")
        answers.append(answer.get("Location") or words(answer.content.decode()))

    together(*(lambda each=each: conclude(each) for each in clients))

    assert f"/meetings/{meeting}/minutes" in answers
    assert any("Cath Odell concluded this meeting on 31 March 2025" in each for each in answers)
    with reading_as_system("test"):
        held = LedgerFact.objects.filter(kind="conference", event=meeting)
        assert held.count() == 1
