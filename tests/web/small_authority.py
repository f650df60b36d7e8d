"""A small authority for the tests of pages: two families, one person of each role, and a few
more. Built through casework, with a concern that slips as in a published case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from keepsight.casework import child_record, projection
from keepsight.casework.person import add_people
from keepsight.facts.fact import KINDS, Fact
from keepsight.record import ledger
from keepsight.record.models import (
    Agency,
    Child,
    ConcernThread,
    Finding,
    Involvement,
    Person,
    Relationship,
    Team,
    User,
)
from keepsight.record.reader import reading_as_system

TODAY = date(2025, 3, 31)
PASSWORD = "not-a-secret-at-all"

MAYA, LEO, TOM = "maya", "leo", "tom"
MAYAS_CONCERN = "maya-first"
LEOS_CONCERN = "leo-first"
TOMS_CONCERN = "tom-first"


@dataclass(frozen=True)
class SmallAuthority:
    """Who is there. `people` by role; `stranger` is a social worker of another team, `front_door`
    one of the team that decides about referrals; `school` raises concerns too."""

    people: dict[str, User]
    stranger: User
    front_door: User
    school: User
    nursery: Agency

    def finding_about(self, child: str, rule: str | None = None) -> str:
        """A finding about this child that stands today (of this rule, if one is named)."""
        with reading_as_system("tests look for a finding"):
            found = Finding.objects.filter(child=child).order_by("-raised_on", "pk")
            wanted = [each for each in found if rule in (None, each.rule)]
            return next(each.pk for each in wanted if each.is_raised_on(TODAY))

    def fact_about(self, child: str, kind: str) -> str:
        """The first fact of this kind about this child."""
        with reading_as_system("tests look for a fact"):
            return next(each.fact_id for each in ledger.facts_of(child) if each.kind == kind)

    def relationship_of(self, child: str) -> int:
        """The number of the first relationship of this child."""
        with reading_as_system("tests look for a relationship"):
            return Relationship.objects.filter(child=child).order_by("pk")[0].pk

    def concern_of(self, child: str) -> ConcernThread:
        """The first concern about this child."""
        with reading_as_system("tests look for a concern"):
            return ConcernThread.objects.filter(child=child).order_by("opened_on")[0]


def build() -> SmallAuthority:
    """Put it all into the database. Call as part of a test's setting up."""
    with reading_as_system("tests build a small authority"):
        care = Agency.objects.create(name="Fellshire Children’s Services", kind="social_care")
        nursery = Agency.objects.create(name="Bluebell Nursery", kind="nursery")
        partnership = Agency.objects.create(name="Fellshire Partnership", kind="partnership")
        fell = Team.objects.create(name="Fell Team", agency=care)
        dale = Team.objects.create(name="Dale Team", agency=care)
        people = {
            "referrer": _user("nina", "Nina Brook", "Safeguarding lead", "referrer", nursery),
            "social_worker": _user(
                "sara", "Sara Lund", "Social worker", "social_worker", care, fell
            ),
            "manager": _user("mo", "Mo Haddad", "Team manager", "manager", care, fell),
            "chair": _user("cath", "Cath Odell", "Conference chair", "chair", care),
            "director": _user("dan", "Dan Priest", "Director", "director", care),
            "business_manager": _user(
                "bea", "Bea Lowe", "Partnership business manager", "business_manager", partnership
            ),
        }
        door = Team.objects.create(name="Front Door", agency=care, is_front_door=True)
        front_door = _user("fay", "Fay Dorn", "Social worker", "social_worker", care, door)
        fell_school = Agency.objects.create(name="Fell Primary School", kind="school")
        school = _user("olga", "Olga Penn", "Safeguarding lead", "referrer", fell_school)
        stranger = _user("ines", "Ines Vale", "Social worker", "social_worker", care, dale)
        _child(MAYA, "Maya Marsh", date(2019, 6, 2))
        _child(LEO, "Leo Marsh", date(2022, 1, 20))
        _child(TOM, "Tom Frost", date(2015, 9, 9))
        _siblings(MAYA, LEO)
        for child in (MAYA, LEO):
            _works_with(child, "allocated", user=people["social_worker"])
            _works_with(child, "team", team=fell)
            _works_with(child, "chair", user=people["chair"])
        _works_with(TOM, "team", team=dale)
        facts = list(_facts())
        organisations = {each.fact_id: nursery.pk for each in facts if each.agency == "nursery"}
        projection.add(
            facts, by=None, at=datetime(2025, 3, 30, tzinfo=UTC), organisations=organisations
        )
        child_record.put_in_sight([TOM], on=TODAY)
    return SmallAuthority(people, stranger, front_door, school, nursery)


