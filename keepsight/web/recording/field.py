"""A form field for each field of a kind of fact, made from what the class says of it: its shape,
its description and its code list."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from keepsight.facts.kind import KindField
from keepsight.practice.code import CodeList
from keepsight.web.govuk.form import Checkboxes, DayField, Radios
from keepsight.web.govuk.moment import MomentField
from keepsight.web.today import today

MOST_RADIOS = 8
LONGEST = 10_000
LONGEST_LINE = 200

ONE_LINE = frozenset(
    {
        "about",
        "adult",
        "worker",
        "team",
        "owner",
        "relative",
        "appointment",
        "carer",
        "chaired_by",
        "decided_by",
        "lead_practitioner",
        "officer",
        "partner",
        "through",
        "told_whom",
    }
)
"""Words that are a name or the name of a thing; all others may be as long as they need."""

PEOPLE = frozenset({"adult", "partner", "relative", "through"})
"""Fields that name somebody of the family: known names are offered as one types."""

_YES_NO = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
_WHETHER = re.compile(r"Whether (?P<who>.+?) (?P<verb>was|were|is|can|has) (?P<rest>.+)\.")


def label(field: KindField) -> str:
    """What the form asks: "Was the child seen?" for "Whether the child was seen."; otherwise the
    description without its full stop."""
    if found := _WHETHER.fullmatch(field.description):
        return f"{found['verb'].capitalize()} {found['who']} {found['rest']}?"
    return field.description.rstrip(".")


def form_field(field: KindField) -> forms.Field:
    """The form field for one field of a kind of fact.

    A code is always chosen, even where the class has one to fall back on: what nobody asked must
    not look like an answer.
    """
    return _MAKERS[field.shape](field)


def _asked(field: KindField, verb: str) -> dict[str, Any]:
    words = field.description.rstrip(".")
    if words.startswith("Kind "):
        words = f"the {words}"
    missing = f"{verb} {words[:1].lower()}{words[1:]}"
    return {"label": label(field), "error_messages": {"required": missing}}


def _code(field: KindField) -> forms.Field:
    codes = _codes_of(field)
    choices = [(each.code, each.name) for each in codes.values()]
    asked = _asked(field, "Choose")
    if len(choices) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", "Choose one"), *choices], **asked)
    return forms.ChoiceField(choices=choices, widget=Radios(hints=_hints(codes)), **asked)


def _codes(field: KindField) -> forms.Field:
    codes = _codes_of(field)
    is_long = len(codes) > MOST_RADIOS
    widget = Checkboxes(
        {"class": "govuk-checkboxes--small in-columns"} if is_long else {},
        hints={} if is_long else _hints(codes),
    )
    choices = [(each.code, each.name) for each in codes.values()]
    return forms.MultipleChoiceField(
        choices=choices, widget=widget, required=field.required, **_asked(field, "Choose")
    )


def _yes_no(field: KindField) -> forms.Field:
    return forms.TypedChoiceField(
        choices=_YES_NO,
        coerce=lambda chosen: {"yes": True, "no": False}.get(chosen),
        empty_value=None,
        required=False,
        widget=Radios({"class": "govuk-radios--inline"}),
        **_asked(field, "Choose"),
    )


def _text(field: KindField) -> forms.Field:
    widget: forms.Widget = forms.Textarea({"rows": 3})
    if field.name in ONE_LINE:
        offered = {"list": "people"} if field.name in PEOPLE else {}
        widget = forms.TextInput({"autocomplete": "off", **offered})
    return forms.CharField(
        max_length=LONGEST_LINE if field.name in ONE_LINE else LONGEST,
        required=field.required,
        widget=widget,
        **_asked(field, "Say"),
    )


def _day(field: KindField) -> forms.Field:
    hint = f"For example, {today().day} {today().month} {today().year}"
    return DayField(required=field.required, help_text=hint, **_asked(field, "Enter"))


def _instant(field: KindField) -> forms.Field:
    hint = f"For example, {today().day} {today().month} {today().year}, 14:30"
    return MomentField(required=field.required, help_text=hint, **_asked(field, "Enter"))


def _codes_of(field: KindField) -> CodeList:
    if field.codes is None:
        raise TypeError(f"the field {field.name} is coded and names no code list")
    return field.codes


def _hints(codes: CodeList) -> Mapping[str, str]:
    return {each.code: each.description for each in codes.values()}


# No kind of fact holds several free texts ("texts"); one that does must say how it is asked for.
_MAKERS: Mapping[str, Callable[[KindField], forms.Field]] = {
    "code": _code,
    "codes": _codes,
    "yes_no": _yes_no,
    "text": _text,
    "day": _day,
    "instant": _instant,
}


def shown(field: KindField, value: Any, names: Mapping[str, str]) -> Any:
    """What the form shows for a value that a fact has."""
    if field.shape == "yes_no":
        return {True: "yes", False: "no"}.get(value, "unknown")
    if field.shape == "codes":
        return list(value)
    return names.get(value, value) if field.name in PEOPLE else value
