"""`keepsight failings`: what a review says went wrong, and which rule would have spoken. Every case
here is invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from keepsight.cli import app
from keepsight.exchange.replay_case.failing import read_failings
from keepsight.practice.pattern import PATTERNS
from keepsight.rules.failing import KINDS_OF_FAILING
from keepsight.rules.rulebook import RULES

HEADING = "date,precision,child,agency,kind,abuse_category,outcome,detail,source\n"
CASE = (
    HEADING
    + """2010-01-11,day,Child S,nursery,concern,sexual,,Play that worried us.,1
2010-01-21,day,Child S,paediatrician,medical,sexual,inconclusive,Neither confirmed nor excluded.,1
2010-02-01,day,Child S,children's social care,plan_started,sexual,,Plan.,1
2010-03-01,day,Child S,not known to agencies at the time,household_change,none,adult_joined,Mr W.,1
2010-09-20,day,Child S,conference,category_changed,neglect,,Category changed to neglect.,1
2011-02-07,day,Child S,court,protective_action,neglect,placed_away,Foster care.,1
"""
)
FINDINGS = """finding,pattern,source,basis
The first harm was no longer looked at,category_changed_unassessed,1,reviewer
Nobody asked who had moved in,new_adult_unassessed,1,reviewer
Workers believed what they were told,disguised_compliance,1,reviewer
The nursery did not take it further,escalation_not_used,1,reviewer
Too many meetings,meeting_without_decision,1,reported
Something new,a_word_nobody_knows,1,reviewer
The medical was taken as all clear,P04,1,derived
"""
RAISED, QUIET, UNTOLD, UNKNOWN = "raised", "quiet", "untold", "unknown"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["failings", *map(str, arguments)])


def a_review(folder: Path, *, case: str = CASE, findings: str = FINDINGS) -> Path:
    path = folder / "child-s.csv"
    path.write_text(case, encoding="utf-8")
    path.with_name("child-s.findings.csv").write_text(findings, encoding="utf-8")
    return path


def told(path: Path) -> dict[str, Any]:
    result = run(path, "--json")
    assert result.exit_code == 0, result.output
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def test_each_failing_has_its_answer(tmp_path: Path) -> None:
    found = told(a_review(tmp_path))["cases"][0]["failings"]

    assert [each["answer"] for each in found] == [
        RAISED, UNTOLD, UNTOLD, UNTOLD, QUIET, UNKNOWN, RAISED,
    ]  # fmt: skip


def test_a_failing_names_the_rule_its_day_and_how_long_before_the_end(tmp_path: Path) -> None:
    first = told(a_review(tmp_path))["cases"][0]["failings"][0]["raised"][0]

    assert first == {
        "rule": "category_changed_while_unanswered",
        "first_raised_on": ["2010-09-20"],
        "before_the_end": "4 months before protective action",
        "edge": None,
    }


def test_it_says_why_a_failing_cannot_be_shown(tmp_path: Path) -> None:
    why = [each["why"] for each in told(a_review(tmp_path))["cases"][0]["failings"]]

    assert why[1] == (
        "Only what nobody knew at the time shows it: 'A new adult whom nobody has assessed'."
    )
    assert "what people believed" in why[2]
    assert "'disagreement taken higher'" in why[3]
    assert why[5] == "No rule is known to be about: a_word_nobody_knows."


def test_only_what_the_review_names_is_counted(tmp_path: Path) -> None:
    assert told(a_review(tmp_path))["named_by_reviews"] == {
        "raised": 1, "quiet": 0, "untold": 3, "unknown": 1,
    }  # fmt: skip


def test_a_range_is_played_at_both_edges(tmp_path: Path) -> None:
    lines = CASE.splitlines(keepends=True)
    path = a_review(tmp_path, case="".join([*lines[:5], *lines[6:]]))
    path.with_name("child-s.windows.csv").write_text(
        "earliest,latest,child,agency,kind,abuse_category,outcome,detail\n"
        "2010-09-20,2010-12-20,Child S,conference,category_changed,neglect,,To neglect.\n"
    )

    first = told(path)["cases"][0]["failings"][0]["raised"][0]

    assert first["first_raised_on"] == ["2010-09-20", "2010-12-20"]
    assert first["before_the_end"] == "4 months or 49 days before protective action"


def test_without_an_end_it_counts_to_the_last_thing_told(tmp_path: Path) -> None:
    case = CASE.rpartition("2011-02-07")[0] + (
        "2010-12-20,day,Child S,school,contact,none,,Parents' evening.,1\n"
    )

    first = told(a_review(tmp_path, case=case))["cases"][0]["failings"][0]["raised"][0]

    assert first["before_the_end"] == "3 months before the last thing told"


def test_a_folder_is_gone_through_and_what_is_missing_is_named(tmp_path: Path) -> None:
    a_review(tmp_path)
    (tmp_path / "lost.findings.csv").write_text(FINDINGS)
    (tmp_path / "broken.csv").write_text("nothing,of,this\nis,a,case\n")
    (tmp_path / "broken.findings.csv").write_text(FINDINGS)

    result = run(tmp_path)

    assert result.exit_code == 2
    assert "lost.csv: found no file that can be read" in result.stderr
    assert "broken.csv" in result.stderr
    assert "Of 5 failings named by reviews, 1 raised" in result.stdout


@pytest.mark.parametrize(
    ("findings", "says"),
    [
        ("what,else\na,b\n", "finding: found no such column"),
        ("", "found an empty file"),
        ("finding,pattern,basis\n,da_cumulative,reviewer\n", "row 2, finding: found nothing"),
    ],
    ids=["other columns", "empty", "no words"],
)
def test_a_file_of_findings_that_cannot_be_read_is_named(
    tmp_path: Path, findings: str, says: str
) -> None:
    result = run(a_review(tmp_path, findings=findings))

    assert result.exit_code == 2
    assert says in result.stderr


def test_without_a_file_of_findings_it_says_which_was_expected(tmp_path: Path) -> None:
    path = a_review(tmp_path)
    path.with_name("child-s.findings.csv").unlink()

    result = run(path)

    assert result.exit_code == 2
    assert "child-s.findings.csv: not there" in result.stderr


def test_a_basis_nobody_knows_is_kept_and_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "child-s.findings.csv"
    path.write_text("finding,pattern,basis\nIt went wrong,P04,hearsay\nAlso, too\n")

    found, problems = read_failings(path)

    assert [(each.finding, each.basis) for each in found] == [("It went wrong", ""), ("Also", "")]
    assert [(each.row, each.field) for each in problems] == [(2, "basis"), (3, "basis")]


def test_the_findings_may_lie_elsewhere(tmp_path: Path) -> None:
    path = a_review(tmp_path)
    other = path.with_name("child-s.findings.csv").rename(tmp_path / "what-they-found.csv")

    assert run(path, "--findings", other).exit_code == 0
    assert run(tmp_path, "--findings", other).exit_code == 2


def test_every_kind_of_failing_names_what_exists() -> None:
    for each in KINDS_OF_FAILING.values():
        assert set(each.patterns) <= set(PATTERNS)
        assert set(each.rules) <= set(RULES)
        assert each.patterns or each.rules or each.why_not
