"""Every kind of fact is described, and what is wrong with one is said field by field."""

import json

import pytest
from pydantic import ValidationError

from keepsight.cli.reference import fact_schemas
from keepsight.facts.column import COLUMNS, LISTED, listed_rows, row
from keepsight.facts.fact import KINDS, UnknownKind, fact_from
from keepsight.facts.kind import kinds_by_topic, own_fields, shared_fields
from keepsight.facts.label import SAID_ELSEWHERE, SHORT, YES_AND_NO
from keepsight.practice.codes import CODE_LISTS
from tests.unit.a_fact import a_concern, a_fact, an_answer


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_it_is_described_for_people(kind: type) -> None:
    assert kind.title
    assert kind.topic
    assert kind.__doc__
    assert all(each.description.endswith((".", "?")) for each in own_fields(kind))


def test_a_chronology_knows_how_to_say_every_field() -> None:
    fields = [each for kind in KINDS.values() for each in own_fields(kind)]
    questions = {each.name for each in fields if each.shape == "yes_no"}

    assert set(YES_AND_NO) == questions
    assert set(SHORT) | SAID_ELSEWHERE == {each.name for each in fields} - questions


def test_what_every_fact_has_is_described() -> None:
    assert all(each.description for each in shared_fields())


def test_every_kind_stands_under_a_topic_once() -> None:
    listed = [kind.kind for _, kinds in kinds_by_topic() for kind in kinds]

    assert sorted(listed) == sorted(KINDS)
    assert len(listed) >= 60


@pytest.mark.parametrize("codes", CODE_LISTS.values(), ids=CODE_LISTS)
def test_a_code_list_says_what_it_is_and_where_it_comes_from(codes) -> None:
    assert codes.title
    assert codes.source
    assert all(each.name for each in codes.values())


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownKind, match="seance"):
        fact_from({"kind": "seance"})


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("concern", {"harms": []}, "at least one harm"),
        ("concern", {"harms": ["boredom"]}, "not a code for harm"),
        ("note", {"agency": "circus"}, "not a code for agency"),
        ("note", {"latest_on": "2023-01-01"}, "latest_on is before happened_on"),
        ("note", {"fact_id": "no spaces"}, "fact_id"),
        ("note", {"colour": "red"}, "colour"),
        ("category_changed", {"from_categories": ["sexual"], "to_categories": ["sexual"]}, "other"),
        ("answer", {"answer": "explained", "answered_by": "M", "reasons": "R"}, "concerns"),
        (
            "answer",
            {"answer": "explained", "answered_by": "M", "reasons": "R", "concerns": ["c"]},
            "rests_on: name the evidence",
        ),
    ],
)
def test_a_wrong_fact_says_which_field(kind: str, values: dict, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_fact(kind, "2024-01-01", **values)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        a_fact("note", "2024-01-01", recorded_at="2024-01-01T09:00:00")


def test_a_row_holds_the_columns_that_rules_read() -> None:
    visit = a_fact("visit", "1970-01-11", seen="refused", seen_alone=False)

    values = row(visit, position=4)

    assert list(values) == list(COLUMNS)
    assert values["day"] == 10
    assert values["position"] == 4
    assert (values["seen"], values["seen_alone"]) == ("refused", False)
    assert values["medical_finding"] is None


def test_listed_values_are_rows_of_their_own() -> None:
    concern = a_concern("2024-01-08", harms=("sexual", "neglect"))
    answer = an_answer("2024-01-09", concern.fact_id)

    assert list(listed_rows(concern)) == [
        ("child-1", concern.fact_id, "concerns", concern.fact_id),
        ("child-1", concern.fact_id, "harms", "sexual"),
        ("child-1", concern.fact_id, "harms", "neglect"),
    ]
    assert list(listed_rows(answer)) == [
        ("child-1", answer.fact_id, "concerns", concern.fact_id),
    ]


def test_every_field_with_several_codes_is_listed() -> None:
    several = {
        each.name
        for kind in KINDS.values()
        for each in own_fields(kind)
        if each.shape in ("codes", "texts")
    }

    assert several <= set(LISTED)


def test_a_json_schema_says_what_a_fact_is_as_it_is_written() -> None:
    schemas = {path: json.loads(text) for path, text in fact_schemas().items()}
    assert set(schemas) == {f"facts/schema/{kind}.json" for kind in KINDS}

    visit = schemas["facts/schema/visit.json"]

    assert "refused" in visit["properties"]["seen"]["enum"]
    assert set(visit["properties"]) == set(a_fact("visit", "2024-01-01").as_dict())
    assert visit["properties"]["kind"] == {"const": "visit"}
    assert set(visit["required"]) >= {"kind", "child", "happened_on", "recorded_at", "agency"}
