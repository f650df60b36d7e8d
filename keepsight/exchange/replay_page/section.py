"""The parts of the page: counts, pictures, concerns, findings, what cannot be told, chronology."""

from collections.abc import Iterable, Sequence
from datetime import date

from keepsight.exchange.chronology.write import day_in_words
from keepsight.exchange.replay_page.markup import Html, joined, listed, tag
from keepsight.exchange.replay_page.shown import ConcernShown, FindingShown
from keepsight.facts.chronology import Entry
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY

_FOLD_ABOVE = 6
_COLUMNS = ("When", "Child", "Agency", "What", "In words", "Source")


def day(value: date) -> str:
    """A day as people write it: 3 December 2009."""
    return f"{value.day} {value:%B %Y}"


def counts(numbers: Iterable[tuple[int, str, str]]) -> Html:
    """Numbers with what they count, in one and in many."""
    return tag(
        "ul",
        *(
            tag("li", tag("b", str(number)), f" {one if number == 1 else many}")
            for number, one, many in numbers
        ),
        class_="counts",
    )


def inset(title: str, words: str) -> Html:
    """A remark that a reader should not miss."""
    return tag("p", tag("b", title), f" {words}", class_="inset")


def heading(words: str, name: str) -> Html:
    """The heading of a part, with a name to link to."""
    return tag("h2", words, id=name)


def picture(caption: str, svg: Html) -> Html:
    """A picture with its caption; it can be scrolled where it is wider than the page."""
    return tag("figure", tag("figcaption", caption), _scrolled(svg, caption))


def concern(shown: ConcernShown) -> Html:
    """One concern: how it began, how often agencies met, and what did not answer it."""
    state = f"Answered on {day(shown.answered_on)}" if shown.answered_on else "Never answered"
    began = f"Opened on {day(shown.opened_on)} by {shown.agency}: {shown.words}"
    left_open = [_in_a_line(each, agency=False) for each in shown.left_open_by]
    return _card(
        f"{shown.child}: {shown.harms}",
        state + _edge(shown.edge),
        tag("p", began),
        tag("p", shown.meetings_sentence),
        _described(
            [("Did not answer it", listed(*left_open, class_="facts"))] if left_open else []
        ),
        is_settled=shown.answered_on is not None,
    )


def finding(shown: FindingShown) -> Html:
    """One finding: what was seen, on which facts, where the rule comes from, what clears it."""
    cleared = f"cleared {day(shown.cleared_on)}" if shown.cleared_on else "never cleared"
    patterns = f" Pattern {', '.join(shown.patterns)}." if shown.patterns else ""
    described = [
        ("Concern", joined(shown.concern)),
        ("Facts", _facts(shown.facts)),
        ("What clears it", joined(shown.clears)),
        ("Source", joined(f"{shown.source}. {shown.standing}.{patterns}")),
    ]
    return _card(
        shown.title,
        f"{shown.child}: raised {day(shown.raised_on)}, {cleared}{_edge(shown.edge)}",
        tag("p", shown.before_the_end) if shown.before_the_end else Html(),
        tag("p", shown.sentence),
        _described([each for each in described if each[1]]),
        is_settled=shown.cleared_on is not None,
    )


def chronology(entries: Sequence[Entry]) -> Html:
    """Every event as a row of a table."""
    caption = "Every event as it was known, in order of time"
    top = tag("tr", *(tag("th", each, scope="col") for each in _COLUMNS))
    rows = (
        tag(
            "tr",
            tag("td", _when(each.fact), class_="date"),
            tag("td", ", ".join(each.children)),
            tag("td", AGENCY.named(each.fact.agency)),
            tag("td", each.fact.title),
            tag("td", each.fact.detail),
            tag("td", each.fact.source),
        )
        for each in entries
    )
    table = tag("table", tag("caption", caption), tag("thead", top), tag("tbody", *rows))
    return _scrolled(table, "The chronology")


def _card(title: str, state: str, *inside: Html, is_settled: bool) -> Html:
    parts = (tag("h3", title), tag("p", state, class_="state"), *inside)
    return tag("section", *parts, class_="card settled" if is_settled else "card open")


def _described(pairs: Sequence[tuple[str, Html]]) -> Html:
    if not pairs:
        return Html()
    return tag("dl", *(joined(tag("dt", name), tag("dd", words)) for name, words in pairs))


def _facts(facts: Sequence[Fact]) -> Html:
    lines = listed(*map(fact_in_a_line, facts), class_="facts")
    if len(facts) <= _FOLD_ABOVE:
        return lines
    return tag("details", tag("summary", f"{len(facts)} facts"), lines)


def fact_in_a_line(fact: Fact) -> str:
    """One fact on one line: when, who says so, what, in which words, and where it stands."""
    return f"{_in_a_line(fact)} ({fact.source})"


def _in_a_line(fact: Fact, *, agency: bool = True) -> str:
    who = f", {AGENCY.named(fact.agency)}" if agency else ""
    words = f". {fact.detail}" if fact.detail else ""
    return f"{_when(fact)}{who}: {fact.title}{words}"


def _when(fact: Fact) -> str:
    """The day of a fact in words; where it is not sure, as the source wrote it."""
    if fact.precision == "day":
        return day(fact.happened_on)
    if fact.latest_on is None and fact.date_as_written:
        return f"{day(fact.happened_on)} (the source says {fact.date_as_written})"
    return day_in_words(fact)


def _edge(edge: str) -> str:
    return f" ({edge})" if edge else ""


def _scrolled(inside: Html, label: str) -> Html:
    return tag("div", inside, class_="scroll", tabindex="0", role="region", aria_label=label)
