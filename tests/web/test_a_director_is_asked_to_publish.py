"""Whoever writes a lesson down asks a director to publish it; of a lesson as it stands they are
told once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from keepsight.casework import access
from keepsight.casework.lesson import lesson, offer
from keepsight.casework.not_right import NotRight
from keepsight.record.models import Notice
from keepsight.record.reader import reading_as, reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import TODAY, SmallAuthority, write_a_lesson
from tests.web.test_a_lesson_that_cannot_be_read import AT

Ask = Callable[..., bool]


@pytest.fixture
def code(authority: SmallAuthority) -> str:
    return write_a_lesson(authority)


@pytest.fixture
def ask(authority: SmallAuthority, code: str) -> Ask:
    def asked(*, by: str = "manager", hours: int = 1) -> bool:
        who = authority.people[by]
        with reading_as(who, on=TODAY):
            return offer.offer(lesson=code, by=who, at=AT + timedelta(hours=hours))

    return asked


def told() -> list[tuple[str, str]]:
    with reading_as_system("test"):
        rows = Notice.objects.filter(what="lesson_offered").select_related("to")
        return [(each.to.role, each.words) for each in rows]


def test_the_inbox_of_a_director_leads_to_the_lesson(sign_in: SignIn, code: str) -> None:
    manager = sign_in("manager")
    page = manager.get(f"/lessons/{code}").content.decode()
    assert f'href="/lessons/{code}/offer"' in page

    sent = manager.post(f"/lessons/{code}/offer", follow=True).content.decode()

    assert "The directors are told." in sent
    inbox = sign_in("director").get("/inbox").content.decode()
    assert "A lesson is written down and waits to be published" in words(inbox)
    assert f'href="/lessons/{code}"' in inbox
    assert "Nobody looked again" in words(inbox)


def test_of_a_lesson_as_it_stands_they_are_told_once(
    authority: SmallAuthority, code: str, ask: Ask
) -> None:
    assert ask(hours=1)
    assert not ask(hours=2)
    assert told() == [("director", "Nobody looked again")]

    manager = authority.people["manager"]
    with reading_as(manager, on=TODAY):
        what = {"limit": {"amount": 15, "unit": "working_days"}}
        lesson.change(lesson=code, what=what, by=manager, at=AT + timedelta(hours=3))

    assert ask(hours=4)
    assert len(told()) == 2


def test_who_may_not_write_lessons_asks_nobody(ask: Ask) -> None:
    with pytest.raises(access.Refused):
        ask(by="social_worker")

    assert told() == []


def test_a_published_lesson_is_not_offered(
    authority: SmallAuthority, code: str, ask: Ask, sign_in: SignIn
) -> None:
    director = authority.people["director"]
    with reading_as(director, on=TODAY):
        lesson.publish(lesson=code, reasons="Asked for.", by=director, at=AT)

    with pytest.raises(NotRight):
        ask()

    assert "It is published as it is." in sign_in("manager").get(f"/lessons/{code}/offer").text
    assert told() == []


def test_what_cannot_hold_together_is_said(
    authority: SmallAuthority, code: str, sign_in: SignIn
) -> None:
    manager = authority.people["manager"]
    with reading_as(manager, on=TODAY):
        window = {"amount": 6, "unit": "months"}
        lesson.change(lesson=code, what={"times": 1, "window": window}, by=manager, at=AT)
        lesson.change(lesson=code, what={"sort": "too_many"}, by=manager, at=AT)

    sent = sign_in("manager").post(f"/lessons/{code}/offer").text

    assert "nothing is counted within a time: leave it empty" in sent
    assert told() == []


def test_an_unfinished_lesson_is_not_offered(
    authority: SmallAuthority, code: str, ask: Ask, sign_in: SignIn
) -> None:
    manager = authority.people["manager"]
    with reading_as(manager, on=TODAY):
        lesson.change(lesson=code, what={"clears": []}, by=manager, at=AT)

    with pytest.raises(NotRight):
        ask()

    assert "not finished yet" in sign_in("manager").post(f"/lessons/{code}/offer").text
    assert told() == []
