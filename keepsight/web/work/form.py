"""The forms of one's own work: allocating, handing over, taking over, and how to hear of news."""

from collections.abc import Sequence
from typing import Any

from django import forms

from keepsight.casework.allocating import CandidateTeam, ToAllocate
from keepsight.casework.line import ConcernLine
from keepsight.casework.who import Who
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.letter import LETTER
from keepsight.practice.codes.notice import NOTICE
from keepsight.web.govuk.form import Checkboxes, CodeField, GovukForm
from keepsight.web.govuk.tags import all_named, day, days_long


class FilterForm(GovukForm):
    """What to show of the inbox."""

    marks_optional = False
    what = forms.ChoiceField(label="What happened", required=False)

    def __init__(self, data: Any, *, told: Sequence[str]) -> None:
        super().__init__(data, auto_id="filter_%s")
        field = self.fields["what"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Everything"), *((each, NOTICE.named(each)) for each in told)]


class TeamForm(GovukForm):
    """Which team to look at."""

    marks_optional = False
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *, teams: Sequence[tuple[int, str]], chosen: str) -> None:
        number = next((each for each, name in teams if name == chosen), None)
        super().__init__(initial={"team": number})
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(each), name) for each, name in teams]


class LetterForm(GovukForm):
    """When to send an e-mail, and where to."""

    marks_optional = False

    how = CodeField(
        LETTER,
        label="When do you want an e-mail?",
        error_messages={"required": "Choose when you want an e-mail"},
    )
    address = forms.CharField(
        label="Your e-mail address",
        help_text="Your address at work. Needed unless you want no e-mail.",
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )


class AllocateForm(GovukForm):
    """To whom a child goes, with which brothers and sisters, and why."""

    to = forms.ChoiceField(
        label="To whom?",
        widget=forms.Select(),
        error_messages={"required": "Choose a worker or a team"},
    )
    children = forms.MultipleChoiceField(label="Who goes along?", required=False, widget=Checkboxes)
    words = forms.CharField(max_length=10_000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, page: ToAllocate, is_handover: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to, words = self.fields["to"], self.fields["words"]
        if isinstance(to, forms.ChoiceField):
            to.choices = [("", "Choose"), *_people(page.teams, leave_out=page.has_user)]
        if page.together and isinstance(children := self.fields["children"], forms.ChoiceField):
            children.choices = [(each.child, _named(each)) for each in page.together]
            children.initial = [each.child for each in page.together]
        else:
            del self.fields["children"]
        words.label = "Why, and what is expected?" if is_handover else "What must they know?"
        words.required = is_handover
        words.error_messages["required"] = "Say why, in words"


class WriteForm(GovukForm):
    """What the next worker must know."""

    words = forms.CharField(
        label="What must the next worker know?",
        help_text="What worries you most, what you have promised, whom the child trusts, what you "
        "were about to do. Not what the record says already.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write what the next worker must know"},
    )


class TakeOverForm(GovukForm):
    """Each open concern, to be ticked by name."""

    marks_optional = False

    concerns = forms.MultipleChoiceField(
        label="I have read each of these, and answer for it from now on",
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args: Any, concerns: Sequence[ConcernLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["concerns"]
        if not concerns:
            del self.fields["concerns"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [(each.concern, _in_words(each)) for each in concerns]


def _people(
    teams: Sequence[CandidateTeam], *, leave_out: int | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices: of each team its workers with how much they have, and the team itself."""
    return [
        (
            each.name,
            [
                *(
                    (f"user:{one.user}", f"{one.name}{_load(one.children, one.concerns)}")
                    for one in each.workers
                    if one.user != leave_out
                ),
                (f"team:{each.team}", f"{each.name}: to wait for a worker"),
            ],
        )
        for each in teams
    ]


def _load(children: int, concerns: int) -> str:
    if not children:
        return ""
    return f" ({_counted(children, 'child', 'children')}, {_counted(concerns, 'open concern')})"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _named(each: Who) -> str:
    return f"{each.name}, {each.age}" if each.age else each.name


def _in_words(each: ConcernLine) -> str:
    harms = all_named(each.harms, HARM.name)
    since = f"raised by {each.agency} on {day(each.opened_on)}, open for {days_long(each.days)}"
    return f"{each.who.name}: {harms}, {since}"
