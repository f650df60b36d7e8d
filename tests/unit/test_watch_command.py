"""`keepsight watch` reads a folder of facts, or says which file, row and field it cannot read."""

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.facts.fact import Fact
from tests.unit.a_fact import a_fact

SHOWN = CliRunner()
FACTS = [
    a_fact("plan_started", "2024-01-08", categories=("neglect",)),
    a_fact("core_group", "2024-01-30"),
    a_fact("relationship", "2024-01-08", relative="child-2", relation="brother_or_sister"),
]


def as_lines(facts: list[Fact]) -> str:
    return "".join(json.dumps(each.as_dict()) + "\n" for each in facts)


def test_it_shows_what_is_raised_on_the_day(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text(as_lines(FACTS[:1]))
    (tmp_path / "more.jsonl").write_text(as_lines(FACTS[1:]))

    shown = SHOWN.invoke(app, ["watch", str(tmp_path), "--on", "2024-01-25"])

    assert shown.exit_code == 0
    assert "First core group is late" in shown.output
    assert "3 facts of 1 children" in shown.output
    assert "Cannot tell: A visit is late" in shown.output


def test_parquet_says_the_same_as_lines(tmp_path: Path) -> None:
    lines, parquet = tmp_path / "facts.jsonl", tmp_path / "facts.parquet"
    lines.write_text(as_lines(FACTS))
    duckdb.execute(f"COPY (SELECT * FROM read_json('{lines}')) TO '{parquet}' (FORMAT parquet)")

    one, two = (
        json.loads(SHOWN.invoke(app, ["watch", str(path), "--json"]).stdout)
        for path in (lines, parquet)
    )

    assert one == two
    assert [each for each in one["findings"] if each["rule"] == "first_core_group_late"] == [
        {
            "authority": "facts",
            "rule": "first_core_group_late",
            "patterns": [],
            "child": "child-1",
            "concern": None,
            "raised_on": "2024-01-23",
            "cleared_on": "2024-01-30",
            "facts": [FACTS[0].fact_id],
        }
    ]


def test_instants_with_a_zone_are_the_same_instants(tmp_path: Path) -> None:
    lines, parquet = tmp_path / "facts.jsonl", tmp_path / "facts.parquet"
    lines.write_text(as_lines(FACTS))
    with duckdb.connect() as connection:
        connection.execute("SET timezone = 'Europe/London'")
        connection.execute(
            "COPY (SELECT * REPLACE (CAST(recorded_at AS TIMESTAMPTZ) AS recorded_at) "
            f"FROM read_json('{lines}')) TO '{parquet}' (FORMAT parquet)"
        )

    shown = SHOWN.invoke(app, ["watch", str(tmp_path), "--on", "2024-01-25"])

    assert shown.exit_code == 0, shown.output
    assert "3 facts of 1 children" in shown.output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "row 1: not JSON"),
        ("[]", "row 1: expected one fact"),
        ("\n\n[]", "row 3: expected one fact"),
        ("\xff\xfe", "row 1: not JSON in UTF-8"),
        (
            as_lines(FACTS[:1]) + as_lines(FACTS[:1]).replace("neglect", "physical"),
            "row 2, fact_id: another fact is called",
        ),
        ('{"kind": "surprise"}', "row 1, kind: there is no kind of fact called 'surprise'"),
        (as_lines(FACTS[:1]).replace("2024-01-08", "soon", 1), "row 1, happened_on"),
    ],
)
def test_a_row_that_is_no_fact_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "facts.jsonl").write_text(text, encoding="latin-1")

    shown = SHOWN.invoke(app, ["watch", str(tmp_path)])

    assert shown.exit_code == 2
    assert "facts.jsonl" in shown.output
    assert says in shown.output


def test_a_folder_without_facts_is_said(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("\n")

    assert "not one fact there" in SHOWN.invoke(app, ["watch", str(tmp_path)]).output

    (tmp_path / "facts.parquet").write_text("no such thing")

    assert "not a Parquet file" in SHOWN.invoke(app, ["watch", str(tmp_path)]).output
    assert "no facts there" in SHOWN.invoke(app, ["watch", str(tmp_path / "none")]).output
