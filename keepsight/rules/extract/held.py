"""The facts of extracts, each read once by DuckDB: what differs from fact to fact stands narrow in
`held`, and what very many say alike stands once, whole, in `shapes`."""

from collections.abc import Iterable
from typing import Any, Protocol

from keepsight.rules.asked import Asked
from keepsight.rules.dialect import DUCKDB
from keepsight.rules.extract.table import fact_column

_OWN = ("fact_id", "recorded_at", "about", "relative", "corrects", "concerns")
_DAYS = ("day", "latest_day")


class Database(Protocol):
    """DuckDB, as itself or as an engine."""

    def execute(self, query: str) -> Any:
        """Run it; gives what can be fetched."""


def hold(
    database: Database,
    *,
    alike: Iterable[str],
    whole: Iterable[str],
    asked: Asked | None = None,
    part: int = 0,
) -> None:
    """Add the facts of the extract `raw`, whose rows say their `place`, to those that are held.

    `alike`: what makes a shape, as SQL on a row of `raw`; `whole`: the columns of `shapes`. Shapes
    that were not known before are in `new_shapes`. `asked`: what rules read, of which what differs
    from fact to fact is held too. `part`: the number of this extract among those that are held
    together; its children are others than those of the same names elsewhere.
    """
    columns = [*_OWN, *(asked.name_lists if asked else ())]
    own = (*_DAYS, *(asked.others if asked else ()))
    columns += [f"{fact_column(DUCKDB, each)} AS {each}" for each in own]
    facts = f"""
        SELECT r.* EXCLUDE (name), c.child
        FROM (
            SELECT {part} AS part, place, HASH({", ".join(alike)}) AS shape, child AS name,
                {", ".join(columns)}
            FROM raw) r
        LEFT JOIN child_names c ON c.name = r.name AND c.part = r.part"""
    database.execute("SET preserve_insertion_order = false")
    database.execute("CREATE OR REPLACE TABLE new_shapes (shape UBIGINT, place BIGINT)")
    database.execute(
        "CREATE TABLE IF NOT EXISTS child_names (part INTEGER, name VARCHAR, child INTEGER)"
    )
    name_children(database, f"SELECT {part} AS part, child AS name FROM raw")
    database.execute(f"CREATE TABLE IF NOT EXISTS held AS {facts} LIMIT 0")
    database.execute(f"INSERT INTO held {facts}")
    _hold_shapes(database, ", ".join(f"raw.{each}" for each in whole), part)
    database.execute("SET preserve_insertion_order = true")


def name_children(database: Database, children: str) -> None:
    """Give a number to each of these children who has none: a SELECT of `part` and `name`."""
    database.execute(f"""
        INSERT INTO child_names
        SELECT part, name, CAST((SELECT COUNT(*) FROM child_names) + ROW_NUMBER() OVER () AS INTEGER)
        FROM (SELECT part, name FROM ({children}) other WHERE name IS NOT NULL
            EXCEPT SELECT part, name FROM child_names)""")


def let_go(database: Database, *, part: int) -> None:
    """Take out again what the last extract, of this number, brought."""
    made = database.execute("SELECT table_name FROM information_schema.tables").fetchall()
    if ("held",) in made:
        database.execute(f"DELETE FROM held WHERE part = {part}")
    if ("shapes",) in made:
        database.execute("DELETE FROM shapes WHERE shape IN (SELECT shape FROM new_shapes)")


def keep_the_first(database: Database, *, part: int) -> None:
    """Of facts of one name, hold the first. `said_twice` says which have several."""
    database.execute(f"""
        DELETE FROM held USING said_twice twice
        WHERE held.part = {part} AND held.fact_id = twice.fact_id
        AND held.place <> twice.first_place""")


def _hold_shapes(database: Database, columns: str, part: int) -> None:
    first = "SELECT shape, MIN(place) AS place FROM held"
    nothing = f"SELECT CAST(0 AS UBIGINT) AS shape, {columns}, raw.place FROM raw LIMIT 0"
    database.execute(f"CREATE TABLE IF NOT EXISTS shapes AS {nothing}")
    database.execute(f"""
        INSERT INTO new_shapes {first}
        WHERE part = {part} AND shape NOT IN (SELECT shape FROM shapes) GROUP BY shape""")
    # To read every column costs as much as all the rest, and most authorities bring nothing new.
    if database.execute("SELECT shape FROM new_shapes LIMIT 1").fetchall():
        database.execute(f"""
            INSERT INTO shapes SELECT n.shape, {columns}, raw.place
            FROM raw JOIN new_shapes n ON n.place = raw.place""")
