"""What a page needs to answer a concern: everything said of it, every harm that was named, and what
an answer can rest on; and what it shows of an answer that waits for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.answer import NO_EVIDENCE, in_words, new_since, proposal_on
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.known import Known
from keepsight.casework.second_person import may_be_second
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread
from keepsight.practice import countersignature
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import LedgerFact, User

OF_WORK = frozenset({"Assessment", "Section 47", "Seeing the child", "Police and courts", "Care"})
"""Topics that an answer most often rests on."""
MOST_OTHERS = 300


@dataclass(frozen=True)
class Evidence:
    """A fact that an answer can rest on. `name` is that of a brother or sister whose it is."""

    line: FactLine
    name: str


@dataclass(frozen=True)
class AnswerPage:
    """All that the page needs. `harms` are codes; `lines` is everything said of the concern. An
    answer can rest on what was `said` of it, oldest first, and on `work` and `others`, which is
    what else is in the chronology, the newest first.
    `second_person` tells which harms ask for one."""

    who: Who
    standing: Standing
    harms: tuple[str, ...]
    lines: tuple[FactLine, ...]
    said: tuple[Evidence, ...]
    work: tuple[Evidence, ...]
    others: tuple[Evidence, ...]
    second_person: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True)
class Proposal:
    """An answer that waits. `rests_on` are the facts it rests on, as far as the reader may see, and
    `in_words` what was said of that besides; `since` is what came after it, for which it has to be
    returned."""

    fact_id: str
    answer: str
    proposed_by: str
    proposed_on: date
    reasons: str
    in_words: str
    rests_on: tuple[FactLine, ...]
    since: tuple[FactLine, ...]
    is_own: bool
    may_agree: bool


def answer_page(concern: str, *, by: User, on: date) -> AnswerPage:
    """What this reader needs to answer the concern. Raises access.Refused, also for an unknown
    one."""
    access.require(by, "answer_concern", concern=concern, on=on)
    row = access.concerns_of(by, on=on).get(pk=concern)
    people = family.family_of(row.child, on=on)
    of = known.known(row.child_id, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_concern", child=row.child_id, concern=concern)
    thread = next(each for each in of.threads if each.concern == concern)
    said, work, others = _evidence(thread, of, people.names)
    asked = countersignature.asked_for(thread.harms, on=on)
    organisation = row.organisation.name if row.organisation else ""
    return AnswerPage(
        who=who(row.child, on=on),
        standing=standing(thread, of.of_family, on=on, organisation=organisation),
        harms=thread.harms,
        lines=tuple(map(fact_line, thread.facts)),
        said=said,
        work=work,
        others=others[:MOST_OTHERS],
        second_person=tuple(HARM.named(each.harm) for each in asked),
        is_open=thread.is_open,
    )


def proposal(thread: Thread, written: Sequence[Fact], *, by: User, on: date) -> Proposal | None:
    """The answer that waits for a second person, for this reader; None where none does."""
    waiting = proposal_on(thread)
    if waiting is None:
        return None
    own = vars(waiting)
    row = LedgerFact.objects.select_related("entered_by").filter(pk=waiting.fact_id).first()
    proposer = row.entered_by if row else None
    may = access.may(by, "countersign_answer") and may_be_second(by, proposer=proposer)
    named = [each for each in written if each.fact_id in own["rests_on_facts"]]
    words = own["rests_on"]
    return Proposal(
        fact_id=waiting.fact_id,
        answer=ANSWER.named(own["answer"]),
        proposed_by=own["proposed_by"],
        proposed_on=waiting.happened_on,
        reasons=own["reasons"],
        in_words="" if words == in_words(named) else words,
        rests_on=tuple(map(fact_line, named)),
        since=tuple(fact_line(each) for each in new_since(thread, waiting)),
        is_own=proposer is not None and proposer.pk == by.pk,
        may_agree=may,
    )


def _evidence(thread: Thread, of: Known, names: dict[str, str]) -> tuple[tuple[Evidence, ...], ...]:
    about = {each.fact_id for each in (*thread.facts, *thread.left_open_by)}
    found = [each for each in of.of_family if each.kind not in NO_EVIDENCE]
    newest = sorted(found, key=lambda fact: fact.order, reverse=True)

    def shown(facts: Sequence[Fact]) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(fact_line(each), "" if each.child == of.child else names.get(each.child, ""))
            for each in facts
        )

    rest = [each for each in newest if each.fact_id not in about and each.kind != "birth"]
    return (
        shown([each for each in reversed(newest) if each.fact_id in about]),
        shown([each for each in rest if each.topic in OF_WORK]),
        shown([each for each in rest if each.topic not in OF_WORK]),
    )
