"""A nation to measure on: an invented authority copied many times as Parquet, an authority to a
folder, each copy with names of its own and its days moved."""

from datetime import date
from pathlib import Path

import duckdb

from keepsight.synthetic.authority import invent
from keepsight.synthetic.folder import write_folder

CHILDREN, YEARS, SEED, UNTIL = 2_000, 5, 1, date(2026, 3, 31)
COPIES_IN_AN_AUTHORITY = 10

_DAYS = ("happened_on", "latest_on")
_LISTS_OF_NAMES = ("concerns", "rests_on_facts")
_NAMES = ("fact_id", "corrects", "about", "event")
_CHILDREN = ("child", "relative")


def files(folder: Path, *, facts: int) -> list[Path]:
    """Files, one for each authority, that hold at least so many facts together.

    What an earlier run made is used again. Rows stand in the order in which they were recorded,
    whoever they are about, as a ledger has them.
    """
    with duckdb.connect() as connection:
        read = f"SELECT COUNT(*) FROM read_parquet('{seed(folder)}')"
        own = sum(number for (number,) in connection.execute(read).fetchall())
        wanted = -(-facts // (own * COPIES_IN_AN_AUTHORITY))
        return [_authority(connection, folder, place) for place in range(wanted)]


def seed(folder: Path) -> Path:
    """The extract of the one authority that is copied, invented first if need be."""
    path = folder / "seed" / "facts.parquet"
    if not path.exists():
        authority = invent(children=CHILDREN, years=YEARS, until=UNTIL, seed=SEED)
        write_folder(authority, path.parent, form="parquet")
    return path


def _authority(connection: duckdb.DuckDBPyConnection, folder: Path, place: int) -> Path:
    path = folder / "facts" / f"authority=E{place:04}" / "facts.parquet"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partly = path.with_suffix(".part")
        connection.execute(_copied(seed(folder), partly, first=place * COPIES_IN_AN_AUTHORITY))
        partly.rename(path)
    return path


def _copied(seed: Path, into: Path, *, first: int) -> str:
    name = "md5({} || '.' || copy)"
    changed = {
        **{each: f"{each} - CAST((copy % 52) * 7 AS INTEGER)" for each in _DAYS},
        "recorded_at": "recorded_at - to_days(CAST((copy % 52) * 7 AS INTEGER))",
        **{
            each: f"CASE WHEN {each} <> '' THEN {name.format(each)} ELSE {each} END"
            for each in _NAMES
        },
        **{
            each: f"list_transform({each}, lambda one: {name.format('one')})"
            for each in _LISTS_OF_NAMES
        },
        **{
            each: f"CASE WHEN {each} <> '' THEN {each} || '-' || copy ELSE {each} END"
            for each in _CHILDREN
        },
    }
    columns = ", ".join(f"{sql} AS {each}" for each, sql in changed.items())
    return f"""
        COPY (
            SELECT * EXCLUDE (copy) REPLACE ({columns})
            FROM (SELECT *, UNNEST(range({first}, {first + COPIES_IN_AN_AUTHORITY})) AS copy
                FROM read_parquet('{seed}'))
        ) TO '{into}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 250000)"""
