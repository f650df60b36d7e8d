"""Whatever somebody is asked to do leads to a page on which it is done, and every notice to a page
that there is."""

from datetime import UTC, datetime

import pytest
from django.urls import NoReverseMatch, reverse

from keepsight.casework.ask import AskLine
from keepsight.practice.codes.ask import ASK
from keepsight.practice.codes.notice import NOTICE
from keepsight.web.work.where import LEADS_TO, SAID_HERE, WHERE, to_do


def asked(kind: str) -> AskLine:
    return AskLine(
        ask=1,
        kind=kind,
        title=ASK.named(kind),
        child="maya",
        child_name="Maya Marsh",
        about="7",
        words="",
        due_on=None,
        asked_at=datetime(2025, 3, 31, tzinfo=UTC),
        asked_by="Mo Haddad",
        of="Sara Lund",
    )


@pytest.mark.parametrize("kind", ASK)
def test_whatever_is_asked_can_be_done_from_where_it_is_listed(kind: str) -> None:
    assert kind in WHERE or kind in SAID_HERE, "add a line to web/work/where.py"
    found = to_do(asked(kind), on=datetime(2025, 3, 31, tzinfo=UTC).date())
    assert found.address or found.is_to_be_said


def test_no_place_is_for_something_that_nobody_is_asked() -> None:
    assert set(WHERE) | SAID_HERE <= set(ASK)
    assert set(LEADS_TO) <= set(NOTICE)


@pytest.mark.parametrize("route", sorted(set(LEADS_TO.values())))
def test_a_notice_leads_to_a_page_that_there_is(route: str) -> None:
    try:
        reverse(route, args=["7"])
    except NoReverseMatch:
        pytest.fail(f"there is no route {route} with one part")
