"""A scene for each action: what has to be there before it, and the action with what it is given."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import transaction

from keepsight.casework import projection
from keepsight.facts.fact import Fact
from keepsight.record.models import User
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.casework.kill.killed import Deed
from tests.web.small_authority import TODAY, SmallAuthority

BEFORE = datetime(2025, 3, 31, 9, tzinfo=UTC)
"""When what has to be there is done."""
NOW = datetime(2025, 3, 31, 12, tzinfo=UTC)
"""When the action is done."""

Setting = Callable[[SmallAuthority], Deed]
SCENES: dict[str, Setting] = {}


def scene(action: str) -> Callable[[Setting], Setting]:
    """Name the action, as `file.py: function`, for which the function below sets the scene; it
    gives the action, ready to be done."""

    def keep(setting: Setting) -> Setting:
        if action in SCENES:
            raise ValueError(f"{action} has a scene already")
        SCENES[action] = setting
        return setting

    return keep


def read_by(user: User, deed: Deed) -> Deed:
    """The same, done while this user reads, as on a page."""

    def read() -> object:
        with reading_as(user, on=TODAY):
            return deed()

    return read


def give_facts(*facts: Fact) -> None:
    """Facts that came from elsewhere before."""
    with reading_as_system("tests add facts"), transaction.atomic():
        projection.add(facts, by=None, at=BEFORE)