def _facts() -> Iterable[Fact]:
    sexual = {"harms": ("sexual",), "concerns": (MAYAS_CONCERN,)}
    for child, born in ((MAYA, "2019-06-02"), (LEO, "2022-01-20"), (TOM, "2015-09-09")):
        yield fact("birth", child, born, agency="midwifery")
    yield fact(
        "concern",
        MAYA,
        "2024-05-13",
        agency="nursery",
        fact_id=MAYAS_CONCERN,
        harms=("sexual",),
        sign="disclosure",
        child_words="It is a secret game.",
        detail="Maya told her key worker about a secret game with an adult at home.",
    )
    yield fact("referral", MAYA, "2024-05-13", agency="nursery", **sexual)
    yield fact("referral_decision", MAYA, "2024-05-14", decision="strategy_discussion", **sexual)
    yield fact("strategy_discussion", MAYA, "2024-05-15", strategy_decision="section_47", **sexual)
    yield fact("section_47_begun", MAYA, "2024-05-15", **sexual)
    yield fact(
        "medical",
        MAYA,
        "2024-05-17",
        agency="paediatrics",
        medical_finding="inconclusive",
        **sexual,
    )
    yield fact("conference", MAYA, "2024-06-03", conference="initial", conference_decision="plan")
    yield fact("plan_started", MAYA, "2024-06-03", categories=("sexual",))
    yield fact(
        "category_changed",
        MAYA,
        "2024-11-25",
        from_categories=("sexual",),
        to_categories=("neglect",),
    )
    yield fact("visit", MAYA, "2025-03-24", visit="child_protection", seen="seen", seen_alone=True)
    yield fact(
        "concern",
        LEO,
        "2024-09-02",
        agency="nursery",
        fact_id=LEOS_CONCERN,
        harms=("neglect",),
        sign="hunger_or_weight",
        detail="Leo came hungry and in wet clothes on three mornings.",
    )
    yield fact(
        "answer",
        LEO,
        "2024-10-14",
        concerns=(LEOS_CONCERN,),
        answer="not_substantiated",
        answered_by="Sara Lund, Social worker",
        reasons="The boiler had failed; it was mended, and he has been warm and fed since.",
        rests_on="Assessment of 10 October 2024",
    )
    yield fact(
        "concern",
        TOM,
        "2025-02-03",
        agency="school",
        fact_id=TOMS_CONCERN,
        harms=("physical",),
        sign="bruise",
        detail="A bruise on the upper arm that Tom would not talk about.",
    )
    yield fact("referral", TOM, "2025-02-03", agency="school", harms=("physical",))


def fact(kind: str, child: str, day: str, **values: Any) -> Fact:
    """A fact that became known at noon on the day it happened."""
    happened_on = date.fromisoformat(day)
    values = {"agency": "social_care", "recorded_by": "Sara Lund, Social worker"} | values
    noon = datetime(happened_on.year, happened_on.month, happened_on.day, 12, tzinfo=UTC)
    values = {"happened_on": happened_on, "recorded_at": noon, "source": "tests"} | values
    return KINDS[kind](child=child, **values)


def give_a_note(child: str = MAYA, *, note: str = "a-note", **values: Any) -> str:
    """A line of the police's chronology that nobody has sorted yet; gives its identifier."""
    said = {"agency": "police", "source": "Police log, row 4", "detail": "Maya spoke of a secret."}
    with reading_as_system("tests add a note"), transaction.atomic():
        given = fact("note", child, "2024-11-02", fact_id=note, **said | values)
        projection.add([given], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
    return note


def give_a_meeting(authority: SmallAuthority) -> str:
    """A core group about Maya and Leo on the day, with the chair in the chair; its identifier."""
    from keepsight.casework.meeting.arrange import arrange

    by, chair = authority.people["social_worker"], authority.people["chair"]
    return arrange(
        kind="core_group",
        children=[MAYA, LEO],
        held_on=TODAY,
        chair=chair.pk,
        by=by,
        at=datetime(2025, 3, 31, 9, tzinfo=UTC),
    )


def write_a_lesson(authority: SmallAuthority) -> str:
    """A lesson that is finished and not published, and finds something about Maya; its code."""
    from keepsight.casework.lesson import lesson
    from keepsight.record.reader import reading_as

    by, at = authority.people["manager"], datetime(2025, 3, 31, 9, tzinfo=UTC)
    what = {
        "source": {"title": "A review of our own, 2017", "where": "Finding 2"},
        "sort": "not_done",
        "per_concern": True,
        "of": [{"kind": "category_changed", "bears": "away"}],
        "clears": [{"kind": "strategy_discussion"}],
        "limit": {"amount": 20, "unit": "working_days"},
    }
    with reading_as(by, on=TODAY):
        code = lesson.draft(
            title="Nobody looked again", sentence="Nobody looked again.", by=by, at=at
        )
        lesson.change(lesson=code, what=what, by=by, at=at)
    return code


def take_on_a_system(authority: SmallAuthority) -> int:
    """A system of the nursery that is let in; its number."""
    from keepsight.casework.system import take_on

    at = datetime(2025, 3, 31, 9, tzinfo=UTC)
    return take_on(name="Bluebell’s records", agency="Bluebell Nursery", by=None, at=at).system


def _user(
    username: str, name: str, job_title: str, role: str, agency: Agency, team: Team | None = None
) -> User:
    user = User(
        username=username, name=name, job_title=job_title, role=role, agency=agency, team=team
    )
    user.set_unusable_password()
    user.save()
    return user


def _child(child: str, name: str, born_on: date) -> None:
    add_people([Person(person_id=f"person-{child}", name=name, born_on=born_on)])
    Child.objects.create(child_id=child, person_id=f"person-{child}")


def _siblings(one: str, other: str) -> None:
    for child, relative in ((one, other), (other, one)):
        Relationship.objects.create(
            child_id=child, relative_id=f"person-{relative}", relation="brother_or_sister"
        )


def _works_with(child: str, as_what: str, **who: Any) -> None:
    Involvement.objects.create(
        child_id=child, as_what=as_what, from_on=TODAY - timedelta(days=400), **who
    )
