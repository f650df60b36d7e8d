"""A rule that names what does not exist would be silent for ever, so it is refused."""

import pytest

from keepsight.rules.select import select
from tests.unit.a_fact import a_concern, a_fact


@pytest.mark.parametrize(
    ("kind", "conditions", "says"),
    [
        ("confrence", {}, "no kind of fact called 'confrence'"),
        ("conference", {"medical_finding": "inconclusive"}, "has no field 'medical_finding'"),
        ("conference", {"conference": "intial"}, "no code for conference"),
        ("visit", {"seen_alone": "yes"}, "is yes or no"),
        ("visit", {"seen": ()}, "no code for seen"),
    ],
)
def test_what_does_not_exist_is_refused(kind: str, conditions: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        select(kind, **conditions).matches(a_fact("note", "2024-01-08"))


def test_one_clause_or_another() -> None:
    either = select("conference", conference="initial") | select("concern", harms="sexual")

    assert either.matches(a_fact("conference", "2024-01-08", conference="initial"))
    assert not either.matches(a_fact("conference", "2024-01-08", conference="review"))
    assert either.matches(a_concern("2024-01-08", harms=("neglect", "sexual")))
    assert not either.matches(a_concern("2024-01-08", harms=("neglect",)))
    assert either.kinds == ("conference", "concern")
