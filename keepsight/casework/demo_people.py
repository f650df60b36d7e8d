"""Who to sign in as in a demo, and what each of them finds there; and of each role the person with
the most to see."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from keepsight.casework.demo_scene.cast import players
from keepsight.casework.role import ROLES
from keepsight.record.models import User
from keepsight.record.reader import reading_as_system

_CONCERNS_OF = {
    "referrer": "agency__concern_threads",
    "manager": "team__involvements__child__concern_threads",
}
_CONCERNS_OF_OWN_CHILDREN = "involvements__child__concern_threads"

FINDS: Mapping[str, str] = {
    "worker": "a family handed over to you, a conference tomorrow, a medical to arrange, an "
    "assessment half written, an action that is overdue, and a colleague’s families",
    "manager": "an assessment and an answer to agree, a concern carried on for the third time, an "
    "emergency opening to judge, a referral about a restricted record, a child without a worker",
    "chair": "tomorrow’s conference with an old concern on its agenda, decisions and minutes to "
    "send, a challenge that climbed",
    "front_door": "a neighbour’s concern, two records that may be of one child, a grandmother to "
    "ring back",
    "front_door_manager": "a school that disagrees with a decision of your team",
    "school": "a concern you disagreed about, questions for an assessment, an action of a plan",
    "doctor": "a report for tomorrow’s conference, a question for an assessment",
    "director": "a chair’s challenge that climbed to you, every list of the authority, a lesson "
    "that runs and one that waits to be published",
    "business_manager": "what the watch says, in numbers and without a name, and a lesson to try",
}
"""What each of the cast finds when they sign in, after "to see"."""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented to sign in as; `finds` says what is there for them."""

    username: str
    name: str
    title: str
    finds: str


def people() -> tuple[DemoPerson, ...]:
    """Who may be signed in as in a demo, as far as they are there."""
    there = players()
    return tuple(_person(there[part], finds) for part, finds in FINDS.items() if part in there)


def one_of_each_role() -> Mapping[str, User]:
    """The person of each role with the most to see, by role: the hardest case for a measurement."""
    with reading_as_system("who has the most to see, for a measurement"):
        found = {role: _with_most_to_see(role) for role in ROLES}
    return {role: user for role, user in found.items() if user is not None}


def _person(user: User, finds: str) -> DemoPerson:
    title = user.job_title or ROLES[user.role].title
    if user.role == "referrer":
        title = f"{title}, {user.agency.name}"
    elif user.team is not None:
        title = f"{title}, {user.team.name}"
    return DemoPerson(user.username, user.name, title, finds)


def _with_most_to_see(role: str) -> User | None:
    """The person with most concerns waiting for an answer; the first of those with as many."""
    concerns = _CONCERNS_OF.get(role, _CONCERNS_OF_OWN_CHILDREN)
    waiting = Count(concerns, filter=Q(**{f"{concerns}__answered_on": None}), distinct=True)
    everybody = User.objects.filter(role=role, is_active=True)
    return everybody.annotate(waiting=waiting).order_by("-waiting", "pk").first()
