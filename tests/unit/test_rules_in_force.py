"""A file of the rules in force: read by watch and replay, and refused with a reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.rules.in_force import NotRulesInForce, read_rules_in_force
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.exchange.test_replay_command import CHILDREN_P
from tests.unit.test_watch_nation import written

NUMBER = {
    "rule": "injuries_not_put_together",
    "name": "Injuries",
    "value": "2",
    "from_on": "2024-01-01",
    "reasons": "Two were enough.",
}
SAID = {
    "title": "Left at that",
    "sentence": "A medical was left at that.",
    "source": {"title": "Our review of 2023"},
    "sort": "not_done",
    "of": [{"kind": "concern"}],
    "clears": [{"kind": "strategy_discussion"}],
    "limit": {"amount": 10, "unit": "working_days"},
    "per_concern": True,
}
LESSON = {"code": "lesson_left_at_that", "said": SAID}


def a_file(folder: Path, **changed: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    values = {"version": 1, "taken_on": "2024-06-01", "numbers": [NUMBER], "lessons": [LESSON]}
    path = folder / "rules_in_force.json"
    path.write_text(json.dumps(values | changed))
    return path


def facts() -> list[Any]:
    """Two injuries that two agencies saw, which are one too few for the rulebook's own number."""
    return [
        a_fact("strategy_discussion", "2023-01-09", fact_id="s"),
        *(
            a_concern(on, sign="bruise", harms=("physical",), agency=agency, fact_id=f"c-{agency}")
            for on, agency in (("2024-02-05", "gp"), ("2024-04-15", "school"))
        ),
    ]


def watched(*given: object) -> dict[str, Any]:
    shown = CliRunner().invoke(app, ["watch", *map(str, given), "--on", "2024-06-01", "--json"])
    assert shown.exit_code == 0, shown.output
    values: dict[str, Any] = json.loads(shown.stdout)
    return values


def rules_that_spoke(values: dict[str, Any]) -> set[str]:
    return {each["rule"] for each in values["findings"]}


def test_a_watch_uses_the_numbers_and_lessons_that_lie_in_the_folder(tmp_path: Path) -> None:
    written(tmp_path / "in" / "authority=ash", facts())
    own = {"injuries_not_put_together", "lesson_left_at_that"}
    assert not own & rules_that_spoke(watched(tmp_path / "in"))

    a_file(tmp_path / "in")

    values = watched(tmp_path / "in", "--report", tmp_path / "report")
    assert own <= rules_that_spoke(values)
    assert values["rules"]["from"].endswith("in/rules_in_force.json")
    page = (tmp_path / "report" / "report.html").read_text()
    assert "Two were enough" in page
    assert "A lesson of its own: Left at that. Source: Our review of 2023" in page


def test_a_file_that_is_named_goes_before_one_that_lies_there(tmp_path: Path) -> None:
    written(tmp_path / "in", facts())
    a_file(tmp_path / "in")
    named = a_file(tmp_path / "other", numbers=[], lessons=[])

    values = watched(tmp_path / "in", "--rules", named)

    assert "injuries_not_put_together" not in rules_that_spoke(values)
    assert values["rules"] == {"from": str(named), "own": []}


def test_a_file_below_is_not_used_and_that_is_said(tmp_path: Path) -> None:
    written(tmp_path / "in" / "authority=ash", facts())
    a_file(tmp_path / "in" / "authority=ash")

    shown = CliRunner().invoke(app, ["watch", str(tmp_path / "in"), "--on", "2024-06-01"])

    assert "authority=ash/rules_in_force.json: not used" in shown.output


def test_what_was_finished_is_done_again_when_a_number_changed(tmp_path: Path) -> None:
    written(tmp_path / "in", facts())
    report = tmp_path / "report"
    watched(tmp_path / "in", "--report", report)
    a_file(tmp_path / "in")

    values = watched(tmp_path / "in", "--report", report)

    assert "injuries_not_put_together" in rules_that_spoke(values)


