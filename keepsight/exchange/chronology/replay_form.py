"""A replay file taken in as a chronology: the same facts, known from the moment they are read."""

from typing import Any

from keepsight.exchange.chronology.child import Children, WhoRefusedError, names_in
from keepsight.exchange.chronology.duplicate import duplicates_of
from keepsight.exchange.chronology.receipt import Receipt
from keepsight.exchange.reading import Problem, Reading
from keepsight.exchange.replay_case.case import Case
from keepsight.facts.fact import Fact


def reading_of(case: Case, *, receipt: Receipt, file: str, digest: str) -> Reading:
    """What a replay file says, as a reading. `digest` names its content, so that facts of two files
    with one name are never taken for the same."""
    children = Children(receipt.children, receipt.child)
    for each in case.children:
        children.see(each, number="", born_on=None)
    problems = [*case.problems, *case.left_out]
    found: dict[str, str] = {}
    for name in case.children:
        try:
            (found[name],), _ = children.who(name, number="", born_on=None)
        except WhoRefusedError as error:
            problems.append(Problem(file, None, error.field, error.found, error.expected))
    facts = []
    for fact in case.facts:
        if fact.happened_on > receipt.at.date():
            problems.append(_ahead(fact, file, receipt))
        elif fact.child in found:
            facts.append(_taken_in(fact, found[fact.child], receipt, digest))
    return Reading(
        facts=facts,
        problems=problems,
        duplicates=duplicates_of(facts, known=receipt.known),
        children=names_in(children.named.values()),
        rows_read=case.rows_read,
    )


def _taken_in(fact: Fact, child: str, receipt: Receipt, digest: str) -> Fact:
    def named(identifier: str) -> str:
        return f"{digest}.{identifier.partition('.')[2]}" if identifier else ""

    changed: dict[str, Any] = {
        "child": child,
        "fact_id": named(fact.fact_id),
        "concerns": tuple(named(each) for each in fact.concerns),
        "event": named(fact.event),
        "recorded_at": fact.recorded_at if receipt.as_it_happened else receipt.at,
        "recorded_by": receipt.by or fact.recorded_by,
    }
    if vars(fact).get("about"):
        changed["about"] = named(vars(fact)["about"])
    return fact.model_copy(update=changed)


def _ahead(fact: Fact, file: str, receipt: Receipt) -> Problem:
    row = int(fact.source.rpartition(" ")[2])
    expected = f"a day that is not after {receipt.at.date()}"
    return Problem(file, row, "date", f'"{fact.date_as_written}"', expected)
