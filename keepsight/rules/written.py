"""What is written of each partition below a report: whole, under its own name, or not there at all.
What is finished says by which files and rules, so that it need not be done again."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

from keepsight.rules.engine import Engine
from keepsight.rules.extract.check import Wrong
from keepsight.rules.partition import Partition


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

    `kinds`: how many facts of each kind, none of some that are recorded there. `wrong`: why it could not be read; then nothing
    is written of it. `was_finished`: an earlier run had done it, and nothing has changed since.
    """

    partition: str
    folder: str
    facts: int
    children: int
    kinds: Mapping[str, int]
    wrong: tuple[Wrong, ...] = ()
    was_finished: bool = False


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


def write_whole(
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


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def finished(into: Path, partition: Partition, stands_for: str) -> Outcome | None:
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


def take_away_others(into: Path, *, keep: set[str]) -> None:
    """Half-written folders of a run that was stopped, and partitions that are no longer there."""
    for name in WRITTEN:
        for folder in (into / name).glob("*"):
            is_ours = folder.name.startswith(("authority=", ".authority="))
            if is_ours and folder.is_dir() and folder.name not in keep:
                shutil.rmtree(folder)


def take_away(into: Path, folder: str) -> None:
    # The findings first: with their marker gone, nothing left of the rest passes for finished.
    for name in reversed(WRITTEN):
        shutil.rmtree(into / name / folder, ignore_errors=True)
