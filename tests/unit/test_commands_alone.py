"""The commands as a stranger runs them: in a process of their own, with little or nothing set."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from keepsight.config import embedded
from tests.unit.record.a_record import a_child, a_place

COMMAND = [sys.executable, "-c", "from keepsight.cli import app; app()"]
OWN = ("DATABASE", "KEEPSIGHT", "DJANGO")
PRODUCTION = {
    "KEEPSIGHT_MODE": "production",
    "KEEPSIGHT_SECRET_KEY": "only for this test, and long enough to be one of them",
    "KEEPSIGHT_HOSTS": "keepsight.example.org",
    "DATABASE_URL": "postgresql://nobody@/nothing",
}
COLLECT = "import django; django.setup(); from keepsight.cli import serve; serve._collect_assets()"


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    return kept | more


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


def in_a_line(shown: str) -> str:
    return " ".join(shown.split())


def test_where_nothing_is_set_it_is_said_what_to_do(tmp_path: Path) -> None:
    for command in (["serve"], ["verify"], ["import", "file.csv", "--by", "me"]):
        result = run(tmp_path, *command)

        assert result.returncode == 2
        said = in_a_line(result.stdout + result.stderr)
        assert "is not set" in said
        assert "keepsight demo" in said
        assert "Traceback" not in said


def test_a_database_that_cannot_be_used_is_said(
    tmp_path: Path, database_server: embedded.Server
) -> None:
    empty = embedded.make_database(database_server, "keepsight_no_tables")
    dead = "postgresql://me:secret@127.0.0.1:9/none"

    for url, why in ((dead, "does not answer"), (empty.app_url, "Run keepsight migrate first")):
        for command in (["serve", "--port", "0"], ["verify"]):
            result = run(tmp_path, *command, KEEPSIGHT_MODE="test", DATABASE_URL=url)
            said = in_a_line(result.stdout + result.stderr)

            assert result.returncode == 2
            assert why in said
            assert "secret" not in said
    embedded.drop_database(database_server, empty.database)

    settings = {"KEEPSIGHT_MODE": "test", "DATABASE_URL": dead}
    result = run(tmp_path, "migrate", **settings, DATABASE_OWNER_URL=dead.replace("me", "owner"))
    assert result.returncode == 2
    assert "DATABASE_OWNER_URL does not answer" in in_a_line(result.stderr)


def test_where_no_database_is_named_the_demo_is_meant(
    tmp_path: Path, database_server: embedded.Server, django_db_setup: None
) -> None:
    result = run(tmp_path, "verify", KEEPSIGHT_HOME=str(database_server.data.parent))

    assert result.returncode == 0, result.stderr
    assert "all as written" in result.stdout
    assert "this is about the demo" in in_a_line(result.stderr)
    assert embedded.find(database_server.data) is not None


def test_production_collects_its_assets(tmp_path: Path) -> None:
    static = tmp_path / "static"
    settings = {**PRODUCTION, "DJANGO_SETTINGS_MODULE": "keepsight.config.settings"}

    subprocess.run(
        [sys.executable, "-c", COLLECT],
        env=environment(**settings, KEEPSIGHT_STATIC=str(static)),
        check=True,
    )

    assert (static / "staticfiles.json").is_file()
    assert list(static.rglob("keepsight.*.css"))


def test_production_says_where_assets_cannot_be_put(
    tmp_path: Path, database_server: embedded.Server, django_db_setup: None
) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings = PRODUCTION | database_server.environment

    result = run(
        tmp_path, "serve", "--port", "0", **settings, KEEPSIGHT_STATIC=str(tmp_path / "file")
    )

    assert result.returncode == 2
    assert "KEEPSIGHT_STATIC names another folder" in in_a_line(result.stdout)


def test_an_import_that_is_killed_leaves_nothing(
    tmp_path: Path, own_database: embedded.Server
) -> None:
    a_child(team=a_place().team)
    rows = [f"{n % 27 + 1}/5/2016,School,Event {n},Robin Vale,Concern,neglect" for n in range(200)]
    (tmp_path / "big.csv").write_text("\n".join(["Date,Agency,Event,Child,Kind,Harm", *rows]))
    settings = own_database.environment | {"KEEPSIGHT_MODE": "test"}

    with psycopg.connect(own_database.url(role="postgres")) as other:
        # Whoever holds this keeps the import waiting after its facts were written.
        other.execute("LOCK TABLE audit IN ACCESS EXCLUSIVE MODE")
        importing = subprocess.Popen(
            [*COMMAND, "import", "big.csv", "--by", "manager"],
            cwd=tmp_path,
            env=environment(**settings),
        )
        try:
            _wait_until_it_waits(own_database, importing)
        finally:
            importing.kill()
            importing.wait()
    with psycopg.connect(own_database.url(role="postgres")) as after:
        _wait_until_nobody_writes(after)
        counts = "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM finding)"
        assert after.execute(counts).fetchone() == (0, 0)


def _wait_until_it_waits(server: embedded.Server, importing: subprocess.Popen[bytes]) -> None:
    with psycopg.connect(server.url(role="postgres"), autocommit=True) as connection:
        while not _count(connection, "wait_event_type = 'Lock' AND backend_xid IS NOT NULL"):
            assert importing.poll() is None, "the import ended before it had to wait"
            time.sleep(0.05)


def _wait_until_nobody_writes(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    while _count(connection, "backend_xid IS NOT NULL"):
        time.sleep(0.05)


def _count(connection: psycopg.Connection[tuple[object, ...]], condition: str) -> int:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE usename = 'keepsight_app' "
        f"AND datname = current_database() AND {condition}"
    )
    (found,) = connection.execute(query).fetchone() or (0,)  # type: ignore[arg-type]
    return int(str(found))
