"""The forms on which a meeting is written down: who came, what becomes of each concern, what is
decided, who did not agree, and what each agency knows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from keepsight.casework.meeting.attendance import PROFESSIONALS, ToNote
from keepsight.casework.meeting.decision import WITH_PLAN, WITHOUT_PLAN, Decided, OfChild, ToDecide
from keepsight.casework.meeting.invited import Invited
from keepsight.casework.meeting.outcome import Chosen, ToChoose
from keepsight.casework.meeting.report import OF_ALL, ToWrite
from keepsight.practice.codes.conference import (
    CHILD_VIEWS,
    CONCERN_OUTCOME,
    CONFERENCE_DECISION,
    MEETING_DECISION,
    MEETING_PART,
    MEETING_REPLY,
)
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.web.govuk.form import Checkboxes, CodesField, DayField, GovukForm, Radios
from keepsight.web.meeting.form import chosen, line, words


class ReportForm(GovukForm):
    """What somebody knows: about all the children, and about each of several."""

    def __init__(self, page: ToWrite, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        children = page.head.children
        self.fields[OF_ALL] = words(
            "What do you know?" if len(children) == 1 else "What do you know of all of them?",
            hint="What you saw and heard, with dates; what goes well; what worries you.",
            rows=10,
        )
        if len(children) > 1:
            for each in children:
                self.fields[each.child] = words(f"About {each.name} alone", rows=5)
        self.initial = {**page.words}


class AttendanceForm(GovukForm):
    """Who was there, what the family said, and each child's wishes."""

    marks_optional = False

    def __init__(self, page: ToNote, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"] = forms.MultipleChoiceField(
            label="Who was there?",
            choices=[(str(each.invitation), each.name) for each in page.invited],
            widget=Checkboxes(hints={str(each.invitation): _beside(each) for each in page.invited}),
            required=False,
            initial=[str(each.invitation) for each in page.invited if each.was_present],
        )
        for each in page.invited:
            if each.part not in PROFESSIONALS and each.part != "child":
                self.fields[f"views_{each.invitation}"] = words(
                    f"What did {each.name} say, or have told?", rows=2
                )
                self.initial[f"views_{each.invitation}"] = each.views
        for own in page.wishes:
            self.fields[f"known_{own.child}"] = chosen(
                f"How did {own.name}’s views come to the meeting?",
                [(each.code, each.name) for each in CHILD_VIEWS.values()],
            )
            self.fields[f"wishes_{own.child}"] = words(
                f"What does {own.name} wish?", hint="In the child’s own words.", rows=2
            )
            self.initial |= {f"known_{own.child}": own.known, f"wishes_{own.child}": own.wishes}
        if page.head.is_conference:
            self.fields["not_quorate_because"] = words(
                "If too few agencies were there: why did it go ahead?",
                hint=f"Enough are {page.quorum}. {page.standing}.",
                rows=2,
            )
            self.initial["not_quorate_because"] = page.not_quorate_because

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        known = {key[6:]: given[key] for key in given if key.startswith("known_")}
        return {
            "present": [int(each) for each in given["present"]],
            "views": {int(key[6:]): given[key] for key in given if key.startswith("views_")},
            "wishes": {child: (how, given[f"wishes_{child}"]) for child, how in known.items()},
            "not_quorate_because": given.get("not_quorate_because", ""),
        }


class OutcomeForm(GovukForm):
    """One outcome of a concern: what `kind` of it asks."""

    marks_optional = False

    def __init__(self, page: ToChoose, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        fields = {
            "action": self._for_action,
            "answer": self._for_answer,
            "carried_on": self._for_carrying_on,
        }[kind](page)
        self.fields.update(fields)
        before = page.concern.outcome
        if before is not None and before.kind == kind:
            self.initial |= {
                name: getattr(before, name)
                for name in ("reasons", "action", "due_on", "test_of_success", "contingency")
            }
            people = {name: key for key, name in (*page.owners, *page.answerers)}
            self.initial["owner"] = people.get(before.owner, "")
            self.initial["owner_named"] = "" if before.owner in people else before.owner
            self.initial["answerer"] = people.get(before.answerer, "")
            asked = (key for key, name in page.managers if _is(name, before.asked_to_agree))
            self.initial["asked_to_agree"] = next(asked, "")

    @property
    def values(self) -> Chosen:
        """What was filled in, as the action takes it."""
        given = dict(self.cleaned_data)
        for name in ("owner", "answerer", "asked_to_agree"):
            given[name] = int(given[name]) if given.get(name) else None
        return Chosen(self.kind, **given)

    def _for_action(self, page: ToChoose) -> dict[str, forms.Field]:
        return {
            "action": words("What is to be done?", rows=2, needed="Say what is to be done"),
            "owner": chosen("Who does it?", list(page.owners)),
            "owner_named": line("Or somebody else, by name"),
            "due_on": DayField(label="By when?", error_messages={"required": "Say by which day"}),
            "test_of_success": words(
                "How will you know that it worked?",
                rows=2,
                needed="Say how you will know that it worked",
            ),
            "contingency": words("What happens if it does not?", rows=2),
        }

    def _for_answer(self, page: ToChoose) -> dict[str, forms.Field]:
        return {
            "answerer": chosen(
                "Who answers it?",
                list(page.answerers),
                hint="In their own name, on the concern’s page. It then leaves this agenda.",
                needed="Choose who answers it",
            ),
            "reasons": words("What did the meeting think?", rows=3),
        }

    def _for_carrying_on(self, page: ToChoose) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "reasons": words(
                "Why is it carried on?",
                hint="What is still missing before somebody can answer it?",
                needed="Say why it is carried on",
            )
        }
        if page.concern.needs_manager:
            fields["asked_to_agree"] = chosen("Which manager has to agree?", list(page.managers))
        return fields


