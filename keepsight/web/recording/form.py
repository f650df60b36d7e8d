"""The form of any kind of fact: what the class asks, and what every fact has that a person fills
in: when, in words, which concerns and harms, and for which brothers and sisters as well."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from keepsight.casework.fact_line import day_in_words, when_in_words
from keepsight.casework.recording import ConcernChoice, Recording
from keepsight.exchange.uncertain_date import UncertainDate
from keepsight.facts.fact import Fact
from keepsight.facts.kind import KindField, own_fields
from keepsight.practice.codes.harm import HARM
from keepsight.web.govuk.form import Checkboxes, CodesField, GovukForm
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm
from keepsight.web.happened import HappenedField, RecentField
from keepsight.web.recording.field import LONGEST, PEOPLE, form_field, shown

ASKS_HARMS = frozenset({"Front door", "Assessment", "Section 47", "Concern"})
"""Topics whose facts say which harms they are about; the rules read it there."""

NEEDS_WORDS = frozenset({"note"})


class FactForm(TellingForm):
    """The form for the kind of fact that the page is about, empty or with a fact's values."""

    places = {
        "happened_on": "happened",
        "latest_on": "happened",
        "from_categories": "to_categories",
    }

    def __init__(self, page: Recording, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.own = tuple(each for each in own_fields(page.kind) if self._is_asked(each))
        self.fields["happened"] = _happened(page.earlier)
        if page.siblings:
            self.fields["siblings"] = _siblings(page)
        for each in self.own:
            self.fields[each.name] = _about(page) if each.name == "about" else form_field(each)
        self.fields["detail"] = _detail(page.kind.kind)
        if page.concerns:
            self.fields["concerns"] = _concerns(page)
        if page.kind.topic in ASKS_HARMS:
            self.fields["harms"] = _harms(page.kind.kind)
        self.fields["reference"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=64
        )
        self.initial = _initial(page, self.own)

    def _is_asked(self, field: KindField) -> bool:
        """What the record itself knows is not asked: the fact that this is about, where there is
        none to choose."""
        return field.name != "about" or bool(self.page.about)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the fact, from a form in which nothing is wrong."""
        given = dict(self.cleaned_data)
        for name in ("siblings", "reference"):
            given.pop(name, None)
        happened: UncertainDate = given.pop("happened")
        people = {name: person for person, name in self.page.names.items()}
        for name in PEOPLE & set(given):
            given[name] = people.get(given[name], given[name])
        return given | {
            "happened_on": happened.happened_on,
            "latest_on": happened.latest_on,
            "precision": happened.precision,
            "date_as_written": "" if happened.precision == "day" else happened.as_written,
        }


class InErrorForm(GovukForm):
    """Why something should never have been in the record."""

    reasons = forms.CharField(
        label="Why should it never have been in the record?",
        help_text="For example: it is about another child.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it should never have been in the record"},
    )


def _happened(earlier: Fact | None) -> HappenedField:
    if earlier is None:
        return RecentField()
    words = when_in_words(earlier)
    return HappenedField(
        unchanged=UncertainDate(earlier.happened_on, earlier.latest_on, earlier.precision, words)
    )


def _siblings(page: Recording) -> forms.Field:
    return forms.MultipleChoiceField(
        label=f"Who else was it about, besides {page.who.name}?",
        help_text="Saved at once for each of them, as the same event.",
        choices=[(each.child, each.name) for each in page.siblings],
        widget=Checkboxes(hints={each.child: each.age for each in page.siblings}),
        required=False,
    )


def _about(page: Recording) -> forms.Field:
    choices = list(page.about)
    own = str(vars(page.earlier)["about"]) if page.earlier and page.is_correction else ""
    if own and own not in dict(choices):
        choices.append((own, own))
    field = next(each for each in own_fields(page.kind) if each.name == "about")
    return forms.ChoiceField(
        label=field.description.rstrip("."),
        choices=[("", "Not one of these"), *choices],
        required=False,
    )


def _detail(kind: str) -> forms.Field:
    return forms.CharField(
        label="What happened, in words",
        help_text="Who was there, what was seen and what was said.",
        max_length=LONGEST,
        required=kind in NEEDS_WORDS,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say what happened"},
    )


def _concerns(page: Recording) -> forms.Field:
    several = any(each.who != page.who for each in page.concerns)
    choices = [
        (
            each.concern,
            f"{each.who.name}: {_harms_of(each).lower()}" if several else _harms_of(each),
        )
        for each in page.concerns
    ]
    return forms.MultipleChoiceField(
        label="Which concerns is it about?",
        help_text="To name a concern here does not answer it.",
        choices=choices,
        widget=Checkboxes(hints={each.concern: _raised(each) for each in page.concerns}),
        required=False,
    )


def _harms_of(concern: ConcernChoice) -> str:
    return phrase(concern.harms)


def _raised(concern: ConcernChoice) -> str:
    raised = f"Raised on {day_in_words(concern.opened_on)} by {concern.agency}"
    return (
        raised if concern.is_open else f"{raised}. It has an answer; a return home opens it again"
    )


def _harms(kind: str) -> forms.Field:
    return CodesField(
        HARM,
        label="Which harms is it about?",
        required=kind == "concern",
        error_messages={"required": "Choose at least one harm"},
    )


def _initial(page: Recording, own: tuple[KindField, ...]) -> Mapping[str, Any]:
    earlier = page.earlier
    if earlier is None:
        return {"reference": uuid4().hex}
    values = vars(earlier)
    # A note that is given its kind answers none of what the kind asks.
    answered = own if page.is_correction else ()
    return {each.name: shown(each, values[each.name], page.names) for each in answered} | {
        "detail": earlier.detail,
        "concerns": list(earlier.concerns),
        "harms": list(earlier.harms),
    }
