"""Taking the facts of every child out as a folder, with the rules in force, so that an analyst can
run the watch where there is no server and no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keepsight.casework import access, audit, need_to_know
from keepsight.casework.rules_in_force import as_file
from keepsight.exchange.extract.write import whole_folder, write_authority, write_beside
from keepsight.facts.extract import AUTHORITY, KINDS_SUPPLIED, RULES_IN_FORCE, SIBLINGS
from keepsight.record import every_fact, ledger
from keepsight.record.models import Restriction, User
from keepsight.record.reader import reading_as

FACTS_IN_A_FILE = 100_000
Progress = Callable[[int, int], None]
"""Told how many facts are written, and of how many."""


@dataclass(frozen=True)
class Taken:
    """What was taken out: how many facts of how many children, and how many restricted records were
    left out."""

    facts: int
    children: int
    left_out: int

    @property
    def in_words(self) -> str:
        """The same in words."""
        left_out = ""
        if self.left_out:
            what = "record" if self.left_out == 1 else "records"
            left_out = f"; {self.left_out:,} restricted {what} left out"
        return f"{self.facts:,} facts of {self.children:,} children{left_out}"


def extract(
    folder: Path, *, authority: str, by: User, on: date, progress: Progress | None = None
) -> Taken:
    """Write a folder with every fact that this user may take out. Audited as an export.

    Restricted records in which the user is not named are left out, also one that they have opened
    in an emergency. `authority`: how it is called in the folder. Raises access.Refused, or
    CannotWriteError; then there is no such folder.
    """
    access.require(by, "extract_record")
    tell = progress or (lambda done, of: None)
    audit.exported(by=by, what="extract_record", note=f"begun: every record, as {authority}")
    with whole_folder(folder) as into:
        with reading_as(by, on=on), every_fact.as_of_one_moment():
            hidden = _not_to_be_taken(by)
            facts, children = every_fact.how_many(without=hidden)
            taken = Taken(facts, children, len(hidden))
            written = write_authority(
                into,
                authority,
                lines=every_fact.lines(without=hidden, at_once=FACTS_IN_A_FILE),
                siblings=every_fact.siblings(without=hidden, at_once=FACTS_IN_A_FILE),
                kinds=ledger.supplied_kinds(),
            )
            for done in written:
                tell(done, facts)
            write_beside(into, about=_about(taken, authority, by, on), rules=as_file(on=on))
        # Before the folder has its name: there is none without its line.
        audit.exported(by=by, what="extract_record", note=taken.in_words)
    return taken


def _not_to_be_taken(by: User) -> list[str]:
    """The restricted records that the user may not take out, though one of them may be open to
    them in an emergency."""
    hidden = need_to_know.hidden(by, by_break_glass=False)
    rows = Restriction.objects.filter(lifted_at=None, child__in=hidden)
    return sorted(set(rows.values_list("child_id", flat=True)))


def _about(taken: Taken, authority: str, by: User, on: date) -> str:
    return f"""{authority}: an extract of the record

Taken out of Keepsight by {by.signature} on {on.day} {on:%B %Y}.
It holds {taken.in_words}.

This is the record itself, with everything that is written in it: children by their identifiers,
workers and families by the names that facts give them, in words. Keep it where the record may be
kept, give it to nobody who may not read every child's record, and delete it when the work is done.

Restricted records are not in it unless whoever took it out is named in them. The watch says nothing
of those children, and nothing that rests on what happened to one of them as a brother or sister.

What lies here:
  {AUTHORITY}.../facts-....parquet   the facts, a column for each field
  {AUTHORITY}.../{SIBLINGS}   who are brothers and sisters
  {AUTHORITY}.../{KINDS_SUPPLIED}   the kinds of fact that are recorded there
  {RULES_IN_FORCE}   the authority's own numbers and its published lessons

To look for what has slipped:  keepsight watch THIS-FOLDER
"""
