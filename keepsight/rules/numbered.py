"""The tables that rules read, made by DuckDB out of an extract of very many facts: narrow, and with
numbers in place of names, so that a hundred million facts pass through one small machine.

What no rule names is not read. What a fact says in codes (its kind, its agency, how a child was
seen) repeats: each different way of it stands once in `varieties`, and a fact has its number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

from keepsight.facts.column import COLUMNS, LISTED
from keepsight.facts.extract import FIELDS
from keepsight.facts.kind import KINDS
from keepsight.practice.codes.person import RELATION
from keepsight.rules.dialect import DUCKDB, quoted, texts
from keepsight.rules.extract import fact_column, replaced, siblings
from keepsight.rules.rule import Rule
from keepsight.rules.tables import bearings, kinds_in, kinds_of_concerns, tables_for

_ALWAYS = ("fact_id", "child", "kind", "day", "latest_day", "position", "agency")
_BETWEEN = "CHR(31)"  # No code has it.


def load_numbered(connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule]) -> None:
    """Fill every table that these rules read out of the extract that is there as `raw`.

    The calendar must be there already. What was loaded before is replaced.
    """
    reading = _Reading(list(rules))
    for name, sql in reading.tables().items():
        what = "VIEW" if name in _VIEWS else "TABLE"
        connection.execute(f"SET preserve_insertion_order = {name in _IN_ORDER}")
        connection.execute(f"CREATE OR REPLACE {what} {name} AS {sql}")
        if name == "varieties":
            _check(connection)
    for name in _ON_THE_WAY:
        connection.execute(f"DROP TABLE {name}")


def findings_numbered(
    connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule]
) -> Iterator[tuple[Any, ...]]:
    """Run the rules on such tables: rule, child, concern, raised_day, cleared_day and fact_id."""
    find(connection, rules=rules)
    rows = connection.execute(f"{FOUND} ORDER BY raised_day, child, rule, concern, fact_id")
    while batch := rows.fetchmany(10_000):
        yield from batch


def find(connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule]) -> None:
    """Run the rules on such tables; what they find is there as FOUND then."""
    connection.execute(
        "CREATE OR REPLACE TABLE found (rule VARCHAR, child INTEGER, concern INTEGER, "
        "raised_day INTEGER, cleared_day INTEGER, fact_id INTEGER)"
    )
    for each in rules:
        connection.execute(
            "INSERT INTO found SELECT ?, child, CAST(concern AS INTEGER), raised_day, "
            f"cleared_day, fact_id FROM ({each.shape.sql()})",
            [each.code],
        )


FOUND = """
    SELECT found.rule, c.name AS child, o.name AS concern, found.raised_day, found.cleared_day,
        f.name AS fact_id
    FROM found
    JOIN child_names c ON c.child = found.child
    JOIN fact_names f ON f.fact_id = found.fact_id
    LEFT JOIN concern_names o ON o.concern = found.concern"""
"""A SELECT of what `find` found, by names."""


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    row = connection.execute("SELECT COUNT(*), COUNT(DISTINCT says) FROM varieties").fetchone()
    if row is None or row[0] != row[1]:
        raise RuntimeError("two different things that facts say have one number; nothing was read")


_WITH_KIND = "SELECT r.*, v.kind, v.relation FROM read_rows r JOIN varieties v USING (says)"
_NUMBERS = """
    SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS number
    FROM (SELECT DISTINCT {0} AS name FROM read_rows WHERE {0} IS NOT NULL)"""
_VIEWS = ("facts", "fact_names", "bearings")
_IN_ORDER = ("thin", "alike")
_ON_THE_WAY = ("thin", "alike", "tied", "abouts", "unnamed", "corrections", "replaced")


def columns_read(rules: Iterable[Rule]) -> list[str]:
    """The columns of an extract that a run of these rules reads."""
    reading = _Reading(list(rules))
    own = ("fact_id", "child", "kind", "happened_on", "latest_on", "recorded_at", "agency")
    also = ("about", "corrects", "relative", "concerns")
    known = (e for e in (*reading.others, *reading.coded, *reading.lists) if e in FIELDS)
    return list(dict.fromkeys((*own, *also, *known)))


class _Reading:
    """What some rules ask for of an extract, and the SELECTs that make their tables of it."""

    def __init__(self, rules: list[Rule]) -> None:
        self.concerned = kinds_of_concerns(rules)
        self.rules = rules
        sql = "\n".join([*(e.shape.sql() for e in rules), *tables_for(rules).values()])
        words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", sql)))
        asked = [each for each in COLUMNS if each in words and each not in (*_ALWAYS, "about")]
        self.kinds = [each for each in kinds_in([sql]) if each != "entered_in_error"]
        self.lists = [each for each in LISTED if f"'{each}'" in sql and each != "concerns"]
        coded = [each for each in asked if FIELDS.get(each) in ("code", "yes_no")]
        self.coded = list(dict.fromkeys((*coded, "relation")))
        self.others = [each for each in asked if each not in self.coded]
        self.texts = [each for each in self.others if COLUMNS[each] == "text"]

    def tables(self) -> Mapping[str, str]:
        """The SELECT of each, in the order in which to make them."""
        return {**self._read(), **self._names(), **self._narrow(), **self._lists(), **self._made()}

    def _made(self) -> Mapping[str, str]:
        """The tables that any engine makes; but bearings too are kept by the number of variety."""
        loaded = ("named", "fact_names", "bearings")
        made = {name: sql for name, sql in tables_for(self.rules).items() if name not in loaded}
        if self.concerned:
            of = ", ".join(quoted(each) for each in self.concerned)
            rows = f"""(
                SELECT r.*, v.kind FROM fact_rows r JOIN varieties v USING (variety)
                WHERE v.kind IN ({of}))"""
            wide = bearings(self.concerned, facts=rows)
            made["bearing_rows"] = f"SELECT * EXCLUDE (kind) FROM ({wide})"
            made["bearings"] = (
                f"SELECT b.*, {self._varied} FROM bearing_rows b JOIN varieties v USING (variety)"
            )
        return made

    def _read(self) -> Mapping[str, str]:
        """The rows of these kinds, read once from the files, and those that a later one corrects."""
        more = "".join(f", {fact_column(DUCKDB, each)} AS {each}" for each in self.others)
        lists = "".join(f", raw.{each}" for each in self.lists)
        return {
            "child_names": f"""
                SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS child
                FROM (SELECT child AS name FROM raw UNION SELECT relative FROM raw
                    WHERE relation IN ({texts(RELATION.group("sibling"))}))""",
            "read_rows": f"""
                SELECT c.child, raw.fact_id, raw.recorded_at, raw.corrects, raw.relative,
                    NULLIF(raw.about, '') AS about, raw.concerns{lists}, {fact_column(DUCKDB, "day")} AS day,
                    {fact_column(DUCKDB, "latest_day")} AS latest_day, {self._says} AS says{more}
                FROM raw JOIN child_names c ON c.name = raw.child WHERE {self._is_read}""",
            "varieties": f"""
                SELECT says, CAST(ROW_NUMBER() OVER (ORDER BY kind, says) AS INTEGER) AS variety,
                    kind, agency
                    {"".join(f", {fact_column(DUCKDB, e)} AS {e}" for e in self.coded)}
                FROM (
                    SELECT DISTINCT {self._says} AS says, {self._in_codes}
                    FROM raw WHERE {self._is_read})""",
            "corrections": self._corrections,
            "replaced": replaced(
                DUCKDB,
                later="corrections",
                earlier=f"({_WITH_KIND} WHERE r.fact_id IN (SELECT corrects FROM corrections))",
            ),
            "replaced_rows": """
                SELECT r.rowid AS fact_id FROM read_rows r
                WHERE r.fact_id IN (SELECT fact_id FROM replaced)""",
        }

    @property
    def _is_read(self) -> str:
        # The shorter list of the two: DuckDB is slow with long ones.
        wanted = (*self.kinds, "relationship", "entered_in_error")
        others = [each for each in KINDS if each not in wanted]
        if len(others) < len(wanted):
            return f"raw.kind NOT IN ({texts(others)})" if others else "1 = 1"
        return f"raw.kind IN ({texts(wanted)})"

    @property
    def _corrections(self) -> str:
        # A note may be given any kind by a correction, so that kinds nobody reads matter too.
        if "note" not in self.kinds:
            return f"{_WITH_KIND} WHERE r.corrects <> ''"
        return """
            SELECT c.child, raw.fact_id, raw.kind, raw.recorded_at, raw.corrects, raw.concerns
            FROM raw JOIN child_names c ON c.name = raw.child WHERE raw.corrects <> ''"""

    @property
    def _in_codes(self) -> str:
        return ", ".join(("kind", "agency", *self.coded))

    @property
    def _says(self) -> str:
        """A number that stands for what a fact says in codes. That no two share it is checked."""
        return f"HASH({self._in_codes})"

    def _names(self) -> Mapping[str, str]:
        """The numbers of brothers and sisters, of concerns and other names, and of facts."""
        return {
            **{f"{each}_names": _NUMBERS.format(each) for each in self.texts},
            "siblings": siblings(f"""(
                SELECT r.fact_id, r.child, other.child AS relative, r.kind, r.relation
                FROM ({_WITH_KIND}) r
                JOIN child_names other ON other.name = r.relative
                WHERE r.kind = 'relationship'
                AND r.fact_id NOT IN (SELECT fact_id FROM replaced))"""),
            "fact_names": """
                SELECT CAST(rowid AS INTEGER) AS fact_id, fact_id AS name FROM read_rows""",
            "unnamed": """
                SELECT child, CAST(rowid AS INTEGER) AS fact_id, UNNEST(concerns) AS name
                FROM read_rows WHERE LEN(concerns) > 0
                UNION ALL
                SELECT r.child, CAST(r.rowid AS INTEGER), r.fact_id
                FROM read_rows r JOIN varieties v USING (says)
                WHERE v.kind = 'concern' AND COALESCE(LEN(r.concerns), 0) = 0""",
            "concern_names": """
                SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS concern
                FROM (SELECT DISTINCT name FROM unnamed)""",
        }

    @property
    def _varied(self) -> str:
        return ", ".join(f"v.{each}" for each in ("kind", "agency", *self.coded))

    def _narrow(self) -> Mapping[str, str]:
        """The facts themselves, each kind together."""
        more, numbers = "", ""
        for each in self.others:
            more += f", {each}_names.number AS {each}" if each in self.texts else f", r.{each}"
        for each in self.texts:
            numbers += f" LEFT JOIN {each}_names ON {each}_names.name = r.{each}"
        return {
            "thin": f"""
                SELECT CAST(r.rowid AS INTEGER) AS fact_id, r.child, v.variety, r.day, r.latest_day,
                    EPOCH_US(r.recorded_at) AS recorded_us{more}
                FROM read_rows r
                JOIN varieties v ON v.says = r.says {numbers}
                WHERE r.rowid NOT IN (SELECT fact_id FROM replaced_rows)
                AND v.kind IN ({texts(self.kinds)})
                ORDER BY r.child, r.day, recorded_us""",
            # So a fact's row is its position; but where all three are the same, names decide.
            "alike": """
                SELECT place FROM (
                    SELECT rowid AS place, child, day, recorded_us, LAG(child) OVER () AS child_before,
                        LAG(day) OVER () AS day_before, LAG(recorded_us) OVER () AS us_before
                    FROM thin)
                WHERE child = child_before AND day = day_before AND recorded_us = us_before""",
            "tied": """
                SELECT t.fact_id, MIN(t.rowid) OVER together + ROW_NUMBER() OVER (
                    PARTITION BY t.child, t.day, t.recorded_us ORDER BY r.fact_id) - 1 AS position
                FROM thin t
                JOIN read_rows r ON r.rowid = t.fact_id
                WHERE t.rowid IN (SELECT place FROM alike UNION SELECT place - 1 FROM alike)
                WINDOW together AS (PARTITION BY t.child, t.day, t.recorded_us)""",
            "abouts": """
                SELECT CAST(r.rowid AS INTEGER) AS fact_id, known.about
                FROM read_rows r
                JOIN (
                    SELECT said.about AS name,
                        CAST(COALESCE(n.rowid, -ROW_NUMBER() OVER ()) AS INTEGER) AS about
                    FROM (SELECT DISTINCT about FROM read_rows WHERE about IS NOT NULL) said
                    LEFT JOIN read_rows n ON n.fact_id = said.about
                ) known ON known.name = r.about""",
            "fact_rows": """
                SELECT t.* EXCLUDE (recorded_us),
                    CAST(COALESCE(tied.position, t.rowid) AS INTEGER) AS position, a.about
                FROM thin t
                LEFT JOIN tied ON tied.fact_id = t.fact_id
                LEFT JOIN abouts a ON a.fact_id = t.fact_id
                ORDER BY t.variety""",
            "facts": f"SELECT r.*, {self._varied} FROM fact_rows r JOIN varieties v USING (variety)",
        }

    def _lists(self) -> Mapping[str, str]:
        each_value = " UNION ALL ".join(
            f"SELECT child, CAST(rowid AS INTEGER) AS fact_id, {quoted(name)} AS field, "
            f"UNNEST({name}) AS value FROM read_rows WHERE LEN({name}) > 0"
            for name in self.lists
        )
        nothing = "SELECT 0 AS child, 0 AS fact_id, '' AS field, '' AS value WHERE 1 = 0"
        standing = "fact_id NOT IN (SELECT fact_id FROM replaced_rows)"
        return {
            "listed": f"SELECT * FROM ({each_value or nothing}) WHERE {standing}",
            "named": f"""
                SELECT DISTINCT u.child, u.fact_id, c.concern
                FROM unnamed u JOIN concern_names c ON c.name = u.name WHERE u.{standing}""",
        }
