"""The words of the pictures: months and quarters, and what each shows for who does not see it."""

from collections.abc import Sequence
from datetime import date

from keepsight.casework.watch.month import Month
from keepsight.casework.watch.page import Quarter
from keepsight.web.watch.picture import Picture, Series, picture


def month_label(day: date) -> str:
    """A month as it stands under a column: "Jan 26" for a January, else "Apr"."""
    return f"{day:%b %y}" if day.month == 1 else f"{day:%b}"


def quarter_label(day: date) -> str:
    """A quarter as it stands under a column: "Jan 26", by its first month."""
    return f"{day:%b %y}"


def standing_picture(months: Sequence[Month]) -> Picture:
    """How much stood at the end of each month."""
    numbers = tuple(each.standing for each in months)
    return picture(
        "standing",
        "Open at the end of each month",
        labels=[month_label(each.first_on) for each in months],
        series=[Series("Open at the end of the month", numbers)],
        description=f"{numbers[0]:,} at the end of {_month(months[0])}, {numbers[-1]:,} today; "
        f"at most {max(numbers):,}. The table beneath has every month.",
    )


def flow_picture(months: Sequence[Month], *, mark: float | None = None) -> Picture:
    """How many were raised and how many cleared in each month."""
    raised = tuple(each.raised for each in months)
    cleared = tuple(each.cleared for each in months)
    return picture(
        "flow",
        "Raised and cleared in each month",
        labels=[month_label(each.first_on) for each in months],
        series=[Series("Raised", raised), Series("Cleared", cleared)],
        description=f"From {_month(months[0])} to {_month(months[-1])} {sum(raised):,} were raised "
        f"and {sum(cleared):,} cleared. The table beneath has every month.",
        mark=mark,
    )


def answer_picture(quarters: Sequence[Quarter]) -> Picture:
    """How long concerns waited for their answer, by the quarter in which they were opened."""
    waits = [each.answered for each in quarters]
    middle = tuple(each.middle if each.began else 0 for each in waits)
    slow = tuple(each.slow if each.began else 0 for each in waits)
    return picture(
        "answer",
        "Days from a concern to its answer",
        labels=[quarter_label(each.first_on) for each in quarters],
        series=[Series("Half within", middle), Series("Nine in ten within", slow)],
        description="By the quarter in which the concern was opened. "
        + " ".join(
            f"From {quarter_label(each.first_on)}: half within {each.answered.middle_in_words}, "
            f"nine in ten within {each.answered.slow_in_words}."
            for each in quarters
            if each.answered.began
        ),
    )


def _month(month: Month) -> str:
    return f"{month.first_on:%B %Y}"
