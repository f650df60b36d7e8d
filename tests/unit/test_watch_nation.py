"""A watch over many authorities: each by itself, whole or not at all, and begun again where it
stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.facts.fact import Fact
from keepsight.rules.extract.check import read_extract
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.in_force import RulesInForce
from keepsight.rules.nation import run_partitions
from keepsight.rules.partition import Partition, partitions
from keepsight.rules.rulebook import RULES
from keepsight.rules.written import MARKER, WORKING, the_only_writer
from keepsight.synthetic.folder import parquet_of
from tests.unit.a_fact import a_concern, a_fact

SHOWN = CliRunner()


def facts_of(name: str, child: str = "child-1") -> list[Fact]:
    """A late core group and a brother; the facts' names begin with `name`."""
    return [
        a_fact("plan_started", "2024-01-08", fact_id=f"{name}-1", child=child,
               categories=("neglect",)),
        a_fact("core_group", "2024-01-30", fact_id=f"{name}-2", child=child),
        a_fact("relationship", "2024-01-08", fact_id=f"{name}-3", child=child,
               relative=f"{child}-brother", relation="brother_or_sister"),
    ]  # fmt: skip


def written(folder: Path, facts: list[Fact]) -> Path:
    """These facts as Parquet in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = folder / "facts.jsonl"
    lines.write_text("".join(json.dumps(each.as_dict()) + "\n" for each in facts))
    return parquet_of(lines)


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them take longer, and show no more of what is tried here."""
    few = {code: RULES[code] for code in ("first_core_group_late", "sibling_not_considered")}
    monkeypatch.setattr("keepsight.rules.in_force.THE_RULEBOOK", RulesInForce(few))


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """Three authorities of one child each."""
    for name in ("ash", "birch", "cedar"):
        written(tmp_path / "nation" / f"authority={name}", facts_of(name, child=f"{name}-child"))
    return tmp_path / "nation"


_IN_WORDS = ("Source", "Standing", "What clears it")


def watch(*given: object) -> Any:
    return SHOWN.invoke(app, ["watch", *map(str, given), "--on", "2024-01-25"])


def found(report: Path) -> list[tuple[object, ...]]:
    return duckdb.execute(
        "SELECT authority, rule, child, raised_on, cleared_on FROM "
        f"read_parquet('{report}/findings/*/*.parquet', hive_partitioning = true) ORDER BY ALL"
    ).fetchall()


def test_each_authority_is_watched_by_itself(nation: Path, tmp_path: Path) -> None:
    shown = watch(nation, "--report", tmp_path / "report")

    assert shown.exit_code == 0, shown.output
    assert "9 facts of 3 children, in 3 authorities" in shown.output
    late = [each for each in found(tmp_path / "report") if each[1] == "first_core_group_late"]
    assert late == [
        (name, "first_core_group_late", f"{name}-child", date(2024, 1, 23), date(2024, 1, 30))
        for name in ("ash", "birch", "cedar")
    ]


