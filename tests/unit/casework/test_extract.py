"""The whole record as a folder: the watch on it finds what stands in the record, by the same
numbers and lessons; nobody takes out what is kept from them; there is never half of it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection
from typer.testing import CliRunner

from keepsight.casework import access, authority, break_glass, extract, restricted, rule_number
from keepsight.casework.child_record import NamedChild
from keepsight.casework.lesson import lesson
from keepsight.cli import app
from keepsight.exchange.extract.write import CannotWriteError, whole_folder
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS
from keepsight.record import every_fact, ledger
from keepsight.record.models import Finding, User
from keepsight.record.reader import reading_as, reading_as_system
from keepsight.rules.extract.child import histories
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.partition import partitions
from keepsight.rules.rulebook import RULES
from keepsight.synthetic.authority import invent
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, siblings, written
from tests.unit.record.test_ledger import full

pytestmark = pytest.mark.django_db
LESSON = {
    "source": {"title": "Our review of 2023", "where": "Recommendation 4"},
    "sort": "not_done",
    "of": [{"kind": "concern"}],
    "clears": [{"kind": "strategy_discussion"}],
    "limit": {"amount": 10, "unit": "working_days"},
    "per_concern": True,
}


@pytest.fixture
def place() -> Place:
    place = a_place()
    a_child("child-1", team=place.team)
    a_child("child-2", team=place.team, name="Sam Vale")
    written([a_concern("2024-01-08", child=each, fact_id=f"c-{each}")
             for each in ("child-1", "child-2")])  # fmt: skip
    return place


def taken(place: Place, folder: Path) -> extract.Taken:
    return extract.extract(folder, authority="Ash dale", by=place.director, on=TODAY)


def watched(folder: Path, *more: str) -> dict[str, Any]:
    shown = CliRunner().invoke(app, ["watch", str(folder), "--on", "2025-03-31", "--json", *more])
    assert shown.exit_code == 0, shown.output
    values: dict[str, Any] = json.loads(shown.stdout)
    return values


def found_in(folder: Path) -> list[tuple[object, ...]]:
    return sorted(
        (e["child"], e["rule"], e["concern"] or "", e["raised_on"], e["cleared_on"], e["facts"][0])
        for e in watched(folder)["findings"]
    )


def stored() -> list[tuple[object, ...]]:
    with reading_as_system("test"):
        return sorted(
            (f.child_id, f.rule, f.concern or "", f.raised_on.isoformat(),
             f.cleared_on.isoformat() if f.cleared_on else None, f.facts[0])
            for f in Finding.objects.all()
        )  # fmt: skip


def publish(director: User, at: datetime) -> str:
    with reading_as(director, on=at.date()):
        code = lesson.draft(title="Not talked over", sentence="Not so.", by=director, at=at)
        lesson.change(lesson=code, what=LESSON, by=director, at=at)
        lesson.publish(lesson=code, reasons="We owe it.", by=director, at=at)
    return code


def test_the_watch_on_the_folder_finds_what_stands_in_the_record(tmp_path: Path) -> None:
    """An invented authority with a number and a lesson of its own, and a second number that was
    taken back."""
    until, at = date(2025, 3, 31), datetime(2025, 3, 31, 12, tzinfo=UTC)
    authority.load(invent(children=40, years=2, until=until, seed=5), at=at, password=None)
    director = User.objects.filter(role="director").first()
    assert director is not None
    code = publish(director, at)
    with reading_as(director, on=until):
        for rule, name, amount in (
            ("injuries_not_put_together", "Injuries", 2),
            ("supervision_late", "Supervision", 2),
            ("injuries_not_put_together", "Within", 3),
            ("injuries_not_put_together", "Within", None),
        ):
            names = [e.name for e in rule_number.rules_as_made()[rule].parameters]
            rule_number.set_number(
                rule=rule, name=name if name in names else names[0], amount=amount,
                reasons="Our own review.", by=director, at=at + timedelta(minutes=1),
            )  # fmt: skip

    extract.extract(tmp_path / "out", authority="Ash dale", by=director, on=until)

    found = found_in(tmp_path / "out")
    assert found == stored()
    assert {code, "injuries_not_put_together"} & {str(each[1]) for each in found}
    own = watched(tmp_path / "out")["rules"]["own"]
    assert any("Our own review" in each for each in own)
    assert any("Not talked over" in each and "Our review of 2023" in each for each in own)


def test_every_fact_reads_back_as_it_was_written(place: Place, tmp_path: Path) -> None:
    """One of each kind, with something in every field it has."""
    written([full(each).model_copy(update={"fact_id": each.kind}) for each in KINDS.values()])

    taken(place, tmp_path / "out")

    (partition,) = partitions(tmp_path / "out")
    engine = InDuckDB()
    found = histories(engine, partition, ["child-1"])["child-1"].facts
    engine.close()
    with reading_as_system("test"):
        assert list(found) == list(current(ledger.facts_of("child-1")))
    assert {each.kind for each in found} == set(KINDS) - {"entered_in_error"}


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [
        row
        for file in sorted(folder.glob("authority=*/*.parquet"))
        for row in pq.read_table(file, partitioning=None).to_pylist()
    ]


def test_brothers_and_sisters_and_kinds_are_as_the_record_has_them(
    place: Place, tmp_path: Path
) -> None:
    """Kinds that were noted and of which there is none; siblings of whom no fact tells."""
    siblings("child-1", "child-2")
    with reading_as_system("test"):
        needed = [kind for group in RULES["supervision_late"].needs for kind in group]
        ledger.note_kinds(needed, is_heeded=True)

    taken(place, tmp_path / "out")

    own = tmp_path / "out" / "authority=Ash dale"
    assert (own / "brothers_and_sisters.csv").read_text().split() == [
        "child,sibling", "child-1,child-2", "child-2,child-1",
    ]  # fmt: skip
    assert set(needed) < set((own / "kinds_supplied.csv").read_text().split())
    silent = {each["rule"] for each in watched(tmp_path / "out")["cannot_tell"]}
    assert "supervision_late" not in silent
    assert "core_group_lapsed" in silent


def test_a_restricted_record_is_left_out_and_counted(place: Place, tmp_path: Path) -> None:
    siblings("child-1", "child-2")
    values = {"child": "child-1", "names": [place.manager.pk], "reasons": "A colleague’s child."}
    restricted.restrict(**values, by=place.manager, at=NOON)
    with reading_as(place.director, on=TODAY):
        break_glass.open_record(
            named=NamedChild("Robin Vale", date(2020, 5, 1)),
            reasons="At the door.",
            by=place.director,
            at=NOON,
        )
        assert access.may(place.director, "see_child", "child-1", on=TODAY)

    done = taken(place, tmp_path / "out")

    assert (done.children, done.left_out) == (1, 1)
    assert {each["child"] for each in _rows(tmp_path / "out")} == {"child-2"}
    held = "".join(e.read_text() for e in tmp_path.rglob("*") if e.suffix in (".csv", ".txt"))
    assert "child-1" not in held
    assert "1 restricted record left out" in held


def test_only_who_reads_every_record_takes_it_out_and_it_is_audited(
    place: Place, tmp_path: Path
) -> None:
    for role in ("referrer", "social_worker", "manager", "chair"):
        with pytest.raises(access.Refused):
            extract.extract(tmp_path / "out", authority="a", by=place.people[role], on=TODAY)
    assert not (tmp_path / "out").exists()

    taken(place, tmp_path / "out")

    rows = the_audit(what="extract_record", was_allowed=True)
    assert {(each.sort, each.by_id) for each in rows} == {("export", place.director.pk)}
    assert rows[-1].note == "2 facts of 2 children"
    assert len(the_audit(what="extract_record", was_allowed=False)) == 4


def test_there_is_never_half_of_it(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*given: object, **more: object) -> None:
        raise OSError(28, "No space left on device", "somewhere")

    with monkeypatch.context() as patched:
        patched.setattr("keepsight.exchange.extract.write._as_csv", stops)
        with pytest.raises(CannotWriteError, match="No space left"):
            taken(place, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []

    # What a process left that was killed goes when it is done again.
    (tmp_path / ".out.being-written" / "authority=old").mkdir(parents=True)
    taken(place, tmp_path / "out")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0, "others could open it"

    with pytest.raises(CannotWriteError, match="something there already"):
        taken(place, tmp_path / "out")


def test_memory_does_not_grow_with_the_record(place: Place) -> None:
    """Batches come one at a time, out of a cursor that stands in the database."""
    with reading_as_system("test"), every_fact.as_of_one_moment():
        batches = every_fact.lines(without=[], at_once=1)
        assert len(next(batches)) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_cursors WHERE name = 'every_fact'")
            assert cursor.fetchone()
        assert len(list(batches)) == 1


def test_a_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    def stopped() -> None:
        with whole_folder(tmp_path / "a") as into:
            (into / "x").write_text("1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stopped()

    assert list(tmp_path.iterdir()) == []
