"""An extract: facts as a table with a column for every field of every kind, a row each, as Keepsight
writes them to Parquet. Here is the SQL that makes of it, in the engine, the tables that rules read.

What is corrected or taken out goes, as `facts.chronology.current` has it; places are counted within
each child; brothers and sisters are those that facts of relationships name, both ways.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache

from keepsight.facts.column import COLUMNS, LISTED, NAMES, OWN_COLUMNS
from keepsight.facts.extract import FIELDS
from keepsight.facts.kind import KINDS, FieldShape, KindField, own_fields
from keepsight.practice.codes.person import RELATION
from keepsight.practice.day import to_day
from keepsight.practice.working_day import LONDON
from keepsight.rules.dialect import Dialect, quoted, texts
from keepsight.rules.same_name import alike_sql


def typed(dialect: Dialect, present: Mapping[str, str], *, read_from: str, place: str = "") -> str:
    """A SELECT of every column of an extract, in order, out of files that hold those `present`.

    `present` has the engine's own type of each column. A value that is none of its shape, and a
    column that is not there, are NULL; `extract.check` says so of the first. `place`: where each
    row lies, for a last column of that name.
    """
    columns = ", ".join(
        f"{_typed(dialect, name, shape, present.get(name))} AS {name}"
        for name, shape in FIELDS.items()
    )
    last = f", {place} AS place" if place else ""
    return f"SELECT {columns}{last} FROM {read_from}"


def _typed(dialect: Dialect, name: str, shape: FieldShape, held_as: str | None) -> str:
    wanted = dialect.types[shape]
    if held_as is None or held_as not in dialect.takes[shape]:
        return f"CAST(NULL AS {wanted})"
    if held_as.upper() == wanted:
        return name
    if shape == "instant" and held_as in dialect.takes["text"]:
        return dialect.instant(name)
    return f"TRY_CAST({name} AS {wanted})"


def tables(dialect: Dialect, *, raw: str = "raw") -> Mapping[str, str]:
    """The SELECT of each table, in the order in which to make them, out of the extract `raw`.

    `raw` is what `typed` selects. `replaced` and `standing` are steps on the way: which facts are
    corrected or taken out, and the rows that stand. Then `facts`, `listed` and `siblings`.
    """
    return {
        "replaced": replaced(
            dialect,
            later=f"(SELECT * FROM {raw} WHERE corrects IS NOT NULL)",
            earlier=raw,
        ),
        "standing": f"""
            SELECT raw.* FROM {raw} raw LEFT JOIN replaced ON replaced.fact_id = raw.fact_id
            WHERE replaced.fact_id IS NULL AND raw.kind <> 'entered_in_error'""",
        "facts": _facts(dialect),
        "listed": " UNION ALL ".join(
            f"SELECT child, fact_id, '{name}' AS field, {dialect.unnested(each)} AS value "
            f"FROM standing WHERE {each} IS NOT NULL"
            for name, each in ((name, list_column(dialect, name, "standing")) for name in LISTED)
        ),
        "siblings": siblings("standing"),
    }


def replaced(dialect: Dialect, *, later: str, earlier: str, is_called: str = "fact_id") -> str:
    """The facts that a later one corrects: as `facts.chronology._may_replace`, said of rows.

    `is_called`: the column that says which fact it is, where that is not its name.
    """
    same_threads = (
        f"{list_column(dialect, 'concerns', 'later')}"
        f" = {list_column(dialect, 'concerns', 'earlier')}"
    )
    return f"""
        SELECT DISTINCT earlier.{is_called} AS fact_id
        FROM {later} later
        JOIN {earlier} earlier ON earlier.fact_id = later.corrects AND earlier.child = later.child
        WHERE (later.recorded_at > earlier.recorded_at
            OR (later.recorded_at = earlier.recorded_at AND later.fact_id > earlier.fact_id))
        AND CASE earlier.kind
            WHEN 'concern' THEN later.kind = 'concern' AND {same_threads}
            WHEN 'note' THEN TRUE
            ELSE later.kind = earlier.kind OR later.kind = 'entered_in_error' END"""


def _facts(dialect: Dialect) -> str:
    place = "ROW_NUMBER() OVER (PARTITION BY child ORDER BY happened_on, recorded_at, fact_id)"
    columns = {each: fact_column(dialect, each) for each in COLUMNS if each != "position"}
    columns["position"] = f"CAST({place} - 1 AS INTEGER)"
    return f"""
        SELECT {", ".join(f"{columns[each]} AS {each}" for each in COLUMNS)}
        FROM standing"""


def fact_column(dialect: Dialect, name: str) -> str:
    """What stands in a column of `facts`, out of the columns of an extract; not `position`."""
    if name == "day":
        return dialect.day("happened_on")
    if name == "latest_day":
        return dialect.day("COALESCE(latest_on, happened_on)")
    if name == "known_day":
        recorded_day = dialect.day("CAST(recorded_at AS DATE)")
        return (
            f"{recorded_day} + CASE WHEN EXTRACT(HOUR FROM recorded_at) = 23 "
            f"AND ({_in_summer(recorded_day)}) THEN 1 ELSE 0 END"
        )
    if name == "event":
        return "COALESCE(event, '')"
    return _own(dialect, name) if name in OWN_COLUMNS else name


def _own(dialect: Dialect, name: str) -> str:
    """A column of `facts`: what the file holds, or else what its kind of fact takes it to be."""
    value = dialect.day(name) if FIELDS[name] == "day" else name
    if name in NAMES:
        value = f"NULLIF({alike_sql(name)}, '')"
    elif FIELDS[name] in ("text", "code"):
        value = f"NULLIF({name}, '')"
    assumed: dict[object, list[str]] = {}
    for kind, field in fields_called(name):
        if field.default not in (None, ""):
            assumed.setdefault(field.default, []).append(kind)
    if not assumed:
        return value
    cases = " ".join(
        f"WHEN kind IN ({texts(kinds)}) THEN {_literal(default)}"
        for default, kinds in assumed.items()
    )
    return f"CASE WHEN {name} IS NOT NULL THEN {value} {cases} END"


@cache
def fields_called(name: str) -> tuple[tuple[str, KindField], ...]:
    """The kinds of fact that have a field of this name, each with its field."""
    return tuple(
        (code, field) for code, kind in KINDS.items() for field in own_fields(kind)
        if field.name == name
    )  # fmt: skip


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return str(to_day(value))
    return quoted(value)


def list_column(dialect: Dialect, name: str, table: str) -> str:
    """A list of a row, empty ones as none at all. A concern that names none opens its own."""
    value = f"{table}.{name}"
    if name == "concerns":
        held = f"NULLIF(COALESCE({value}, {dialect.no_list}), {dialect.no_list})"
        own = f"CASE WHEN {table}.kind = 'concern' THEN {dialect.list_of(f'{table}.fact_id')} END"
        return f"COALESCE({held}, {own})"
    return value


def siblings(standing: str) -> str:
    """Brothers and sisters, both ways, as the standing facts of relationships name them."""
    known = f"""
            FROM {standing} related
            WHERE kind = 'relationship' AND relation IN ({texts(RELATION.group("sibling"))})
            AND child <> relative"""
    return f"""
        SELECT child, relative AS sibling {known}
        UNION
        SELECT relative AS child, child AS sibling {known}"""


def _in_summer(day: str) -> str:
    """Whether at eleven at night in UTC it is already the next day in London."""
    return " OR ".join(
        f"{day} BETWEEN {to_day(first)} AND {to_day(last)}" for first, last in _summers()
    )


@cache
def _summers() -> tuple[tuple[date, date], ...]:
    """The stretches of days on which London's clocks are ahead of UTC, 1970 to 2100."""
    return tuple(_stretches(date(1970, 1, 1), date(2100, 12, 31)))


def _stretches(first: date, last: date) -> Iterator[tuple[date, date]]:
    begun: date | None = None
    for number in range((last - first).days + 2):
        day = first + timedelta(days=number)
        late = datetime(day.year, day.month, day.day, 23, tzinfo=UTC).astimezone(LONDON)
        if begun is None and late.date() > day:
            begun = day
        elif begun is not None and late.date() == day:
            yield begun, day - timedelta(days=1)
            begun = None
