"""Every timescale and every pattern is watched by a rule, shown on a page, or says why not."""

from pathlib import Path

import pytest

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.timescale import TIMESCALES, Timescale
from keepsight.practice.use import USES
from keepsight.rules.rulebook import RULES

ROOT = Path(__file__).parents[2]
WATCHED = {code for rule in RULES.values() for code in rule.patterns} | {
    each.value.name
    for rule in RULES.values()
    for each in rule.parameters
    if isinstance(each.value, Timescale)
}
SHOWN = [use for uses in USES.values() for use in uses if use.how == "page"]


@pytest.mark.parametrize("name", [*TIMESCALES, *PATTERNS])
def test_no_timescale_or_pattern_is_silent(name: str) -> None:
    assert name in WATCHED or name in USES, f"say in practice/uses.csv what becomes of {name}"


@pytest.mark.parametrize("use", SHOWN, ids=lambda use: use.of)
def test_what_is_said_to_be_shown_is_read_there(use) -> None:
    text = (ROOT / use.where).read_text(encoding="utf-8")

    assert f'"{use.of}"' in text


def test_what_is_the_same_as_another_names_one_that_is_watched() -> None:
    same = [use for uses in USES.values() for use in uses if use.how == "same"]

    assert same
    assert {use.where for use in same} <= WATCHED


def test_a_reason_is_a_sentence() -> None:
    assert all(use.words.endswith(".") for uses in USES.values() for use in uses)
