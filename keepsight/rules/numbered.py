"""The tables that rules read, made by DuckDB out of an extract of very many facts: narrow, and with
numbers in place of names, so that a hundred million facts pass through one small machine.

What no rule names is not read. What a fact says in codes (its kind, its agency, how a child was
seen) repeats: each different way of it stands once in `varieties`, and a fact has its number.
"""

from collections.abc import Collection, Iterable, Mapping

from keepsight.practice.codes.person import RELATION
from keepsight.rules.asked import Asked
from keepsight.rules.dialect import DUCKDB, quoted, texts
from keepsight.rules.extract.held import Database, hold, name_children
from keepsight.rules.extract.shape import said_alike
from keepsight.rules.extract.table import fact_column, replaced, siblings
from keepsight.rules.rule import Rule
from keepsight.rules.tables import bearings, tables_for


def load_numbered(
    database: Database,
    *,
    rules: Iterable[Rule],
    siblings_known: Collection[int] = (),
    is_held: bool = False,
) -> None:
    """Fill every table that these rules read out of the extracts that are held.

    The calendar must be there already. What was loaded before is replaced. `siblings_known`: for
    these extracts the table `known_siblings` says who are brothers and sisters, by name; for others
    facts of relationships do. `is_held`: if not, the extract `raw` is read first.
    """
    asked = Asked(rules)
    if not is_held:
        for each in ("held", "shapes", "child_names"):
            database.execute(f"DROP TABLE IF EXISTS {each}")
        hold(database, alike=said_alike(asked), whole=asked.said, asked=asked)
    reading = _Reading(asked, siblings_known)
    name_children(database, reading.siblings_named)
    for name, sql in reading.tables().items():
        what = "VIEW" if name in _VIEWS else "TABLE"
        database.execute(f"SET preserve_insertion_order = {name in _IN_ORDER}")
        database.execute(f"CREATE OR REPLACE {what} {name} AS {sql}")
    for name in _ON_THE_WAY:
        database.execute(f"DROP TABLE {name}")
    database.execute("SET preserve_insertion_order = true")


_NUMBERS = """
    SELECT name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS number
    FROM (SELECT DISTINCT {0} AS name FROM held WHERE {0} IS NOT NULL)"""
_VIEWS = ("facts", "fact_names", "bearings")
_IN_ORDER = ("thin", "alike")
_ON_THE_WAY = ("thin", "alike", "tied", "abouts", "unnamed", "corrections", "corrected")
_SIBLING = f"IN ({texts(RELATION.group('sibling'))})"


