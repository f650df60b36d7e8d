"""The copy of a record as a paper: what is given, and for what is not, why."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from keepsight.casework import audit
from keepsight.casework.action import day_of
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.printing.copied import CopiedLine
from keepsight.casework.printing.foot import made
from keepsight.casework.printing.subject_copy import PERMISSION, CopyPage, copy_page
from keepsight.exchange.paper import Heading, Paper, Table, Words
from keepsight.exchange.paper.document import Part
from keepsight.practice.codes.subject_copy import WITHHELD
from keepsight.record.models import User


def copy_paper(copy: str, *, by: User, printed_at: datetime) -> Paper:
    """The copy as a paper, marked as a draft until it is given. Raises access.Refused."""
    page = copy_page(copy, by=by, on=day_of(printed_at))
    is_given = page.line.made_at is not None
    note = f"copy {copy} as PDF{'' if is_given else ', draft'}"
    audit.exported(by=by, what=PERMISSION, child=page.who.child, note=note)
    marking = f"Copy of the record of {page.who.name}. For {page.line.asked_by}."
    return Paper(
        title=f"What is held about {page.who.name}",
        about=f"Asked for by {page.line.asked_by} on {day_in_words(page.line.asked_on)}.",
        made=made(by=by, printed_at=printed_at),
        marking=marking if is_given else f"DRAFT, not to be given. {marking}",
        parts=tuple(_parts(page)),
    )


def _parts(page: CopyPage) -> Iterator[Part]:
    if page.line.made_at is None:
        yield Words("This is a draft. It must not be given to anybody.", is_strong=True)
    yield Words(
        "Entries stand in the order of the days on which things happened. Where something was "
        "left out, it says so, and why. You may ask for that to be looked at again, and you may "
        "complain to the Information Commissioner."
    )
    reasons = Counter(each.reason for each in page.entries if each.given != "whole")
    if reasons:
        yield Heading("What is not given")
        yield Table(
            "Entries that are left out, wholly or in part, by reason",
            ("Why", "What that means", "Entries"),
            tuple(
                (WITHHELD.named(code), WITHHELD[code].description, str(number))
                for code, number in reasons.most_common()
            ),
            (3, 7, 1.2),
        )
    yield Heading("The record")
    rows = tuple(_row(each) for each in page.entries)
    yield Table(f"{len(rows)} entries, oldest first", ("When", "What"), rows, (1.6, 7))


def _row(entry: CopiedLine) -> tuple[str, str]:
    reason = WITHHELD.named(entry.reason)
    if entry.given == "withheld":
        return ("", f"[An entry is not given. {reason}.]")
    note = f"\n[Words are taken out. {reason}.]" if entry.given == "in_part" else ""
    return (entry.when, f"{entry.title} ({entry.agency})\n{entry.as_given}{note}")
