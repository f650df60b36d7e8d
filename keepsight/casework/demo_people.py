"""Who to sign in as in a demo: one person of each role."""

from dataclasses import dataclass

from keepsight.casework.role import ROLES, SEES
from keepsight.record.models import User


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented to sign in as; `sees` says what they will see."""

    username: str
    name: str
    role: str
    sees: str


def one_of_each_role() -> tuple[DemoPerson, ...]:
    """The first person of each role, in the order of the roles. Only for invented people."""
    first: dict[str, User] = {}
    for each in User.objects.filter(is_active=True).order_by("-pk"):
        first[each.role] = each
    return tuple(
        DemoPerson(user.username, user.name, user.job_title or role.title, SEES[role.sees])
        for role in ROLES.values()
        if (user := first.get(role.code))
    )
