"""Looking through the whole record for children who may have two records, with Splink. What it
finds is a suggestion that waits for a person; it joins nothing."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from keepsight.casework.action import action
from keepsight.casework.described import described
from keepsight.casework.likeness import (
    BEFORE,
    LONG,
    NEAR,
    POSSIBLE,
    Described,
    likeness_of,
    weights,
)
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, PossibleMatch

WHAT = "match_records"
_LEVELS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "same": "spelt_l = spelt_r",
        "sound": "sounds_l = sounds_r",
        "near": "least(damerau_levenshtein(given_l, given_r), damerau_levenshtein(spelt_l,"
        f" spelt_r)) <= {NEAR} - (least(length(given_l), length(given_r)) < {LONG})::INTEGER",
        "part": "list_has_all(words_l, words_r) OR list_has_all(words_r, words_l)"
        " OR words_l[1] = words_r[1]",
    },
    "born": {
        "same": "born_on_l = born_on_r",
        "days": "abs(born_on_l - born_on_r) <= 3",
        "turned": "year(born_on_l) = year(born_on_r) AND month(born_on_l) = day(born_on_r)"
        " AND day(born_on_l) = month(born_on_r)",
        "year": "month(born_on_l) = month(born_on_r) AND day(born_on_l) = day(born_on_r)"
        " AND abs(year(born_on_l) - year(born_on_r)) IN (1, 10)",
    },
    "address": {"same": "list_has_any(addresses_l, addresses_r)"},
    "family": {"same": "list_has_any(relatives_l, relatives_r)"},
}
"""What each level means, for Splink; likeness.py says the same for two children at a time."""

_UNSAID = {
    "name": "spelt_l = '' OR spelt_r = ''",
    "born": "born_on_l IS NULL OR born_on_r IS NULL",
    "address": "len(addresses_l) = 0 OR len(addresses_r) = 0",
    "family": "len(relatives_l) = 0 OR len(relatives_r) = 0",
}
_LOOKED_AT = (
    "l.born_on = r.born_on",
    "l.spelt = r.spelt",
    "l.sounds = r.sounds",
    "l.addresses[1] = r.addresses[1]",
    "l.relatives[1] = r.relatives[1] AND substr(l.spelt, 1, 1) = substr(r.spelt, 1, 1)",
    "l.relatives[1] = r.relatives[1] AND month(l.born_on) = month(r.born_on)"
    " AND day(l.born_on) = day(r.born_on)",
    "month(l.born_on) = month(r.born_on) AND day(l.born_on) = day(r.born_on)"
    " AND substr(l.spelt, 1, 2) = substr(r.spelt, 1, 2)",
    "year(l.born_on) = year(r.born_on) AND substr(l.spelt, 1, 3) = substr(r.spelt, 1, 3)",
)
"""Which pairs are compared at all: a million children make too many to compare each with each."""


def match_all(*, at: datetime) -> int:
    """Look through every record, and keep what was found for a person to decide; gives how many
    pairs wait. What somebody has decided stays decided."""
    with action(WHAT, by=None, at=at) as doing:
        children = list(Child.objects.all())
        people = described(children)
        siblings = siblings_of(list(people))
        found = {
            pair: likeness
            for pair, likeness in likely_pairs(people).items()
            if pair[1] not in siblings[pair[0]]
        }
        PossibleMatch.objects.filter(decided="").delete()
        PossibleMatch.objects.bulk_create(
            (
                PossibleMatch(one_id=one, other_id=other, likeness=likeness, found_at=at)
                for (one, other), likeness in found.items()
            ),
            ignore_conflicts=True,
        )
        waiting = PossibleMatch.objects.filter(decided="").count()
        doing.note = f"{waiting} pairs of {len(children)} children"
    return waiting


def likely_pairs(people: Mapping[str, Described]) -> dict[tuple[str, str], str]:
    """The pairs among these children that may be one child, each with its likeness."""
    # Splink takes a second to import, and only this needs it.
    import duckdb
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    with duckdb.connect() as connection:
        connection.register("given", _table(people.items()))
        connection.execute("CREATE TABLE people AS SELECT * FROM given")
        api = DuckDBAPI(connection)
        linker = Linker(api.register("people"), _settings(), log_level=logging.ERROR)
        compared = linker.inference.predict(threshold_match_probability=POSSIBLE)
        found = compared.as_record_list()
    return {
        (each["child_l"], each["child_r"])
        if each["child_l"] < each["child_r"]
        else (each["child_r"], each["child_l"]): likeness_of(each["match_probability"])
        for each in found
        # Another name is another child: twins share all the rest.
        if each["gamma_name"] > 0
    }


def _settings() -> Any:
    from splink import SettingsCreator
    from splink.blocking_rule_library import CustomRule
    from splink.comparison_library import CustomComparison

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="child",
        probability_two_random_records_match=BEFORE,
        comparisons=[
            CustomComparison(output_column_name=compares, comparison_levels=list(_levels(compares)))
            for compares in _LEVELS
        ],
        blocking_rules_to_generate_predictions=[CustomRule(each) for each in _LOOKED_AT],
    )


def _levels(compares: str) -> Iterable[Any]:
    """One comparison for Splink: the closest level first, with its fixed weights."""
    from splink.comparison_level_library import CustomLevel, ElseLevel

    yield CustomLevel(_UNSAID[compares]).configure(is_null_level=True)
    for level, weight in weights()[compares].items():
        condition = _LEVELS[compares].get(level)
        made = ElseLevel() if condition is None else CustomLevel(condition)
        yield made.configure(
            m_probability=weight.same_child,
            u_probability=weight.any_two,
            fix_m_probability=True,
            fix_u_probability=True,
        )


def _table(people: Iterable[tuple[str, Described]]) -> Any:
    """The children as a table that DuckDB reads."""
    import pyarrow  # type: ignore[import-untyped]

    texts = pyarrow.list_(pyarrow.string())
    columns = {
        "child": pyarrow.string(),
        "given": pyarrow.string(),
        "spelt": pyarrow.string(),
        "sounds": pyarrow.string(),
        "born_on": pyarrow.date32(),
        "words": texts,
        "addresses": texts,
        "relatives": texts,
    }
    rows = [
        {
            "child": child,
            "given": each.given,
            "spelt": each.spelt,
            "sounds": each.sounds,
            "born_on": each.born_on,
            "words": list(each.name),
            "addresses": sorted(each.addresses),
            "relatives": sorted(each.relatives),
        }
        for child, each in people
    ]
    return pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(list(columns.items())))
