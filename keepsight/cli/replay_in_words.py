"""A replay in plain words: how long before the end a finding came, what a concern is called, and
the tables on the screen."""

from collections.abc import Sequence
from datetime import date

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from keepsight.cli.played_case import Play, Raised, concerns, findings, title_of
from keepsight.exchange.replay_case.case import Case, Ending
from keepsight.facts.fact import KINDS
from keepsight.facts.thread import Thread, meetings_while_open
from keepsight.practice.codes.harm import HARM
from keepsight.practice.working_day import add_months
from keepsight.rules.finding import Finding

OWN_RULES = "Numbers and lessons of the authority's own, by which it was played"
ENDINGS = {"protective_action": "protective action", "death": "the death"}
EDGES = {"earliest": "at the earliest edge", "latest": "at the latest edge"}
_MOST_REMARKS = 12


def print_replay(case: Case, played: Sequence[Play], *, differs: Sequence[str]) -> None:
    """Print the replay on the screen."""
    screen = Console(highlight=False)
    screen.print(f"\n[bold]{plain(case.label)}[/bold]: {_counted(case, played)}")
    if case.is_placed:
        screen.print("The days in this file are placed, not published: never quote them.")
    for each in ended(case):
        screen.print(plain(each))
    screen.print()
    screen.print(_findings_table(case, played))
    screen.print(_concerns_table(concerns(played)))
    _print_list(screen, "What differs between the edges", differs)
    silent = [f"{title}: {why}" for title, why in cannot_tell(played)]
    _print_list(screen, "What the rules cannot tell", silent)
    _print_list(screen, OWN_RULES, list(played[0].in_force.in_words))
    _print_list(screen, "Rows left out", [e.sentence for e in (*case.left_out, *case.refused)])
    remarks = [each.sentence for each in case.problems if not each.refused]
    _print_list(screen, "Remarks on reading the file", remarks)


def day(value: date | None, *, otherwise: str = "") -> str:
    """A day as people write it: 3 December 2009."""
    return f"{value.day} {value:%B %Y}" if value else otherwise


def concern_in_words(thread: Thread) -> str:
    """What a concern is called: its harms and the day it opened."""
    return f"{HARM.together(thread.harms)}, open since {day(thread.opened_on)}"


def before_the_end(case: Case, child: str, raised_on: date) -> str:
    """How long a finding came before the protective action or the death: "3 years 7 months before
    the death"; empty where the file tells of neither."""
    ending = case.ending_after(child, raised_on)
    if ending is None:
        return ""
    return f"{how_long(raised_on, ending.happened_on)} before {_called(ending, child)}"


def how_long(first: date, last: date) -> str:
    """The time between two days in years and months, or in days when it is less than two months."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    if months < 2:
        days = (last - first).days
        return f"{days} day" if days == 1 else f"{days} days"
    years, months = divmod(months, 12)
    parts = [(years, "year"), (months, "month")]
    return " ".join(f"{n} {unit}" if n == 1 else f"{n} {unit}s" for n, unit in parts if n)


def cannot_tell(played: Sequence[Play]) -> list[tuple[str, str]]:
    """Rules that stay silent, and why."""
    found = []
    for each in played[0].replay.cannot_tell:
        missing = " or ".join(f"'{KINDS[kind].title.lower()}'" for kind in each.missing)
        found.append((title_of(played, each.rule), f"the file never tells of {missing}"))
    return found


def ended(case: Case) -> list[str]:
    """How the case ended, a sentence for each day."""
    children: dict[tuple[date, str], list[str]] = {}
    for each in sorted(case.endings, key=lambda e: e.happened_on):
        children.setdefault((each.happened_on, each.what), []).append(each.child)
    return [
        f"{'Protective action' if what == 'protective_action' else 'Death'} on {day(on)}: "
        f"{', '.join(dict.fromkeys(names))}."
        for (on, what), names in children.items()
    ]


def plain(words: str) -> str:
    """Words from a file as they are: square brackets are not colours."""
    return words.replace("[", r"\[")


def met_while_open(raised: Raised, *, until: date) -> int:
    """How many meetings of agencies, in the whole family, were held while a concern was open."""
    known = [each for each in raised.play.facts if each.happened_on <= until]
    return len(meetings_while_open(raised.thread, known))


def _findings_table(case: Case, played: Sequence[Play]) -> Table:
    table = Table(
        title="Findings, as they would have been raised",
        title_justify="left",
        box=SIMPLE,
        pad_edge=False,
        expand=True,
    )
    table.add_column("Raised", no_wrap=True)
    table.add_column("Cleared", no_wrap=True)
    table.add_column("Finding", ratio=3)
    table.add_column("About", ratio=2)
    table.add_column("Before the end", ratio=2)
    for each in findings(played):
        finding = each.finding
        edge = f" ({EDGES[each.edge]})" if each.edge in EDGES else ""
        table.add_row(
            _short(finding.raised_on),
            _short(finding.cleared_on, otherwise="never"),
            plain(f"{title_of(played, finding.rule)}{edge}"),
            plain(_about(finding, case)),
            _lead(case, finding.child, finding.raised_on),
        )
    return table


def _concerns_table(raised: Sequence[Raised]) -> Table:
    table = Table(title="Concerns", title_justify="left", box=SIMPLE)
    for heading in ("Child", "Harm", "Opened", "Answered", "While it was open"):
        table.add_column(heading, overflow="fold")
    for each in raised:
        met = met_while_open(each, until=each.play.replay.until)
        edge = f" ({EDGES[each.edge]})" if each.edge in EDGES else ""
        table.add_row(
            plain(each.thread.child),
            HARM.together(each.thread.harms) + edge,
            _short(each.thread.opened_on),
            _short(each.thread.answered_on, otherwise="never answered"),
            f"{met} meeting" if met == 1 else f"{met} meetings",
        )
    return table


def _about(finding: Finding, case: Case) -> str:
    """The child, and the harms of the concern where the finding is about one."""
    facts = (*case.at_earliest, *case.facts)
    opening = next((each for each in facts if each.fact_id == finding.concern), None)
    if opening is None:
        return finding.child
    return f"{finding.child}: {HARM.together(opening.harms).lower()}"


def _counted(case: Case, played: Sequence[Play]) -> str:
    never = len({(r.thread.child, r.thread.harms) for r in concerns(played) if r.thread.is_open})
    answered = "1 concern was" if never == 1 else f"{never} concerns were"
    children = f"{len(case.children)} child" + ("" if len(case.children) == 1 else "ren")
    return f"{children}, {case.rows_read} rows, up to {day(case.until)}. {answered} never answered."


def _called(ending: Ending, child: str) -> str:
    words = ENDINGS[ending.what]
    return words if ending.child == child else f"{words} ({ending.child})"


def _print_list(screen: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    screen.print(f"\n[bold]{title}[/bold]")
    for each in lines[:_MOST_REMARKS]:
        screen.print(f"  {plain(each)}")
    if len(lines) > _MOST_REMARKS:
        screen.print(f"  and {len(lines) - _MOST_REMARKS} more; --html or --json shows them all")


def _lead(case: Case, child: str, raised_on: date) -> str:
    """The time before the end; which end, where the case has more than one kind."""
    ending = case.ending_after(child, raised_on)
    if ending is None:
        return ""
    kinds = {each.what for each in case.endings}
    which = f" ({ENDINGS[ending.what]})" if len(kinds) > 1 else ""
    return how_long(raised_on, ending.happened_on) + which


def _short(value: date | None, *, otherwise: str = "") -> str:
    return f"{value.day} {value:%b %Y}" if value else otherwise
