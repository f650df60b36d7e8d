"""The embedded PostgreSQL: started really, killed really, and started again."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from keepsight.config import embedded


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data of a server"
    yield data
    embedded.stop(data)


def note_down(server: embedded.Server, words: str) -> None:
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (words text)")
        connection.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON note TO keepsight_app")
        connection.execute("INSERT INTO note VALUES (%s)", [words])


def notes(server: embedded.Server) -> list[str]:
    with psycopg.connect(server.app_url) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM note")]


def process_of(server: embedded.Server) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def test_a_second_start_finds_the_server_that_runs(folder: Path) -> None:
    first = embedded.start(folder, durable=False)
    process = process_of(first)
    assert embedded.start(folder, durable=False) == first == embedded.find(folder)
    assert process_of(first) == process


def test_what_was_written_is_there_after_a_stop(folder: Path) -> None:
    note_down(embedded.start(folder), "kept")
    embedded.stop(folder)
    assert embedded.find(folder) is None
    assert notes(embedded.start(folder)) == ["kept"]


def test_what_was_written_is_there_after_a_kill(folder: Path) -> None:
    server = embedded.start(folder)
    note_down(server, "kept")
    os.kill(process_of(server), signal.SIGKILL)
    assert notes(embedded.start(folder)) == ["kept"]


def test_a_pid_file_that_names_another_process_is_no_hindrance(folder: Path) -> None:
    server = embedded.start(folder)
    note_down(server, "kept")
    written = (folder / "postmaster.pid").read_text()
    embedded.stop(folder)
    lines = [str(os.getppid()), *written.splitlines()[1:]]
    (folder / "postmaster.pid").write_text("\n".join(lines) + "\n")
    assert notes(embedded.start(folder)) == ["kept"]


def test_a_folder_deleted_under_a_running_server_is_made_anew(folder: Path) -> None:
    server = embedded.start(folder, durable=False)
    note_down(server, "gone")
    old = process_of(server)
    shutil.rmtree(folder)
    server = embedded.start(folder, durable=False)
    assert process_of(server) != old
    with psycopg.connect(server.owner_url) as connection:
        assert connection.execute("SELECT to_regclass('note')").fetchone() == (None,)


def test_a_path_too_long_for_a_socket_still_works(tmp_path: Path) -> None:
    with embedded.running(tmp_path / ("long" * 30), durable=False) as server:
        assert server.socket != server.data
        note_down(server, "here")
        assert notes(server) == ["here"]
    assert embedded.find(server.data) is None
    server.socket.rmdir()


def test_a_block_leaves_running_what_it_found_running(folder: Path) -> None:
    embedded.start(folder, durable=False)
    with embedded.running(folder, durable=False) as server:
        assert embedded.find(folder) == server
    assert embedded.find(folder) == server


def test_a_folder_of_another_version_is_left_alone(folder: Path) -> None:
    embedded.start(folder)
    embedded.stop(folder)
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(embedded.StartError, match="was made by PostgreSQL 16, and this is 18"):
        embedded.start(folder)


@pytest.mark.parametrize("role", [embedded.APP_ROLE, embedded.OWNER_ROLE])
def test_neither_role_can_get_round_row_level_security(
    database_server: embedded.Server, role: str
) -> None:
    with psycopg.connect(database_server.url(role=role)) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication "
            "FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, False)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "TRUNCATE note",
        "DROP TABLE note",
        "ALTER TABLE note DISABLE TRIGGER ALL",
        "SET ROLE keepsight_owner",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_reshape_what_the_owner_made(
    database_server: embedded.Server, statement: str
) -> None:
    own = embedded.make_database(database_server, "reshaping")
    try:
        note_down(own, "kept")
        with (
            psycopg.connect(own.app_url) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)
        assert notes(own) == ["kept"]
    finally:
        embedded.drop_database(own, own.database)


def test_only_its_own_roles_may_enter_the_database(database_server: embedded.Server) -> None:
    with psycopg.connect(database_server.owner_url) as connection:
        connection.execute("SELECT 1")
        row = connection.execute(
            "SELECT has_database_privilege('pg_monitor', current_database(), 'CONNECT')"
        ).fetchone()
    assert row == (False,)


def test_the_home_is_chosen_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KEEPSIGHT_HOME", str(tmp_path / "elsewhere"))
    assert embedded.home() == tmp_path / "elsewhere"
    monkeypatch.delenv("KEEPSIGHT_HOME")
    monkeypatch.chdir(tmp_path)
    assert embedded.home() == tmp_path / ".keepsight"
