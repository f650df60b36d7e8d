"""Several agencies' chronologies as one: every fact kept, duplicates shown, concerns joined across
files."""

from collections.abc import Iterable, Sequence

from keepsight.exchange.chronology.duplicate import duplicates_among
from keepsight.exchange.concern_thread import OpenConcerns
from keepsight.exchange.reading import Problem, Reading
from keepsight.facts.fact import Fact


def merge(readings: Iterable[Reading]) -> Reading:
    """One reading of many files, in order of time.

    A concern from one file joins the open thread of another when they share a child and a harm. A
    file given twice is taken once, with a remark.
    """
    every = list(readings)
    by_id: dict[str, Fact] = {}
    problems = [each for reading in every for each in reading.problems]
    twice: set[str] = set()
    for fact in (each for reading in every for each in reading.facts):
        if fact.fact_id in by_id:
            twice.add(fact.source.partition(",")[0])
        by_id.setdefault(fact.fact_id, fact)
    problems += [
        Problem(file, None, "", "a file given twice", "each file once", refused=False)
        for file in sorted(twice)
    ]
    facts = _joined(sorted(by_id.values(), key=lambda each: each.order))
    return Reading(
        facts=facts,
        problems=problems,
        duplicates=duplicates_among(facts),
        children=sorted({child for reading in every for child in reading.children}),
        rows_read=sum(each.rows_read for each in every),
    )


def _joined(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with the concerns of one file joined to the threads that others opened."""
    concerns = OpenConcerns()
    threads: dict[str, str] = {}
    for fact in facts:
        if fact.kind == "concern":
            own = fact.concerns[0]
            if own == fact.fact_id:
                threads[own] = concerns.thread_for(fact.child, fact.harms, fact_id=own)
            else:
                thread = threads.setdefault(own, own)
                concerns.add(fact.child, thread, fact.harms)
    return [_renamed(each, threads) for each in facts]


def _renamed(fact: Fact, threads: dict[str, str]) -> Fact:
    named = tuple(dict.fromkeys(threads.get(each, each) for each in fact.concerns))
    return fact if named == fact.concerns else fact.model_copy(update={"concerns": named})
