"""A kill of the server in the middle of any action leaves all of it or nothing: the facts, what
stands after them, who is told and asked, and the row of the audit; and the action can be done
afterwards as if nothing had been."""

import importlib
import itertools
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from keepsight.config import embedded
from keepsight.record import chain
from keepsight.record.reader import reading_as_system
from tests.house.test_every_action_is_audited import ACTIONS
from tests.unit.casework import kill
from tests.unit.casework.kill import killed
from tests.unit.casework.kill.scene import SCENES
from tests.web import small_authority

if TYPE_CHECKING:
    from tests.web.small_authority import SmallAuthority

for found in pkgutil.iter_modules(kill.__path__):
    if found.name.endswith("_scenes"):
        importlib.import_module(f"{kill.__name__}.{found.name}")

BUILT = "keepsight_kill_built"
numbers = itertools.count(1)
NO_SCENE: dict[str, str] = {}
"""Actions that are not tried here, each with the reason."""
NAMES_NO_FACTS = {"authority.py: load"}
"""Its row of the audit says how many children came in: a row with every fact would be too long."""


def _use(database: str) -> None:
    from django.db import connections

    connections.close_all()
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = database


@pytest.fixture(scope="module")
def built(
    database_server: embedded.Server, django_db_setup: None, django_db_blocker
) -> Iterator[tuple["SmallAuthority", embedded.Server]]:
    """The small authority in a database of its own, from which each scene begins."""
    server = embedded.make_database(database_server, BUILT, like="keepsight_migrated")
    with django_db_blocker.unblock():
        _use(BUILT)
        authority = small_authority.build()
        _use(database_server.database)
    yield authority, server
    embedded.drop_database(server, BUILT)


@pytest.fixture
def scene_database(
    built: tuple["SmallAuthority", embedded.Server],
    database_server: embedded.Server,
    django_db_blocker,
) -> Iterator[embedded.Server]:
    """A copy of it for one scene."""
    own = embedded.make_database(database_server, f"keepsight_kill_{next(numbers)}", like=BUILT)
    with django_db_blocker.unblock():
        _use(own.database)
        yield own
        _use(database_server.database)
    embedded.drop_database(own, own.database)


def test_every_action_has_a_scene() -> None:
    assert set(ACTIONS) == set(SCENES) | set(NO_SCENE)
    assert not set(SCENES) & set(NO_SCENE)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_kill_leaves_all_of_it_or_nothing(
    name: str, built: tuple["SmallAuthority", embedded.Server], scene_database: embedded.Server
) -> None:
    authority, _ = built
    deed = SCENES[name](authority)
    before = killed.fingerprint(scene_database)
    written, audited = _written(scene_database), _audited(scene_database)

    ended = killed.killed_before_commit(deed)
    assert ended.was_killed, ended.failure
    assert killed.fingerprint(scene_database) == before
    for number in _moments(ended.statements):
        again = killed.killed_before(number, deed)
        assert again.was_killed, again.failure
        assert killed.fingerprint(scene_database) == before

    once_committed: list[killed.Fingerprint] = []
    whole = killed.done(
        deed, between=lambda: once_committed.append(killed.fingerprint(scene_database))
    )

    assert not whole.failure, whole.failure
    after = killed.fingerprint(scene_database)
    assert once_committed == [after]
    assert [each.text for each in whole.statements].count(killed.COMMIT) == 1
    new_rows = _audited(scene_database)[len(audited) :]
    assert new_rows
    new_facts = set() if name in NAMES_NO_FACTS else _written(scene_database) - written
    assert set(itertools.chain(*new_rows)) == new_facts
    with reading_as_system("tests verify the chains"):
        assert chain.verify().breaks == []


def _moments(statements: tuple[killed.Statement, ...]) -> list[int]:
    """Before which statements it is killed: the first write and the last, and one half way."""
    writes = [number for number, each in enumerate(statements) if each.is_write]
    halfway = writes[0] + (writes[-1] - writes[0]) // 2
    return sorted({writes[0], halfway, writes[-1]})


def _written(server: embedded.Server) -> set[str]:
    return {fact for (fact,) in killed.rows(server, "SELECT fact_id FROM ledger")}


def _audited(server: embedded.Server) -> list[tuple[str, ...]]:
    """The facts that each row of the audit names, of the rows about what was done."""
    found = killed.rows(server, "SELECT facts FROM audit WHERE sort = 'action' ORDER BY id")
    return [tuple(facts) for (facts,) in found]
