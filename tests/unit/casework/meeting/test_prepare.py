"""Arranging a meeting, asking people to it, and what they write beforehand."""

from datetime import date, timedelta

import pytest
from django.db import connection

from keepsight.casework import access, restricted
from keepsight.casework.access import Refused
from keepsight.casework.meeting.agenda import agenda
from keepsight.casework.meeting.arrange import arrange, cancel, change, to_arrange
from keepsight.casework.meeting.due import all_due, due
from keepsight.casework.meeting.invite import invite, invite_by_name, reply
from keepsight.casework.meeting.invited import invited_to, to_invite
from keepsight.casework.meeting.outcome import to_choose
from keepsight.casework.meeting.page import child_meetings, meeting_page, own_meetings
from keepsight.casework.meeting.report import hand_in, keep, to_write
from keepsight.casework.not_right import NotRight
from keepsight.facts.chronology import current
from keepsight.practice.meeting import CONFERENCE_QUORUM
from keepsight.record.models import (
    Invitation,
    Involvement,
    Meeting,
    MeetingChild,
    MeetingReport,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.casework.meeting.a_meeting import (
    FIRST,
    MORNING,
    ROBIN,
    SAM,
    a_conference,
    a_family,
    concluded,
    everybody_came,
    facts_of,
    open_asks,
    ready,
    the_meeting,
    told,
)
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_user, written


@pytest.fixture
def place(db: None) -> Place:
    return a_family()


def own_part(user: User, child: str = ROBIN) -> list[str]:
    with reading_as_system("test"):
        parts = Involvement.objects.filter(child=child, user=user, to_on=None)
        return list(parts.values_list("as_what", flat=True))


def test_a_meeting_is_about_children_of_one_family(place: Place) -> None:
    a_child("stranger", name="Al Fell", team=place.team)
    given = {"kind": "core_group", "held_on": TODAY, "chair": place.chair.pk}
    wanted = given | {"by": place.social_worker, "at": NOON}

    with pytest.raises(NotRight, match="children of one family"):
        arrange(children=[ROBIN, "stranger"], **wanted)
    with pytest.raises(NotRight, match="Choose what kind"):
        arrange(children=[ROBIN], **wanted | {"kind": "seance"})
    with pytest.raises(NotRight, match="Choose who is in the chair"):
        arrange(children=[ROBIN], **wanted | {"chair": place.referrer.pk})
    with pytest.raises(Refused):
        arrange(children=[ROBIN], **wanted | {"by": place.referrer})
    with reading_as_system("test"):
        assert not Meeting.objects.exists()


def test_the_chair_of_a_meeting_joins_the_network_and_is_told(place: Place) -> None:
    other = a_user("chair", agency=place.council, name="Other chair")

    meeting = a_conference(place, chair=other.pk)

    assert own_part(other) == own_part(other, SAM) == ["chair"]
    assert told("meeting_invited") == {"Other chair"}
    assert the_audit(what="arrange_meeting")[0].note == f"meeting {meeting}"
    with reading_as(other, on=TODAY):
        assert [each.meeting for each in own_meetings(by=other, on=TODAY)[0]] == [meeting]


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        (
            "initial_conference",
            [("strategy_discussion", "2024-05-13", {"strategy_decision": "section_47"})],
            ("2024-06-04", "2024-05-13"),
        ),
        (
            "initial_conference",
            [
                ("strategy_discussion", "2024-05-13", {"strategy_decision": "section_47"}),
                ("strategy_discussion", "2024-05-20", {"strategy_decision": "section_47"}),
            ],
            ("2024-06-04", "2024-05-13"),
        ),
        (
            "initial_conference",
            [
                ("strategy_discussion", "2024-05-13", {"strategy_decision": "section_47"}),
                ("conference", "2024-05-28", {"conference": "initial"}),
            ],
            None,
        ),
        (
            "review_conference",
            [
                ("conference", "2024-03-04", {"conference": "initial"}),
                ("plan_started", "2024-03-04", {"categories": ["neglect"]}),
            ],
            ("2024-06-04", "2024-03-04"),
        ),
        (
            "review_conference",
            [
                ("conference", "2024-03-04", {"conference": "initial"}),
                ("plan_started", "2024-03-04", {"categories": ["neglect"]}),
                ("conference", "2024-06-03", {"conference": "review"}),
            ],
            ("2024-12-03", "2024-06-03"),
        ),
        ("review_conference", [("conference", "2024-03-04", {"conference": "initial"})], None),
        (
            "core_group",
            [("plan_started", "2024-03-04", {"categories": ["neglect"]})],
            ("2024-03-18", "2024-03-04"),
        ),
        (
            "core_group",
            [
                ("plan_started", "2024-03-04", {"categories": ["neglect"]}),
                ("core_group", "2024-03-15", {}),
            ],
            ("2024-04-26", "2024-03-15"),
        ),
        ("professionals", [("plan_started", "2024-03-04", {"categories": ["neglect"]})], None),
    ],
)
def test_by_when_a_meeting_is_due(
    kind: str, facts: list[tuple[str, str, dict]], expected: tuple[str, str] | None
) -> None:
    known = current(a_fact(each, on, **values) for each, on, values in facts)

    found = due(kind, known)

    days = (found.due_on.isoformat(), found.began_on.isoformat()) if found else None
    assert days == expected


