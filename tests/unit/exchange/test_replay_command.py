"""`keepsight replay` on the screen, as JSON and as a page; and what it says when it cannot."""

import json
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from keepsight.cli import app
from keepsight.cli.replay_in_words import how_long
from keepsight.rules.rulebook import RULES
from tests.unit.a_fact import day
from tests.unit.exchange.a_file import a_csv, a_replay

CHILDREN_P = Path(str(files("keepsight.synthetic").joinpath("children_p.csv")))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


def told(path: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    result = run(path, "--json", *more)
    assert result.exit_code == 0, result.output
    values: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
    return values


def test_the_change_of_category_is_seen_on_its_day() -> None:
    found = [f for f in told(CHILDREN_P)["findings"] if "P01" in f["patterns"]]  # type: ignore[operator]
    assert {(each["child"], each["raised_on"]) for each in found} == {
        ("P1", "2009-11-05"), ("P2", "2009-11-05"),
    }  # fmt: skip
    assert all(each["cleared_on"] is None for each in found)


def test_the_first_concern_is_never_answered() -> None:
    first = told(CHILDREN_P)["concerns"][0]
    assert first["child"] == "P1"
    assert first["harms"] == ["sexual"]
    assert first["opened_on"] == "2009-01-20"
    assert first["answered_on"] is None


def test_json_names_the_rule_its_patterns_and_facts() -> None:
    for each in told(CHILDREN_P)["findings"]:
        assert list(each)[:7] == [
            "rule", "patterns", "child", "concern", "raised_on", "cleared_on", "facts",
        ]  # fmt: skip
        assert each["patterns"] == list(RULES[str(each["rule"])].patterns)
        assert each["facts"]


class _Reader(HTMLParser):
    """Takes down what a page would fetch or run, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        wanted = {"src", "srcset", "data", "action"} | ({"href"} if tag == "link" else set())
        self.fetched += [value or "" for name, value in attrs if name in wanted]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_stands_alone_and_shows_the_meetings(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert run(CHILDREN_P, "--html", out).exit_code == 0
    reader = _Reader()
    reader.feed(out.read_text(encoding="utf-8"))
    assert reader.fetched == []
    assert "script" not in reader.tags
    assert "svg" in reader.tags
    assert {"caption", "h1", "h2", "main"} <= set(reader.tags)
    assert "24 meetings were held while this concern was open; none answered it." in reader.words
    assert "@import" not in reader.words


def test_words_from_a_file_cannot_become_part_of_the_page(tmp_path: Path) -> None:
    path = a_replay(tmp_path, '2012-05-03,day,<b>P1</b>,GP,concern,sexual,,"<script>x</script>",1')
    out = tmp_path / "page.html"
    assert run(path, "--html", out).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;x" in page


def test_square_brackets_in_a_file_are_words(tmp_path: Path) -> None:
    result = run(a_replay(tmp_path, "2012-05-03,day,[red]P1[/nothing],GP,concern,sexual,,x,1"))
    assert result.exit_code == 0
    assert "[red]P1" in result.output


def test_routine_work_that_an_account_leaves_out_is_not_called_missing(tmp_path: Path) -> None:
    plan = "2012-01-02,day,P1,social care,plan_started,neglect,,Plan,1"
    visits = [f"2012-0{n}-0{n},day,P1,social worker,visit,none,seen_alone,,1" for n in (2, 3, 4, 5)]
    end = "2012-09-03,day,P1,court,protective_action,neglect,placed_away,Foster care,1"

    def late(*rows: str) -> set[object]:
        found = told(a_replay(tmp_path, plan, *rows, end))
        assert {e["rule"] for e in found["findings"]}.isdisjoint(
            e["rule"] for e in found["cannot_tell"]
        )
        return {e["rule"] for e in found["findings"]} & {
            "child_protection_visit_late", "first_core_group_late", "review_conference_late"
        }  # fmt: skip

    assert late(visits[0]) == set()
    assert late(*visits) == {"child_protection_visit_late"}
    assert late("2012-03-01,day,P1,core group,core_group,neglect,,Met,1") == {
        "first_core_group_late"
    }
    assert late("2012-08-01,day,P1,conference,rcpc,neglect,,Review,1") == {"review_conference_late"}
    assert late("2012-03-12,day,P1,conference,rcpc,neglect,,Review,1") == set()


def test_visits_to_a_child_in_care_that_an_account_leaves_out_are_not_called_missing(
    tmp_path: Path,
) -> None:
    placed = "2012-01-02,day,P1,court,protective_action,neglect,placed_away,Foster care,1"
    home = "2012-09-03,day,P1,court,household_change,neglect,returned_home,Home,1"
    hurt = "2012-09-10,day,P1,school,injury,physical,,A bruise,1"
    once = "2012-05-02,day,P1,social worker,visit,none,seen,,1"

    found = {e["rule"] for e in told(a_replay(tmp_path, placed, once, home, hurt))["findings"]}

    assert found.isdisjoint({"looked_after_visit_late", "placed_for_now_not_visited"})


def test_a_case_of_1999_is_counted_by_its_clocks(tmp_path: Path) -> None:
    found = told(
        a_replay(
            tmp_path,
            "1999-11-01,day,P1,aunt,disclosure,sexual,made,She told,1",
            "1999-11-02,day,P1,aunt,disclosure,sexual,retracted,She took it back,1",
            "1999-12,month,P1,social worker,visit,none,not_seen,Three visits without an answer,1",
            "2000-02-18,day,P1,hospital,death,physical,,Died,1",
        )
    )["findings"]

    raised = {each["rule"]: each["raised_on"] for each in found}
    assert raised["retraction_not_followed_up"] == "1999-12-01"
    assert raised["kept_out_again_and_again"] == "1999-12-31"


WINDOWS = "earliest,latest,child,agency,kind,abuse_category,outcome,detail,source"


def test_ranges_are_played_at_both_edges_and_differences_said(tmp_path: Path) -> None:
    path = a_replay(
        tmp_path,
        "2009-02-10,day,P1,nursery,concern,sexual,,Seen,1",
        "2009-03-06,day,P1,social care,plan_started,sexual,,Plan,1",
        "2013-07-09,day,P1,court,protective_action,neglect,placed_away,Foster care,1",
    )
    a_replay(
        tmp_path,
        "2009-06,2010-06,P1,conference,category_changed,neglect,,Changed,1",
        name="case.windows.csv",
        heading=WINDOWS,
    )

    def changed(*more: str) -> list[tuple[object, object]]:
        return [
            (each["raised_on"], each["edge"])
            for each in told(path, *more)["findings"]
            if each["patterns"] == ["P01"]
        ]

    assert changed() == [("2009-06-01", "earliest"), ("2010-06-30", "latest")]
    assert changed("--edge", "earliest") == [("2009-06-01", "earliest")]
    assert "What differs between the edges" in run(path).output


def test_what_cannot_be_read_is_named_and_nothing_is_played(tmp_path: Path) -> None:
    path = a_replay(
        tmp_path,
        "2012-05-03,day,P1,GP,concern,sexual,,x,1",
        "2012-13-45,day,P1,GP,injury,none,,y,1",
    )
    result = run(path)
    assert result.exit_code == 2
    assert "case.csv, row 3, date" in result.stderr
    assert result.stdout == ""
    assert run(path, "--only-good").exit_code == 0


@pytest.mark.parametrize("name", ["nowhere.csv", "empty.csv", "macro.xlsm", "broken.xlsx"])
def test_a_file_that_cannot_be_read_ends_with_two(tmp_path: Path, name: str) -> None:
    if name != "nowhere.csv":
        (tmp_path / name).write_bytes(b"" if name == "empty.csv" else b"PK\x03\x04")
    result = run(tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr


def test_any_agencys_chronology_can_be_replayed(tmp_path: Path) -> None:
    path = a_csv(
        tmp_path,
        "When,Service,What happened,Subject,Type,Harm\n"
        "3 May 2016,School,Bruise on arm,Mia,Concern,physical\n",
    )
    concern = told(path)["concerns"][0]
    assert (concern["child"], concern["opened_on"]) == ("Mia", "2016-05-03")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2009-12-03", "2013-07-09", "3 years 7 months"),
        ("2012-07-09", "2013-07-09", "1 year"),
        ("2013-07-08", "2013-07-09", "1 day"),
        ("2013-01-31", "2013-02-28", "28 days"),
        ("2013-01-10", "2013-04-09", "2 months"),
    ],
)
def test_time_between_in_words(first: str, last: str, words: str) -> None:
    assert how_long(day(first), day(last)) == words