class _Reading:
    """The SELECTs that make, of an extract, the tables that some rules ask for."""

    def __init__(self, asked: Asked, siblings_known: Collection[int]) -> None:
        self.asked = asked
        self._unknown = f"r.part NOT IN ({', '.join(map(str, siblings_known))})"
        self._is_any_known = bool(siblings_known)

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
        """What facts of these kinds say in codes, and those that a later one corrects."""
        codes = self.asked.said
        said = [fact_column(DUCKDB, each) for each in self.asked.coded]
        said += [f"CASE WHEN LEN({each}) > 0 THEN {each} END" for each in self.asked.code_lists]
        listed = ", ".join(f"{sql} AS {name}" for sql, name in zip(said, codes[2:], strict=True))
        return {
            "said": f"""
                SELECT *, CAST(DENSE_RANK() OVER (ORDER BY {", ".join(codes)}) AS INTEGER) AS variety
                FROM (SELECT shape, kind, agency, {listed} FROM shapes
                    WHERE kind IN ({texts((*self.asked.kinds, "relationship"))}))""",
            "varieties": f"SELECT DISTINCT variety, {', '.join(codes)} FROM said",
            "corrections": """
                SELECT h.child, h.fact_id, s.kind, h.recorded_at, h.corrects, h.concerns
                FROM held h JOIN shapes s ON s.shape = h.shape WHERE h.corrects <> ''""",
            # By name and by number: what another extract calls the same is another fact.
            "corrected": """
                SELECT h.rowid AS number, h.fact_id, h.child, s.kind, h.recorded_at, h.concerns
                FROM held h JOIN shapes s ON s.shape = h.shape
                WHERE h.fact_id IN (SELECT corrects FROM corrections)""",
            "replaced": replaced(
                DUCKDB, later="corrections", earlier="corrected", is_called="number"
            ),
        }

    @property
    def siblings_named(self) -> str:
        """Brothers and sisters, who may have no fact of their own: a SELECT of `part` and `name`."""
        if not self._is_any_known:
            return self._related_named
        return f"""
            SELECT part, child AS name FROM known_siblings
            UNION SELECT part, sibling FROM known_siblings
            UNION {self._related_named} AND {self._unknown}"""

    @property
    def _related_named(self) -> str:
        return f"""
            SELECT r.part, r.relative AS name FROM held r JOIN shapes s ON s.shape = r.shape
            WHERE s.relation IN ({texts(RELATION.group("sibling"))})"""

    def _names(self) -> Mapping[str, str]:
        """The numbers of brothers and sisters, of concerns and other names, and of facts."""
        return {
            **{f"{each}_names": _NUMBERS.format(each) for each in self.asked.texts},
            "siblings": self._siblings,
            "fact_names": """
                SELECT CAST(rowid AS INTEGER) AS fact_id, fact_id AS name FROM held""",
            "unnamed": """
                SELECT r.part, r.child, CAST(r.rowid AS INTEGER) AS fact_id,
                    UNNEST(r.concerns) AS name
                FROM held r JOIN said v USING (shape) WHERE LEN(concerns) > 0
                UNION ALL
                SELECT r.part, r.child, CAST(r.rowid AS INTEGER), r.fact_id
                FROM held r JOIN said v USING (shape)
                WHERE v.kind = 'concern' AND COALESCE(LEN(r.concerns), 0) = 0""",
            "concern_names": """
                SELECT part, name, CAST(ROW_NUMBER() OVER () AS INTEGER) AS concern
                FROM (SELECT DISTINCT part, name FROM unnamed)""",
        }

    @property
    def _siblings(self) -> str:
        related = """
            SELECT r.rowid AS fact_id, r.child, other.child AS relative, v.kind, v.relation
            FROM held r
            JOIN said v ON v.shape = r.shape
            JOIN child_names other ON other.name = r.relative AND other.part = r.part
            WHERE v.kind = 'relationship' AND r.rowid NOT IN (SELECT fact_id FROM replaced)"""
        if not self._is_any_known:
            return siblings(f"({related})")
        return f"""
            SELECT c.child, other.child AS sibling FROM known_siblings k
            JOIN child_names c ON c.name = k.child AND c.part = k.part
            JOIN child_names other ON other.name = k.sibling AND other.part = k.part
            UNION {siblings(f"({related} AND {self._unknown})")}"""

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
                FROM held r
                JOIN said v ON v.shape = r.shape {numbers}
                WHERE r.rowid NOT IN (SELECT fact_id FROM replaced)
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
                JOIN held r ON r.rowid = t.fact_id
                WHERE t.rowid IN (SELECT place FROM alike UNION SELECT place - 1 FROM alike)
                WINDOW together AS (PARTITION BY t.child, t.day, t.recorded_us)""",
            "abouts": """
                SELECT CAST(r.rowid AS INTEGER) AS fact_id, known.about
                FROM held r
                JOIN (
                    SELECT named.part, named.about AS name,
                        CAST(COALESCE(n.rowid, -ROW_NUMBER() OVER ()) AS INTEGER) AS about
                    FROM (SELECT DISTINCT part, about FROM held WHERE about <> '') named
                    LEFT JOIN held n ON n.fact_id = named.about AND n.part = named.part
                ) known ON known.name = r.about AND known.part = r.part""",
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
            f"FROM held WHERE LEN({name}) > 0 AND rowid NOT IN (SELECT fact_id FROM replaced)"
            for name in self.asked.name_lists
        )
        nothing = "SELECT 0 AS variety, '' AS field, '' AS value WHERE 1 = 0"
        return {
            "listed": f"""
                SELECT r.child, r.fact_id, each.field, each.value
                FROM fact_rows r JOIN ({of_varieties or nothing}) each USING (variety) {of_facts}""",
            "named": """
                SELECT DISTINCT u.child, u.fact_id, c.concern
                FROM unnamed u JOIN concern_names c ON c.name = u.name AND c.part = u.part
                WHERE u.fact_id NOT IN (SELECT fact_id FROM replaced)""",
        }
