"""Events that two agencies, or two files, may both have told. They are shown as pairs and never
dropped: a person decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from keepsight.exchange.reading import Duplicate
from keepsight.facts.fact import Fact

SIMILAR_WORDS = 75
SAME_WORDS = 95
"""How alike two texts are on rapidfuzz's scale of 100, words in any order."""

_WIDEST_DAYS = 31
_MOST_TO_COMPARE = 200


def duplicates_among(facts: Iterable[Fact]) -> list[Duplicate]:
    """Pairs about one child whose days are the same or overlap, and whose words are alike or whose
    kind is the same, told by two agencies or two files; also rows that say the same twice.

    Facts known only to within more than a month are not compared: they overlap with everything.
    """
    by_child: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        if (_last_day(each) - each.happened_on).days <= _WIDEST_DAYS:
            by_child[each.child].append(each)
    found = []
    for own in by_child.values():
        for first, second in _overlapping(sorted(own, key=lambda each: each.order)):
            why = _why(first, second)
            if why:
                found.append(Duplicate(first, second, why))
    return found


def duplicates_of(facts: Sequence[Fact], *, known: Sequence[Fact]) -> list[Duplicate]:
    """The pairs among these facts, and of one of these with one that is known already.

    A fact that is known itself is no duplicate: taking in a file again adds nothing.
    """
    new = {each.fact_id for each in facts}
    before = {each.fact_id for each in known} & new
    every = [*facts, *(each for each in known if each.fact_id not in new)]
    return [
        pair
        for pair in duplicates_among(every)
        if {pair.first.fact_id, pair.second.fact_id} & (new - before)
    ]


def _overlapping(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    for place, first in enumerate(facts):
        last = _last_day(first)
        for second in facts[place + 1 : place + 1 + _MOST_TO_COMPARE]:
            if second.happened_on > last:
                break
            yield first, second


def _why(first: Fact, second: Fact) -> str:
    if first.event and first.event == second.event:
        return ""
    if _row(first) == _row(second):
        return ""
    alike = fuzz.token_set_ratio(first.detail.lower(), second.detail.lower())
    if alike >= SAME_WORDS and first.detail:
        return "the same words"
    if first.agency == second.agency and _file(first) == _file(second):
        return ""
    if alike >= SIMILAR_WORDS and first.detail:
        return "similar words"
    if first.kind == second.kind != "note":
        return f"the same kind of event ({first.title.lower()})"
    return ""


def _last_day(fact: Fact) -> date:
    return fact.latest_on or fact.happened_on


def _file(fact: Fact) -> tuple[str, str]:
    """The file that a fact came from: its name, and the mark of its content in the fact's name, so
    that a file sent again with changes is another file."""
    return fact.source.partition(",")[0], fact.fact_id.partition(".")[0]


def _row(fact: Fact) -> tuple[str, str]:
    return fact.source.partition(";")[0], fact.fact_id.partition(".")[0]
