"""Plain HTML, plain forms and plain words become the design system's."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import engines

from keepsight.practice.codes.harm import HARM
from keepsight.web.govuk import tags
from keepsight.web.govuk.dress import dressed
from keepsight.web.govuk.form import CodesField, DayField, GovukForm, error_links
from keepsight.web.govuk.pages import Pages, page_number


class Questions(GovukForm):
    heading = "harms"
    harms = CodesField(
        HARM, label="What is the harm?", error_messages={"required": "Choose a harm"}
    )
    on = DayField(label="When was it?", required=False)
    words = forms.CharField(label="In your words", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="I am sure", error_messages={"required": "Say that you are"})


def filled(day: str, month: str, year: str) -> Questions:
    return Questions(
        {"harms": ["neglect"], "sure": "on", "on_day": day, "on_month": month, "on_year": year}
    )


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        (("27", "3", "2025"), date(2025, 3, 27)),
        ((" 1 ", "January", "2011"), date(2011, 1, 1)),
        (("29", "feb", "2024"), date(2024, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_day_in_three_boxes(parts: tuple[str, str, str], read: date | None) -> None:
    form = filled(*parts)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == read


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "2", "2025"), "invalid"),
        (("1", "1", "25"), "invalid"),
        (("1_0", "1", "2025"), "invalid"),
        (("9" * 40, "1", "2025"), "invalid"),
        (("1", "", "2025"), "incomplete"),
        (("-1", "1", "2025"), "invalid"),
        (("1", "1", "0000"), "invalid"),
    ],
)
def test_a_day_that_is_none_says_so(parts: tuple[str, str, str], message: str) -> None:
    form = filled(*parts)
    assert form.errors["on"] == [DayField.default_error_messages[message]]


def test_every_message_leads_to_something_on_the_page() -> None:
    form = Questions({"on_day": "1"})
    page = str(form)
    links = error_links(form)
    assert [message for _, message in links] == [
        "Choose a harm",
        DayField.default_error_messages["incomplete"],
        "Say that you are",
    ]
    for target, _ in links:
        assert f'id="{target}"' in page


def test_one_question_is_the_heading_and_optional_ones_say_so() -> None:
    page = str(Questions())
    assert page.count("<h1") == 1
    assert "When was it? (optional)" in page
    assert "I am sure (optional)" not in page


def test_what_a_code_means_is_tied_to_its_box() -> None:
    page = str(Questions())
    assert 'aria-describedby="id_harms_0-hint"' in page
    assert "illness made up" in page


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("<h1>A</h1>", '<h1 class="govuk-heading-l">A</h1>'),
        ('<p class="lead">A</p>', '<p class="govuk-body lead">A</p>'),
        ('<a href="/x">A</a>', '<a class="govuk-link" href="/x">A</a>'),
        ('<a class="govuk-button" href="/x">A</a>', '<a class="govuk-button" href="/x">A</a>'),
        ("<abbr>A</abbr><thead>", '<abbr>A</abbr><thead class="govuk-table__head">'),
        (
            '<th{% if a > b %} scope="col"{% endif %}>',
            '<th class="govuk-table__header"{% if a > b %} scope="col"{% endif %}>',
        ),
        ("<pre>1 < 2</pre>", "<pre>1 < 2</pre>"),
    ],
)
def test_plain_elements_are_dressed(plain: str, shown: str) -> None:
    assert dressed(plain) == shown


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "less than a day"),
        (1, "1 day"),
        (27, "27 days"),
        (28, "4 weeks"),
        (91, "13 weeks"),
        (92, "3 months"),
        (729, "23 months"),
        (730, "23 months"),
        (731, "2 years"),
        (1461, "4 years"),
    ],
)
def test_how_long_in_words(days: int, words: str) -> None:
    assert tags.days_long(days) == words


def test_days_and_moments_in_words() -> None:
    assert tags.day(date(2025, 3, 3)) == "3 March 2025"
    assert tags.moment(datetime(2025, 7, 1, 13, 5, tzinfo=UTC)) == "1 July 2025 at 2:05pm"
    assert tags.moment(datetime(2025, 1, 1, 0, 5, tzinfo=UTC)) == "1 January 2025 at 12:05am"
    assert tags.day(None) == tags.moment(None) == ""


def test_codes_and_lists_in_words() -> None:
    assert tags.all_named(["sexual", "neglect"], "harm") == "Sexual abuse and neglect"
    assert tags.all_named(["gp", "emergency_department"], "agency") == "GP and A&E"
    assert tags.phrase(["Neglect", "GP", "Sexual abuse"]) == "Neglect, GP and sexual abuse"
    assert tags.phrase([]) == tags.all_named([], "harm") == ""
    assert tags.listed(["a", "b", "c"]) == "a, b and c"
    assert tags.sentence("the boiler was mended") == "The boiler was mended."


def test_what_people_typed_is_shown_and_never_run() -> None:
    template = engines["django"].from_string("{% warning %}{{ words }}{% endwarning %}")
    assert "<script>" not in template.render({"words": "<script>"})
    assert "&lt;b&gt;" in tags.details("inside", "<b>")


def test_page_numbers_leave_out_the_middle() -> None:
    assert list(Pages(7, 400, 20).shown) == [1, None, 6, 7, 8, None, 20]
    assert list(Pages(1, 20, 20).shown) == [1]
    assert (Pages(1, 0, 20).last, Pages(1, 0, 20).is_needed) == (1, False)
    assert (Pages(20, 400, 20).next, Pages(20, 400, 20).previous) == (None, 19)


@pytest.mark.parametrize("asked", [None, "", "0", "-3", "x", "9999999", "²"])
def test_a_page_number_that_makes_no_sense_is_the_first(asked: str | None) -> None:
    assert page_number(asked) == 1