def test_the_clocks_that_run_stand_on_the_page_that_arranges(place: Place) -> None:
    written([a_fact("plan_started", "2024-05-20", child=ROBIN, categories=["sexual"])])
    with reading_as(place.social_worker, on=TODAY):
        page = to_arrange(ROBIN, by=place.social_worker, on=TODAY)

    assert [each.kind for each in page.due] == ["core_group"]
    assert [each.name for each in page.siblings] == ["Sam Vale"]
    assert page.due == tuple(all_due(facts_of(ROBIN, "plan_started")))


def test_another_day_needs_a_reason_is_kept_and_stops_no_clock(place: Place) -> None:
    said = {"strategy_decision": "section_47", "child": ROBIN}
    written([a_fact("strategy_discussion", "2024-05-13", **said)])
    meeting = a_conference(place)
    everybody_came(meeting, place)
    given = {"meeting": meeting, "chair": place.chair.pk, "by": place.social_worker, "at": NOON}
    later = TODAY + timedelta(days=9)

    with pytest.raises(NotRight, match="Say why the meeting has another day"):
        change(held_on=later, **given)
    change(held_on=later, reasons="The interpreter is ill.", place="Room 4", **given)

    page = meeting_page(meeting, by=place.social_worker, on=TODAY)
    assert [(each.from_on, each.to_on) for each in page.moves] == [(TODAY, later)]
    assert page.due is not None
    assert (page.due.due_on, page.is_late) == (date(2024, 6, 4), True)
    assert told("meeting_changed") == {"A chair", "Hana Reed", "Paul Orr"}


def test_another_chair_takes_the_chair(place: Place) -> None:
    meeting = a_conference(place)

    change(meeting=meeting, held_on=TODAY, chair=place.manager.pk, by=place.chair, at=NOON)

    with reading_as_system("test"):
        chairs = Invitation.objects.filter(meeting=meeting, part="chair")
        assert [each.user for each in chairs] == [place.manager]
    assert the_meeting(meeting).chair == place.manager


def test_a_cancelled_meeting_says_why_and_lets_go_of_whoever_came_only_for_it(
    place: Place,
) -> None:
    meeting, other = a_conference(place), a_conference(place)
    invite(
        meeting=meeting,
        users=[each.pk for each in (place.social_worker, place.police, place.health_visiting)],
        by=place.chair,
        at=NOON,
    )
    users = [place.health_visiting.pk]
    invite(meeting=other, users=users, left_out=_all_own(other, place), by=place.chair, at=NOON)

    with pytest.raises(NotRight, match="Say why"):
        cancel(meeting=meeting, reasons=" ", by=place.chair, at=NOON)
    cancel(meeting=meeting, reasons="The family moved away.", by=place.chair, at=NOON)

    assert own_part(place.police) == []
    assert own_part(place.health_visiting) == ["asked to a meeting"]
    assert own_part(place.social_worker) == ["allocated"]
    assert {each.of for each in open_asks("write_report")} == {place.health_visiting}
    assert "Paul Orr" in told("meeting_cancelled")
    with pytest.raises(NotRight, match="cancelled this meeting"):
        cancel(meeting=meeting, reasons="Again", by=place.chair, at=NOON)


