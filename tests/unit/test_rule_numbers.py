"""The numbers of a rule: written into its shape by name, and changed without touching its file."""

import pytest

from keepsight.practice.period import Period
from keepsight.rules.finding import Finding
from keepsight.rules.rulebook import RULES
from keepsight.rules.watch import findings_of

RULE = RULES["injuries_not_put_together"]
THIRD = next(each for each in RULE.cases.each if each.story == "the third is seen elsewhere")


def found(**numbers: int | Period) -> list[Finding]:
    rule = RULE.with_numbers({name.replace("_", " "): each for name, each in numbers.items()})
    return findings_of(THIRD.history, rules=[rule])


def test_a_rule_says_more_with_a_lower_number() -> None:
    assert [each.raised_on.isoformat() for each in found()] == ["2011-05-17"]
    assert found(Injuries=4) == []


def test_the_window_is_changed_too() -> None:
    assert found(Within=Period(6, "months")) == []
    assert found(Within=Period(24, "months")) == found()


def test_the_rule_itself_stays_as_it_was() -> None:
    changed = RULE.with_numbers({"Injuries": 4})

    assert next(each.value for each in changed.parameters) == 4
    assert next(each.value for each in RULE.parameters) == 3
    assert changed.with_numbers({"Injuries": 3}).shape == RULE.shape


def test_sql_has_the_changed_number() -> None:
    assert ">= 4" in RULE.with_numbers({"Injuries": 4}).shape.sql()
    assert ">= 4" not in RULE.shape.sql()


def test_a_number_of_another_sort_is_refused() -> None:
    with pytest.raises(TypeError, match="Injuries"):
        RULE.with_numbers({"Injuries": Period(3, "months")})
    with pytest.raises(KeyError):
        RULE.with_numbers({"Bruises": 3})
