"""Whether an extract holds facts and nothing else; if not, which file, row and field, and what was
expected.

A nation's facts are too many to be read one by one. So the engine finds every different shape that
the facts of a kind have (which fields are filled, with which codes), and of each shape one fact is
judged by its own class, the one that judges everywhere else. What differs from fact to fact (names,
days, what is said twice) the engine looks at in every row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from keepsight.facts.column import COLUMNS
from keepsight.facts.extract import FIELDS
from keepsight.facts.fact import KINDS, Fact, fact_from
from keepsight.facts.kind import own_fields, shared_fields
from keepsight.facts.not_a_fact import NAME_OF_FACT, OF_SHAPE, as_found, why_not
from keepsight.rules.asked import Asked
from keepsight.rules.dialect import DUCKDB, quoted
from keepsight.rules.engine import Engine, Unreadable
from keepsight.rules.extract.held import hold, keep_the_first, let_go
from keepsight.rules.extract.shape import ALIKE
from keepsight.rules.extract.table import typed
from keepsight.rules.in_duckdb import InDuckDB

NEEDED = ("kind", "fact_id", *(each.name for each in shared_fields() if each.required))
"""The columns without which nothing is a fact. Every other may be left out."""

NAMES_THE_PARTITION = "authority"
MOST = 5
_HAS_BLANK = "({0} LIKE ' %' OR {0} LIKE '% ')"
_HAS_BLANKS = "LEN(LIST_FILTER({0}, lambda x: x <> TRIM(x))) > 0"
_PLACES = 1_000_000_000_000
_NAMES = ("corrects", "relative", *(n for n in COLUMNS if FIELDS.get(n) == "text" and n != "kind"))


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in an extract that is no fact. `row` counts from 1; None where it is the file."""

    file: str
    row: int | None
    field: str
    expected: str

    def __str__(self) -> str:
        where = [self.file, *([f"row {self.row:,}"] if self.row else []), self.field]
        return f"{', '.join(each for each in where if each)}: {self.expected}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: what is wrong, and how many facts there are of each kind."""

    wrong: tuple[Wrong, ...]
    kinds: Mapping[str, int]
    is_said_twice: bool = False


def read_extract(
    engine: Engine, files: Sequence[Path], *, asked: Asked | None = None, part: int = 0
) -> Checked:
    """Read these files as the view `raw` of the engine, checked; the first of what is wrong.

    The same fact twice is kept once. DuckDB checks, whichever engine then reads: it is the quicker
    at looking once at everything in a file. Where it reads too, the facts are held as `hold` has
    it, as this `part` and with what is `asked`, unless something is wrong.
    """
    if isinstance(engine, InDuckDB):
        return _checked(engine, files, asked, part)
    checker = InDuckDB()
    try:
        checked = _checked(checker, files, None, 0)
    finally:
        checker.close()
    if not checked.wrong:
        open_extract(engine, files)
        if checked.is_said_twice:
            _keep_the_first(engine)
    return checked


def _checked(engine: InDuckDB, files: Sequence[Path], asked: Asked | None, part: int) -> Checked:
    wrong: list[Wrong] = []
    columns = {}
    for file in files:
        try:
            # What is nowhere filled is as good as not there; to look at it in every row costs.
            empty = set(engine.empty_columns(file)).difference(NEEDED)
            present = engine.columns(file).items()
            columns[file] = {name: held_as for name, held_as in present if name not in empty}
        except Unreadable as error:
            words = f"not a Parquet file that can be read. {error}"
            wrong.append(Wrong(str(file), None, "", words))
    try:
        for file, present in columns.items():
            wrong += _of_columns(engine, file, present)
        return Checked(tuple(wrong[:MOST]), {}) if wrong else _rows_of(engine, columns, asked, part)
    except Unreadable as error:
        words = f"cannot be read to its end. {error}"
        return Checked((Wrong(_named(columns), None, "", words),), {})


def open_extract(engine: Engine, files: Sequence[Path]) -> None:
    """The rows of these files as the view `raw` of the engine, without looking at what they hold.

    Raises Unreadable.
    """
    _open(engine, {file: engine.columns(file) for file in files})


def _open(engine: Engine, columns: Mapping[Path, Mapping[str, str]]) -> None:
    each_file = (
        typed(
            engine.dialect,
            present,
            read_from=f"{engine.file(file)} f",
            place=f"{number * _PLACES} + row",
        )
        for number, (file, present) in enumerate(columns.items())
    )
    engine.view("every_row", " UNION ALL ".join(each_file))
    engine.view("raw", "SELECT * FROM every_row")


