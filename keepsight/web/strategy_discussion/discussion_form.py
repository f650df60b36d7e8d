"""The form on which a strategy discussion is recorded: who was there and what each knew, then for
each child whether a medical was considered, what was decided and why."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField

from keepsight.casework.fact_line import day_in_words
from keepsight.casework.strategy_discussion import Decided, Participant
from keepsight.casework.strategy_discussion_page import DiscussionForm as Asked
from keepsight.casework.strategy_discussion_page import OpenConcern, Person
from keepsight.casework.who import Who
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import CONSIDERED, STRATEGY_DECISION
from keepsight.web.assessment.form import LONGEST
from keepsight.web.govuk.form import Checkboxes, DayField, Radios
from keepsight.web.govuk.tags import phrase
from keepsight.web.govuk.telling import TellingForm

FEW, OTHERS = 2, 8
"""So many people may be added besides those who work with the children already: a few at once, more
when asked for."""
STAYS_OPEN = "Every open concern stays open."

_DECISIONS = (
    ("section_47 joint", "Section 47 enquiry: social care and police together", ""),
    ("section_47 single", "Section 47 enquiry: social care alone", ""),
    *(
        (each, STRATEGY_DECISION.named(each), "")
        for each in ("assessment", "child_in_need", "further_discussion")
    ),
    ("no_further_action", STRATEGY_DECISION.named("no_further_action"), STAYS_OPEN),
)
_AGENCIES = [
    (each.code, each.name) for each in AGENCY.values() if each.group not in ("several", "public")
]


class WhomForm(TellingForm):
    """Whom the discussion was about, besides the child from whose page it began."""

    heading = "also"
    marks_optional = False

    def __init__(self, page: Asked, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["also"] = forms.MultipleChoiceField(
            label=f"Whom was the strategy discussion about, besides {page.who.name}?",
            help_text="One discussion, with a decision for each child. Tick nobody for one child.",
            choices=[(each.child, each.name) for each in page.siblings],
            widget=Checkboxes(hints={each.child: each.age for each in page.siblings}),
            required=False,
        )


class DiscussionForm(TellingForm):
    """A strategy discussion about one child or several."""

    marks_optional = False
    held_on = DayField(
        label="When was it held?",
        error_messages={"required": "Enter the day on which it was held"},
    )
    missing_reason = forms.CharField(
        label="If police, health or social care were not there, why not?",
        help_text="Guidance expects all three.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    reference = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, page: Asked, *args: Any, by: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.children = [each for each, _ in page.children]
        self.known = {each.name: each for each in page.others}
        for each in page.network:
            self._add_known(each, is_there=each.user == by)
        for number in range(OTHERS):
            self._add_other(number)
        for who, concerns in page.children:
            self._add_child(who, concerns, by=by)
        self.initial |= {"reference": uuid4().hex}

    def known_people(self) -> Iterator[tuple[Person, list[BoundField]]]:
        """Those who work with the children already, each with their fields."""
        for each in self.page.network:
            yield each, self._fields(f"known.{each.user}", ("there", "knew", "about"))

    few = FEW

    def first_others(self) -> list[list[BoundField]]:
        """The rows for others that are always shown."""
        return [self._other(each) for each in range(FEW)]

    def more_others(self) -> list[list[BoundField]]:
        """The rows for others that are shown when asked for."""
        return [self._other(each) for each in range(FEW, OTHERS)]

    @property
    def has_more(self) -> bool:
        """Whether something is written in the rows that are shown when asked for."""
        return any(field.value() for fields in self.more_others() for field in fields)

    def _other(self, number: int) -> list[BoundField]:
        return self._fields(f"other.{number}", ("name", "agency", "knew", "about"))

    def of_children(self) -> Iterator[tuple[Who, tuple[OpenConcern, ...], list[BoundField]]]:
        """Each child, what is open, and the fields about the child."""
        for who, concerns in self.page.children:
            yield who, concerns, [self[each] for each in _of(who.child) if each in self.fields]

    @property
    def there(self) -> list[Participant]:
        """Who was there: those ticked, those of whom something is told, and those named."""
        given, found = self.cleaned_data, []
        for each in self.page.network:
            key = f"known.{each.user}"
            if given[f"{key}.there"] or given[f"{key}.knew"].strip():
                found.append(self._participant(key, each.name, each.agency, each.user))
        for number in range(OTHERS):
            key = f"other.{number}"
            name = given[f"{key}.name"].strip()
            known = self.known.get(name)
            if name or given[f"{key}.knew"].strip():
                agency = given[f"{key}.agency"] or (known.agency if known else "")
                found.append(
                    self._participant(key, name or "Somebody", agency, known and known.user)
                )
        return found

    @property
    def decided(self) -> dict[str, Decided]:
        """What was decided, by child."""
        given, found = self.cleaned_data, {}
        for who in self.children:
            decision, _, enquiry = given[f"decision.{who.child}"].partition(" ")
            lead = given[f"lead.{who.child}"]
            found[who.child] = Decided(
                decision=decision,
                enquiry=enquiry or "not_stated",
                reasons=given[f"reasons.{who.child}"],
                medical_considered=given[f"medical.{who.child}"],
                medical_reasons=given[f"medical_reasons.{who.child}"],
                concerns=tuple(given.get(f"concerns.{who.child}", ())),
                lead=int(lead) if lead else None,
                next_on=given[f"next_on.{who.child}"],
            )
        return found

    def _fields(self, key: str, names: tuple[str, ...]) -> list[BoundField]:
        return [self[f"{key}.{each}"] for each in names if f"{key}.{each}" in self.fields]

    def _participant(self, key: str, name: str, agency: str, user: int | None) -> Participant:
        about = tuple(self.cleaned_data.get(f"{key}.about", ()))
        # The list of names says the agency too; what a fact says has it once.
        short = name.rpartition(", ")[0] if user else name
        knew = self.cleaned_data[f"{key}.knew"]
        return Participant(short, agency, knew=knew, children=about, user=user)

    def _add_known(self, person: Person, *, is_there: bool) -> None:
        key = f"known.{person.user}"
        self.fields[f"{key}.there"] = forms.BooleanField(
            label=f"{person.name} was there", required=False, initial=is_there
        )
        self._add_knew(key, f"What did {person.name.partition(',')[0]} know?")

    def _add_other(self, number: int) -> None:
        key = f"other.{number}"
        self.fields[f"{key}.name"] = forms.CharField(
            label="Name and role",
            max_length=200,
            required=False,
            widget=forms.TextInput({"list": "people", "autocomplete": "off"}),
        )
        self.fields[f"{key}.agency"] = forms.ChoiceField(
            label="Agency", choices=[("", "Choose"), *_AGENCIES], required=False
        )
        self._add_knew(key, "What did they know?")

    def _add_knew(self, key: str, label: str) -> None:
        self.fields[f"{key}.knew"] = _words(label, rows=2)
        if len(self.children) > 1:
            self.fields[f"{key}.about"] = forms.MultipleChoiceField(
                label="About whom? (nobody ticked means all)",
                choices=[(each.child, each.name) for each in self.children],
                required=False,
                widget=Checkboxes({"class": "govuk-checkboxes--small in-a-row"}),
            )

    def _add_child(self, who: Who, concerns: tuple[OpenConcern, ...], *, by: int) -> None:
        child, name = who.child, who.name
        if concerns:
            self.fields[f"concerns.{child}"] = forms.MultipleChoiceField(
                label=f"Which open concerns about {name} were talked about?",
                choices=[(each.concern, phrase(each.harms)) for each in concerns],
                initial=[each.concern for each in concerns],
                required=False,
                widget=Checkboxes(
                    hints={
                        each.concern: f"Raised on {day_in_words(each.opened_on)} by {each.agency}"
                        for each in concerns
                    }
                ),
            )
        self.fields[f"medical.{child}"] = forms.ChoiceField(
            label=f"Was a medical considered for {name}?",
            choices=[(each, CONSIDERED.named(each)) for each in CONSIDERED if each != "not_stated"],
            widget=Radios(),
            required=False,
        )
        self.fields[f"medical_reasons.{child}"] = _words("Why a medical, or why not?", rows=2)
        self.fields[f"decision.{child}"] = forms.ChoiceField(
            label=f"What was decided about {name}?",
            choices=[(code, said) for code, said, _ in _DECISIONS],
            widget=Radios(hints={code: hint for code, _, hint in _DECISIONS}),
            required=False,
        )
        self.fields[f"reasons.{child}"] = _words(f"Why was this decided about {name}?", rows=4)
        self.fields[f"lead.{child}"] = forms.ChoiceField(
            label="Who leads the enquiry? (if there is one)",
            choices=[(str(each.user), each.name) for each in self.page.leads],
            initial=str(by),
            required=False,
        )
        self.fields[f"next_on.{child}"] = DayField(
            label="When do they meet again? (if they do)", required=False
        )


_OF_CHILD = (
    "concerns",
    "medical",
    "medical_reasons",
    "decision",
    "reasons",
    "lead",
    "next_on",
)


def _of(child: str) -> list[str]:
    return [f"{each}.{child}" for each in _OF_CHILD]


def _words(label: str, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=False, widget=forms.Textarea({"rows": rows})
    )
