"""Taking in a file: all of it, what is good of it, or nothing; and the commands that do it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from keepsight.casework import chronology
from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight
from keepsight.cli import app
from keepsight.exchange.reading import Reading
from keepsight.record import ledger
from keepsight.record.models import Child, ConcernThread, LedgerFact
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, written

GOOD = """Date,Child,Agency,Event,Kind,Harm
2024-01-08,Robin Vale,Nursery,Told a key worker about a secret game,Concern,Sexual abuse
2024-02-01,Robin Vale,Social care,Visit at home,Visit,
"""
BAD = GOOD + "32/13/2024,Robin Vale,Nursery,Something else,Note,\n"


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child(team=place.team)
    return place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "nursery.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def take_in(path: Path, place: Place, **more: bool) -> chronology.TakenIn:
    reading = chronology.read_file(path, by=place.manager, at=NOON)
    return chronology.import_(reading, by=place.manager, at=NOON, **more)


def test_a_known_childs_facts_join_the_record(place: Place, file: Path) -> None:
    taken = take_in(file, place)

    assert (taken.facts, taken.begun, taken.kept_out) == (2, (), ())
    with reading_as(place.social_worker, on=TODAY):
        assert [each.kind for each in ledger.facts_of("child-1")] == ["concern", "visit"]
        assert ConcernThread.objects.get().harms == ["sexual"]
    entry = the_audit(what="import_chronology")[0]
    assert (entry.by, entry.child, len(entry.facts)) == (place.manager, "child-1", 2)


def test_the_same_file_again_adds_nothing(place: Place, file: Path) -> None:
    take_in(file, place)

    again = take_in(file, place)

    assert (again.facts, again.already_there) == (0, 2)
    with reading_as_system("test"):
        assert LedgerFact.objects.count() == 2


def test_a_concern_joins_the_open_one_that_shares_its_harm(place: Place, file: Path) -> None:
    (first,) = written([a_concern("2023-12-01", harms=("sexual",))])

    take_in(file, place)

    with reading_as_system("test"):
        assert ConcernThread.objects.get().pk == first.fact_id


def test_anything_wrong_takes_in_nothing_unless_asked(place: Place, file: Path) -> None:
    file.write_text(BAD, encoding="utf-8")

    with pytest.raises(NotRight, match=r"nursery\.csv, row 4"):
        take_in(file, place)
    with reading_as_system("test"):
        assert LedgerFact.objects.count() == 0

    taken = take_in(file, place, only_good=True)

    assert taken.facts == 2
    assert "32/13/2024" in taken.kept_out[0]


def test_a_child_nobody_knew_gets_a_record_without_the_name_in_its_address(
    place: Place, file: Path
) -> None:
    file.write_text(GOOD.replace("Robin Vale", "Sam New"), encoding="utf-8")

    (begun,) = take_in(file, place).begun

    assert "Sam" not in begun
    with reading_as(place.social_worker, on=TODAY):
        assert Child.objects.get(pk=begun).name == "Sam New"
        assert len(ledger.facts_of(begun)) == 2
    assert take_in(file, place).already_there == 2


def test_a_number_stays_the_childs_identifier(place: Place) -> None:
    reading = Reading(facts=[a_fact("birth", "2020-02-02", child="LA-00123")])

    chronology.import_(reading, by=place.manager, at=NOON)

    with reading_as(place.manager, on=TODAY):
        assert Child.objects.get(pk="LA-00123").born_on == date(2020, 2, 2)


def test_a_child_of_another_team_refuses_the_whole_file(place: Place) -> None:
    a_child("others-1", name="Other", team=place.other_team)
    reading = Reading(
        facts=[a_fact("note", "2024-01-01"), a_fact("note", "2024-01-01", child="others-1")]
    )

    with pytest.raises(Refused):
        chronology.import_(reading, by=place.manager, at=NOON)

    with reading_as_system("test"):
        assert LedgerFact.objects.count() == 0
    assert the_audit()[0].child == "others-1"


@pytest.mark.parametrize("role", ["referrer", "social_worker", "chair", "director"])
def test_only_a_manager_takes_files_in(place: Place, role: str, file: Path) -> None:
    with pytest.raises(Refused):
        chronology.read_file(file, by=place.people[role], at=NOON)
    with pytest.raises(Refused):
        chronology.import_(Reading(), by=place.people[role], at=NOON)


def test_what_became_known_tomorrow_is_refused(place: Place) -> None:
    late = a_fact("note", "2024-06-01", recorded_at=datetime(2024, 6, 4, tzinfo=UTC))

    with pytest.raises(NotRight, match="in the future"):
        chronology.import_(Reading(facts=[late]), by=place.manager, at=NOON)


def test_an_export_is_for_those_who_see_the_child_and_is_audited(place: Place) -> None:
    written([a_fact("note", "2024-01-01")])

    assert len(chronology.export(child="child-1", by=place.social_worker, on=TODAY)) == 1
    with pytest.raises(Refused):
        chronology.export(child="child-1", by=place.director, on=TODAY)

    assert [(each.what, each.was_allowed) for each in the_audit()] == [
        ("export_child", True),
        ("export_child", False),
    ]


def run(*words: object, expect: int = 0) -> str:
    result = CliRunner().invoke(app, [str(each) for each in words])
    assert result.exit_code == expect, result.output
    return " ".join(result.output.split())


def test_the_commands_take_in_take_out_and_verify(place: Place, file: Path, tmp_path: Path) -> None:
    assert "2 facts taken in" in run("import", file, "--by", "manager")
    assert "2 were there already" in run("import", file, "--by", "manager")
    assert "may not take in" in run("import", file, "--by", "director", expect=2)
    assert "Nobody signs in as 'x'" in run("import", file, "--by", "x", expect=2)
    file.write_text(BAD, encoding="utf-8")
    assert "Perhaps twice: nursery.csv, row 2" in run(
        "import", file, "--by", "manager", "--only-good"
    )
    file.write_text(BAD + " ", encoding="utf-8")
    assert "row 4" in run("import", file, "--by", "manager", expect=2)
    assert "1 rows kept out" in run("import", file, "--by", "manager", "--only-good")

    out = tmp_path / "out.csv"
    assert "facts written" in run("export", "child-1", out, "--by", "manager", "--whole")
    assert "secret game" in out.read_text()
    assert "or there is none" in run("export", "nobody", out, "--by", "manager", expect=2)
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert "No row of it is good" in run("import", empty, "--by", "manager", expect=2)
    odd = tmp_path / "out.pdf"
    assert ".pdf" in run("export", "child-1", odd, "--by", "manager", expect=2)

    heads = tmp_path / "heads.txt"
    assert "all as written" in run("verify", "--write-heads", heads)
    assert "all as written" in run("verify", "--heads", heads)
    heads.write_text(heads.read_text().replace('"child-1": [', '"child-1": [9'))
    assert "changed since" in run("verify", "--heads", heads, expect=2)
    assert "No such file" in run("verify", "--heads", tmp_path / "none", expect=2)


def test_verify_says_where_a_chain_was_cut(place: Place, tmp_path: Path) -> None:
    from keepsight.record import head_file

    (fact,) = written([a_fact("note", "2024-01-01")])
    heads = tmp_path / "heads.txt"
    with reading_as_system("test"):
        ends = ledger.heads_of(["child-1"])
    head_file.write({"child-1": (2, ends["child-1"][1])}, heads)

    assert "child child-1, row 1: the chain ends after 1 rows" in run(
        "verify", "--heads", heads, expect=1
    )
    assert fact.detail == ""