def _all_own(meeting: str, place: Place) -> dict[int, str]:
    page = to_invite(meeting, by=place.chair, on=TODAY)
    return {each.user: "Not needed" for each in page.suggested if each.is_own}


def test_whoever_works_with_the_children_is_asked_or_left_out_for_a_reason(place: Place) -> None:
    meeting = a_conference(place)
    given = {"meeting": meeting, "by": place.chair, "at": MORNING}

    with pytest.raises(NotRight) as refused:
        invite(users=[place.police.pk], **given)

    assert list(refused.value.by_field) == [f"why_{place.social_worker.pk}"]
    assert own_part(place.police) == []
    why = {place.social_worker.pk: "On leave; her manager comes."}
    invite(users=[place.police.pk, place.manager.pk], left_out=why, **given)
    page = meeting_page(meeting, by=place.chair, on=TODAY)
    assert [each.name for each in page.left_out] == ["A social_worker"]
    assert page.left_out[0].left_out_because == "On leave; her manager comes."
    assert [each.name for each in page.invited] == ["A chair", "A manager", "Paul Orr"]
    assert own_part(place.police) == own_part(place.police, SAM) == ["asked to a meeting"]
    assert told("meeting_invited") == {"A chair", "Paul Orr", "A manager"}


@pytest.mark.parametrize(
    ("kind", "held_on", "due_on"),
    [
        ("initial_conference", "2024-06-13", "2024-06-11"),
        ("review_conference", "2024-06-13", "2024-06-06"),
        ("core_group", "2024-06-13", "2024-06-11"),
    ],
)
def test_a_report_is_asked_for_by_its_day(
    kind: str, held_on: str, due_on: str, place: Place
) -> None:
    meeting = a_conference(place, kind=kind, held_on=date.fromisoformat(held_on))

    everybody_came(meeting, place)

    asked = open_asks("write_report")
    assert {each.of.name for each in asked if each.of} == {
        "A social_worker",
        "Hana Reed",
        "Paul Orr",
    }
    assert {each.due_on for each in asked} == {date.fromisoformat(due_on)}


def test_the_family_is_asked_by_name(place: Place) -> None:
    meeting = a_conference(place)
    page = to_invite(meeting, by=place.chair, on=TODAY)
    assert {(each.name, each.part) for each in page.family} == {
        ("Robin Vale", "child"),
        ("Sam Vale", "child"),
    }
    given = {"meeting": meeting, "by": place.chair, "at": NOON}
    users = [place.social_worker.pk]
    invite(users=users, family=["Robin Vale", "Nobody of them"], **given)
    invite_by_name(name="Kay Vale", part="parent", **given)
    with pytest.raises(NotRight, match="Choose the agency they come from"):
        invite_by_name(name="Dr Hale", part="professional", **given)
    with pytest.raises(NotRight, match="Choose in what part"):
        invite_by_name(name="Kay Vale", part="chair", **given)

    with reading_as_system("test"):
        named = {(e.name, e.part) for e in invited_to(the_meeting(meeting)) if not e.signs_in}
    assert named == {("Robin Vale", "child"), ("Kay Vale", "parent")}


def test_a_reply_is_ones_own(place: Place) -> None:
    meeting = a_conference(place)
    everybody_came(meeting, place)

    reply(meeting=meeting, reply="apologies", words="In court", by=place.police, at=NOON)

    own = meeting_page(meeting, by=place.police, on=TODAY).own
    assert own is not None
    assert (own.reply, own.reply_words) == ("apologies", "In court")
    with pytest.raises(Refused):
        reply(meeting=meeting, reply="accepted", by=place.manager, at=NOON)
    with pytest.raises(NotRight, match="Choose whether you come"):
        reply(meeting=meeting, reply="perhaps", by=place.police, at=NOON)


