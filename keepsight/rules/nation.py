"""The rules over a folder of extracts, an authority at a time, on any engine. What is finished is
written whole and never begun again; what is broken is named, and the rest is done."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

from keepsight.rules import by_name, by_number
from keepsight.rules.engine import Engine, Unreadable
from keepsight.rules.extract_beside import NotAsExpected, read_beside
from keepsight.rules.extract_check import Wrong, read_extract
from keepsight.rules.extract_lines import lines_as_parquet
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.partition import Partition, fingerprint, fingerprint_of_rules
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.tables import LOADED, deadline_rows
from keepsight.rules.watch import cannot_tell


class BeingWritten(Exception):
    """Somebody else is writing into the same folder."""


WORKING = ".working"
"""Below the report, so that what a run that was killed leaves of records is found and taken away."""

MARKER = "_finished.json"
WRITTEN = ("children", "threads", "findings")
"""What is written of each partition, a folder each. `findings`, with the marker, comes last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one partition.

    `kinds`: how many facts of each kind, none of some that are recorded there. `wrong`: why it could not be read; then nothing is written
    of it. `was_finished`: an earlier run had done it, and nothing has changed since.
    """

    partition: str
    folder: str
    facts: int
    children: int
    kinds: Mapping[str, int]
    wrong: tuple[Wrong, ...] = ()
    was_finished: bool = False


def run_partitions(
    partitions: Iterable[Partition],
    *,
    into: Path,
    engine: Engine,
    rules: Iterable[Rule] | None = None,
    begins: Callable[[Partition], None] = lambda partition: None,
) -> Iterator[Outcome]:
    """Find what the rules say of each partition and write it below `into`, as Parquet.

    Gives each partition's outcome as soon as it is known; `begins` is told of each before.
    `children/`, `threads/` and `findings/` each hold a folder for every partition that could be
    read, and none for another: what an earlier run wrote of a partition that is now broken, or no
    longer there, is taken away.
    """
    wanted, chosen = list(partitions), list(RULES.values() if rules is None else rules)
    dues = list(deadline_rows(chosen))
    of_rules = fingerprint_of_rules(chosen, dues=dues)
    _take_away_others(into, keep={each.folder for each in wanted})
    for each in wanted:
        begins(each)
        try:
            stands_for = fingerprint(each, rules=of_rules)
        except OSError as error:
            _take_away(into, each.folder)
            wrong = Wrong(str(error.filename), None, "", f"cannot be read. {error.strerror}.")
            yield _broken(each, (wrong,))
            continue
        done = _finished(into, each, stands_for)
        yield done or _Run(into, engine, chosen, dues).of(each, stands_for)


@dataclass(frozen=True)
class _Run:
    """Where to write, on which engine, by which rules and with which last days in time."""

    into: Path
    engine: Engine
    rules: list[Rule]
    dues: list[tuple[str, int, int]]

    def of(self, partition: Partition, stands_for: str) -> Outcome:
        _take_away(self.into, partition.folder)
        self.engine.forget()
        working = self.into / WORKING
        working.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="lines-", dir=working) as scratch:
            try:
                return self._worked_out(partition, stands_for, Path(scratch))
            except Unreadable as error:
                names = ", ".join(map(str, partition.files))
                wrong = Wrong(names, None, "", f"cannot be read to its end. {error}")
                return _broken(partition, (wrong,))

    def _worked_out(self, partition: Partition, stands_for: str, scratch: Path) -> Outcome:
        engine = self.engine
        files, wrong = _as_parquet(partition, scratch)
        if wrong:
            return _broken(partition, tuple(wrong))
        checked = read_extract(engine, files)
        if checked.wrong:
            # JSON lines are read from a copy; people know the file by its own name.
            own = {str(to): str(file) for to, file in zip(files, partition.files, strict=True)}
            named = (replace(each, file=own.get(each.file, each.file)) for each in checked.wrong)
            return _broken(partition, tuple(named))
        try:
            beside = read_beside(partition.files)
        except NotAsExpected as error:
            return _broken(partition, (error.wrong,))
        if "deadlines" not in engine.kept:
            engine.fill("deadlines", LOADED["deadlines"], self.dues)
            engine.keep("deadlines")
        how = by_number if isinstance(engine, InDuckDB) else by_name
        how.make_tables(engine, rules=self.rules, siblings=beside.siblings)
        ((children,),) = engine.rows("SELECT COUNT(*) FROM every_child")
        facts = sum(checked.kinds.values())
        kinds = {**dict.fromkeys(sorted(beside.kinds), 0), **checked.kinds}
        done = Outcome(partition.name, partition.folder, facts, children, kinds)
        silent = {each.rule for each in cannot_tell(frozenset(kinds), rules=self.rules)}
        speaking = [each for each in self.rules if each.code not in silent]
        self._write("children", "SELECT * FROM every_child ORDER BY child", partition)
        self._write("threads", how.threads(engine), partition)
        marker = {"fingerprint": stands_for, **asdict(done)}
        self._write("findings", how.findings(engine, speaking), partition, marker)
        return done

    def _write(
        self, name: str, sql: str, partition: Partition, marker: Mapping[str, Any] | None = None
    ) -> None:
        _write_whole(self.engine, sql, self.into / name / partition.folder, marker)


def _broken(partition: Partition, wrong: tuple[Wrong, ...]) -> Outcome:
    return Outcome(partition.name, partition.folder, 0, 0, {}, wrong)


def _as_parquet(partition: Partition, scratch: Path) -> tuple[list[Path], list[Wrong]]:
    files, wrong = [], []
    for number, file in enumerate(partition.files):
        if file.suffix == ".parquet":
            files.append(file)
            continue
        to = scratch / f"{number}.parquet"
        wrong += lines_as_parquet(file, to)
        files.append(to)
    return files, wrong


def _write_whole(
    engine: Engine, sql: str, folder: Path, marker: Mapping[str, Any] | None = None
) -> None:
    """Write beside, then rename: under its own name there is never half of anything."""
    beside = folder.with_name(f".{folder.name}.being-written")
    shutil.rmtree(beside, ignore_errors=True)
    beside.parent.mkdir(parents=True, exist_ok=True)
    engine.write(sql, beside)
    if marker is not None:
        (beside / MARKER).write_text(json.dumps(marker, indent=1), encoding="utf-8")
    for file in beside.iterdir():
        _to_disk(file)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    _to_disk(folder.parent)


@contextmanager
def the_only_writer(into: Path) -> Iterator[None]:
    """While this lasts nobody else writes a report into the folder. Raises BeingWritten.

    The lock ends with the process, however it ends.
    """
    with (into / ".lock").open("w") as held:
        try:
            flock(held, LOCK_EX | LOCK_NB)
        except OSError as error:
            raise BeingWritten(f"{into}: another watch is writing its report there.") from error
        shutil.rmtree(into / WORKING, ignore_errors=True)
        (into / WORKING).mkdir()
        try:
            yield
        finally:
            shutil.rmtree(into / WORKING, ignore_errors=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _finished(into: Path, partition: Partition, stands_for: str) -> Outcome | None:
    """What an earlier run wrote of the same files by the same rules, if all of it is there."""
    if not all((into / name / partition.folder).is_dir() for name in WRITTEN):
        return None
    marker = into / "findings" / partition.folder / MARKER
    try:
        held = json.loads(marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if held.pop("fingerprint", None) != stands_for:
        return None
    return Outcome(**{**held, "wrong": (), "was_finished": True})


def _take_away_others(into: Path, *, keep: set[str]) -> None:
    """Half-written folders of a run that was stopped, and partitions that are no longer there."""
    for name in WRITTEN:
        for folder in (into / name).glob("*"):
            is_ours = folder.name.startswith(("authority=", ".authority="))
            if is_ours and folder.is_dir() and folder.name not in keep:
                shutil.rmtree(folder)


def _take_away(into: Path, folder: str) -> None:
    # The findings first: with their marker gone, nothing left of the rest passes for finished.
    for name in reversed(WRITTEN):
        shutil.rmtree(into / name / folder, ignore_errors=True)
