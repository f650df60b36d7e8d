"""The form of every kind of fact, made from its class: it shows, it takes what is filled in, and a
correction that changes nothing says the same again."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from lxml import html

from keepsight.casework.fact import OWN_STEP
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.recording import ConcernChoice, Recording
from keepsight.casework.who import Who
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import KindField, own_fields
from keepsight.practice.codes.visit import VISIT
from keepsight.web.govuk.form import DayField
from keepsight.web.govuk.moment import MomentField
from keepsight.web.happened import HappenedField
from keepsight.web.recording.field import form_field, label
from keepsight.web.recording.form import FactForm
from tests.unit.a_fact import a_fact

MAYA, LEO = Who("maya", "Maya Marsh", "5 years"), Who("leo", "Leo Marsh", "3 years")
ABOUT = (("f-1", "Referral, 3 March 2024, GP"), ("f-2", "Referral, 1 March 2024, GP"))
BY_HAND = OWN_STEP | {"answer", "entered_in_error"}
FORMED = [each for each in KINDS.values() if each.kind not in BY_HAND]


def page(kind: type[Fact], **more: Any) -> Recording:
    """What a form is given: a family of two, one open concern of each, and no plan."""
    concerns = tuple(
        ConcernChoice(f"{each.child}-first", each, ("Neglect",), "GP", date(2024, 1, 8), True)
        for each in (MAYA, LEO)
    )
    given: dict[str, Any] = {
        "concerns": concerns,
        "siblings": (LEO,),
        "adults": ("Ray Holt",),
        "names": {"A1": "Ray Holt"},
        "about": ABOUT if any(each.name == "about" for each in own_fields(kind)) else (),
    }
    return Recording(who=MAYA, kind=kind, **given | more)


def sent(form: FactForm) -> QueryDict:
    """What a browser would send of a form as it stands."""
    typed = QueryDict(mutable=True)
    for name, value in html.fromstring(f"<form>{form}</form>").forms[0].form_values():
        typed.appendlist(name, value.removeprefix("\n"))
    return typed


def filled_in(form: FactForm) -> dict[str, Any]:
    """Something for every field, whatever it is."""
    typed: dict[str, Any] = {}
    for name, field in form.fields.items():
        if isinstance(field, DayField):
            moment = isinstance(field, MomentField)
            typed |= {f"{name}_day": "3", f"{name}_month": "June", f"{name}_year": "2024"}
            typed |= {f"{name}_time": "2:30pm"} if moment else {}
        elif isinstance(field, forms.ChoiceField):
            chosen = [code for code, _ in field.choices if code][-1 if name[:3] == "to_" else 0]
            typed[name] = [chosen] if isinstance(field, forms.MultipleChoiceField) else chosen
        elif isinstance(field, HappenedField):
            typed[name] = "June 2024"
        else:
            typed[name] = f"Words for {name}"
    return typed


def fact_from_form(form: FactForm) -> Fact:
    """The fact that a filled-in form makes of the child of the page."""
    assert form.is_valid(), form.errors
    own = {"child": "maya", "recorded_at": "2024-07-01T12:00:00Z", "agency": "social_care"}
    own |= {"recorded_by": "A worker", "source": "test", "kind": form.page.kind.kind}
    return fact_of(own | form.values)


@pytest.mark.parametrize("kind", FORMED, ids=lambda kind: kind.kind)
def test_a_filled_in_form_makes_a_fact_that_says_all_of_it(kind: type[Fact]) -> None:
    blank = FactForm(page(kind))
    own = {each.name for each in own_fields(kind)}
    assert own <= set(blank.fields)
    typed = filled_in(blank)

    fact = fact_from_form(FactForm(page(kind), typed))

    assert (fact.happened_on, fact.latest_on) == (date(2024, 6, 1), date(2024, 6, 30))
    assert (fact.precision, fact.date_as_written) == ("month", "June 2024")
    assert fact.detail == "Words for detail"
    for each in own_fields(kind):
        if each.name in own:
            assert vars(fact)[each.name] not in (None, "", ()), each.name


@pytest.mark.parametrize("kind", FORMED, ids=lambda kind: kind.kind)
def test_a_correction_that_changes_nothing_says_the_same(kind: type[Fact]) -> None:
    fact = fact_from_form(FactForm(page(kind), filled_in(FactForm(page(kind)))))
    corrected = page(kind, earlier=fact, siblings=())

    same = FactForm(corrected, sent(FactForm(corrected)))

    assert same.is_valid(), same.errors
    assert fact_of(fact.as_dict() | same.values) == fact


@pytest.mark.parametrize("kind", FORMED, ids=lambda kind: kind.kind)
def test_an_empty_form_says_what_is_missing_beside_a_field_that_is_there(kind: type[Fact]) -> None:
    form = FactForm(page(kind), {})

    assert not form.is_valid()
    assert form.errors["happened"] == ["Say when it was, even if you are not sure"]
    missing = {each.name for each in own_fields(kind) if each.shape == "code"} - {"about"}
    assert missing <= set(form.errors)
    for name, (message, *_) in form.errors.items():
        assert message.split()[0] in ("Choose", "Say", "Enter"), (name, message)


def test_a_code_is_always_chosen_and_its_meaning_stands_beside_it() -> None:
    shown = str(FactForm(page(KINDS["visit"])))

    assert shown.count("checked") == 0
    assert "The family did not let the visitor in." in shown
    assert FactForm(page(KINDS["visit"]), {}).errors["seen"] == [
        "Choose whether the child was seen"
    ]


@pytest.mark.parametrize(
    ("description", "asked"),
    [
        ("Whether the child was seen alone.", "Was the child seen alone?"),
        ("Whether enough agencies were there.", "Were enough agencies there?"),
        ("What was decided.", "What was decided"),
        ("Why, in words.", "Why, in words"),
    ],
)
def test_a_description_is_asked_as_a_question(description: str, asked: str) -> None:
    assert label(KindField("seen", description, "text", False)) == asked


def test_a_long_code_list_is_a_select_and_a_short_one_is_radios() -> None:
    relation = next(each for each in own_fields(KINDS["relationship"]) if each.codes)
    visit = next(each for each in own_fields(KINDS["visit"]) if each.codes is VISIT)

    assert isinstance(form_field(relation).widget, forms.Select)
    assert isinstance(form_field(visit).widget, forms.RadioSelect)


def test_a_name_of_the_family_is_kept_as_the_record_knows_the_person() -> None:
    typed = {"happened": "1 June 2024", "adult": "Ray Holt"}
    form = FactForm(page(KINDS["adult_joined"]), typed)

    assert form.is_valid(), form.errors
    assert form.values["adult"] == "A1"
    earlier = a_fact("adult_joined", "2024-06-01", adult="A1")
    shown = FactForm(page(KINDS["adult_joined"], earlier=earlier))
    assert shown["adult"].value() == "Ray Holt"


@pytest.mark.parametrize("moment", ["14:30", "2.30pm", "2pm", "0:05", "12am"])
def test_a_time_as_people_write_it(moment: str) -> None:
    typed = {"on_day": "3", "on_month": "6", "on_year": "2024", "on_time": moment}
    form = type("Moments", (forms.Form,), {"on": MomentField()})(typed)

    assert form.is_valid(), form.errors
    hours = {"14:30": 14, "2.30pm": 14, "2pm": 14, "0:05": 0, "12am": 0}
    assert form.cleaned_data["on"].hour == hours[moment]
    assert form.cleaned_data["on"].utcoffset().total_seconds() == 3600


@pytest.mark.parametrize("moment", ["25:00", "14:61", "13pm", "noonish", "0am"])
def test_a_time_that_is_none_says_so(moment: str) -> None:
    typed = {"on_day": "3", "on_month": "6", "on_year": "2024", "on_time": moment}
    form = type("Moments", (forms.Form,), {"on": MomentField()})(typed)

    assert form.errors["on"] == ["Enter a time such as 14:30 or 2:30pm"]


def test_what_casework_finds_wrong_stands_beside_its_field() -> None:
    typed = {"happened": "1 June 2024", "visit": "other", "seen": "seen", "heard": "asked"}
    form = FactForm(page(KINDS["visit"]), typed)
    assert form.is_valid()

    form.tell(wrong("happened_on", "lies in the future"))
    form.tell(wrong("colour", "is not known"))

    assert form.errors["happened"] == ["Lies in the future"]
    assert form.non_field_errors() == ["Is not known"]
