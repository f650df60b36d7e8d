"""The forms of the watch's pages: whose children, and since which day. Plain forms that ask for the
page again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.watch.lesson import Lesson
from keepsight.casework.watch.whose import Choices
from keepsight.web.govuk.form import DayField, GovukForm
from keepsight.web.today import today

MOST_YEARS = 20


def whose_choices(teams: Choices) -> list[tuple[str, str]]:
    """The whole service, and each team."""
    return [("", "The whole service"), *((str(each), name) for each, name in teams)]


class WhoseForm(GovukForm):
    """Whose children to count."""

    marks_optional = False

    def __init__(self, *, teams: Choices, team: int | None) -> None:
        super().__init__(initial={"team": team or ""})
        self.fields["team"] = forms.ChoiceField(
            label="Whose children",
            required=False,
            choices=whose_choices(teams),
        )


class LessonForm(GovukForm):
    """Since which day, and whose children."""

    marks_optional = False

    day = DayField(
        label="Since which day?",
        help_text="The day on which the rule was taken into use, the lesson was taught, or the way "
        "of working changed. For example 27 3 2025",
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, lesson: Lesson) -> None:
        super().__init__(data, initial={"day": lesson.day})
        if lesson.teams:
            self.fields["team"] = forms.ChoiceField(
                label="Whose children",
                required=False,
                choices=whose_choices(lesson.teams),
                initial=lesson.team or "",
            )

    def clean_day(self) -> date | None:
        """A day that lets something be compared."""
        day: date | None = self.cleaned_data["day"]
        if day is not None and not 0 <= (today() - day).days <= MOST_YEARS * 365:
            raise forms.ValidationError(f"Enter a past day of the last {MOST_YEARS} years")
        return day
