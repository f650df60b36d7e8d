"""Deciding about a referral."""

from django import forms

from keepsight.practice.codes.assessment import CONSIDERED
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.web.govuk.form import CodeField, DayField, GovukForm, Radios

STAYS_OPEN = "The concern stays open."
HINTS = {
    each.code: f"{each.description} {STAYS_OPEN if each.group == 'closed' else ''}".strip()
    for each in REFERRAL_DECISION.values()
}


class DecisionForm(GovukForm):
    """What is done about the referral, why, and whether the referrer knows."""

    decision = CodeField(
        REFERRAL_DECISION,
        label="What do you decide?",
        widget=Radios(hints=HINTS),
        error_messages={"required": "Choose what you decide"},
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="The referrer reads this. Say what you weighed, the earlier history too.",
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say why"},
    )
    history_considered = forms.TypedChoiceField(
        label="Did you go through earlier referrals and work?",
        help_text="Theirs and their brothers’ and sisters’. Leave it empty if there are none.",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
        required=False,
        widget=Radios({"class": "govuk-radios--inline"}),
    )
    strategy_considered = forms.TypedChoiceField(
        label="Did you consider a strategy discussion?",
        help_text="Ask it of every child who may be harmed. If none is needed, say above why.",
        choices=[(each, CONSIDERED.named(each)) for each in CONSIDERED if each != "not_stated"],
        empty_value="not_stated",
        required=False,
        widget=Radios(),
    )
    evidence = forms.CharField(
        label="What shows that it was malicious?",
        help_text="Only if you judge it malicious. A quarrel in the family is no evidence.",
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    referrer_told_on = DayField(
        label="When was the referrer told?",
        help_text="They see the decision here at once. Leave it empty if nobody has told them yet.",
        required=False,
    )


class ToldForm(GovukForm):
    """Who without an account was told what was decided, and by what means."""

    told = forms.CharField(
        label="Who was told?",
        max_length=200,
        error_messages={"required": "Say who was told"},
    )
    told_how = forms.CharField(
        label="How?",
        help_text="On the telephone, by letter, or what you tried.",
        max_length=200,
        error_messages={"required": "Say how"},
    )
