"""Reads a replay file, with the windows and the review's findings that lie beside it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from keepsight.exchange.agency_name import is_hindsight
from keepsight.exchange.reading import Problem, UnreadableFileError, in_words, quoted
from keepsight.exchange.replay_case.case import Case, Ending
from keepsight.exchange.replay_case.failing import failings_beside, file_beside
from keepsight.exchange.replay_case.layout import COLUMNS, KINDS
from keepsight.exchange.replay_case.occasion import remarks_on, rows_at
from keepsight.exchange.replay_case.row import Row, RowRefusedError, is_undated, row_from
from keepsight.exchange.replay_case.telling import told
from keepsight.exchange.subject import Family
from keepsight.exchange.tables.file import tables_in
from keepsight.exchange.tables.heading import Heading, heading_of, plain
from keepsight.exchange.tables.table import Table, in_text
from keepsight.practice.working_day import FIRST_DAY

_ENDINGS = ("protective_action", "death")
_AFTER_A_PLAN = ("category_changed", "plan_ended")
_AFTERMATH = ("other", "care_proceedings", "police_event")


def is_replay(tables: Sequence[Table]) -> bool:
    """Whether these tables are meant as a replay: two of the format's own columns, or one and its
    own kinds of row. A column may still be missing; `read` then says which."""
    for table in tables:
        heading = heading_of(table, COLUMNS)
        if heading is not None and _is_meant(table, heading):
            return True
    return False


def read(path: Path, *, with_hindsight: bool = False) -> Case:
    """A case from a replay file, and from `<label>.windows` and `<label>.findings` beside it.

    Rows that no agency knew of at the time are left out, and said, or played `with_hindsight` as
    if they had been known on their day. A row without a day that can be
    read is a problem; every other row becomes a fact, at least a note. Raises UnreadableFileError
    when the file is not a replay at all.
    """
    rows, problems, left_out, count = _rows(path, with_hindsight=with_hindsight)
    beside = file_beside(path, "windows")
    if beside is not None:
        more = _rows(beside, with_hindsight=with_hindsight)
        rows, count = rows + more[0], count + more[3]
        problems, left_out = problems + more[1], left_out + more[2]
    if not rows:
        raise UnreadableFileError(
            Problem(path.name, None, "", "no row that can be played", "at least one dated row")
        )
    return _case(path, rows, problems, left_out, count)


def _case(
    path: Path, rows: list[Row], problems: list[Problem], left_out: list[Problem], count: int
) -> Case:
    label = path.name.split(".")[0]
    family = Family(each.child for each in rows)
    dated = [each for each in rows if each.window is None]
    ends = max((r.happened_on for r in dated if r.kind in _ENDINGS), default=None)
    earliest = _begun_before([e for r in rows for e in rows_at(r, "earliest", no_later_than=ends)])
    latest = _begun_before([e for r in rows for e in rows_at(r, "latest", no_later_than=ends)])
    endings = [
        Ending(child, row.kind, row.happened_on)
        for row in dated
        if row.kind in _ENDINGS
        for child in family.subject(row.child).children
    ]
    return Case(
        label=label,
        children=family.children,
        facts=told([e for e in earliest if e.window is None], family, label=label),
        at_earliest=told(earliest, family, label=label),
        at_latest=told(latest, family, label=label),
        windows=len(rows) - len(dated),
        left_out=left_out,
        problems=[
            *problems,
            *(_told_as_many(row, times) for row, times in remarks_on(rows)),
            *_before_the_calendar(path.name, rows),
        ],
        endings=endings,
        failings=failings_beside(path),
        until=_last_day(rows, latest, ends),
        is_placed=any(each.placed for each in rows),
        rows_read=count,
    )


def _begun_before(rows: Sequence[Row]) -> list[Row]:
    """The rows with a plan's change or end, known only to a range, a day after its beginning.

    At the edge of their ranges both would fall on one day, and a day says nothing of their order.
    """
    begun = {each.happened_on for each in rows if each.kind == "plan_started"}
    return [
        each.a_day_later()
        if each.window is not None and each.kind in _AFTER_A_PLAN and each.happened_on in begun
        else each
        for each in rows
    ]


def _last_day(rows: Sequence[Row], latest: Sequence[Row], ends: date | None) -> date:
    """The last day of the story: what only came after its end (a trial, a review) is not played."""
    days = [each.happened_on for each in (*rows, *latest) if each.kind not in _AFTERMATH]
    if ends is not None:
        days.append(ends)
    return max(days or [each.happened_on for each in rows])


def _rows(
    path: Path, *, with_hindsight: bool
) -> tuple[list[Row], list[Problem], list[Problem], int]:
    """The rows of one file, its problems, what is left out, and how many rows there were."""
    tables, problems = tables_in(path)
    found: list[Row] = []
    left_out: list[Problem] = []
    count = 0
    headings = [(each, _replay_heading(each)) for each in tables]
    if not any(heading for _, heading in headings):
        raise UnreadableFileError(_not_a_replay(path.name, tables))
    for table, heading in headings:
        if heading is None:
            continue
        problems.extend(_repeated(table, heading))
        for line in heading.rows_below(table):
            count += 1
            cells = heading.named_cells(line)
            agency = in_text(cells.get("agency", ""))
            if is_hindsight(agency) and not with_hindsight:
                left_out.append(
                    _hindsight(path.name, line.number, in_text(cells.get("detail", "")))
                )
                continue
            if is_undated(cells):
                left_out.append(_undated(path.name, line.number, in_text(cells.get("detail", ""))))
                continue
            try:
                row, remarks = row_from(cells, file=path.name, number=line.number)
            except RowRefusedError as error:
                problems.append(error.problem)
                continue
            found.append(row)
            problems.extend(remarks)
    return found, problems, left_out, count


def _replay_heading(table: Table) -> Heading | None:
    """The heading of a table that can be played: meant as a replay, with days and kinds."""
    heading = heading_of(table, COLUMNS)
    if heading is None or "kind" not in heading.columns or not _is_meant(table, heading):
        return None
    has = set(heading.columns)
    return heading if "date" in has or {"earliest", "latest"} <= has else None


def _is_meant(table: Table, heading: Heading) -> bool:
    own = {"precision", "outcome", "abuse_category", "earliest"} & set(heading.columns)
    if "kind" in heading.columns:
        if plain(heading.names[heading.columns["kind"]]) == "event":
            own -= {"outcome", "abuse_category"}
        kinds = [
            plain(heading.named_cells(line)["kind"]).replace(" ", "_")
            for line in heading.rows_below(table)
        ]
        ours = sum(each in KINDS for each in kinds)
        return len(own) >= 2 or (bool(own) and ours * 2 > len(kinds))
    return len(own & {"precision", "abuse_category", "outcome"}) == 3


def _not_a_replay(file: str, tables: Sequence[Table]) -> Problem:
    best = max(
        (each for each in (heading_of(table, COLUMNS) for table in tables) if each),
        key=lambda heading: len(heading.columns),
        default=None,
    )
    wanted = [each for each in ("date", "kind") if best is None or each not in best.columns]
    missing = in_words(wanted or ["outcome", "precision"], last="and")
    named = in_words([quoted(each) for each in best.names if each], last="and") if best else ""
    said = f"the columns {named}" if named else "no row of column names"
    return Problem(file, None, missing, said, f"a column called {missing}")


def _repeated(table: Table, heading: Heading) -> list[Problem]:
    return [
        Problem(
            table.file,
            table.lines[heading.place].number,
            field,
            "two columns of this name",
            "one; the first was read",
            refused=False,
            sheet=table.sheet,
        )
        for field in heading.repeated
    ]


def _hindsight(file: str, number: int, detail: str) -> Problem:
    found = f"something that no agency knew at the time: {quoted(detail)}"
    return Problem(file, number, "agency", found, "what was known on the day", refused=False)


def _told_as_many(row: Row, times: int) -> Problem:
    found = f"{times} occasions in one row: {quoted(row.detail)}"
    expected = "a row for each; they were played evenly over the time named"
    return Problem(row.file, row.number, "detail", found, expected, refused=False)


def _before_the_calendar(file: str, rows: Sequence[Row]) -> list[Problem]:
    """A remark where part of the case lies before the years whose working days are known."""
    early = sum(each.happened_on < FIRST_DAY for each in rows if each.kind != "other")
    if not early:
        return []
    found = f"{early} {'row' if early == 1 else 'rows'} before {FIRST_DAY.year}"
    expected = "later days; what happened before then is told, and no clock runs from it"
    return [Problem(file, None, "date", found, expected, refused=False)]


def _undated(file: str, number: int, detail: str) -> Problem:
    found = f"a row without a day: {quoted(detail)}"
    return Problem(file, number, "date", found, "a day on which to play it", refused=False)
