"""Whole cases in the replay format, as different people write them, each with what a practice lead
would expect of it beside it: every finding, its days, and nothing else. All are invented."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.rules.rulebook import RULES

FOLDER = Path(__file__).parent / "replays"
CASES = sorted(each for each in FOLDER.glob("*.csv") if each.name.count(".") == 1)
FIELDS = ("patterns", "rule", "child", "raised_on", "cleared_on", "edge")
SPINE = "P01 P02 P04 P06 P09 P10 P22 P23 P26 P32 P35 P40"
CLOCKS = (
    "referral_decision_late assessment_late initial_conference_late first_core_group_late "
    "review_conference_late child_protection_visit_late"
)


def expected(case: Path) -> list[tuple[str, ...]]:
    with case.with_suffix(".expected.csv").open(encoding="utf-8", newline="") as file:
        return sorted(tuple(each[name] for name in FIELDS) for each in csv.DictReader(file))


def found(case: Path) -> list[tuple[str, ...]]:
    result = CliRunner().invoke(app, ["replay", str(case), "--only-good", "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["findings"]
    return sorted(tuple(_cell(each[name]) for name in FIELDS) for each in told)


def _cell(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_is_seen_as_it_should_have_been(case: Path) -> None:
    assert found(case) == expected(case)


def test_every_rule_of_the_spine_is_raised_by_some_case() -> None:
    raised = [each for case in CASES for each in expected(case)]

    assert {code for each in raised for code in each[0].split()} >= set(SPINE.split())
    assert {each[1] for each in raised} >= set(CLOCKS.split())


def test_a_case_that_was_well_run_stays_quiet() -> None:
    assert found(FOLDER / "well-run.csv") == []


def rewritten(case: Path, folder: Path) -> Iterator[Path]:
    """The same case as a workbook, with other line ends, another sign between cells, the rows and
    columns the other way round, and in UTF-16."""
    with case.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    book = folder / f"{case.stem}.xlsx"
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Case")
        for number, row in enumerate([heading, *rows]):
            sheet.write_row(number, 0, row)
    yield book
    variants = {
        "crlf": ("\r\n", ",", [heading, *rows], "utf-8"),
        "semicolons": ("\n", ";", [heading, [], *rows], "utf-8-sig"),
        "backwards": ("\n", ",", [each[::-1] for each in (heading, *reversed(rows))], "utf-8"),
        "wide": ("\n", "\t", [heading, *rows], "utf-16"),
    }
    for name, (end, sign, lines, encoding) in variants.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=sign, lineterminator=end).writerows(lines)
        yield path


def test_the_form_of_the_file_makes_no_difference(tmp_path: Path) -> None:
    case = FOLDER / "the-harm-that-was-dropped.csv"

    for other in rewritten(case, tmp_path):
        # Rows of one day are told in the order of the file, so the days are what is compared.
        assert {each[1:4] for each in found(other)} == {each[1:4] for each in expected(case)}, other


def test_every_rule_named_exists() -> None:
    assert {each[1] for case in CASES for each in expected(case)} <= set(RULES)
