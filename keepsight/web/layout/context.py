"""What the layout of every page asks: who is signed in, where they can go, and whether this is a
demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from keepsight.casework import access
from keepsight.casework.inbox import unread_count
from keepsight.record.models import User

SELDOM = (
    ("break_glass", "break_glass", "Open a record in an emergency"),
    ("review_break_glass", "glass_to_judge", "Emergency openings to judge"),
    ("arrange_cover", "cover", "Cover"),
    ("mark_left", "people", "People"),
    ("write_lesson", "lessons", "Lessons"),
    ("connect_systems", "systems", "Systems of agencies"),
    ("see_restricted", "restricted", "Restricted records"),
    ("see_audit", "audit", "Audit"),
)
"""What is wanted now and then: permission, route and title, at the foot of every page."""


@dataclass(frozen=True)
class Way:
    """One entry of the menu; `unread`, how much there is that the person has not read."""

    title: str
    address: str
    is_here: bool
    unread: int = 0


@dataclass(frozen=True)
class SignedIn:
    """The person at the top of the page."""

    name: str
    role: str


def layout(request: HttpRequest) -> dict[str, Any]:
    """The person, the menu and the kind of place, for every template."""
    found: dict[str, Any] = {"is_demo": settings.MODE == "demo", "person": None, "navigation": ()}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return found
    role = access.ROLES.get(user.role)
    found["person"] = SignedIn(user.name, user.job_title or (role.title if role else ""))
    found["navigation"] = tuple(_ways(user, request.path))
    in_menu = {way.title for way in found["navigation"]}
    found["seldom"] = tuple(
        (title, reverse(name))
        for permission, name, title in SELDOM
        if title not in in_menu and access.may(user, permission)
    )
    return found


def _ways(user: User, path: str) -> list[Way]:
    wanted = [
        ("see_work", "work", "My work"),
        ("see_in_sight", "first_page", "In sight"),
        ("see_own_concerns", "first_page", "Your concerns"),
        ("count_every_child", "watch", "What the watch says"),
        ("count_every_child", "lessons", "Lessons"),
        ("read_inbox", "inbox", "Inbox"),
        ("see_meetings", "meetings", "Meetings"),
        ("see_team", "team", "Team"),
        ("see_front_door", "front_door", "Front door"),
        ("see_disagreements", "disagreements", "Disagreements"),
        ("raise_concern", "raise", "Raise a concern"),
        ("see_rules", "rules", "Rules"),
    ]
    ways = []
    for permission, name, title in wanted:
        if access.may(user, permission):
            address = reverse(name)
            here = path == address or (address != "/" and path.startswith(address))
            unread = unread_count(user) if name == "inbox" else 0
            ways.append(Way(title, address, here, unread))
    return ways
