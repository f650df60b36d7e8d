"""A scene for each action: what has to be there before it, and the action with what it is given."""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.unit.casework.kill.killed import Deed
from tests.web.small_authority import SmallAuthority

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
