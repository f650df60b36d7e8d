"""A visit and what it asks for are saved together, or not at all."""

from datetime import UTC, date, datetime

import pytest

from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight
from keepsight.casework.visit.page import quick_page
from keepsight.casework.visit.record import Next, record
from keepsight.record import ledger
from keepsight.record.models import Ask
from keepsight.record.reader import reading_as, reading_as_system
from tests.web.small_authority import LEO, MAYA, TODAY, TOM, SmallAuthority, build

AT = datetime(2025, 3, 31, 15, tzinfo=UTC)
SEEN = {"seen": "seen", "seen_alone": True, "concerns": ()}
REFUSED = {"seen": "refused", "seen_alone": None, "why_not": "The door was shut.", "concerns": ()}
SHARED = {"happened_on": date(2025, 3, 31), "visit": "child_protection"}


@pytest.fixture
def authority(db: None) -> SmallAuthority:
    return build()


def visit(authority: SmallAuthority, own: dict, next_: Next | None = None) -> None:
    worker = authority.people["social_worker"]
    with reading_as(worker, on=TODAY):
        page = quick_page(MAYA, "visit", by=worker, on=TODAY)
        record(page=page, shared=SHARED, own=own, next_=next_, reference="r", by=worker, at=AT)


def saved() -> tuple[int, int]:
    """How many facts of the family there are, and how much is asked."""
    with reading_as_system("tests count"):
        facts = sum(len(own) for own in ledger.facts_of_many([MAYA, LEO, TOM]).values())
        return facts, Ask.objects.count()


@pytest.mark.parametrize(
    ("own", "next_", "message"),
    [
        ({MAYA: REFUSED}, None, "Say what happens next"),
        ({MAYA: REFUSED}, Next("  "), "Say what happens next"),
        ({MAYA: REFUSED}, Next("Go again.", date(2025, 3, 30)), "today or ahead"),
        ({MAYA: SEEN, LEO: REFUSED}, Next("Go again.", of=10**9), "Choose somebody"),
        ({MAYA: SEEN | {"concerns": ("tom-first",)}}, None, "no concern tom-first"),
        ({}, None, "at least one child"),
    ],
)
def test_what_is_not_right_saves_nothing(
    own: dict, next_: Next | None, message: str, authority: SmallAuthority
) -> None:
    before = saved()
    with pytest.raises(NotRight, match=message):
        visit(authority, own, next_)
    assert saved() == before


def test_a_child_of_others_among_them_saves_nothing(authority: SmallAuthority) -> None:
    before = saved()
    with pytest.raises(Refused):
        visit(authority, {MAYA: SEEN, TOM: SEEN})
    assert saved() == before


def test_what_is_next_is_asked_once_for_each_child_who_was_not_seen(
    authority: SmallAuthority,
) -> None:
    facts, _ = saved()
    visit(authority, {MAYA: SEEN, LEO: REFUSED}, Next("Go again."))
    assert saved() == (facts + 2, 1)
    with reading_as_system("tests look at what is asked"):
        assert Ask.objects.get().child_id == LEO
