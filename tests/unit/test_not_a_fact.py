"""Why values are no fact, in words for whoever made the file."""

from typing import Any

import pytest
from pydantic import ValidationError

from keepsight.facts.fact import fact_from
from keepsight.facts.not_a_fact import why_not

VISIT = {
    "kind": "visit",
    "fact_id": "visit-1",
    "child": "child-1",
    "happened_on": "2024-01-02",
    "recorded_at": "2024-01-02T10:00:00Z",
    "agency": "social_care",
    "recorded_by": "A worker",
    "source": "test",
}
DAY = "expected a day of the calendar, as 2024-03-27."


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"happened_on": "2024-02-31"}, "happened_on", f"found '2024-02-31', {DAY}"),
        (
            {"happened_on": "2024-01-02T10:00:00"},
            "happened_on",
            f"found '2024-01-02T10:00:00', {DAY}",
        ),
        (
            {"recorded_at": "2024-01-02T10:00"},
            "recorded_at",
            "found '2024-01-02T10:00', expected a moment with its zone, as 2024-03-27T09:30:00Z.",
        ),
        ({"seen_alone": "perhaps"}, "seen_alone", "found 'perhaps', expected true or false."),
        ({"harms": "neglect"}, "harms", "found 'neglect', expected a list of texts."),
        ({"concerns": [1]}, "concerns", "found 1, expected text in each place of the list."),
        ({"detail": 5}, "detail", "found 5, expected text."),
        ({"child": ""}, "child", "found '', expected a text that is not empty."),
        ({"mood": "x"}, "mood", "no fact of this kind has a field of that name."),
        ({"precision": "week"}, "precision",
         "found 'week', expected 'day', 'month', 'year' or 'about'."),
        ({"latest_on": "2023-01-01"}, "", "latest_on is before happened_on."),
    ],
)  # fmt: skip
def test_each_says_what_was_found_and_what_was_expected(
    given: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        fact_from({**VISIT, **given})

    assert why_not(caught.value) == [(field, words)]


def test_what_is_missing_and_what_is_no_code() -> None:
    with pytest.raises(ValidationError) as caught:
        fact_from(
            {"kind": "visit", **{k: v for k, v in VISIT.items() if k != "source"}, "agency": "x"}
        )

    of_agency, of_source = why_not(caught.value)

    assert of_agency[0] == "agency"
    assert of_agency[1].startswith("'x' is not a code for ")
    assert of_source == ("source", "missing; every fact of this kind has it.")
