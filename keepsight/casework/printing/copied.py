"""The entries of a copy: each fact about the child, whether it tells of somebody else, and what was
decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import family
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.printing.foot import said_in_words
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import CopiedFact, SubjectCopy

TAKEN_OUT = "[taken out]"
NOT_FOR_SHOW = frozenset({"entered_in_error", "restriction"})
FROM_THE_PUBLIC = frozenset({"family", "neighbour", "public", "anonymous", "child"})
"""Reporters who may need to be kept from whoever asks."""


@dataclass(frozen=True)
class CopiedLine:
    """One entry: its words, why it must be looked at, and what was decided. `given` is a code of
    GIVEN, `reason` one of WITHHELD; `decided_by` is empty where nobody has decided."""

    fact_id: str
    when: str
    title: str
    agency: str
    words: str
    names: tuple[str, ...]
    is_from_the_public: bool
    given: str
    reason: str
    taken_out: tuple[str, ...]
    decided_by: str

    @property
    def must_be_looked_at(self) -> bool:
        """Whether it may tell of somebody else, and nobody has decided about it."""
        return bool(self.names or self.is_from_the_public) and not self.decided_by

    def holds(self, words: str) -> bool:
        """Whether these words stand in the entry."""
        return words.casefold() in self.words.casefold()

    @property
    def as_given(self) -> str:
        """The words as they are given: nothing where the entry is withheld."""
        if self.given == "withheld":
            return ""
        words = self.words
        for each in sorted(self.taken_out, key=len, reverse=True):
            words = _without(words, each)
        return words


def copied_lines(row: SubjectCopy, *, on: date) -> tuple[CopiedLine, ...]:
    """Every entry of the record, oldest first; of a copy that was given, as they stood then."""
    written = ledger.facts_of(row.child_id)
    if row.made_at is not None:
        written = [each for each in written if each.recorded_at <= row.made_at]
    people = family.family_of(row.child, on=on)
    others = sorted({each.name for each in (*people.siblings, *people.adults)})
    decided = {
        each.fact: each for each in CopiedFact.objects.filter(copy=row).select_related("decided_by")
    }
    return tuple(
        _line(each, others, people.names, decided.get(each.fact_id))
        for each in current(written)
        if each.kind not in NOT_FOR_SHOW
    )


def _line(
    fact: Fact, others: Sequence[str], names: dict[str, str], decided: CopiedFact | None
) -> CopiedLine:
    line = fact_line(fact)
    words = "\n".join(filter(None, (_recorded_by(line), _with_names(said_in_words(line), names))))
    return CopiedLine(
        fact_id=fact.fact_id,
        when=line.when,
        title=line.title,
        agency=line.agency,
        words=words,
        names=tuple(each for each in others if _is_named(each, words)),
        is_from_the_public=vars(fact).get("reporter", "") in FROM_THE_PUBLIC,
        given=decided.given if decided else "whole",
        reason=decided.reason if decided else "",
        taken_out=tuple(decided.taken_out) if decided else (),
        decided_by=decided.decided_by.signature if decided else "",
    )


def _recorded_by(line: FactLine) -> str:
    return f"Recorded by {line.recorded_by}"


def _with_names(words: str, names: dict[str, str]) -> str:
    for person, name in names.items():
        words = words.replace(person, name) if len(person) > 8 else words
    return words


def _is_named(name: str, words: str) -> bool:
    """Whether somebody is named, by the whole name or the first."""
    first = name.split()[0] if name.split() else name
    text = f" {words.casefold()} "
    for mark in ".,;:!?“”‘’'\"()\n":
        text = text.replace(mark, " ")
    return f" {first.casefold()} " in text


def _without(words: str, taken_out: str) -> str:
    """The words with each place that says this taken out, whatever its capitals."""
    folded, wanted = words.casefold(), taken_out.casefold()
    if len(folded) != len(words):
        # A letter that folds into two (ß): places would no longer agree.
        return words.replace(taken_out, TAKEN_OUT)
    kept, at = "", 0
    while wanted and (found := folded.find(wanted, at)) >= 0:
        kept += words[at:found] + TAKEN_OUT
        at = found + len(wanted)
    return kept + words[at:]
