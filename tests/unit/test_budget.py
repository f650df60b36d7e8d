"""`keepsight budget`, and the page that is written by it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from keepsight.cli import app
from keepsight.cli.budget_page import MATTERS_A_DAY, ON_THE_BUSIEST, budget_page, is_kept
from keepsight.cli.budget_part import Invented, Part, parts_of_an_invented
from keepsight.cli.team_file import read_teams
from keepsight.rules.found import Findings
from keepsight.rules.rulebook import RULES
from keepsight.synthetic.authority import Authority, invent
from tests.unit.a_fact import a_concern, a_fact

PAGE = Path(__file__).parents[2] / "docs" / "how-much-it-says.md"
UNTIL = date(2026, 10, 30)
CONDITIONS = Invented(children=300, seed=1, until=UNTIL, weeks=26)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["budget", *map(str, arguments)])


@pytest.fixture(scope="module")
def authority() -> Authority:
    return invent(children=CONDITIONS.children, until=UNTIL, seed=CONDITIONS.seed)


@pytest.fixture(scope="module")
def parts(authority: Authority) -> Iterator[list[Part]]:
    """As if the rules had found what was planted, and nothing were ever put right."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE children (child VARCHAR, first_on DATE)")
        connection.execute(
            "CREATE TABLE findings (authority VARCHAR, finding_id VARCHAR, rule VARCHAR, "
            "child VARCHAR, concern VARCHAR, raised_on DATE, cleared_on DATE, fact_id VARCHAR)"
        )
        rows = [(each.person_id, authority.from_on) for each in authority.children]
        connection.executemany("INSERT INTO children VALUES (?, ?)", rows)
        connection.executemany(
            "INSERT INTO findings VALUES ('town', 'x', ?, ?, ?, ?, NULL, 'f')",
            [(p.rule, p.child, p.concern, p.begins_on) for p in authority.planted],
        )
        yield parts_of_an_invented(authority, Findings(connection, UNTIL), weeks=CONDITIONS.weeks)


def test_lives_with_a_story_stand_apart_and_nothing_is_lost(
    authority: Authority, parts: list[Part]
) -> None:
    well_run, drifting, whole = parts
    drift = {each.rule for each in authority.planted if each.design == "drift"}

    assert well_run.often.children + drifting.often.children == len(authority.children)
    assert well_run.often.every.new + drifting.often.every.new == whole.often.every.new > 0
    assert {code for code, each in drifting.often.by_rule.items() if each.most_open} >= drift
    assert {code for code, each in well_run.often.by_rule.items() if each.new} <= {
        each.rule for each in authority.planted if each.design == "ordinary"
    }


def test_the_days_of_all_teams_hold_every_new_matter_once(parts: list[Part]) -> None:
    whole = parts[-1]
    seen = sum(sum(each.new) + sum(each.more) for each in whole.days)

    assert 0 < seen <= whole.often.every.new
    assert whole.matters_a_day == pytest.approx(
        100 * sum(each.a_day for each in whole.teams) / whole.worked_with
    )


def test_the_page_says_where_the_budget_is_exceeded(parts: list[Part]) -> None:
    text = budget_page(CONDITIONS, parts)

    over = [each.name.lower() for each in parts if not is_kept(each)]
    assert ("The budget is kept in every column" in text) == (not over)
    assert all(f"| [{rule.title}](rules/{rule.code}.md) |" in text for rule in RULES.values())


def test_the_page_names_every_rule_and_how_it_was_counted() -> None:
    text = PAGE.read_text(encoding="utf-8")
    command = text.split("`")[1]
    unnamed = [code for code in RULES if f"](rules/{code}.md) |" not in text]

    assert unnamed == [], f"Write the page again (a minute or two): {command}"
    assert f"; {len(RULES)} rules; counted" in text
    assert f"```\n{command}\n```" in text
    assert "The budget is kept in every column" in text


def test_the_budget_of_the_page_is_that_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    words = {2: "two", 10: "ten"}

    assert f"no more than {words[MATTERS_A_DAY]} new matters" in text
    assert f"never more than {words[ON_THE_BUSIEST]} on one day" in text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = [
        a_concern("2024-01-08"),
        a_fact("conference", "2024-02-05", conference="initial"),
        a_fact("plan_started", "2024-02-05", categories=["neglect"]),
        a_fact("case_closed", "2026-10-20"),
    ]
    path = tmp_path / "town" / "facts.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(json.dumps(each.as_dict()) for each in facts))
    return path.parent


def test_a_folder_is_counted_by_rule_and_with_teams_by_manager(folder: Path) -> None:
    teams = folder.parent / "teams.csv"
    teams.write_text("child,team,from_on,to_on\nchild-1,North,2024-01-08,\n")

    result = run(folder, "--until", "2026-10-30", "--teams", teams)

    assert result.exit_code == 0, result.output
    assert "1 child with a record" in result.output
    assert "North" in result.output
    assert "North" not in run(folder, "--until", "2026-10-30").output


def test_what_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (folder / "facts.jsonl").write_text('{"kind": "seance"}')

    assert "no facts there" in run(empty).stderr
    assert "facts.jsonl" in run(folder).stderr
    assert run(empty).exit_code == run(folder).exit_code == 2


def test_no_page_of_documentation_is_written_about_a_real_folder(folder: Path) -> None:
    page = folder.parent / "page.md"

    assert run(folder, "--write", page).exit_code == 2
    assert not page.exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("child,team,from_on\n", "row 1: expected a column called to_on"),
        (
            "child,team,from_on,to_on\na,North,soon,\n",
            "row 2, from_on: found 'soon'; expected a day",
        ),
        (
            "child,team,from_on,to_on\na,North,2026-03-02,2026-03-01\n",
            "row 2, to_on: found 2026-03-01; expected a day that is not before 2026-03-02",
        ),
        ("child,team,from_on,to_on\n,North,2026-03-02,\n", "row 2, child: found nothing"),
    ],
    ids=["no column", "no day", "backwards", "no child"],
)
def test_a_bad_row_of_teams_is_named(tmp_path: Path, rows: str, says: str) -> None:
    path = tmp_path / "teams.csv"
    path.write_text(rows)

    found, wrong = read_teams(path)

    assert found == []
    assert [says in each for each in wrong] == [True]


def test_a_folder_is_counted_by_the_rules_that_hold_there(folder: Path) -> None:
    (folder / "rules_in_force.json").write_text('{"numbers": "none"}')

    result = run(folder, "--until", "2026-10-30")

    assert result.exit_code == 2
    assert "rules_in_force.json" in result.stderr
