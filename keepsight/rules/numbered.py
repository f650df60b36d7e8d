"""The tables that rules read, made by DuckDB out of an extract of very many facts: narrow, and with
numbers in place of names, so that a hundred million facts pass through one small machine.

What no rule names is not read. What a fact says in codes (its kind, its agency, how a child was
seen) repeats: each different way of it stands once in `varieties`, and a fact has its number.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from keepsight.facts.kind import KINDS
from keepsight.practice.codes.person import RELATION
from keepsight.rules.asked import Asked
from keepsight.rules.dialect import DUCKDB, quoted, texts
from keepsight.rules.extract import fact_column, replaced, siblings
from keepsight.rules.rule import Rule
from keepsight.rules.tables import bearings, tables_for


class Database(Protocol):
    """DuckDB, as itself or as an engine."""

    def execute(self, query: str) -> Any:
        """Run it; gives what can be fetched."""


def load_numbered(
    database: Database, *, rules: Iterable[Rule], known_siblings: bool = False
) -> None:
    """Fill every table that these rules read out of the extract that is there as `raw`.

    The calendar must be there already. What was loaded before is replaced. `known_siblings`: the
    table of that name says who are brothers and sisters, by name; else facts of relationships do.
    """
    reading = _Reading(Asked(rules), known_siblings)
    for name, sql in reading.tables().items():
        what = "VIEW" if name in _VIEWS else "TABLE"
        database.execute(f"SET preserve_insertion_order = {name in _IN_ORDER}")
        database.execute(f"CREATE OR REPLACE {what} {name} AS {sql}")
        if name == "varieties":
            _check(database)
    for name in _ON_THE_WAY:
        database.execute(f"DROP TABLE {name}")
    database.execute("SET preserve_insertion_order = true")


def _check(database: Database) -> None:
    row = database.execute("SELECT COUNT(*), COUNT(DISTINCT says) FROM varieties").fetchone()
    if row is None or row[0] != row[1]:
        raise RuntimeError("two different things that facts say have one number; nothing was read")


_WITH_KIND = "SELECT r.*, v.kind, v.relation FROM read_rows r JOIN varieties v USING (says)"
_NUMBERS = """
    SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS number
    FROM (SELECT DISTINCT {0} AS name FROM read_rows WHERE {0} IS NOT NULL)"""
_VIEWS = ("facts", "fact_names", "bearings")
_IN_ORDER = ("thin", "alike")
_ON_THE_WAY = ("thin", "alike", "tied", "abouts", "unnamed", "corrections", "corrected")


class _Reading:
    """The SELECTs that make, of an extract, the tables that some rules ask for."""

    def __init__(self, asked: Asked, known_siblings: bool) -> None:
        self.asked, self.known_siblings = asked, known_siblings

    def tables(self) -> Mapping[str, str]:
        """The SELECT of each, in the order in which to make them."""
        return {
            **self._read(),
            **self._names(),
            **self._narrow(),
            **self._lists(),
            **self._made(),
        }

    def _made(self) -> Mapping[str, str]:
        """The tables that any engine makes; but bearings too are kept by the number of variety."""
        loaded = ("named", "fact_names", "bearings")
        made = {
            name: sql for name, sql in tables_for(self.asked.rules).items() if name not in loaded
        }
        if self.asked.concerned:
            of = ", ".join(quoted(each) for each in self.asked.concerned)
            rows = f"""(
                SELECT r.*, v.kind FROM fact_rows r JOIN varieties v USING (variety)
                WHERE v.kind IN ({of}))"""
            wide = bearings(self.asked.concerned, facts=rows)
            made["bearing_rows"] = f"SELECT * EXCLUDE (kind) FROM ({wide})"
            made["bearings"] = (
                f"SELECT b.*, {self._varied} FROM bearing_rows b JOIN varieties v USING (variety)"
            )
        return made

    def _read(self) -> Mapping[str, str]:
        """The rows of these kinds, read once from the files, and those that a later one corrects."""
        more = "".join(f", {fact_column(DUCKDB, each)} AS {each}" for each in self.asked.others)
        lists = "".join(f", raw.{each}" for each in self.asked.name_lists)
        return {
            "child_names": f"""
                SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS child
                FROM (SELECT child AS name FROM raw UNION {self._siblings_named})""",
            "read_rows": f"""
                SELECT c.child, raw.fact_id, raw.recorded_at, raw.relative,
                    NULLIF(raw.about, '') AS about, raw.concerns{lists}, {fact_column(DUCKDB, "day")} AS day,
                    {fact_column(DUCKDB, "latest_day")} AS latest_day, {self._says} AS says{more}
                FROM raw JOIN child_names c ON c.name = raw.child WHERE {self._is_read}""",
            "varieties": f"""
                SELECT says, CAST(ROW_NUMBER() OVER (ORDER BY kind, says) AS INTEGER) AS variety,
                    kind, agency
                    {"".join(f", {fact_column(DUCKDB, e)} AS {e}" for e in self.asked.coded)}
                    {"".join(f", {each}" for each in self.asked.code_lists)}
                FROM (
                    SELECT DISTINCT {self._says} AS says, {self._in_codes}
                    FROM raw WHERE {self._is_read})""",
            "corrections": """
                SELECT child, fact_id, kind, recorded_at, corrects, concerns
                FROM raw WHERE corrects <> ''""",
            "corrected": """
                SELECT fact_id, child, kind, recorded_at, concerns FROM raw
                WHERE fact_id IN (SELECT corrects FROM corrections)""",
            "replaced": replaced(DUCKDB, later="corrections", earlier="corrected"),
            "replaced_rows": """
                SELECT r.rowid AS fact_id FROM read_rows r
                WHERE r.fact_id IN (SELECT fact_id FROM replaced)""",
        }

    @property
    def _siblings_named(self) -> str:
        """Brothers and sisters, who may have no fact of their own."""
        if self.known_siblings:
            return "SELECT child FROM known_siblings UNION SELECT sibling FROM known_siblings"
        return f"SELECT relative FROM raw WHERE relation IN ({texts(RELATION.group('sibling'))})"

    @property
    def _is_read(self) -> str:
        # The shorter list of the two: DuckDB is slow with long ones.
        wanted = (*self.asked.kinds, "relationship", "entered_in_error")
        others = [each for each in KINDS if each not in wanted]
        if len(others) < len(wanted):
            return f"raw.kind NOT IN ({texts(others)})" if others else "1 = 1"
        return f"raw.kind IN ({texts(wanted)})"

    @property
    def _in_codes(self) -> str:
        return ", ".join(("kind", "agency", *self.asked.coded, *self.asked.code_lists))

    @property
    def _says(self) -> str:
        """A number that stands for what a fact says in codes. That no two share it is checked."""
        # To HASH, an empty list and none are the same; texts are not.
        lists = (f"ARRAY_TO_STRING({each}, ' ')" for each in self.asked.code_lists)
        return f"HASH({', '.join(('kind', 'agency', *self.asked.coded, *lists))})"

    def _names(self) -> Mapping[str, str]:
        """The numbers of brothers and sisters, of concerns and other names, and of facts."""
        return {
            **{f"{each}_names": _NUMBERS.format(each) for each in self.asked.texts},
            "siblings": self._siblings,
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
    def _siblings(self) -> str:
        if self.known_siblings:
            return """
                SELECT c.child, other.child AS sibling FROM known_siblings k
                JOIN child_names c ON c.name = k.child
                JOIN child_names other ON other.name = k.sibling"""
        return siblings(f"""(
            SELECT r.fact_id, r.child, other.child AS relative, r.kind, r.relation
            FROM ({_WITH_KIND}) r
            JOIN child_names other ON other.name = r.relative
            WHERE r.kind = 'relationship'
            AND r.fact_id NOT IN (SELECT fact_id FROM replaced))""")

    @property
    def _varied(self) -> str:
        return ", ".join(f"v.{each}" for each in ("kind", "agency", *self.asked.coded))

    def _narrow(self) -> Mapping[str, str]:
        """The facts themselves, each kind together."""
        more, numbers = "", ""
        for each in self.asked.others:
            more += (
                f", {each}_names.number AS {each}" if each in self.asked.texts else f", r.{each}"
            )
        for each in self.asked.texts:
            numbers += f" LEFT JOIN {each}_names ON {each}_names.name = r.{each}"
        return {
            "thin": f"""
                SELECT CAST(r.rowid AS INTEGER) AS fact_id, r.child, v.variety, r.day, r.latest_day,
                    EPOCH_US(r.recorded_at) AS recorded_us{more}
                FROM read_rows r
                JOIN varieties v ON v.says = r.says {numbers}
                WHERE r.rowid NOT IN (SELECT fact_id FROM replaced_rows)
                AND v.kind IN ({texts(self.asked.kinds)})
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
        """What facts list: codes stand with their variety, names with each fact."""
        of_varieties = " UNION ALL ".join(
            f"SELECT variety, {quoted(name)} AS field, UNNEST({name}) AS value FROM varieties"
            for name in self.asked.code_lists
        )
        of_facts = "".join(
            f" UNION ALL SELECT child, CAST(rowid AS INTEGER), {quoted(name)}, UNNEST({name}) "
            f"FROM read_rows WHERE LEN({name}) > 0 AND rowid NOT IN (SELECT fact_id FROM replaced_rows)"
            for name in self.asked.name_lists
        )
        nothing = "SELECT 0 AS variety, '' AS field, '' AS value WHERE 1 = 0"
        return {
            "listed": f"""
                SELECT r.child, r.fact_id, said.field, said.value
                FROM fact_rows r JOIN ({of_varieties or nothing}) said USING (variety) {of_facts}""",
            "named": """
                SELECT DISTINCT u.child, u.fact_id, c.concern
                FROM unnamed u JOIN concern_names c ON c.name = u.name
                WHERE u.fact_id NOT IN (SELECT fact_id FROM replaced_rows)""",
        }