def test_what_is_being_written_is_read_by_nobody_else_until_it_is_handed_in(place: Place) -> None:
    meeting = a_conference(place)
    everybody_came(meeting, place)
    words = {"all": "Seen at home twice.", ROBIN: "He hid under the table."}
    keep(meeting=meeting, words=words, by=place.health_visiting, at=NOON)

    assert to_write(meeting, by=place.health_visiting, on=TODAY).words == words
    assert meeting_page(meeting, by=place.chair, on=TODAY).reports == ()
    for other in (place.chair, place.police, place.director):
        with reading_as(other, on=TODAY):
            assert not MeetingReport.objects.exists()

    hand_in(meeting=meeting, words=words, by=place.health_visiting, at=NOON)

    robin, sam = facts_of(ROBIN, "information_shared")[0], facts_of(SAM, "information_shared")[0]
    assert robin.detail == "Seen at home twice.\n\nHe hid under the table."
    assert (sam.detail, sam.event, robin.agency) == (
        "Seen at home twice.",
        meeting,
        "health_visiting",
    )
    shared = meeting_page(meeting, by=place.police, on=TODAY).reports[0]
    assert shared.given_by == "Hana Reed"
    assert ("Robin Vale", robin.detail) in shared.words
    assert {each.of for each in open_asks("write_report")} == {place.social_worker, place.police}
    assert told("report_handed_in") == {"A chair"}


def test_nothing_is_handed_in_empty_nor_by_who_was_not_asked_nor_afterwards(place: Place) -> None:
    meeting = ready(place)
    with pytest.raises(NotRight, match="Write what you know"):
        hand_in(meeting=meeting, words={"all": " "}, by=place.police, at=NOON)
    with pytest.raises(Refused):
        hand_in(meeting=meeting, words={"all": "Something"}, by=place.manager, at=NOON)
    concluded(meeting, place)
    with pytest.raises(NotRight, match="concluded this meeting"):
        hand_in(meeting=meeting, words={"all": "Late"}, by=place.police, at=NOON)
    assert facts_of(ROBIN, "information_shared") == []
    assert open_asks("write_report") == []


def test_the_agenda_is_made_of_what_is_open(place: Place) -> None:
    given = {"child": ROBIN, "action": "See him weekly", "owner": "Ada", "due_on": "2024-05-01"}
    written([a_fact("plan_action_set", "2024-04-01", **given)])
    meeting = a_conference(place)
    written([a_concern("2024-06-02", child=ROBIN, harms=("physical",), fact_id="late-one")])

    items = meeting_page(meeting, by=place.social_worker, on=TODAY).agenda.items

    assert [each.who.name for each in items] == ["Robin Vale", "Sam Vale"]
    assert [each.standing.concern for each in items[0].concerns] == [FIRST, "late-one"]
    assert [(each.action, each.is_for_nothing) for each in items[0].actions] == [
        ("See him weekly", True)
    ]
    assert items[0].actions[0].days_overdue == 33
    assert [each.sees_record for each in items] == [True, True]


def test_findings_are_not_shown_to_who_may_not_read_them(place: Place) -> None:
    said = {"strategy_decision": "section_47", "child": ROBIN}
    written([a_fact("strategy_discussion", "2024-01-15", **said)])
    written([a_fact("conference", "2023-06-05", child=SAM, conference="initial")])
    meeting = a_conference(place)
    everybody_came(meeting, place)
    rows = _lines(meeting)

    def found(by: User) -> int:
        shown = agenda(the_meeting(meeting), rows, by=by, on=TODAY)
        of_concerns = [each.found for item in shown.items for each in item.concerns if each.found]
        besides = [each for item in shown.items for each in item.matters]
        return sum(len(each.lines) for each in (*of_concerns, *besides))

    assert found(place.social_worker) > 0
    assert found(place.police) == 0


