"""The page of the documentation on how much the watch says, written by `keepsight budget --write`
from an invented authority."""

from collections.abc import Callable, Iterator, Sequence

from keepsight.cli.budget_part import Invented, Part
from keepsight.cli.reference import table
from keepsight.rules.rulebook import RULES

MATTERS_A_DAY, ON_THE_BUSIEST = 2, 10
"""The budget: new matters on a working day for a manager of a hundred children, on average over a
year and in every part of the town; and on the busiest day of any manager. Both are ours."""

COMMAND = "keepsight budget --until {until} --children {children} --seed {seed} --write {page}"
PAGE = "docs/how-much-it-says.md"

_INTRODUCTION = """# How much it says

A watch that says too much is switched off in people's heads. So how much it says is counted, \
has a limit, and is published here."""

_BUDGET = """## The budget

A team manager whose team works with a hundred children is shown **no more than two new matters \
on a working day**, taken over a year, and never more than ten on one day. A *matter* is all \
that is said about one concern, or about one child as a whole, however many rules say something \
about it: that is how the pages show it.

The number is ours. In a survey of 2018 social workers spent 29 of their 45 hours at a computer \
(BASW, 80-20 campaign), so what is new must cost less than it saves. We allow an hour a week, \
and five minutes to read a matter, open the facts and say who does what: twelve a week. Two a \
day are ten, and leave two for what comes on top. Where an authority's own figure is higher, \
either the work is later than in most places, and then the figure says so, or a number in a rule \
is wrong for that place and can be [set](using/director.md)."""

_CAN = """## What this can tell, and what it cannot

**It can tell that the rules are quiet where the work is done.** In well-run lives only what the \
national figures bring with them is raised: assessments and conferences that are held late as \
often as in England, plans that last as long, second plans. Every finding in them is expected, \
and there is no other: tests hold that.

**It can tell how much a child adds whose case drifts.** The second column is a town in which \
every family drifts in one way or another. No manager has such a team. It is the most that a \
hundred children would give if each had a story of its own.

**It cannot tell how much a real authority will hear.** How often visits, core groups, \
supervision or reviews are late, and how often injuries or notices pile up, is not known for \
England as a whole, and is invented here as "not at all" in well-run lives. In each town every \
rule has a story for each thousand children, however rare it is in truth: a rate in the second \
column is how often we planted it.

What late routine adds can be reckoned beforehand. Ten children on protection plans are due about \
five visits, one supervision and two core groups a week. Were one step in five late, that would be \
one or two findings a week; what is said of one child stands together as one matter. A team with \
twenty children on plans would then hear of three a week, of the ten that the budget allows.

**An authority finds its own figure** with `keepsight watch FOLDER --report report/`: the report \
has this table from its own facts. `keepsight budget FOLDER --teams teams.csv` adds each \
manager's days, where a file says which team worked with which child ([how](using/analyst.md))."""


def budget_page(invented: Invented, parts: Sequence[Part]) -> str:
    """The page, in Markdown, for the parts of an invented authority."""
    written_by = f"<!-- Written by `{command(invented)}`. Change the code, not this page. -->"
    return (
        "\n\n".join((written_by, _INTRODUCTION, _BUDGET, *_counted(invented, parts), _CAN)) + "\n"
    )


def command(invented: Invented) -> str:
    """The command that writes this page again."""
    return COMMAND.format(
        until=invented.until, children=invented.children, seed=invented.seed, page=PAGE
    )


def _counted(invented: Invented, parts: Sequence[Part]) -> Iterator[str]:
    until = f"{invented.until.day} {invented.until:%B %Y}"
    yield (
        f"## As counted\n\nAn invented authority with {invented.children:,} children on record "
        f"(seed {invented.seed}), {invented.years} years up to {until}; {len(RULES)} rules; "
        f"counted over the last {parts[0].often.weeks} weeks. Nobody in it is real. It is counted "
        f"again by\n\n```\n{command(invented)}\n```"
    )
    yield "### A manager's day"
    yield table(("", *(each.name for each in parts)), _of_managers(parts))
    yield _kept(parts)
    yield (
        "The teams here are small. What is counted for a hundred children is the sum over all "
        "teams for each hundred with whom they work. A family of five brothers and sisters whose "
        "assessment is late is five matters here and one entry on the page, so that the busiest "
        "day looks busier than it is. What stands open about children with whom nobody works any "
        "more is on no manager's page: whoever sees the whole service sees it."
    )
    yield "### By rule"
    yield (
        "New findings a week for each hundred children with a record (also those with whom nobody "
        "works now), and how many stand open in the whole town on a usual day."
    )
    yield table(
        ("Rule", *(f"{each.name}: new a week" for each in parts), "All: open on a usual day"),
        _by_rule(parts),
    )


def _of_managers(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    rows: dict[str, Callable[[Part], str]] = {
        "Children with a record": lambda p: f"{p.often.children:,.0f}",
        "Children with whom a team works on a usual day": lambda p: f"{p.worked_with:,.0f}",
        "New findings a week, for each 100 worked with": lambda p: f"{p.findings_a_week:.2f}",
        "**New matters a working day, for each 100 worked with**": (
            lambda p: f"**{p.matters_a_day:.2f}**"
        ),
        "Managers' working days without a new matter": lambda p: (
            f"{100 * p.days_without:.0f} in 100"
        ),
        "New matters on a usual day of a team": lambda p: f"{p.usual_day:g}",
        "New matters on the busiest day of any team": lambda p: f"{p.busiest_day}",
        "Matters open on a usual day, for each 100 worked with": lambda p: f"{p.open_matters:.1f}",
        "Open on a usual day about children with whom nobody works": (
            lambda p: f"{p.with_nobody:g}"
        ),
    }
    for words, said in rows.items():
        yield words, *(said(each) for each in parts)


def _by_rule(parts: Sequence[Part]) -> Iterator[tuple[str, ...]]:
    whole = parts[-1]
    order = sorted(RULES, key=lambda code: -whole.often.by_rule[code].new)
    for code in order:
        rates = (_rate(each.often.by_rule[code].a_week) for each in parts)
        open_now = f"{whole.often.by_rule[code].open:g}"
        yield f"[{RULES[code].title}](rules/{code}.md)", *rates, open_now
    every = (_rate(each.often.every.a_week) for each in parts)
    yield "**All rules**", *every, f"{whole.often.every.open:g}"


def _rate(a_week: float) -> str:
    return f"{a_week:.3f}" if a_week else "0"


def is_kept(part: Part) -> bool:
    """Whether a part of the town keeps to the budget."""
    return part.matters_a_day <= MATTERS_A_DAY and part.busiest_day <= ON_THE_BUSIEST


def _kept(parts: Sequence[Part]) -> str:
    over = [each.name.lower() for each in parts if not is_kept(each)]
    if over:
        return f"**The budget is exceeded** in: {', '.join(over)}."
    well_run = parts[0].often
    loudest = max(RULES, key=lambda code: well_run.by_rule[code].new)
    share = 100 * well_run.by_rule[loudest].new / max(1, well_run.every.new)
    title = f"[{RULES[loudest].title}](rules/{loudest}.md)"
    return (
        "The budget is kept in every column. The rule that speaks most in well-run lives is "
        f"{title}, with {share:.0f} of 100 findings: assessments are late there as often as in "
        "England."
    )
