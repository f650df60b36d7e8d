"""A child's plan on paper: the category, every open concern with what is done about it, and what is
done besides."""

from collections.abc import Iterator
from datetime import datetime

from keepsight.casework import access, audit
from keepsight.casework.action import day_of
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.plan.page import ActionLine, ConcernInPlan, PlanPage, plan_page
from keepsight.casework.printing.foot import FOR_THE_NETWORK, made
from keepsight.exchange.paper import Heading, Lines, Paper, Table, Words
from keepsight.exchange.paper.document import Part
from keepsight.practice.code import in_one_phrase
from keepsight.practice.codes.plan import ACTION_PROGRESS
from keepsight.record.models import User

_HEADINGS = ("What", "Who", "By when", "It worked if", "If not", "How it stands")
_WIDTHS = (3.4, 2.0, 1.6, 2.4, 2.4, 2.0)


def plan_paper(child: str, *, by: User, printed_at: datetime) -> Paper:
    """The plan of a child as a paper. Raises access.Refused, also for an unknown child."""
    on = day_of(printed_at)
    access.require(by, "export_child", child, on=on)
    page = plan_page(child, by=by, on=on)
    audit.exported(by=by, what="export_child", child=child, note="plan as PDF")
    return Paper(
        title=f"Plan: {page.who.name}",
        about=f"{page.who.age}. As it stood on {day_in_words(on)}.",
        made=made(by=by, printed_at=printed_at),
        marking=FOR_THE_NETWORK,
        parts=tuple(_parts(page)),
        is_wide=True,
    )


def _parts(page: PlanPage) -> Iterator[Part]:
    stands = page.stands
    if stands is None:
        yield Words("No child protection plan stands.", is_strong=True)
    else:
        categories = in_one_phrase(stands.categories).lower()
        since = day_in_words(stands.from_on)
        yield Words(f"Child protection plan for {categories}, since {since}.", is_strong=True)
    if page.before:
        yield Heading("Earlier categories")
        yield Lines(
            tuple(
                f"{in_one_phrase(each.categories)}: from {day_in_words(each.from_on)}"
                + (f" to {day_in_words(each.to_on)}" if each.to_on else "")
                for each in page.before
            )
        )
    yield Heading("Open concerns, and what is done about each")
    if not page.concerns:
        yield Words("No concern is open.")
    for each in page.concerns:
        yield from _concern(each)
    for title, said, actions in (
        ("Other actions", "For no concern that is open", page.other),
        ("Actions that are over", "Done, tried or dropped", page.over),
    ):
        if actions:
            yield Heading(title)
            yield _table(said, actions)


def _concern(concern: ConcernInPlan) -> Iterator[Part]:
    yield Heading(
        f"{in_one_phrase(concern.harms)}: raised by {concern.agency} on "
        f"{day_in_words(concern.opened_on)}, open for {concern.days} days",
        level=2,
    )
    if not concern.has_running:
        yield Words("Nothing in the plan is for this.", is_strong=True)
    for when, reasons in concern.carried_on:
        yield Words(f"Carried on, {when}: {reasons}")
    if concern.actions:
        yield _table("What is done about it", concern.actions)


def _table(title: str, actions: tuple[ActionLine, ...]) -> Table:
    return Table(title, _HEADINGS, tuple(_row(each) for each in actions), _WIDTHS)


def _row(action: ActionLine) -> tuple[str, ...]:
    due = day_in_words(action.due_on) if action.due_on else "no day set"
    overdue = f"\n{action.days_overdue} days overdue" if action.days_overdue else ""
    last = action.said[-1].words if action.said else ""
    progress = ACTION_PROGRESS.named(action.progress)
    return (
        action.words,
        action.owner,
        f"{due}{overdue}",
        action.test_of_success,
        action.contingency,
        f"{progress}\n{last}".strip(),
    )
