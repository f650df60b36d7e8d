"""The people who play in the scene of a demo: one of each kind whose days belong together."""

from dataclasses import dataclass

from keepsight.record.models import User
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class Cast:
    """Who plays which part. The worker and the colleague are of the team that the manager leads,
    and not of the front door; the rest are the first of their kind."""

    worker: User
    colleague: User
    manager: User
    chair: User
    front_door: User
    front_door_manager: User
    director: User
    business_manager: User
    school: User
    doctor: User
    health_visitor: User
    police: User


def cast() -> Cast | None:
    """Who plays; None where somebody is missing, in a record that was not invented. The same people
    at every call: nothing that happens in the record changes it."""
    there = players()
    return Cast(**there) if len(there) == len(Cast.__dataclass_fields__) else None


def players() -> dict[str, User]:
    """Whoever is there of the cast, by part."""
    with reading_as_system("who plays in the scene of a demo"):
        return _found()


def _found() -> dict[str, User]:
    found = {
        "worker": _first(role="social_worker", team__is_front_door=False),
        "front_door": _first(role="social_worker", team__is_front_door=True),
        "front_door_manager": _first(role="manager", team__is_front_door=True),
        "chair": _first(role="chair"),
        "director": _first(role="director"),
        "business_manager": _first(role="business_manager"),
        "school": _first(role="referrer", agency__kind="school"),
        "doctor": _first(role="referrer", agency__kind="gp"),
        "health_visitor": _first(role="referrer", agency__kind="health_visiting"),
        "police": _first(role="referrer", agency__kind="police"),
    }
    worker = found["worker"]
    if worker is not None:
        found["manager"] = _first(role="manager", team=worker.team_id)
        found["colleague"] = _first(role="social_worker", team=worker.team_id, besides=worker.pk)
    return {part: user for part, user in found.items() if user is not None}


def _first(*, besides: int = 0, **wanted: object) -> User | None:
    people = User.objects.filter(is_active=True, **wanted).exclude(pk=besides)
    return people.select_related("agency", "team").order_by("pk").first()