def _is(signature: str, name: str) -> bool:
    """Whether somebody who signs so has this name."""
    return bool(name) and signature.partition(",")[0] == name


class AgreeForm(GovukForm):
    """A manager agrees that a concern is carried on once more, or says no."""

    agrees = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, it is carried on once more"), ("no", "No, decide something else")],
        widget=Radios(),
        error_messages={"required": "Choose whether you agree"},
    )
    reasons = words("If not: why, and what would you have done instead?")


class DecisionsForm(GovukForm):
    """What is decided about each child."""

    def __init__(self, page: ToDecide, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        several = len(page.children) > 1
        for each in page.children:
            self._add(each, of=f" about {each.name}" if several else "")
        self.fields["said"] = words("What was talked through?", rows=6)
        self.fields["next_on"] = DayField(label="When do you meet again?", required=False)
        self.initial |= {"said": page.said, "next_on": page.next_on}

    @property
    def values(self) -> Mapping[str, Decided]:
        """What was filled in, by child."""
        given = self.cleaned_data
        return {
            each.child: Decided(
                decision=given[f"decision_{each.child}"],
                reasons=given[f"reasons_{each.child}"],
                categories=tuple(given.get(f"categories_{each.child}", ())),
                plan_end=given.get(f"plan_end_{each.child}", ""),
            )
            for each in self.page.children
        }

    def _add(self, own: OfChild, *, of: str) -> None:
        conference = self.page.head.is_conference
        codes = CONFERENCE_DECISION if conference else MEETING_DECISION
        out = {"not_stated"} | (WITHOUT_PLAN if own.plan else WITH_PLAN)
        self.fields[f"decision_{own.child}"] = forms.ChoiceField(
            label=f"What is decided{of}?",
            choices=[(each.code, each.name) for each in codes.values() if each.code not in out],
            widget=Radios(),
            error_messages={"required": f"Choose what is decided{of}"},
        )
        if conference:
            self.fields[f"categories_{own.child}"] = CodesField(
                HARM, label=f"If {own.name} has a plan: for which harms?", required=False
            )
        if conference and own.plan:
            self.fields[f"plan_end_{own.child}"] = chosen(
                f"If the plan of {own.name} ends: why?",
                [(each.code, each.name) for each in PLAN_END.values() if each.code != "not_stated"],
            )
        # A conference decides one of few things; what another meeting decides is said in words.
        asks = f"Why is that decided{of}?" if conference else f"What was decided{of}, and why?"
        self.fields[f"reasons_{own.child}"] = words(
            asks, rows=3, needed=f"Say why that is decided{of}, in words"
        )
        said = own.decided
        self.initial |= {
            f"decision_{own.child}": said.decision,
            f"categories_{own.child}": list(said.categories or own.plan),
            f"plan_end_{own.child}": said.plan_end,
            f"reasons_{own.child}": said.reasons,
        }


class DissentForm(GovukForm):
    """Who does not agree, and why. Somebody who does not run the meeting speaks for themselves."""

    reasons = words("Why?", needed="Say why, in words")

    def __init__(self, names: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if names:
            who = chosen(
                "Who does not agree?",
                [(each, each) for each in names],
                needed="Choose who does not agree",
            )
            self.fields = {"said_by": who, **self.fields}


class SentForm(GovukForm):
    """On which day something was sent."""

    sent_on = DayField(
        label="On which day was it sent?", error_messages={"required": "Enter the day it was sent"}
    )

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["sent_on"] = today


def _beside(each: Invited) -> str:
    parts = [each.organisation or MEETING_PART.named(each.part)]
    parts += [MEETING_REPLY.named(each.reply).lower()] if each.reply else []
    return ", ".join(parts)


OUTCOMES = tuple((each.code, each.name, each.description) for each in CONCERN_OUTCOME.values())
