"""A large record to measure on: an invented authority copied many times inside PostgreSQL, with its
people, teams and agencies, so that every copy is a town of its own; and asks, notices, meetings,
pairs and audit as they gather in years.

Rows are copied nearly as they stand: the chains of the copies do not prove anything, and nobody
asks them to. What is read and written afterwards goes the usual ways."""

import os
import tempfile
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from bench.record import begin_django
from keepsight.config import embedded
from keepsight.practice.working_day import LONDON

CHILDREN, YEARS, COPIES = 2_500, 1, 42
UNTIL = date(2026, 3, 31)

NAMED = frozenset(
    {
        "child_id", "person_id", "relative_id", "fact_id", "concern", "referral", "finding_id",
        "corrects", "decided", "event",
    }
)  # fmt: skip
LISTS = frozenset({"concerns", "facts"})
NUMBERED = frozenset({"user_id", "team_id", "agency_id", "organisation_id", "of_id", "of_team_id"})
TABLES = (
    "agency", "team", "keepsight_user", "person", "name_keys", "child", "relationship", "address",
    "involvement", "ledger", "concern_thread", "referral", "finding",
)  # fmt: skip
WITH_OWN_NUMBER = frozenset({"agency", "team", "keepsight_user"})
DAYS_APART = 11
"""Two towns' children of one name are not born on one day."""
PAPERS = Path(__file__).with_name("working_papers.sql")
STEP = 100_000
"""How far apart the numbers of two copies' users and teams lie."""


@dataclass(frozen=True)
class Size:
    """How much there is."""

    people: int
    children: int
    facts: int


def folder() -> AbstractContextManager[str]:
    """Where the large record is made: KEEPSIGHT_BENCH_FOLDER, which keeps it for the next time, or
    a folder that is removed at the end."""
    if kept := os.environ.get("KEEPSIGHT_BENCH_FOLDER"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        return nullcontext(kept)
    return tempfile.TemporaryDirectory(prefix="keepsight-bench-")


def make(folder: Path, *, copies: int = COPIES) -> tuple[embedded.Server, Size]:
    """The running server with the large record in it, made now unless the folder has one; Django
    is set up on it."""
    server = embedded.start(folder / "postgres")
    begin_django(server, mode="demo")
    os.environ["KEEPSIGHT_TODAY"] = UNTIL.isoformat()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", verbosity=0)
    made = folder / "made"
    if not made.exists():
        _fill(copies)
        made.touch()
    with connections["owner"].cursor() as cursor:
        size = Size(*(_count(cursor, table) for table in ("person", "child", "ledger")))
    connections.close_all()
    return server, size


def _fill(copies: int) -> None:
    from django.db import connections

    from keepsight.casework import authority
    from keepsight.synthetic.authority import invent

    authority.load(
        invent(children=CHILDREN, years=YEARS, until=UNTIL),
        at=datetime.combine(UNTIL, time(12), LONDON),
        password=None,
    )
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            statement = _copy(cursor, table)
            for copy in range(1, copies):
                numbers = {"copy": copy, "tail": f".{copy}", "step": copy * STEP}
                cursor.execute(statement, numbers)
        # One by one: a table to which rows were just added cannot be altered in the same breath.
        for statement in filter(str.strip, PAPERS.read_text().split(";\n")):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


def _copy(cursor: Any, table: str) -> str:
    """The statement that copies the first town's rows of a table to another."""
    cursor.execute(
        "SELECT column_name, is_identity FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s",
        [table],
    )
    columns = [
        name
        for name, is_identity in cursor.fetchall()
        if is_identity == "NO" or table in WITH_OWN_NUMBER
    ]
    key = "id" if "id" in columns else columns[0]
    first = _of_the_first(table, key)
    values = ", ".join(_value(table, each) for each in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {first}"


def _of_the_first(table: str, key: str) -> str:
    if table in WITH_OWN_NUMBER:
        return f"id < {STEP}"
    if table in ("involvement", "relationship", "finding", "concern_thread", "referral", "ledger"):
        return "position('.' in child_id) = 0"
    return "position('.' in person_id) = 0"


def _value(table: str, column: str) -> str:
    if column in NAMED:
        return f"CASE WHEN {column} = '' THEN '' ELSE {column} || %(tail)s END"
    if column in LISTS:
        return f"ARRAY(SELECT each || %(tail)s FROM unnest({column}) AS each)"
    if column in NUMBERED or (column == "id" and table in WITH_OWN_NUMBER):
        return f"{column} + %(step)s"
    if column == "rest":
        return (
            "CASE WHEN rest->>'about' <> '' THEN "
            "rest || jsonb_build_object('about', (rest->>'about') || %(tail)s) ELSE rest END"
        )
    if (table, column) in {("agency", "name"), ("team", "name"), ("keepsight_user", "username")}:
        return f"{column} || %(tail)s"
    if (table, column) == ("address", "address"):
        return "address || ', ' || %(copy)s"
    if (table, column) == ("person", "born_on"):
        return f"born_on - {DAYS_APART} * %(copy)s"
    return column
