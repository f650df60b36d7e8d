"""Every planted drift is found, from the day it began; and well-run lives stay quiet."""

from datetime import date

import pytest

from keepsight.rules.finding import Finding
from keepsight.rules.history import history_of
from keepsight.rules.rulebook import RULES
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import Authority, invent
from keepsight.synthetic.planted import Planted

UNTIL = date(2026, 10, 30)
Seen = tuple[str, str, date, str | None]


@pytest.fixture(scope="module", params=[1, 2], ids=["seed-1", "seed-2"])
def authority(request: pytest.FixtureRequest) -> Authority:
    return invent(children=600, until=UNTIL, seed=request.param)


@pytest.fixture(scope="module")
def found(authority: Authority) -> set[Seen]:
    """What the rules say has been raised by the last day."""
    seen: set[Seen] = set()
    for child in authority.facts_by_child:
        siblings = authority.siblings[child]
        family = [f for each in (child, *siblings) for f in authority.facts_by_child[each]]
        findings = findings_of(history_of(child, family, siblings=siblings))
        seen.update(_seen(each) for each in findings if each.raised_on <= UNTIL)
    return seen


def _seen(finding: Finding | Planted) -> Seen:
    begins_on = finding.begins_on if isinstance(finding, Planted) else finding.raised_on
    return (finding.rule, finding.child, begins_on, finding.concern)


def test_every_rule_is_planted_and_every_planted_rule_exists(authority: Authority) -> None:
    assert {each.rule for each in authority.planted} == set(RULES)


def test_every_planted_drift_is_found_on_its_day(authority: Authority, found: set[Seen]) -> None:
    missed = [each for each in authority.planted if _seen(each) not in found]
    assert missed == []


def test_nothing_else_is_found(authority: Authority, found: set[Seen]) -> None:
    planted = {_seen(each) for each in authority.planted}
    assert found - planted == set()
