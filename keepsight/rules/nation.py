"""The rules over a folder of extracts, on any engine: each authority is read by itself, and some are
worked out together. What is finished is written whole and never begun again; what is broken is
named, and the rest is done."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from keepsight.rules import by_name, by_number
from keepsight.rules.asked import Asked
from keepsight.rules.engine import Engine, Unreadable
from keepsight.rules.extract.beside import NotAsExpected, read_beside
from keepsight.rules.extract.check import Wrong, read_extract
from keepsight.rules.extract.held import let_go
from keepsight.rules.extract.lines import lines_as_parquet
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.partition import Partition, fingerprint, fingerprint_of_rules
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.tables import LOADED, deadline_rows
from keepsight.rules.watch import cannot_tell
from keepsight.rules.written import (
    WORKING,
    Outcome,
    finished,
    take_away,
    take_away_others,
    write_whole,
)

TOGETHER = 3_000_000
"""So many facts are worked out together, in DuckDB: to plan eighty rules for each authority alone
would cost a third more, and more at once would need more memory."""


def run_partitions(
    partitions: Iterable[Partition],
    *,
    into: Path,
    engine: Engine,
    rules: Iterable[Rule] | None = None,
    begins: Callable[[Partition], None] = lambda partition: None,
    works_out: Callable[[], None] = lambda: None,
) -> Iterator[Outcome]:
    """Find what the rules say of each partition and write it below `into`, as Parquet.

    Gives each partition's outcome, in order. In DuckDB several may be worked out together: `begins`
    is told of each when it is read, and `works_out` when the rules begin with those that were.
    `children/`, `threads/` and `findings/` each hold a folder for every partition that could be
    read, and none for another: what an earlier run wrote of a partition that is now broken, or no
    longer there, is taken away.
    """
    wanted, chosen = list(partitions), list(RULES.values() if rules is None else rules)
    dues = list(deadline_rows(chosen))
    of_rules = fingerprint_of_rules(chosen, dues=dues)
    take_away_others(into, keep={each.folder for each in wanted})
    working = into / WORKING
    working.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lines-", dir=working) as scratch:
        run = _Run(into, engine, chosen, dues, Path(scratch))
        for each in wanted:
            begins(each)
            run.waiting.append(_so_far(run, each, of_rules))
            if run.is_enough:
                works_out()
                yield from run.work_out()
        works_out()
        yield from run.work_out()


def _so_far(run: "_Run", partition: Partition, of_rules: str) -> "Outcome | _Read":
    """What is known of a partition before it is worked out."""
    try:
        stands_for = fingerprint(partition, rules=of_rules)
    except OSError as error:
        take_away(run.into, partition.folder)
        wrong = Wrong(str(error.filename), None, "", f"cannot be read. {error.strerror}.")
        return _broken(partition, (wrong,))
    return finished(run.into, partition, stands_for) or run.read(partition, stands_for)


@dataclass(frozen=True)
class _Read:
    """A partition that was read and is nothing but facts; `part` is its number where it is held."""

    partition: Partition
    stands_for: str
    part: int
    kinds: Mapping[str, int]
    """How many facts of each kind, none of some that are recorded there."""
    siblings: Sequence[tuple[str, str]] | None

    @property
    def facts(self) -> int:
        return sum(self.kinds.values())


class _Run:
    """What was read and waits to be worked out, with what is known of others between."""

    def __init__(
        self,
        into: Path,
        engine: Engine,
        rules: list[Rule],
        dues: list[tuple[str, int, int]],
        scratch: Path,
    ) -> None:
        self.into, self.engine, self.rules, self._scratch = into, engine, rules, scratch
        self.waiting: list[Outcome | _Read] = []
        self._asked = Asked(rules)
        self._how: Any = by_number if isinstance(engine, InDuckDB) else by_name
        self._parts = 0
        self._dues, self._has_calendar = dues, False

    @property
    def is_enough(self) -> bool:
        """Whether nothing waits for others, or as much does as is worked out together."""
        facts = sum(each.facts for each in self._read)
        return not facts or facts >= (TOGETHER if self._how is by_number else 1)

    @property
    def _read(self) -> list[_Read]:
        return [each for each in self.waiting if isinstance(each, _Read)]

    def read(self, partition: Partition, stands_for: str) -> Outcome | _Read:
        """Read one more; what is broken is an outcome already."""
        take_away(self.into, partition.folder)
        if not self._read:
            self._begin_anew()
        part, self._parts = self._parts, self._parts + 1
        return self._checked(partition, stands_for, part)

    def _begin_anew(self) -> None:
        self._parts = 0
        self.engine.forget()
        for folder in self._scratch.iterdir():
            shutil.rmtree(folder)
        if not self._has_calendar:
            self.engine.fill("deadlines", LOADED["deadlines"], self._dues)
            # And what was judged once is as good in the next authority.
            for each in ("deadlines", "shapes"):
                self.engine.keep(each)
            self._has_calendar = "deadlines" in self.engine.kept

    def _checked(self, partition: Partition, stands_for: str, part: int) -> Outcome | _Read:
        # Spark reads it only when the rules do, so it stays until then.
        files, wrong = _as_parquet(partition, self._scratch / str(part))
        if wrong:
            return _broken(partition, tuple(wrong))
        checked = read_extract(self.engine, files, asked=self._asked, part=part)
        if checked.wrong:
            # JSON lines are read from a copy; people know the file by its own name.
            own = {str(to): str(file) for to, file in zip(files, partition.files, strict=True)}
            named = (replace(each, file=own.get(each.file, each.file)) for each in checked.wrong)
            return _broken(partition, tuple(named))
        try:
            beside = read_beside(partition.files)
        except NotAsExpected as error:
            if isinstance(self.engine, InDuckDB):
                let_go(self.engine, part=part)
            return _broken(partition, (error.wrong,))
        kinds = {**dict.fromkeys(sorted(beside.kinds), 0), **checked.kinds}
        return _Read(partition, stands_for, part, kinds, beside.siblings)

    def work_out(self) -> Iterator[Outcome]:
        """The outcomes of all that waits, in order."""
        waiting, read = self.waiting, self._read
        self.waiting = []
        try:
            if read:
                self._find(read)
        except Unreadable as error:
            yield from self._each_alone(waiting, error)
            return
        for each in waiting:
            yield self._finished(each) if isinstance(each, _Read) else each

    def _finished(self, read: _Read) -> Outcome:
        try:
            return self._written(read)
        except Unreadable as error:
            take_away(self.into, read.partition.folder)
            return _not_to_its_end(read.partition, error)

    def _each_alone(
        self, waiting: Iterable[Outcome | _Read], error: Unreadable
    ) -> Iterator[Outcome]:
        """What cannot be worked out together is, one by one, so that what is wrong has a name."""
        read = [each for each in waiting if isinstance(each, _Read)]
        for each in waiting:
            if isinstance(each, Outcome):
                yield each
            elif len(read) == 1:
                yield _not_to_its_end(each.partition, error)
            else:
                self.waiting = [self.read(each.partition, each.stands_for)]
                yield from self.work_out()

    def _find(self, read: list[_Read]) -> None:
        siblings = {each.part: each.siblings for each in read if each.siblings is not None}
        self._how.make_tables(self.engine, rules=self.rules, siblings=siblings)
        speaking = {rule.code: rule for each in read for rule in self._speaking(each)}
        self._how.find(self.engine, list(speaking.values()))

    def _speaking(self, read: _Read) -> list[Rule]:
        silent = {each.rule for each in cannot_tell(frozenset(read.kinds), rules=self.rules)}
        return [each for each in self.rules if each.code not in silent]

    def _written(self, read: _Read) -> Outcome:
        how, engine, part, partition = self._how, self.engine, read.part, read.partition
        children = how.children(engine, part)
        ((number,),) = engine.rows(f"SELECT COUNT(*) FROM ({children}) own")
        done = Outcome(partition.name, partition.folder, read.facts, number, read.kinds)
        self._write("children", children, partition)
        self._write("threads", how.threads(engine, part), partition)
        marker = {"fingerprint": read.stands_for, **asdict(done)}
        self._write("findings", how.findings(engine, self._speaking(read), part), partition, marker)
        return done

    def _write(
        self, name: str, sql: str, partition: Partition, marker: Mapping[str, Any] | None = None
    ) -> None:
        write_whole(self.engine, sql, self.into / name / partition.folder, marker)


def _broken(partition: Partition, wrong: tuple[Wrong, ...]) -> Outcome:
    return Outcome(partition.name, partition.folder, 0, 0, {}, wrong)


def _not_to_its_end(partition: Partition, error: Unreadable) -> Outcome:
    names = ", ".join(map(str, partition.files))
    return _broken(partition, (Wrong(names, None, "", f"cannot be read to its end. {error}"),))


def _as_parquet(partition: Partition, scratch: Path) -> tuple[list[Path], list[Wrong]]:
    files, wrong = [], []
    for number, file in enumerate(partition.files):
        if file.suffix == ".parquet":
            files.append(file)
            continue
        scratch.mkdir(exist_ok=True)
        to = scratch / f"{number}.parquet"
        wrong += lines_as_parquet(file, to)
        files.append(to)
    return files, wrong