def test_what_is_finished_is_not_done_again(nation: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    watch(nation, "--report", report)
    before = {name: marker(report, name).stat().st_mtime_ns for name in ("ash", "birch", "cedar")}

    elsewhere = a_fact("core_group", "2024-01-30", fact_id="other", child="other-child")
    changed_facts = [*facts_of("birch", child="birch-child")[:1], elsewhere]
    written(nation / "authority=birch", changed_facts)
    shown = watch(nation, "--report", report)

    after = {name: marker(report, name).stat().st_mtime_ns for name in ("ash", "birch", "cedar")}
    assert "2 of 3 were finished before" in shown.output
    assert [name for name in before if before[name] != after[name]] == ["birch"]
    assert ("birch", "first_core_group_late", "birch-child", date(2024, 1, 23), None) in found(
        report
    )


def marker(report: Path, name: str) -> Path:
    return report / "findings" / f"authority={name}" / MARKER


def test_an_authority_that_is_gone_leaves_nothing(nation: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    watch(nation, "--report", report)
    (nation / "authority=cedar" / "facts.parquet").unlink()

    watch(nation, "--report", report)

    assert {each[0] for each in found(report)} == {"ash", "birch"}


def table_of(path: Path) -> pa.Table:
    return pq.read_table(path, partitioning=None)


def changed(path: Path, row: int, **values: object) -> None:
    """One row of a Parquet file with other values."""
    table = table_of(path)
    rows = table.to_pylist()
    rows[row - 1].update(values)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def as_numbers(path: Path, name: str) -> None:
    table = table_of(path)
    place = table.schema.get_field_index(name)
    pq.write_table(table.set_column(place, name, pa.array(range(len(table)))), path)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def torn_inside(path: Path) -> None:
    """Its end says what should be there; the pages before it are not."""
    held = bytearray(path.read_bytes())
    end = len(held) - 8 - int.from_bytes(held[-8:-4], "little")
    held[4:end] = b"\xff" * (end - 4)
    path.write_bytes(bytes(held))


BROKEN: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no Parquet": (lambda path: path.write_text("no such thing"), "not a Parquet file"),
    "cut short": (cut_short, "not a Parquet file"),
    "torn inside": (torn_inside, "cannot be read to its end"),
    "nothing in it": (lambda path: pq.write_table(table_of(path).slice(0, 0), path),
                      "not one fact there"),
    "no column": (lambda path: pq.write_table(table_of(path).drop_columns("child"), path),
                  "child: this column is missing"),
    "another column": (
        lambda path: pq.write_table(
            table_of(path).append_column("mood", pa.array([None, "x", "y"])), path),
        "row 2, mood: no fact has a field of that name"),
    "another type": (lambda path: as_numbers(path, "child"), "row 1, child: found BIGINT"),
    "no such kind": (lambda path: changed(path, 2, kind="surprise"),
                     "row 2, kind: there is no kind of fact called 'surprise'"),
    "no kind": (lambda path: changed(path, 3, kind=None), "row 3, kind: missing"),
    "no such code": (lambda path: changed(path, 2, agency="circus"),
                     "row 2, agency: 'circus' is not a code"),
    "a field of another kind": (lambda path: changed(path, 2, seen_alone=True),
                                "row 2, seen_alone: the kind of fact 'core_group' has no such"),
    "what a kind needs": (lambda path: changed(path, 3, relative=None), "row 3, relative"),
    "no day": (lambda path: changed(path, 2, happened_on=None), "row 2, happened_on"),
    "a name with blanks": (lambda path: changed(path, 2, child=" a "), "row 2, child: expected no"),
    "a name in capitals": (lambda path: changed(path, 2, fact_id="Fact 2"),
                           "row 2, fact_id: expected up to 64"),
    "one name for two": (lambda path: changed(path, 3, fact_id="birch-1"),
                         "row 3, fact_id: another fact is called 'birch-1'"),
    "days that cross": (lambda path: changed(path, 2, latest_on=date(2023, 1, 1)),
                        "row 2, latest_on: expected no day before happened_on"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_named(how: str, tmp_path: Path) -> None:
    breaks, says = BROKEN[how]
    path = written(tmp_path, facts_of("birch"))
    engine = InDuckDB()
    breaks(path)

    wrong = read_extract(engine, [path]).wrong

    engine.close()
    assert wrong, "it passed for a file of facts"
    assert str(path) in str(wrong[0])
    assert says in "\n".join(map(str, wrong))


def test_faults_of_several_sorts_are_named_together(tmp_path: Path) -> None:
    """Whoever puts a file right need not run the watch once for each."""
    path = written(tmp_path, facts_of("birch"))
    changed(path, 1, child=" a ")
    changed(path, 2, kind="surprise")
    changed(path, 3, child=" b ")
    engine = InDuckDB()

    wrong = read_extract(engine, [path]).wrong

    engine.close()
    assert [(each.row, each.field) for each in wrong] == [(1, "child"), (2, "kind"), (3, "child")]


def test_a_day_that_is_none_is_shown_as_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, facts_of("birch"))
    table = table_of(path)
    days = pa.array(["2024-02-31", "2024-01-09", "x" * 60])
    place = table.schema.get_field_index("happened_on")
    pq.write_table(table.set_column(place, "happened_on", days), path)
    engine = InDuckDB()

    wrong = read_extract(engine, [path]).wrong

    engine.close()
    expected = "expected a day of the calendar, as 2024-03-27."
    assert [(each.row, each.expected) for each in wrong] == [
        (1, f"found '2024-02-31', {expected}"),
        (3, f"found '{'x' * 40}…', {expected}"),
    ]


def test_what_is_broken_is_named_and_the_rest_is_done(nation: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    watch(nation, "--report", report)
    changed(nation / "authority=birch" / "facts.parquet", 2, kind="surprise")

    shown = watch(nation, "--report", report)

    assert shown.exit_code == 2
    assert "authority=birch/facts.parquet, row 2, kind: there is no kind" in shown.output
    assert "1 of 3 authorities could not be read" in shown.output
    assert {each[0] for each in found(report)} == {"ash", "cedar"}, "nothing old stays"
    page = (report / "report.html").read_text()
    assert "What could not be read" in page
    assert "there is no kind of fact called" in page
    assert "<b>1</b> authority was not read" in page


def test_it_is_told_what_is_read_and_when_the_rules_begin(nation: Path, tmp_path: Path) -> None:
    told: list[str] = []
    engine = InDuckDB()

    for each in run_partitions(
        partitions(nation),
        into=tmp_path / "report",
        engine=engine,
        begins=lambda partition: told.append(f"reads {partition.name}"),
        works_out=lambda: told.append("works out"),
    ):
        told.append(f"found {each.partition}")

    engine.close()
    names = ("ash", "birch", "cedar")
    assert told == [*(f"reads {n}" for n in names), "works out", *(f"found {n}" for n in names)]


def test_the_report_is_written_before_anything_is_shown(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody reads only the first lines of what is shown."""

    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("keepsight.cli.watch._show", closed)

    watch(nation, "--report", tmp_path / "report")

    assert (tmp_path / "report" / "report.html").exists()
    assert (tmp_path / "report" / "findings.xlsx").exists()


def test_what_the_class_judges_is_judged_of_each_shape(tmp_path: Path) -> None:
    """A concern without a harm among thousands that have one."""
    facts = [a_concern("2024-01-08", fact_id=f"c{n}", child=f"child-{n}") for n in range(3000)]
    path = written(tmp_path, facts)
    changed(path, 2718, harms=[])
    engine = InDuckDB()

    wrong = read_extract(engine, [path]).wrong

    engine.close()
    assert [(each.row, each.expected) for each in wrong] == [
        (2718, "harms: a concern names at least one harm. The kind of fact is 'concern'.")
    ]


def test_an_instant_in_text_keeps_its_zone(tmp_path: Path) -> None:
    """Half past midnight in London's summer is the evening before in UTC."""
    path = written(tmp_path, facts_of("ash"))
    table = table_of(path)
    place = table.schema.get_field_index("recorded_at")
    said = pa.array(["2024-07-01T00:30:00+01:00", "2024-07-01T00:30:00Z", "2024-07-01 00:30:00"])
    pq.write_table(table.set_column(place, "recorded_at", said), path)
    engine = InDuckDB()

    assert not read_extract(engine, [path]).wrong

    held = [str(row[0]) for row in engine.rows("SELECT recorded_at FROM raw ORDER BY fact_id")]
    engine.close()
    assert held == ["2024-06-30 23:30:00", "2024-07-01 00:30:00", "2024-07-01 00:30:00"]


def test_the_same_fact_in_two_files_counts_once(tmp_path: Path) -> None:
    written(tmp_path, facts_of("ash")).rename(tmp_path / "one.parquet")
    written(tmp_path, facts_of("ash")).rename(tmp_path / "two.parquet")

    assert "3 facts of 1 children" in watch(tmp_path).output


def test_folders_are_authorities_unless_they_say_otherwise(tmp_path: Path) -> None:
    for way in ("year=2024/authority=ash%20dale", "year=2025/authority=ash%20dale", "birch/a",
                "birch/b", "year=2024", ".half", "_log"):  # fmt: skip
        (tmp_path / way).mkdir(parents=True, exist_ok=True)
        (tmp_path / way / "facts.jsonl").touch()

    known = {each.name: len(each.files) for each in partitions(tmp_path)}

    assert known == {"ash dale": 2, "birch": 2, tmp_path.name: 1}


def test_children_named_alike_in_two_authorities_are_remarked(nation: Path, tmp_path: Path) -> None:
    written(nation / "authority=cedar", facts_of("cedar", child="ash-child"))

    watch(nation, "--report", tmp_path / "report")

    assert "1 child is named alike" in (tmp_path / "report" / "report.html").read_text()


def test_the_report_tells_each_child_with_its_facts(nation: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    watch(nation, "--report", report)

    page = (report / "report.html").read_text()
    assert "birch-child" in page
    assert "First core group is late" in page
    assert "8 January 2024, Children&#x27;s social care: Child protection plan started" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    written(tmp_path / "in" / "+1+1", facts_of("ash", child="=HYPERLINK(1)"))

    watch(tmp_path / "in", "--report", tmp_path / "report")

    book = CalamineWorkbook.from_path(tmp_path / "report" / "findings.xlsx")
    assert book.sheet_names == [
        "Findings", "By rule", "How often", "By age", "By authority", "Cannot tell",
        "Could not be read",
    ]  # fmt: skip
    rows = book.get_sheet_by_name("Findings").to_python()
    assert ["'+1+1", "'=HYPERLINK(1)", "First core group is late"] in [row[:3] for row in rows]


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_who_stops_a_watch_is_told_that_it_goes_on(
    nation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped: BaseException
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise stopped

    monkeypatch.setattr("keepsight.cli.watch.run_partitions", stop)

    shown = watch(nation, "--report", tmp_path / "report")

    assert shown.exit_code == 130
    assert "the same command goes on from there" in shown.output
    assert "Traceback" not in shown.output


def test_another_fault_is_not_taken_for_a_stop(
    nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("keepsight.cli.watch.run_partitions", fail)

    assert isinstance(watch(nation).exception, RuntimeError)


def test_what_is_a_number_is_one_in_the_workbook(nation: Path, tmp_path: Path) -> None:
    watch(nation, "--report", tmp_path / "report")

    book = CalamineWorkbook.from_path(tmp_path / "report" / "findings.xlsx")
    for name in ("By rule", "How often", "By age", "By authority"):
        heads, *rows = book.get_sheet_by_name(name).to_python()
        numbers = [at for at, head in enumerate(heads) if at and head not in _IN_WORDS]
        assert numbers, name
        assert all(isinstance(row[at], int | float) for row in rows for at in numbers), name


def test_one_report_is_written_by_one_watch(nation: Path, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    with the_only_writer(tmp_path / "report"):
        shown = watch(nation, "--report", tmp_path / "report")

    assert shown.exit_code == 1
    assert "another watch is writing" in shown.output


def test_killed_in_the_middle_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    nation, report = tmp_path / "nation", tmp_path / "report"
    names = [f"a{number:02}" for number in range(6)]
    for name in names:
        written(nation / f"authority={name}", facts_of(name, child=f"{name}-child"))
    one_by_one = "from keepsight.rules import nation; nation.TOGETHER = 1; "
    command = [sys.executable, "-c", f"{one_by_one}from keepsight.cli import app; app()", "watch",
               str(nation), "--report", str(report), "--on", "2024-01-25"]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and sum(marker(report, name).exists() for name in names) < 2:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    finished = {
        n: marker(report, n).stat().st_mtime_ns for n in names if marker(report, n).exists()
    }
    assert 2 <= len(finished) < len(names), "it was killed too late to show anything"

    again = subprocess.run(command, capture_output=True, text=True, check=False)

    assert again.returncode == 0, again.stderr
    assert f"{len(finished)} of 6 were finished before" in again.stdout
    assert {n: marker(report, n).stat().st_mtime_ns for n in finished} == finished
    assert {each[0] for each in found(report)} == set(names)
    assert not [each for each in report.glob("*/.*") if each.is_dir()], "nothing half written"
    assert not (report / WORKING).exists(), "nothing of a record is left lying about"


def test_a_file_that_may_not_be_opened_is_named(nation: Path, tmp_path: Path) -> None:
    gone = nation / "authority=birch" / "facts.parquet"
    gone.unlink()
    gone.symlink_to(gone)

    assert not [each for each in partitions(nation) if each.name == "birch"]

    lost = Partition("birch", (gone,))
    engine = InDuckDB()
    (done,) = run_partitions([lost], into=tmp_path / "report", engine=engine)
    engine.close()

    assert str(gone) in str(done.wrong[0])


def test_a_report_does_not_lie_among_the_extracts(nation: Path) -> None:
    shown = watch(nation, "--report", nation / "report")

    assert shown.exit_code == 1
    assert "choose another" in shown.output
