"""One embedded PostgreSQL for the whole run, started by the first test that asks for it.

A test marked `django_db` runs in a transaction that is undone, as the application's own role, so
that row-level security and the ledger's rules bind it as they bind the pages. A test that must
commit (several writers, a served page, a command) takes `own_database` instead: `transaction=True`
would empty the tables afterwards, which the ledger refuses.
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from hypothesis import settings as hypothesis_settings

from keepsight.config import embedded

if settings.configured:
    pytest.exit(
        "DJANGO_SETTINGS_MODULE is set in this shell, so that the tests would run on whatever "
        "database it leads to. Unset it: the tests bring a database of their own.",
        returncode=4,
    )

FOLDER = Path(tempfile.mkdtemp(prefix="keepsight-tests-"))
SERVER = embedded.at(FOLDER / "postgres")
MIGRATED = "keepsight_migrated"
numbers = itertools.count(1)

# Before pytest-django loads the settings. The address is known before the server runs.
os.environ |= SERVER.environment | {
    "DJANGO_SETTINGS_MODULE": "keepsight.config.settings",
    "KEEPSIGHT_HOME": str(FOLDER),
    "KEEPSIGHT_MODE": "test",
}
# So that test files may import tables; pytest-django looked for settings before this file was read.
django.setup()

# How long one try takes says nothing of the code: the first builds what the others find.
hypothesis_settings.register_profile("keepsight", deadline=None)
hypothesis_settings.load_profile("keepsight")


def pytest_unconfigure() -> None:
    """Leave no server and no folder behind, whatever became of the tests."""
    embedded.stop(SERVER.data)
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def database_server() -> embedded.Server:
    """The running server, with its roles and an empty database."""
    return embedded.start(SERVER.data, durable=False)


@pytest.fixture(scope="session")
def django_db_setup(database_server: embedded.Server, django_db_blocker) -> None:
    """Migrate as the owner; then the tests work as the application."""
    from django.core.management import call_command
    from django.db import connections

    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        connections.close_all()
    embedded.make_database(database_server, MIGRATED, like=database_server.database)


@pytest.fixture
def own_database(
    database_server: embedded.Server, django_db_setup: None, django_db_blocker
) -> Iterator[embedded.Server]:
    """A migrated database of the test's own, in which commits stay until the test ends."""
    from django.db import connections

    own = embedded.make_database(database_server, f"keepsight_{next(numbers)}", like=MIGRATED)
    # The dictionaries that the connections of every thread are made from.
    settings = [connections[alias].settings_dict for alias in ("default", "owner")]
    with django_db_blocker.unblock():
        connections.close_all()
        for each in settings:
            each["NAME"] = own.database
        yield own
        connections.close_all()
        for each in settings:
            each["NAME"] = database_server.database
    embedded.drop_database(own, own.database)
