"""A meeting for tests, about two small children of one family, in as few words as a test needs."""

from datetime import date, datetime, timedelta
from typing import Any

from keepsight.casework.meeting.arrange import arrange
from keepsight.casework.meeting.attendance import note
from keepsight.casework.meeting.conclude import conclude
from keepsight.casework.meeting.decision import Decided, decide
from keepsight.casework.meeting.invite import invite, invite_by_name
from keepsight.casework.meeting.outcome import Chosen, choose
from keepsight.casework.network import join
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask, Invitation, Meeting, MeetingChild, Notice, User
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_concern
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

MORNING = NOON - timedelta(hours=4)
ROBIN, SAM = "robin", "sam"
FIRST, SECOND = "first-concern", "second-concern"


def a_family() -> Place:
    """Robin and Sam Vale, a concern about each, and a team that works with both; a health visitor
    and a police officer sign in too."""
    place = a_place()
    for child, name in ((ROBIN, "Robin Vale"), (SAM, "Sam Vale")):
        a_child(child, name=name, team=place.team)
        with reading_as_system("test"):
            for each in (place.social_worker, place.chair):
                join(None, child=child, user=each, part="allocated", on=date(2020, 1, 1))  # type: ignore[arg-type]
    siblings(ROBIN, SAM)
    for kind, name in (("health_visiting", "Hana Reed"), ("police", "Paul Orr")):
        agency = type(place.nursery).objects.create(name=f"{name}’s agency", kind=kind)
        place.people[kind] = a_user("referrer", agency=agency, name=name)
    written([a_concern("2024-01-08", child=ROBIN, fact_id=FIRST, agency="nursery")])
    written([a_concern("2024-02-05", child=SAM, fact_id=SECOND, harms=("neglect",))])
    return place


def a_conference(place: Place, kind: str = "initial_conference", **more: Any) -> str:
    """A conference today about both children, with the chair in the chair."""
    given: dict[str, Any] = {
        "kind": kind,
        "children": [ROBIN, SAM],
        "held_on": TODAY,
        "chair": place.chair.pk,
    }
    return arrange(**given | more, by=more.pop("by", place.social_worker), at=MORNING)


def everybody_came(meeting: str, place: Place) -> None:
    """The worker, the health visitor, the police and the mother were asked and came."""
    people = [place.social_worker, place.health_visiting, place.police]
    invite(meeting=meeting, users=[each.pk for each in people], by=place.chair, at=MORNING)
    invite_by_name(
        meeting=meeting, name="Kay Vale", part="parent", by=place.social_worker, at=MORNING
    )
    with reading_as_system("test"):
        asked = Invitation.objects.filter(meeting=meeting, left_out_because="")
        present = list(asked.values_list("pk", flat=True))
    note(meeting=meeting, present=present, by=place.chair, at=NOON)


def decided_on_a_plan(meeting: str, place: Place, **more: Any) -> None:
    """A plan for both children."""
    of = {
        ROBIN: Decided("plan", "He is not safe yet.", ("sexual",)),
        SAM: Decided("plan", "She goes hungry.", ("neglect",)),
    }
    given: dict[str, Any] = {"decided": of, "next_on": date(2024, 9, 2)}
    decide(meeting=meeting, **given | more, by=place.chair, at=NOON)


def an_action(**more: Any) -> Chosen:
    """An action for a concern."""
    given: dict[str, Any] = {
        "outcome": "action",
        "action": "See him alone every week",
        "owner_named": "Ada Penn, Social worker",
        "due_on": date(2024, 7, 1),
        "test_of_success": "He says that nothing has happened since",
    }
    return Chosen(**given | more)


def carried_on(**more: Any) -> Chosen:
    """Carried on, with a reason."""
    return Chosen("carried_on", reasons="The interview is not done yet.", **more)


def chosen_for(
    meeting: str, concern: str, chosen: Chosen, *, by: User, at: datetime = NOON
) -> None:
    """Decide about one concern."""
    choose(meeting=meeting, concern=concern, chosen=chosen, by=by, at=at)


def ready(place: Place, **more: Any) -> str:
    """A conference to which nothing is missing but that it is concluded."""
    meeting = a_conference(place, **more)
    everybody_came(meeting, place)
    for concern in (FIRST, SECOND):
        chosen_for(meeting, concern, an_action(), by=place.chair)
    decided_on_a_plan(meeting, place)
    return meeting


def concluded(meeting: str, place: Place, at: datetime = NOON + timedelta(hours=1)) -> list[Fact]:
    """Conclude it as its chair."""
    return conclude(meeting=meeting, by=place.chair, at=at)


def facts_of(child: str, *kinds: str) -> list[Fact]:
    """The child's facts of these kinds, as they were written."""
    with reading_as_system("test"):
        return [each for each in ledger.facts_of(child) if each.kind in kinds]


def the_meeting(meeting: str) -> Meeting:
    """The row."""
    with reading_as_system("test"):
        return Meeting.objects.select_related("chair").get(pk=meeting)


def open_asks(kind: str) -> list[Ask]:
    """What is asked and not done, of this kind."""
    with reading_as_system("test"):
        return list(Ask.objects.filter(kind=kind, done_at=None).select_related("of"))


def told(what: str) -> set[str]:
    """Who was told this, by name."""
    with reading_as_system("test"):
        return set(Notice.objects.filter(what=what).values_list("to__name", flat=True))


def lines_of(meeting: str) -> list[MeetingChild]:
    """The meeting's own lines about its children."""
    with reading_as_system("test"):
        return list(MeetingChild.objects.filter(meeting=meeting).order_by("pk"))