def _rows_of(
    engine: InDuckDB, columns: Mapping[Path, Mapping[str, str]], asked: Asked | None, part: int
) -> Checked:
    files = list(columns)
    _open(engine, columns)
    kinds, found = _of_kinds(engine)
    if found:
        found += _of_rows(engine)
    if not kinds and not found:
        return Checked((Wrong(_named(files), None, "", "not one fact there."),), {})
    is_said_twice = False
    if not found:
        try:
            hold(engine, alike=ALIKE, whole=FIELDS, asked=asked, part=part)
            found = [*_of_rows(engine), *_of_shapes(engine)]
            is_said_twice = not found and _keep_the_first(engine)
            if is_said_twice:
                found = list(_of_names(engine))
                keep_the_first(engine, part=part)
                kinds = dict(engine.rows("SELECT kind, COUNT(*) FROM raw GROUP BY kind"))
        except Unreadable:
            let_go(engine, part=part)
            raise
        if found:
            let_go(engine, part=part)
    wrong = [
        Wrong(str(files[place // _PLACES]), place % _PLACES, field, expected)
        for place, field, expected in sorted(found)
    ]
    return Checked(tuple(wrong[:MOST]), kinds, is_said_twice)


def _named(files: Iterable[Path]) -> str:
    return ", ".join(map(str, files))


Found = tuple[int, str, str]
"""Where a row lies (its file and its number, as one number), the field, and what was expected."""


def _of_columns(engine: Engine, file: Path, present: Mapping[str, str]) -> Iterator[Wrong]:
    """What is wrong with the columns of one file, or with values that are none of their type."""
    for name in NEEDED:
        if name not in present:
            yield Wrong(str(file), None, name, "this column is missing; every fact needs it.")
    for name, held_as in present.items():
        column = f'"{name.replace(chr(34), chr(34) * 2)}"'
        if name not in FIELDS:
            condition, expected = f"{column} IS NOT NULL", "no fact has a field of that name."
            if name == NAMES_THE_PARTITION:
                continue
        elif held_as not in DUCKDB.takes[FIELDS[name]]:
            words = OF_SHAPE[FIELDS[name]]
            condition, expected = f"{column} IS NOT NULL", f"found {held_as}, expected {words}."
            if held_as.endswith("[]"):
                # An empty list says nothing, of whatever it is empty.
                condition = f"LEN({column}) > 0"
        elif held_as.upper() != DUCKDB.types[FIELDS[name]]:
            cast = f"TRY_CAST({column} AS {DUCKDB.types[FIELDS[name]]})"
            condition = f"{column} IS NOT NULL AND {cast} IS NULL"
            expected = f"found {{0}}, expected {OF_SHAPE[FIELDS[name]]}."
        else:
            continue
        first = f"""SELECT row, CAST({column} AS VARCHAR) FROM {engine.file(file)} f
            WHERE {condition} ORDER BY row LIMIT {MOST}"""
        for row, value in engine.rows(first):
            yield Wrong(str(file), row, name, expected.replace("{0}", as_found(value)))


def _of_kinds(engine: Engine) -> tuple[dict[str, int], list[Found]]:
    """How many facts there are of each kind; kinds that nobody knows."""
    counted = engine.rows("SELECT kind, MIN(place), COUNT(*) FROM raw GROUP BY kind")
    found = [
        (place, "kind", f"there is no kind of fact called '{kind}'." if kind else "missing.")
        for kind, place, _ in counted
        if kind not in KINDS
    ]
    return {kind: number for kind, _, number in counted if kind}, found


def _of_rows(engine: Engine) -> list[Found]:
    """What differs from fact to fact: its name, its days, blanks about a name."""
    pattern = next(
        each.pattern for each in Fact.model_fields["fact_id"].metadata if hasattr(each, "pattern")
    )
    outside = "{0} NOT BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"
    checks = [
        ("fact_id", "fact_id IS NULL", "missing; each fact has a name of its own."),
        (
            "fact_id",
            f"NOT REGEXP_FULL_MATCH(fact_id, {quoted(pattern)})",
            f"expected {NAME_OF_FACT}.",
        ),
        ("latest_on", "latest_on < happened_on", "expected no day before happened_on."),
        *(
            (name, outside.format(name), "expected a day of the years 1 to 9999.")
            for name, shape in FIELDS.items()
            if shape == "day"
        ),
        *(
            (name, _HAS_BLANK.format(name), "expected no blanks before or after it.")
            for name in _NAMES
            if name != "fact_id"
        ),
        *(
            (name, _HAS_BLANKS.format(name), "expected no blanks before or after each.")
            for name, shape in FIELDS.items()
            if shape == "texts"
        ),
    ]
    # Looked for all together, as every file is; each row by itself, where there is one.
    firsts = ", ".join(f"MIN(CASE WHEN {wrong} THEN place END)" for _, wrong, _ in checks)
    (places,) = engine.rows(f"SELECT {firsts} FROM raw")
    return [
        (place, field, expected)
        for first, (field, wrong, expected) in zip(places, checks, strict=True)
        if first is not None
        for (place,) in engine.rows(
            f"SELECT place FROM raw WHERE {wrong} ORDER BY place LIMIT {MOST}"
        )
    ]


_NEW_SHAPES = "SELECT {0} FROM shapes r JOIN new_shapes n ON n.shape = r.shape"


def _of_shapes(engine: Engine) -> Iterator[Found]:
    """One fact of each different shape, judged by its class."""
    for place, held in rows_held(engine, _NEW_SHAPES, place="r.place"):
        others = [each for each in held if each not in KINDS[held["kind"]].model_fields]
        others.remove("kind")
        if others:
            words = f"the kind of fact '{held['kind']}' has no such field."
            yield from ((place, each, words) for each in others)
            continue
        try:
            fact = fact_from(held)
        except ValidationError as error:
            for field, words in why_not(error):
                yield place, field, f"{words} The kind of fact is '{held['kind']}'."
        else:
            yield from ((place, *each) for each in _taken_otherwise(fact, held))


def rows_held(
    engine: Engine, chosen: str, *, place: str = "0"
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of an extract as `fact_from` takes them. `chosen`: a SELECT with `{0}` for its columns."""
    columns = [
        f"CAST(r.{name} AS {engine.dialect.types['text']})" if shape == "instant" else f"r.{name}"
        for name, shape in FIELDS.items()
    ]
    for where, *values in engine.rows(chosen.format(", ".join([place, *columns]))):
        held = {name: v for name, v in zip(FIELDS, values, strict=True) if v is not None}
        for name in held:
            if FIELDS[name] == "instant":
                held[name] = f"{held[name]}+00:00"
        yield where, held


def _taken_otherwise(fact: Fact, held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Codes that the class puts right as it reads them: in SQL they would be other codes."""
    for each in (*shared_fields(), *own_fields(type(fact))):
        given, taken = held.get(each.name), vars(fact)[each.name]
        if each.shape == "codes" and given is not None:
            given, taken = list(given), list(taken)
        if each.shape in ("code", "codes") and given is not None and given != taken:
            yield each.name, f"found '{given}', expected '{taken}'."


def _keep_the_first(engine: Engine) -> bool:
    """Where several facts have one name, let `raw` keep the first. Whether there are any."""
    engine.table(
        "said_twice",
        "SELECT fact_id, MIN(place) AS first_place FROM every_row GROUP BY fact_id "
        "HAVING COUNT(*) > 1",
    )
    if not engine.rows("SELECT fact_id FROM said_twice LIMIT 1"):
        return False
    engine.view(
        "raw",
        "SELECT e.* FROM every_row e LEFT JOIN said_twice s ON s.fact_id = e.fact_id "
        "WHERE s.fact_id IS NULL OR s.first_place = e.place",
    )
    return True


def _of_names(engine: Engine) -> Iterator[Found]:
    """Facts of one name that are not the same fact."""
    # One file may hold nothing where another holds an empty text; the class takes both alike.
    columns = ", ".join(f"r.{name}" for name in FIELDS)
    differing = f"""SELECT fact_id FROM (SELECT DISTINCT {columns} FROM every_row r
        JOIN said_twice s ON s.fact_id = r.fact_id) d GROUP BY fact_id HAVING COUNT(*) > 1"""
    chosen = f"SELECT {{0}} FROM every_row r JOIN ({differing}) d ON d.fact_id = r.fact_id"
    first: dict[str, Fact] = {}
    for place, held in sorted(rows_held(engine, chosen, place="r.place"), key=lambda row: row[0]):
        fact = fact_from(held)
        if first.setdefault(fact.fact_id, fact) != fact:
            words = f"another fact is called '{fact.fact_id}'; expected a name of its own."
            yield place, "fact_id", words
