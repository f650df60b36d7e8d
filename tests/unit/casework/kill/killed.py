"""Doing something in a process of its own that dies, as with a kill of the server, just before the
statement that a test chooses; and what the whole database looks like from outside."""

import hashlib
import json
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, connections

from keepsight.config.embedded import Server
from keepsight.config.postgres import ADMIN_ROLE

COMMIT = "COMMIT"
WRITES = ("INSERT", "UPDATE", "DELETE")
SECONDS_AT_MOST = 60
"""After so long the process is ended by an alarm: something kept a lock that it should not have."""

Deed = Callable[[], object]


@dataclass(frozen=True)
class Statement:
    """One statement that was about to be sent, by its beginning, and whether in a transaction."""

    text: str
    in_transaction: bool

    @property
    def is_write(self) -> bool:
        """Whether it changes anything."""
        return self.text.startswith(WRITES)


@dataclass(frozen=True)
class Ended:
    """How the process ended, and what it had sent until then."""

    was_killed: bool
    statements: tuple[Statement, ...]
    failure: str


class _Watch:
    """Counts each statement and each commit before it is sent, and does what is asked at one."""

    def __init__(self, kill_before: int | None, *, at_commit: Deed, once_committed: Deed) -> None:
        self.sent: list[Statement] = []
        self.kill_before = kill_before
        self.at_commit = at_commit
        self.once_committed = once_committed
        self.commits = 0
        self._commit: Callable[[], None] = connection._commit

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self._note(str(sql).lstrip())
        return execute(sql, params, many, context)

    def commit(self) -> None:
        """In place of the connection's own."""
        self._note(COMMIT)
        self.at_commit()
        self._commit()
        self.commits += 1
        if self.commits == 1:
            self.once_committed()

    def _note(self, text: str) -> None:
        if len(self.sent) == self.kill_before:
            die()
        self.sent.append(Statement(text[:70], connection.in_atomic_block))


def die() -> None:
    """End this process as a kill from outside does: nothing more is sent, closed or undone."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_before_commit(deed: Deed) -> Ended:
    """Do it, and die just before the first commit. Gives every statement up to there."""
    return _apart(deed, kill_at_commit=True)


def killed_before(statement: int, deed: Deed) -> Ended:
    """Do it, and die just before the statement of that number, counted from 0."""
    return _apart(deed, kill_before=statement)


def done(deed: Deed, *, between: Deed) -> Ended:
    """Do all of it, and stop for `between` (in this process) as soon as the first commit is
    through: what a kill at that moment would leave is what is there then."""
    return _apart(deed, between=between)


def _apart(
    deed: Deed,
    *,
    kill_before: int | None = None,
    kill_at_commit: bool = False,
    between: Deed | None = None,
) -> Ended:
    connections.close_all()
    told, tells = os.pipe()
    heard, hears = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        os.close(hears)
        _live(
            deed, kill_before, kill_at_commit, tells=tells, heard=heard, stops=between is not None
        )
    os.close(tells)
    os.close(heard)
    with os.fdopen(told) as lines:
        found = _hear(lines, between, hears)
    _, status = os.waitpid(child, 0)
    os.close(hears)
    sent = tuple(Statement(*each) for each in found.get("sent", ()))
    was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    failure = found.get("failure", "")
    if not was_killed and status != 0 and not failure:
        failure = f"ended with status {status}: it waited for a lock, or crashed"
    return Ended(was_killed, sent, failure)


def _hear(lines: Any, between: Deed | None, hears: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        said = json.loads(line)
        found |= said
        if "committed" in said and between is not None:
            between()
            os.write(hears, b"\n")
    return found


def _live(
    deed: Deed,
    kill_before: int | None,
    kill_at_commit: bool,
    *,
    tells: int,
    heard: int,
    stops: bool,
) -> None:
    """The life of the process that does it. Never returns."""
    signal.alarm(SECONDS_AT_MOST)

    def tell(said: dict[str, Any]) -> None:
        os.write(tells, json.dumps(said).encode() + b"\n")

    def tell_what_was_sent() -> None:
        tell({"sent": [[each.text, each.in_transaction] for each in watch.sent]})

    def at_commit() -> None:
        if kill_at_commit:
            tell_what_was_sent()
            die()

    def once_committed() -> None:
        if stops:
            tell({"committed": True})
            os.read(heard, 1)

    try:
        connection.ensure_connection()
        watch = _Watch(kill_before, at_commit=at_commit, once_committed=once_committed)
        connection._commit = watch.commit  # type: ignore[method-assign]
        with connection.execute_wrapper(watch):
            deed()
        tell_what_was_sent()
        os._exit(0)
    except BaseException:
        tell({"failure": traceback.format_exc()})
        os._exit(1)


Fingerprint = dict[str, tuple[int, str]]
"""Of each table: how many rows there are, and a hash over all of them."""

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


def fingerprint(server: Server) -> Fingerprint:
    """What stands in every table, as the database's own administrator sees it. In the audit only
    what was done counts: that somebody looked, or was refused, is written by itself."""
    with psycopg.connect(server.url(role=ADMIN_ROLE)) as outside:
        tables = [name for (name,) in outside.execute(_TABLES).fetchall()]
        parts = [_rows_of(name) for name in tables]
        found = outside.execute(" UNION ALL ".join(parts)).fetchall()
    return {name: (count, hashlib.sha256(rows.encode()).hexdigest()) for name, count, rows in found}


def _rows_of(table: str) -> str:
    only = "WHERE t.sort = 'action'" if table == "audit" else ""
    every = "coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
    return f"SELECT '{table}', count(*), {every} FROM {table} t {only}"


def rows(server: Server, query: str) -> list[tuple[Any, ...]]:
    """What a question gives, as the administrator sees it."""
    with psycopg.connect(server.url(role=ADMIN_ROLE)) as outside:
        return outside.execute(query).fetchall()  # type: ignore[arg-type]
