"""The forms of the short pages: a visit, an appointment, supervision, what a child said; and what
was done about what was asked afterwards."""

from collections.abc import Mapping
from typing import Any

from django import forms

from keepsight.casework.visit.page import ChildHere
from keepsight.practice.codes.medical import ATTENDANCE
from keepsight.practice.codes.visit import HEARD, SEEN, VISIT
from keepsight.web.govuk.form import GovukForm, Radios
from keepsight.web.recording.field import LONGEST, LONGEST_LINE
from keepsight.web.visit.quick_form import QuickForm, line, words

# One tap says whether the child was seen, and whether alone.
SEEN_AND_HOW: Mapping[str, tuple[str, str, bool | None]] = {
    "alone": ("Seen, and alone", "seen", True),
    "not_alone": ("Seen, not alone", "seen", False),
    **{each.code: (each.name, each.code, None) for each in SEEN.values() if each.group},
}


NOTHING_SAID = ("shown", "asked", "not_asked")
"""Codes of HEARD that somebody chooses; the others follow from what is written."""


class VisitForm(QuickForm):
    """A visit: why, and of each child whether seen, whether alone, and what they said."""

    each = {"seen": "Say whether {} was seen"}

    def of_all(self) -> None:
        """Why the visit was made; the record knows most often."""
        self.fields["visit"] = forms.ChoiceField(
            label="Why was the visit made?",
            choices=[(each.code, each.name) for each in VISIT.values()],
            widget=Radios(),
            initial=self.page.why or None,
            error_messages={"required": "Choose why the visit was made"},
        )

    def of_each(self, child: ChildHere) -> dict[str, forms.Field]:
        """Seen and how, why not, and the child's words."""
        name = child.who.name
        return {
            "seen": forms.ChoiceField(
                label=f"Was {name} seen?",
                choices=[(code, words) for code, (words, _, _) in SEEN_AND_HOW.items()],
                widget=Radios(),
                required=False,
            ),
            "why_not": words(
                f"If {name} was not seen, or not alone: why?", rows=2, most=LONGEST_LINE * 5
            ),
            "child_words": words(
                f"What did {name} say?", hint="In the child’s own words, as exactly as you can."
            ),
            "heard": forms.ChoiceField(
                label=f"If {name} said nothing: why?",
                choices=[(each, HEARD.named(each)) for each in NOTHING_SAID],
                widget=Radios(),
                required=False,
            ),
        }

    def at_end(self) -> None:
        """What was seen, and what is next."""
        self.fields["detail"] = words(
            "What did you see and do?", hint="The home, the adults who were there, what was done."
        )
        self.ask_next("What happens next?", "Needed where a child was not seen.")

    def clean_child(self, given: Mapping[str, Any], number: int) -> None:
        """Where a child was not seen alone, or not at all, the reason is part of the record."""
        chosen = given.get(f"seen-{number}")
        if chosen and chosen != "alone" and not given.get(f"why_not-{number}"):
            name = self.page.children[number].who.name
            alone = "alone" if chosen == "not_alone" else "properly"
            self.add_error(f"why_not-{number}", f"Say why {name} was not seen {alone}")

    def own(self, given: Mapping[str, Any], number: int) -> dict[str, Any]:
        """Seen, alone, why not and the words."""
        _, seen, alone = SEEN_AND_HOW[given[f"seen-{number}"]]
        return {
            "seen": seen,
            "seen_alone": alone,
            "why_not": given[f"why_not-{number}"],
            "child_words": given[f"child_words-{number}"],
            "heard": _heard(seen, given[f"child_words-{number}"], given[f"heard-{number}"]),
        }


