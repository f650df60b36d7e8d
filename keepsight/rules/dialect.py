"""What engines say differently when they read an extract: how a type is called, how a day becomes a
whole number. The rules themselves need none of it: their SQL is one text for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from keepsight.facts.extract import TYPES
from keepsight.facts.kind import FieldShape


@dataclass(frozen=True)
class Dialect:
    """One engine's words. Each template has `{0}` where the expression goes.

    `types` names the engine's type for each shape of field; `takes` the types, as the engine
    describes columns, that may hold it in a file.
    """

    name: str
    types: Mapping[FieldShape, str]
    takes: Mapping[FieldShape, frozenset[str]]
    day_number: str
    each_of: str
    one_of: str
    no_list: str
    sha_256: str
    in_a_list: str
    instant_of: str

    def day(self, expression: str) -> str:
        """The whole number of a date: days since 1 January 1970."""
        return self.day_number.format(expression)

    def unnested(self, expression: str) -> str:
        """A row for each value of a list; for a list of columns of a SELECT."""
        return self.each_of.format(expression)

    def list_of(self, expression: str) -> str:
        """A list with one value."""
        return self.one_of.format(expression)

    def sha256(self, expression: str) -> str:
        """The SHA-256 of a text, in hexadecimal."""
        return self.sha_256.format(expression)

    def instant(self, expression: str) -> str:
        """The instant that a text names, in UTC; NULL where it names none."""
        return self.instant_of.format(expression)

    def listed(self, expression: str) -> str:
        """The values of a group as a list, in order."""
        return self.in_a_list.format(expression)


def quoted(value: object) -> str:
    """A text as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def texts(values: Iterable[object]) -> str:
    """Texts with commas between, for `IN (...)`."""
    return ", ".join(quoted(each) for each in values)


_TEXT = frozenset({"VARCHAR"})
_INSTANTS = frozenset(
    {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"}
)

DUCKDB = Dialect(
    name="duckdb",
    types=TYPES,
    takes={
        "text": _TEXT,
        "code": _TEXT,
        "codes": frozenset({"VARCHAR[]"}),
        "texts": frozenset({"VARCHAR[]"}),
        "yes_no": _TEXT | {"BOOLEAN"},
        "day": _TEXT | {"DATE"} | _INSTANTS - {"TIMESTAMP WITH TIME ZONE"},
        "instant": _TEXT | _INSTANTS,
    },
    day_number="CAST({0} - DATE '1970-01-01' AS INTEGER)",
    each_of="UNNEST({0})",
    one_of="[{0}]",
    no_list="CAST([] AS VARCHAR[])",
    sha_256="SHA256({0})",
    in_a_list="LIST_SORT(LIST({0}))",
    # As the type without a zone, a text would lose the zone that it names.
    instant_of="(TRY_CAST({0} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')",
)

SPARK = Dialect(
    name="spark",
    types={
        "text": "STRING",
        "code": "STRING",
        "codes": "ARRAY<STRING>",
        "texts": "ARRAY<STRING>",
        "yes_no": "BOOLEAN",
        "day": "DATE",
        "instant": "TIMESTAMP",
    },
    takes={
        "text": frozenset({"string"}),
        "code": frozenset({"string"}),
        "codes": frozenset({"array<string>"}),
        "texts": frozenset({"array<string>"}),
        "yes_no": frozenset({"string", "boolean"}),
        "day": frozenset({"string", "date", "timestamp_ntz"}),
        "instant": frozenset({"string", "timestamp", "timestamp_ntz"}),
    },
    day_number="UNIX_DATE({0})",
    each_of="EXPLODE({0})",
    one_of="ARRAY({0})",
    no_list="CAST(ARRAY() AS ARRAY<STRING>)",
    sha_256="SHA2({0}, 256)",
    in_a_list="SORT_ARRAY(COLLECT_LIST({0}))",
    instant_of="TRY_CAST({0} AS TIMESTAMP)",
)
