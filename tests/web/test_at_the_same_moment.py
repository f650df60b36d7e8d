"""Two things at the same moment: a form sent twice is one concern, and of two answers one wins and
the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from keepsight.record.models import ConcernThread, LedgerFact
from keepsight.record.reader import reading_as_system
from tests.web import small_authority
from tests.web.page import read, words
from tests.web.small_authority import MAYA, MAYAS_CONCERN, SmallAuthority
from tests.web.test_concern import COMPLETE
from tests.web.test_raising import WHAT, WHO


@pytest.fixture
def lasting(own_database: object, settings) -> SmallAuthority:
    """The small authority in a database of its own, in which several may write at once."""
    settings.TODAY = small_authority.TODAY
    return small_authority.build()


def together(*deeds: Callable[[], None]) -> None:
    """Do these at once, each on a connection of its own."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], None]) -> None:
        start.wait()
        try:
            deed()
        finally:
            connection.close()

    threads = [Thread(target=one, args=[each]) for each in deeds]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


@pytest.mark.parametrize("who", [WHO, {"name": "Ivy Stone"}], ids=["known", "new"])
def test_a_double_click_on_send_raises_one_concern(lasting: SmallAuthority, who: dict) -> None:
    first = Client()
    first.force_login(lasting.people["referrer"])
    first.post("/raise", who)
    first.post("/raise/what", WHAT)
    second = Client()
    second.cookies = first.cookies.copy()
    pages: list[str] = []

    def send(client: Client) -> Callable[[], None]:
        return lambda: pages.append(client.post("/raise/check")["Location"])

    together(send(first), send(second))

    assert pages == ["/raise/done", "/raise/done"]
    assert read(first, "/raise/done") == read(second, "/raise/done")
    with reading_as_system("tests count concerns"):
        raised = ConcernThread.objects.filter(summary__contains=WHAT["detail"])
        assert raised.count() == 1


def test_of_two_answers_one_wins_and_the_other_is_told(lasting: SmallAuthority) -> None:
    pages: list[str] = []

    def answer(role: str, reasons: str) -> Callable[[], None]:
        client = Client()
        client.force_login(lasting.people[role])
        given = {**COMPLETE, "reasons": reasons}

        def send() -> None:
            sent = client.post(f"/concerns/{MAYAS_CONCERN}/answer", given, follow=True)
            pages.append(words(sent.content.decode()))

        return send

    together(answer("social_worker", "Because Sara saw it"), answer("manager", "Because Mo saw it"))

    told = [each for each in pages if "has proposed an answer, which waits" in each]
    assert len(told) == 1
    with reading_as_system("tests look at the answer"):
        reasons = LedgerFact.objects.get(child=MAYA, kind="answer_proposed").rest["reasons"]
    assert reasons in ("Because Sara saw it", "Because Mo saw it")
    loser = "Because Mo saw it" if reasons.endswith("Sara saw it") else "Because Sara saw it"
    assert loser in told[0]