def test_a_replay_uses_them_too(tmp_path: Path) -> None:
    named = a_file(tmp_path)

    shown = CliRunner().invoke(app, ["replay", str(CHILDREN_P), "--json", "--rules", str(named)])

    assert shown.exit_code == 0, shown.output
    values = json.loads(shown.stdout)
    assert "lesson_left_at_that" in rules_that_spoke(values)
    assert len(values["own_rules"]) == 2

    for how in ([], ["--html", str(tmp_path / "page.html")]):
        shown = CliRunner().invoke(app, ["replay", str(CHILDREN_P), "--rules", str(named), *how])
        assert "Left at that" in shown.output
    assert "Two were enough" in (tmp_path / "page.html").read_text()


WRONG = {
    "no JSON": (None, "not JSON in UTF-8"),
    "a list": ([], "expected version, taken_on, numbers and lessons"),
    "another version": ({"version": 2}, "version: 2; this Keepsight reads version 1"),
    "nothing of numbers": ({"numbers": None}, "numbers"),
    "an unknown rule": ({"numbers": [NUMBER | {"rule": "x"}]},
                        "numbers 1, rule: there is no rule called 'x'"),
    "an unknown number": ({"numbers": [NUMBER, NUMBER | {"name": "x"}]},
                          "numbers 2, name: injuries_not_put_together has no number 'x'"),
    "no number": ({"numbers": [NUMBER | {"value": "few"}]},
                  "numbers 1, value: 'few': expected a whole number"),
    "no time": ({"numbers": [NUMBER | {"name": "Within", "value": "4"}]},
                "numbers 1, value: '4': expected a time such as"),
    "no day": ({"numbers": [NUMBER | {"from_on": "soon"}]}, "numbers 1 from_on"),
    "more than it says": ({"numbers": [NUMBER | {"mood": 1}]}, "numbers 1 mood"),
    "an unfinished lesson": ({"lessons": [LESSON | {"said": {"title": "x"}}]},
                             "lessons 1, lesson_left_at_that: Say what has gone wrong"),
    "a kind that is gone": (
        {"lessons": [LESSON | {"said": SAID | {"of": [{"kind": "surprise"}]}}]}, "'surprise'"),
    "a lesson that is a rule": ({"lessons": [LESSON | {"code": "supervision_late"}]},
                                "is no code for a lesson"),
    "a lesson twice": ({"lessons": [LESSON, LESSON]}, "two have the same code"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said(what: str, tmp_path: Path) -> None:
    changed, says = WRONG[what]
    path = a_file(tmp_path, **(changed if isinstance(changed, dict) else {}))
    if not isinstance(changed, dict):
        path.write_text("no" if changed is None else json.dumps(changed))

    with pytest.raises(NotRulesInForce) as told:
        read_rules_in_force(path)

    assert says in str(told.value)
    assert str(path) in str(told.value)


def test_watch_and_replay_stop_and_say_so(tmp_path: Path) -> None:
    written(tmp_path / "in", facts())
    path = a_file(tmp_path / "in", version=9)

    for given in (["watch", str(tmp_path / "in")],
                  ["replay", str(CHILDREN_P), "--rules", str(path)]):  # fmt: skip
        shown = CliRunner().invoke(app, given)
        assert shown.exit_code in (1, 2)
        assert "reads version 1" in shown.output


BESIDE = {
    "brothers_and_sisters.csv": [
        ("who,whose\n", "row 1: expected the headings child, sibling"),
        ("child,sibling\na\n", "row 1, sibling: expected a name without blanks"),
        ("child,sibling\na,b\n a,b\n", "row 2, child"),
        ("child,sibling\na,b,c\n", "row 1: expected 2 values"),
    ],
    "kinds_supplied.csv": [("kind\nsurprise\n", "row 1, kind: there is no kind")],
}


@pytest.mark.parametrize(
    ("name", "text", "says"), [(n, *e) for n, es in BESIDE.items() for e in es]
)
def test_what_lies_beside_the_facts_is_checked(
    name: str, text: str, says: str, tmp_path: Path
) -> None:
    written(tmp_path / "in", facts())
    (tmp_path / "in" / name).write_text(text)

    shown = CliRunner().invoke(app, ["watch", str(tmp_path / "in")])

    assert shown.exit_code == 2
    assert says in shown.output
    assert name in shown.output