class AppointmentForm(QuickForm):
    """An appointment: what for, and of each child whether they were brought."""

    each = {"attendance": "Say whether {} was brought"}

    def of_all(self) -> None:
        """What it was for."""
        self.fields["appointment"] = line(
            "What was the appointment for?",
            hint="For example: eye clinic, speech therapy, dentist.",
            missing="Say what the appointment was for",
        )

    def of_each(self, child: ChildHere) -> dict[str, forms.Field]:
        """Brought or not."""
        return {
            "attendance": forms.ChoiceField(
                label=f"Was {child.who.name} brought?",
                choices=[(each.code, each.name) for each in ATTENDANCE.values()],
                widget=Radios(),
                required=False,
            ),
        }

    def at_end(self) -> None:
        """Why not, in words, and what is next."""
        self.fields["why_not"] = words(
            "If it did not take place: why, and who says so?",
            hint="A child is brought by an adult. Say what the adult said.",
            rows=2,
        )
        self.fields["detail"] = words("What came of it?")
        self.ask_next("What happens next?", "Needed where a child was not brought.", of_whom=True)

    def own(self, given: Mapping[str, Any], number: int) -> dict[str, Any]:
        """Brought or not."""
        return {"attendance": given[f"attendance-{number}"]}


class SupervisionForm(QuickForm):
    """Supervision: with whom, whether the history was gone through, and decisions for each
    child."""

    each = {"decisions": "Say what was decided for {}"}

    def of_all(self) -> None:
        """With whom, and whether earlier plans and concerns were gone through."""
        self.fields["worker"] = line(
            "Who was supervised?",
            missing="Say who was supervised",
            choices=[name for _, name in self.page.workers],
        )
        self.fields["history_considered"] = forms.TypedChoiceField(
            label="Were earlier plans and concerns gone through?",
            choices=(("yes", "Yes"), ("no", "No")),
            coerce=lambda chosen: {"yes": True, "no": False}.get(chosen),
            widget=Radios({"class": "govuk-radios--inline"}),
            error_messages={"required": "Say whether earlier plans and concerns were gone through"},
        )

    def of_each(self, child: ChildHere) -> dict[str, forms.Field]:
        """What was decided."""
        return {"decisions": words(f"What was decided for {child.who.name}?")}

    def at_end(self) -> None:
        """What was talked about, and what somebody is to do."""
        self.fields["detail"] = words("What was talked about?")
        self.ask_next(
            "What is to be done?",
            "It comes into the work of whoever does it, until they say that it is done.",
            of_whom=True,
        )

    def own(self, given: Mapping[str, Any], number: int) -> dict[str, Any]:
        """The decisions."""
        return {"decisions": given[f"decisions-{number}"]}


class WordsForm(QuickForm):
    """What a child said."""

    each = {"child_words": "Write down what {} said"}

    def of_all(self) -> None:
        """To whom."""
        self.fields["told_whom"] = line("To whom?", required=False)

    def of_each(self, child: ChildHere) -> dict[str, forms.Field]:
        """The words."""
        return {
            "child_words": words(
                f"What did {child.who.name} say?",
                hint="In the child’s own words. Do not ask the child again.",
                rows=4,
            )
        }

    def at_end(self) -> None:
        """What it was like, and what is next."""
        self.fields["detail"] = words(
            "Where was it, and what came before?", hint="What was asked, if anything was."
        )
        self.ask_next("What happens next?", "", of_whom=True)

    def own(self, given: Mapping[str, Any], number: int) -> dict[str, Any]:
        """The words."""
        return {"child_words": given[f"child_words-{number}"]}


class FollowUpForm(GovukForm):
    """What was done about what was asked."""

    detail = forms.CharField(
        label="What was done?",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what was done"},
    )


FORMS: Mapping[str, type[QuickForm]] = {
    "visit": VisitForm,
    "appointment": AppointmentForm,
    "supervision": SupervisionForm,
    "child_words": WordsForm,
}


def _heard(seen: str, words: str, chosen: str) -> str:
    """How the child was heard, as a code of HEARD: of one who was not seen nobody can say."""
    if words:
        return "words"
    return chosen or ("not_written" if seen == "seen" else "not_stated")
