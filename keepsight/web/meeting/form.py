"""What the forms of meetings share, and those that arrange one and ask people to it."""

from typing import Any

from django import forms

from keepsight.casework.meeting.arrange import ToArrange
from keepsight.casework.meeting.invited import ToInvite
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.conference import ARRANGED, MEETING_PART, MEETING_REPLY
from keepsight.web.govuk.form import Checkboxes, CodeField, DayField, GovukForm, Radios

LONGEST = 10_000
TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]
Choices = list[tuple[str, str]]


def words(label: str, *, hint: str = "", rows: int = 3, needed: str = "") -> forms.CharField:
    """A box for words; `needed` says what is missing where it may not stay empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=bool(needed),
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": needed},
    )


def line(label: str, *, hint: str = "", needed: str = "", longest: int = 200) -> forms.CharField:
    """A box for one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(needed),
        error_messages={"required": needed},
    )


def chosen(label: str, choices: Choices, *, hint: str = "", needed: str = "") -> forms.ChoiceField:
    """A list of which one is chosen, or none where it may stay empty."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[("", "Choose"), *choices],
        required=bool(needed),
        error_messages={"required": needed},
    )


def time_of_day() -> forms.TimeField:
    """When it begins."""
    return forms.TimeField(
        label="At what time?",
        help_text="For example, 10:30 or 2pm.",
        required=False,
        input_formats=TIMES,
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time such as 10:30 or 2pm"},
    )


class ArrangeForm(GovukForm):
    """What kind of meeting, about whom, when, where and with whom in the chair."""

    kind = CodeField(
        ARRANGED,
        label="What kind of meeting is it?",
        error_messages={"required": "Choose what kind of meeting it is"},
    )

    def __init__(self, page: ToArrange, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.siblings:
            self.fields["children"] = forms.MultipleChoiceField(
                label=f"Who else is it about, besides {page.who.name}?",
                choices=[(each.child, each.name) for each in page.siblings],
                widget=Checkboxes(hints={each.child: each.age for each in page.siblings}),
                required=False,
            )
        self.fields["held_on"] = DayField(
            label="On which day?", error_messages={"required": "Enter the day of the meeting"}
        )
        self.fields["starts_at"] = time_of_day()
        self.fields["place"] = line("Where?", hint="A room, or how to join online.", longest=500)
        self.fields["chair"] = chosen(
            "Who is in the chair?", list(page.chairs), needed="Choose who is in the chair"
        )
        self.fields["purpose"] = words("What is it for?", rows=2)


class ChangeForm(GovukForm):
    """Another day, time, place or chair."""

    def __init__(self, chairs: tuple[tuple[str, str], ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"] = DayField(
            label="On which day?", error_messages={"required": "Enter the day of the meeting"}
        )
        self.fields["reasons"] = words(
            "If the day is another: why?",
            hint="It is kept, and everybody who is asked is told the new day.",
            rows=2,
        )
        self.fields["starts_at"] = time_of_day()
        self.fields["place"] = line("Where?", hint="A room, or how to join online.", longest=500)
        self.fields["chair"] = chosen(
            "Who is in the chair?", list(chairs), needed="Choose who is in the chair"
        )


class CancelForm(GovukForm):
    """Why there is no meeting."""

    reasons = words("Why is it cancelled?", needed="Say why the meeting is cancelled")


class LookForm(GovukForm):
    """Looking for somebody who signs in."""

    marks_optional = False
    look_for = line("A name, or an agency", longest=100)


class InviteForm(GovukForm):
    """Whom to ask: the children's network, those who were looked for, and the family."""

    marks_optional = False

    def __init__(self, page: ToInvite, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = (*page.found, *page.suggested)
        if people:
            self.fields["users"] = forms.MultipleChoiceField(
                label="Who is asked to come?",
                choices=[(str(each.user), each.name) for each in people],
                widget=Checkboxes(hints={str(each.user): each.organisation for each in people}),
                required=False,
                initial=[str(each.user) for each in page.suggested if each.is_own],
            )
        for each in page.suggested:
            if each.is_own:
                self.fields[f"why_{each.user}"] = line(f"If not {each.name}: why not?")
        if page.family:
            self.fields["family"] = forms.MultipleChoiceField(
                label="Who of the family is asked?",
                choices=[(each.name, each.name) for each in page.family],
                widget=Checkboxes(
                    hints={each.name: MEETING_PART.named(each.part) for each in page.family}
                ),
                required=False,
                initial=[each.name for each in page.family if each.part in ("parent", "child")],
            )
        self.fields["asks_report"] = forms.BooleanField(
            label="Ask each for a report beforehand",
            required=False,
            initial=page.head.is_conference,
        )

    @property
    def left_out(self) -> dict[int, str]:
        """Why each who was not ticked is left out."""
        given = self.cleaned_data
        return {int(key[4:]): given[key] for key in given if key.startswith("why_") and given[key]}


class ByNameForm(GovukForm):
    """Somebody who does not sign in."""

    name = line("Who is it?", needed="Say who it is")
    part = forms.ChoiceField(
        label="In what part do they come?",
        choices=[(each.code, each.name) for each in MEETING_PART.values() if each.code != "chair"],
        widget=Radios(),
        error_messages={"required": "Choose in what part they come"},
    )
    agency = forms.ChoiceField(
        label="From which agency?",
        choices=[(each.code, each.name) for each in AGENCY.values()],
        initial="family",
        help_text="“Family” for parents, relatives and the child.",
    )
    organisation = line("Which school, surgery or service?")


class ReplyForm(GovukForm):
    """Whether one comes."""

    reply = CodeField(
        MEETING_REPLY,
        label="Do you come?",
        error_messages={"required": "Choose whether you come"},
    )
    words = line("Anything to add?", longest=1000)
