"""What the rules say about the failings that reviews name: tables on the screen, and values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from keepsight.cli.failing_shown import Answer, FirstRaised, Shown, counted
from keepsight.cli.replay_in_words import EDGES, day, plain
from keepsight.exchange.replay_case.failing import BASES
from keepsight.rules.rulebook import RULES

if TYPE_CHECKING:
    from keepsight.cli.failings import Compared


def print_compared(compared: Sequence["Compared"]) -> None:
    """Print a table for each case, and how many failings that reviews name were raised."""
    screen = Console(highlight=False)
    for each in compared:
        if each.shown:
            screen.print(_table(each))
        for remark in each.remarks:
            screen.print(f"  {plain(remark)}")
    every = [shown for each in compared for shown in each.shown]
    screen.print(in_a_sentence(every))


def in_a_sentence(shown: Sequence[Shown]) -> str:
    """How many failings named by reviews were raised, and what became of the others."""
    of = counted(shown)
    total = sum(of.values())
    if not total:
        return "No failing here is named by a review."
    whole = "1 failing" if total == 1 else f"{total} failings"
    return (
        f"Of {whole} named by reviews, {of[Answer.RAISED]} raised by a rule about that kind of "
        f"failing; {of[Answer.QUIET]} not raised; {of[Answer.UNTOLD]} cannot be shown by the dated "
        f"facts; {of[Answer.UNKNOWN]} of a pattern that is not known."
    )


def as_values(compared: Sequence["Compared"]) -> dict[str, Any]:
    """The same as plain values for JSON, days as ISO dates."""
    every = [shown for each in compared for shown in each.shown]
    return {
        "cases": [
            {
                "case": each.label,
                "failings": [_values(shown) for shown in each.shown],
                "wrong": each.wrong,
                "remarks": each.remarks,
            }
            for each in compared
        ],
        "named_by_reviews": {answer.name.lower(): n for answer, n in counted(every).items()},
    }


def _values(shown: Shown) -> dict[str, Any]:
    return {
        "finding": shown.failing.finding,
        "patterns": list(shown.failing.patterns),
        "basis": shown.failing.basis or None,
        "answer": shown.answer.name.lower(),
        "raised": [
            {
                "rule": each.rule,
                "first_raised_on": [one.isoformat() for one in each.days],
                "before_the_end": each.lead,
                "edge": each.edge or None,
            }
            for each in shown.raised
        ],
        "why": shown.why or None,
    }


def _table(compared: "Compared") -> Table:
    table = Table(title=plain(compared.label), title_justify="left", box=SIMPLE, expand=True)
    table.add_column("What the review found", ratio=3)
    table.add_column("Basis", ratio=1)
    table.add_column("What the rules said", ratio=3)
    table.add_column("First raised", ratio=1)
    table.add_column("Before the end", ratio=1)
    for each in compared.shown:
        found = plain(each.failing.finding), BASES.get(each.failing.basis, "not stated")
        if not each.raised:
            answer = each.answer.value.capitalize()
            table.add_row(*found, plain(f"{answer}. {each.why}"), "", "")
        for raised in each.raised:
            table.add_row(*found, _titled(raised), _days(raised), raised.lead)
            found = "", ""
    return table


def _titled(raised: FirstRaised) -> str:
    edge = f" ({EDGES[raised.edge]} only)" if raised.edge else ""
    return f"{RULES[raised.rule].title}{edge}"


def _days(raised: FirstRaised) -> str:
    return " or ".join(day(each) for each in raised.days)
