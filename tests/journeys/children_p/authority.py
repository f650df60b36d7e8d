"""Who is there when the story begins: a family that agencies know, and ten people who sign in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from keepsight.casework import projection
from keepsight.casework.person import add_people
from keepsight.facts.fact import Fact
from keepsight.record.models import Agency, Child, Involvement, Person, Relationship, Team, User
from keepsight.record.reader import reading_as_system
from tests.web.small_authority import fact

BEGINS = date(2024, 2, 12)
POPPY, PIP = "poppy", "pip"
ANOTHER = "another"
BORN = {POPPY: date(2020, 3, 4), PIP: date(2022, 5, 9), ANOTHER: date(2012, 7, 1)}
NAMES = {POPPY: "Poppy Wren", PIP: "Pip Wren"}

NURSERY, GP, HOSPITAL, POLICE = "nell", "gita", "ana", "pat"
FRONT_DOOR, WORKER, NEXT_WORKER = "fred", "sal", "wes"
MANAGER, CHAIR, DIRECTOR = "mina", "carl", "dot"

_AGENCIES = {
    "nursery": "Bluebell Nursery",
    "gp": "Fell Surgery",
    "emergency_department": "Fell Hospital A&E",
    "police": "Fellshire Police",
    "social_care": "Fellshire Children’s Services",
}
_PEOPLE = (
    (NURSERY, "Nell Hart", "Key worker and safeguarding lead", "referrer", "nursery", ""),
    (GP, "Gita Rao", "GP", "referrer", "gp", ""),
    (HOSPITAL, "Ana Ortiz", "Doctor in A&E", "referrer", "emergency_department", ""),
    (POLICE, "Pat Lowe", "Police officer", "referrer", "police", ""),
    (FRONT_DOOR, "Fred Ames", "Social worker", "social_worker", "social_care", "Front Door"),
    (WORKER, "Sal Moor", "Social worker", "social_worker", "social_care", "Fell Team"),
    (NEXT_WORKER, "Wes Dunn", "Social worker", "social_worker", "social_care", "Fell Team"),
    (MANAGER, "Mina Shah", "Team manager", "manager", "social_care", "Fell Team"),
    (CHAIR, "Carl Boyd", "Conference chair", "chair", "social_care", ""),
    (DIRECTOR, "Dot Reeve", "Director", "director", "social_care", ""),
)


def build() -> None:
    """Put them into the database: the family, whom the team has met before, and nothing of what
    the story tells."""
    with reading_as_system("the story begins with these"):
        agencies = {
            kind: Agency.objects.create(name=name, kind=kind) for kind, name in _AGENCIES.items()
        }
        care = agencies["social_care"]
        teams = {
            name: Team.objects.create(name=name, agency=care, is_front_door=name == "Front Door")
            for name in ("Fell Team", "Front Door")
        }
        for username, name, job_title, role, agency, team in _PEOPLE:
            user = User(username=username, name=name, job_title=job_title, role=role)
            user.agency, user.team = agencies[agency], teams.get(team)
            user.set_unusable_password()
            user.save()
        for child, name in NAMES.items():
            _child(child, name, teams["Fell Team"])
        for child, other in ((POPPY, PIP), (PIP, POPPY)):
            Relationship.objects.create(
                child_id=child, relative_id=f"person-{other}", relation="brother_or_sister"
            )
        _child(ANOTHER, "Tom Frost", teams["Front Door"])
        births = [fact("birth", each, str(BORN[each]), agency="midwifery") for each in BORN]
        projection.add([*births, *_work_before()], by=None, at=datetime(2024, 1, 8, tzinfo=UTC))


def _work_before() -> Iterator[Fact]:
    """Work with another family that is over: Keepsight says of what it has never been told that it
    cannot tell, and this authority has recorded all of these before."""
    for kind, day, values in (
        ("strategy_discussion", "2022-03-01", {"strategy_decision": "section_47"}),
        ("section_47_begun", "2022-03-01", {}),
        ("assessment_completed", "2022-03-20", {}),
        ("conference", "2022-03-21", {"conference": "initial", "conference_decision": "plan"}),
        ("plan_started", "2022-03-21", {"categories": ("neglect",)}),
        ("core_group", "2022-03-30", {}),
        ("plan_ended", "2022-12-01", {}),
        ("case_closed", "2022-12-20", {}),
    ):
        yield fact(kind, ANOTHER, day, **values)


def _child(child: str, name: str, team: Team) -> None:
    add_people([Person(person_id=f"person-{child}", name=name, born_on=BORN[child])])
    Child.objects.create(child_id=child, person_id=f"person-{child}")
    Involvement.objects.create(child_id=child, as_what="team", team=team, from_on=date(2024, 1, 8))
