"""Who to sign in as in a demo: of each role, the person with the most to see, and somebody at the
front door."""

from dataclasses import dataclass

from django.db.models import Count, Q

from keepsight.casework.role import ROLES, SEES
from keepsight.record.models import User
from keepsight.record.reader import reading_as_system

_CONCERNS_OF = {
    "referrer": "agency__concern_threads",
    "manager": "team__involvements__child__concern_threads",
}
FRONT_DOOR_SEES = "the children about whom a referral waits, until it is decided"
_CONCERNS_OF_OWN_CHILDREN = "involvements__child__concern_threads"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented to sign in as; `sees` says what they will see."""

    username: str
    name: str
    role: str
    sees: str


def one_of_each_role() -> tuple[DemoPerson, ...]:
    """One person of each role, in the order of the roles, then one of the front door. Only for
    invented people."""
    people = []
    with reading_as_system("whom to sign in as in a demo"):
        for role in ROLES.values():
            if user := _with_most_to_see(role.code):
                title = user.job_title or role.title
                people.append(DemoPerson(user.username, user.name, title, SEES[role.sees]))
        if user := _at_front_door():
            title = f"{user.job_title} at the front door"
            people.append(DemoPerson(user.username, user.name, title, FRONT_DOOR_SEES))
    return tuple(people)


def _at_front_door() -> User | None:
    everybody = User.objects.filter(role="social_worker", is_active=True)
    return everybody.filter(team__is_front_door=True).order_by("pk").first()


def _with_most_to_see(role: str) -> User | None:
    """The person with most concerns waiting for an answer; the first of those with as many."""
    concerns = _CONCERNS_OF.get(role, _CONCERNS_OF_OWN_CHILDREN)
    waiting = Count(concerns, filter=Q(**{f"{concerns}__answered_on": None}), distinct=True)
    everybody = User.objects.filter(role=role, is_active=True)
    return everybody.annotate(waiting=waiting).order_by("-waiting", "pk").first()