def _lines(meeting: str) -> list[MeetingChild]:
    with reading_as_system("test"):
        return list(MeetingChild.objects.filter(meeting=meeting).select_related("child__person"))


def test_who_may_see_one_child_only_reads_of_that_child_only(place: Place) -> None:
    own = a_user("social_worker", agency=place.council, team=place.other_team, name="Other")
    with reading_as_system("test"):
        parts = {"user": own, "as_what": "allocated", "from_on": date(2020, 1, 1)}
        Involvement.objects.create(child_id=SAM, **parts)
    meeting = a_conference(place)

    page = meeting_page(meeting, by=own, on=TODAY)

    assert [each.name for each in page.head.children] == ["Sam Vale"]
    assert [each.who.name for each in page.agenda.items] == ["Sam Vale"]
    assert not page.head.runs
    with pytest.raises(Refused):
        to_choose(meeting, FIRST, by=own, on=TODAY)


TABLES = (
    "meeting",
    "meeting_child",
    "meeting_invitation",
    "meeting_outcome",
    "meeting_move",
    "meeting_dissent",
)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("social_worker", True),
        ("manager", True),
        ("chair", True),
        ("director", True),
        ("police", True),
        ("referrer", False),
        ("stranger", False),
    ],
)
def test_the_database_shows_a_meeting_to_its_people_and_nobody_else(
    who: str, sees: bool, place: Place
) -> None:
    place.people["stranger"] = a_user(
        "social_worker", agency=place.council, team=place.other_team, name="A stranger"
    )
    meeting = ready(place)
    given = {"meeting": meeting, "chair": place.chair.pk, "by": place.chair, "at": NOON}
    change(held_on=TODAY - timedelta(days=1), reasons="Earlier", **given)
    with reading_as(place.people[who], on=TODAY), connection.cursor() as cursor:
        for table in TABLES[:-1]:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert (cursor.fetchone()[0] > 0) == sees, table
        cursor.execute("UPDATE meeting SET said = 'changed'")
        assert cursor.rowcount == 0
    with reading_as(place.people[who], on=TODAY):
        assert access.meetings_of(place.people[who], on=TODAY).exists() == sees


def test_a_meeting_about_a_restricted_child_is_for_the_named_and_those_asked_to_come(
    place: Place,
) -> None:
    meeting = ready(place)
    other = a_user("director", agency=place.council, name="Other director")
    names = [place.manager.pk, place.chair.pk]
    restricted.restrict(
        child=ROBIN, names=names, reasons="A colleague’s child.", by=place.director, at=NOON
    )

    def sees(user: User) -> bool:
        with reading_as(user, on=TODAY):
            return access.meetings_of(user, on=TODAY).filter(pk=meeting).exists()

    assert [sees(each) for each in (place.manager, place.chair, place.police)] == [True] * 3
    assert not sees(other)
    with pytest.raises(Refused):
        meeting_page(meeting, by=other, on=TODAY)


def test_each_meeting_stands_on_the_childs_page_and_what_was_held_before(place: Place) -> None:
    written([a_fact("conference", "2023-06-05", child=ROBIN, conference="initial")])
    meeting = ready(place)
    concluded(meeting, place)
    running = a_conference(place, kind="core_group")

    with reading_as(place.social_worker, on=TODAY):
        page = child_meetings(ROBIN, by=place.social_worker, on=TODAY)

    assert [each.meeting for each in page.to_come] == [running]
    assert [(each.meeting, each.state) for each in page.over] == [(meeting, "concluded")]
    assert [each.when for each in page.told] == ["5 June 2023"]


def test_enough_agencies() -> None:
    assert CONFERENCE_QUORUM.is_met({"social_care", "police", "gp"})
    assert not CONFERENCE_QUORUM.is_met({"social_care", "police"})
    assert not CONFERENCE_QUORUM.is_met({"school", "police", "gp"})
    assert not CONFERENCE_QUORUM.is_met({"social_care", "early_help", "police"})
    assert not CONFERENCE_QUORUM.is_met({"social_care", "police", "family", "several", "other"})
