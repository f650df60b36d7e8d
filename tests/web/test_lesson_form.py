"""The form of a lesson, where it could let somebody go wrong without a word."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from keepsight.casework.lesson import lesson
from keepsight.casework.rule_number import set_number
from keepsight.record.reader import reading_as
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import TODAY, SmallAuthority
from tests.web.test_a_lesson_that_cannot_be_read import AT

Begin = Callable[..., str]


@pytest.fixture
def begin(authority: SmallAuthority) -> Begin:
    """Gives the address of a lesson of too many of something that says so much more."""

    def begun(**what: Any) -> str:
        mo = authority.people["manager"]
        with reading_as(mo, on=TODAY):
            code = lesson.draft(title="Three times", sentence="Three.", by=mo, at=AT)
            sort = {"sort": "too_many", "source": {"title": "Our audit"}}
            lesson.change(lesson=code, what=sort | what, by=mo, at=AT)
        return f"/lessons/{code}"

    return begun


@pytest.fixture
def manager(sign_in: SignIn) -> Client:
    return sign_in("manager")


def checked(manager: Client, address: str) -> list[str]:
    """The values of `per_concern` that stand chosen on the page."""
    boxes = re.findall(r"<input[^>]*>", manager.get(address).content.decode())
    chosen = [each for each in boxes if 'name="per_concern"' in each and " checked" in each]
    return [value for each in chosen for value in re.findall(r'value="(\w*)"', each)]


WHOLE = {"of": [{"kind": "concern"}], "clears": [{"kind": "medical"}], "times": 3}


def test_nothing_is_chosen_for_who_was_not_asked_yet(begin: Begin, manager: Client) -> None:
    address = begin()

    assert checked(manager, f"{address}/say/whom") == []
    sent = manager.post(f"{address}/say/whom", {"during": ""})
    assert "Choose yes or no" in sent.content.decode()


@pytest.mark.parametrize("per_concern", [True, False])
def test_what_was_said_is_chosen_again(begin: Begin, manager: Client, per_concern: bool) -> None:
    address = begin(**WHOLE, per_concern=per_concern)

    assert checked(manager, f"{address}/say/whom") == ["yes" if per_concern else "no"]


def test_what_clears_it_is_asked_for(begin: Begin, manager: Client) -> None:
    address = begin(of=WHOLE["of"])

    sent = manager.post(f"{address}/say/clears", {})

    assert "Choose at least one kind of fact" in sent.content.decode()


@pytest.mark.parametrize("day", ["31 February 2024", "4 March 2099", "yesterday"])
def test_a_day_of_an_example_that_cannot_be_is_named(
    begin: Begin, manager: Client, day: str
) -> None:
    address = begin(**WHOLE)

    sent = manager.post(f"{address}/examples", {"story": "three", "of-1": f"1 3 2024, {day}"})

    assert f"“{day}” is" in sent.content.decode()


def test_the_message_says_which_number_is_missing(begin: Begin, manager: Client) -> None:
    address = begin(**WHOLE | {"sort": "nothing_comes"})

    sent = manager.post(f"{address}/say/numbers", {"times": "3"})

    assert "Or how long after the first? Enter a number" in sent.content.decode()


def test_examples_are_not_offered_before_there_is_a_rule(begin: Begin, manager: Client) -> None:
    assert "/say/examples" not in manager.get(begin()).content.decode()


def test_what_a_box_means_stands_below_it(begin: Begin, manager: Client) -> None:
    page = manager.get(f"{begin(**WHOLE)}/say/numbers").content.decode()

    box, hint = 'id="id_by_different_agencies"', 'id="id_by_different_agencies_helptext"'
    assert 0 < page.index(box) < page.index(hint)
    assert 'aria-describedby="id_by_different_agencies_helptext"' in page


def test_a_number_that_was_set_on_the_page_of_the_rule_is_not_hidden(
    begin: Begin, manager: Client, authority: SmallAuthority
) -> None:
    address = begin(**WHOLE)
    code = address.removeprefix("/lessons/")
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        lesson.publish(lesson=code, reasons="Asked for.", by=director, at=AT)
    assert "these words name a number" not in manager.get(f"/rules/{code}").content.decode()
    assert "on its own page" not in words(manager.get(address).content.decode())

    with reading_as(director, on=TODAY):
        number = {"rule": code, "name": "How many", "amount": 5, "unit": ""}
        set_number(**number, reasons="Too many at three.", by=director, at=AT)

    assert "these words name a number" in manager.get(f"/rules/{code}").content.decode()
    said = words(manager.get(address).content.decode())
    assert "A number of this rule was set on its own page" in said


def test_what_is_too_long_is_said_in_our_words(manager: Client) -> None:
    sent = manager.post("/lessons/new", {"title": "x" * 101, "sentence": "y"})

    assert "It must be 100 letters or fewer, and has 101" in sent.content.decode()


def test_what_is_wrong_with_a_file_names_that_file(begin: Begin, manager: Client) -> None:
    address = begin(**WHOLE)
    rows = b"date,precision\n2020-01-06,day\n"

    sent = manager.post(f"{address}/past-cases", {"file": SimpleUploadedFile("our case.csv", rows)})

    assert "our case.csv, kind" in sent.content.decode()
