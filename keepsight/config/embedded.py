"""The PostgreSQL that comes with Keepsight, for the demo and the tests: a real server, kept in a
folder of the project from one start to the next, with the roles that Keepsight needs."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from keepsight.config import postgres

DATABASE = "keepsight"
OWNER_ROLE = "keepsight_owner"
APP_ROLE = "keepsight_app"

StartError = postgres.StartError


@dataclass(frozen=True)
class Server:
    """One database of an embedded PostgreSQL: where its data are and where it can be reached."""

    data: Path
    socket: Path
    database: str = DATABASE

    def url(self, *, role: str) -> str:
        """The address that psycopg and Django's settings take, for one role."""
        return f"postgresql://{role}@/{self.database}?host={quote(str(self.socket), safe='')}"

    @property
    def app_url(self) -> str:
        """DATABASE_URL: what pages and commands use; bound by row-level security."""
        return self.url(role=APP_ROLE)

    @property
    def owner_url(self) -> str:
        """DATABASE_OWNER_URL: what migrations use; owns the tables."""
        return self.url(role=OWNER_ROLE)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that Keepsight's settings read."""
        return {"DATABASE_URL": self.app_url, "DATABASE_OWNER_URL": self.owner_url}


def home() -> Path:
    """The folder of everything Keepsight keeps on this machine: KEEPSIGHT_HOME, or `.keepsight`
    where it is run."""
    return Path(os.environ.get("KEEPSIGHT_HOME", ".keepsight")).resolve()


def at(folder: Path | None = None) -> Server:
    """Where the server of `folder` will be reached once it is started, without starting it."""
    data = _data_folder(folder)
    return Server(data=data, socket=postgres.socket_folder(data))


def start(folder: Path | None = None, *, durable: bool = True) -> Server:
    """Start the server whose data are in `folder` (default: `postgres` in home()), unless it runs
    already, and make the roles and the database that are missing.

    `durable=False` gives up safety against a power cut for speed, for tests. Raises StartError.
    """
    data = _data_folder(folder)
    data.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(data):
        server = _find(data)
        if server is None:
            postgres.make(data)
            server = Server(data=data, socket=postgres.launch(data, durable=durable))
        if not _has(server, DATABASE):
            make_database(server, DATABASE)
        _make_roles(server)
    return server


def find(folder: Path | None = None) -> Server | None:
    """The server of `folder`, if it is running and answers."""
    return _find(_data_folder(folder))


def stop(folder: Path | None = None) -> None:
    """Stop the server of `folder`, closing its connections. Quiet when it is not running."""
    data = _data_folder(folder)
    if data.exists():
        with _one_at_a_time(data):
            postgres.end(data)


@contextlib.contextmanager
def running(folder: Path | None = None, *, durable: bool = True) -> Iterator[Server]:
    """The server for as long as the block lasts. It is left running if it was found running."""
    was_running = find(folder) is not None
    server = start(folder, durable=durable)
    try:
        yield server
    finally:
        if not was_running:
            stop(folder)


def make_database(server: Server, name: str, *, like: str | None = None) -> Server:
    """Make another database on the server, with Keepsight's roles in it; a copy of `like` if that
    is given (nobody may be connected to it then)."""
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if like is not None:
        # Copying the files is quickest for a small database.
        statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(like))
    with _admin(server) as connection:
        connection.execute(statement)
    made = replace(server, database=name)
    _make_roles(made)
    return made


def drop_database(server: Server, name: str) -> None:
    """Drop a database and close whatever is connected to it. Quiet when there is none."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with _admin(server) as connection:
        connection.execute(statement)


def _find(data: Path) -> Server | None:
    if (socket := postgres.written_socket(data)) is None:
        return None
    server = Server(data=data, socket=socket)
    try:
        _admin(server).close()
    except psycopg.OperationalError:
        return None
    return server


def _admin(server: Server, *, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    url = replace(server, database=database).url(role=postgres.ADMIN_ROLE)
    return psycopg.connect(url, autocommit=True)


def _has(server: Server, name: str) -> bool:
    with _admin(server) as connection:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def _make_roles(server: Server) -> None:
    roles = resources.files("keepsight.config").joinpath("roles.sql").read_bytes()
    with _admin(server, database=server.database) as connection:
        connection.execute(roles)


def _data_folder(folder: Path | None) -> Path:
    return (folder or home() / "postgres").resolve()


@contextlib.contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    with open(data.parent / f"{data.name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
