"""How much the watch says, as tables on the screen."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from keepsight.cli.budget_part import Part
from keepsight.rules.rule import Rule


def print_parts(parts: Sequence[Part], rules: Mapping[str, Rule]) -> None:
    """A table by rule and, where teams are known, one by team, for each part."""
    screen = Console(highlight=False)
    for each in parts:
        often = each.often
        children = "1 child" if often.children == 1 else f"{often.children:,.0f} children"
        screen.print(
            f"{each.name}: {children} with a record on average, over "
            f"{often.weeks} weeks up to {often.on.day} {often.on:%B %Y}.",
            markup=False,
        )
        screen.print(_by_rule(each, rules))
        if each.teams:
            screen.print(_by_team(each))


def _by_rule(part: Part, rules: Mapping[str, Rule]) -> Table:
    table = Table(
        "Rule", "New", "New a week for each 100 children", "Open on a usual day", "On the fullest"
    )
    spoke = {c: o for c, o in part.often.by_rule.items() if o.new or o.most_open}
    named = [(rules[code].title, often) for code, often in spoke.items()]
    for title, often in (*sorted(named, key=lambda e: -e[1].new), ("All rules", part.often.every)):
        open_now, most = f"{often.open:,.0f}", f"{often.most_open:,}"
        table.add_row(title, f"{often.new:,}", f"{often.a_week:.3f}", open_now, most)
    return table


def _by_team(part: Part) -> Table:
    table = Table(
        "Team", "Children", "New matters a working day", "Usual day", "Busiest", "Says more a day",
        "Open on a usual day",
    )  # fmt: skip
    for each in part.days:
        table.add_row(
            each.team or "Nobody works with the child",
            f"{each.children:,.0f}",
            f"{each.a_day:.2f}",
            f"{each.usual:g}",
            f"{each.busiest}",
            f"{sum(each.more) / len(each.more):.2f}",
            f"{each.usually_open:g}",
        )
    return table
