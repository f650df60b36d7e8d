"""A file with a case in it, whatever its form: a published review's dated rows, or an agency's
chronology. The one door for whoever wants to replay a file."""

from datetime import datetime
from pathlib import Path

from keepsight.exchange.chronology.read import Receipt
from keepsight.exchange.chronology.read import read as read_chronology
from keepsight.exchange.reading import UnreadableFileError
from keepsight.exchange.replay_case.case import Case, endings_in
from keepsight.exchange.replay_case.read import is_replay
from keepsight.exchange.replay_case.read import read as read_replay
from keepsight.exchange.tables.file import tables_in

CHILD_OF_A_FILE_THAT_NAMES_NONE = "The child"


def read_case(path: Path, *, at: datetime, with_hindsight: bool = False) -> Case:
    """The case in a replay file or a chronology, known row by row on the days it happened.

    `at` is now: rows of a chronology that lie ahead of it are refused. What no agency knew at the
    time is left out of a replay file, unless read `with_hindsight`. Raises UnreadableFileError
    when nothing in the file can be played.
    """
    tables, _ = tables_in(path)
    if is_replay(tables):
        return read_replay(path, with_hindsight=with_hindsight)
    receipt = Receipt(at=at, child=CHILD_OF_A_FILE_THAT_NAMES_NONE, as_it_happened=True)
    reading = read_chronology(path, receipt=receipt)
    if not reading.facts:
        raise UnreadableFileError(next(iter(reading.refused)))
    children = tuple(sorted({each.child for each in reading.facts}))
    return Case(
        label=path.name.split(".")[0],
        children=children,
        facts=reading.facts,
        at_earliest=reading.facts,
        at_latest=reading.facts,
        windows=0,
        left_out=[],
        problems=reading.problems,
        endings=endings_in(reading.facts),
        failings=[],
        until=max(each.happened_on for each in reading.facts),
        is_account=False,
        rows_read=reading.rows_read,
    )
