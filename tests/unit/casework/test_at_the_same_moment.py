"""Two people do the same, or what does not go together, in the same moment: one is done, and the
other is told."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from keepsight.casework import allocation, chronology, leaver
from keepsight.casework.household import relating
from keepsight.casework.not_right import NotRight
from keepsight.exchange.reading import Reading
from keepsight.record import ledger
from keepsight.record.models import Child, Involvement, Team
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_concern, a_fact
from tests.web import small_authority
from tests.web.small_authority import LEO, MAYA, TODAY, TOM, SmallAuthority
from tests.web.test_at_the_same_moment import together

AT = datetime(2025, 3, 31, 12, tzinfo=UTC)
WAIT = 10.0
"""Seconds, at most."""


@pytest.fixture
def authority(own_database: object) -> SmallAuthority:
    return small_authority.build()


def both(*deeds: Callable[[], object]) -> list[str]:
    """Do them at once; gives what those were told that were not done."""
    told: list[str] = []

    def one(deed: Callable[[], object]) -> None:
        try:
            deed()
        except NotRight as wrong:
            told.append(str(wrong))

    together(*(partial(one, each) for each in deeds))
    return told


def said(child: str, kind: str) -> int:
    with reading_as_system("tests count"):
        return sum(each.kind == kind for each in ledger.facts_of(child))


def test_a_relationship_that_two_end_is_ended_once(authority: SmallAuthority) -> None:
    end = partial(
        relating.end,
        child=MAYA,
        number=authority.relationship_of(MAYA),
        ended_on=TODAY,
        reasons="They were taken for each other’s.",
        at=AT,
    )
    two = (authority.people["social_worker"], authority.people["manager"])

    told = both(*(partial(end, by=each) for each in two))

    assert ["ended this meanwhile" in each for each in told] == [True]
    assert [said(each, "relationship_ended") for each in (MAYA, LEO)] == [1, 1]


def test_somebody_whom_two_relate_is_related_once(authority: SmallAuthority) -> None:
    relate = partial(
        relating.relate,
        child=MAYA,
        relative=f"person-{LEO}",
        relation="half_brother_or_sister",
        at=AT,
    )
    two = (authority.people["social_worker"], authority.people["manager"])

    told = both(*(partial(relate, by=each) for each in two))

    assert ["recorded as that already" in each for each in told] == [True]
    assert [said(each, "relationship") for each in (MAYA, LEO)] == [1, 1]


def test_a_file_that_is_sent_twice_is_taken_in_once(authority: SmallAuthority) -> None:
    facts = [
        a_fact("birth", "2020-02-02", child="LA-00123"),
        a_concern("2024-02-02", child="LA-00123"),
    ]
    take_in = partial(
        chronology.import_, Reading(facts=facts), by=authority.people["manager"], at=AT
    )

    told = both(take_in, take_in)

    assert ["begun one of these records" in each for each in told] in ([True], [])
    assert (said("LA-00123", "birth"), said("LA-00123", "concern")) == (1, 1)


def test_no_child_is_left_with_somebody_who_leaves(authority: SmallAuthority) -> None:
    manager, worker = authority.people["manager"], authority.people["social_worker"]
    with reading_as_system("tests put a child with a team"):
        fell = Team.objects.get(name="Fell Team")
        Involvement.objects.filter(child=TOM).update(team=fell)
    allocate = partial(
        allocation.allocate, children=[TOM], to=worker.pk, words="You have room.", by=manager, at=AT
    )
    leave = partial(leaver.mark_left, user=worker.pk, by=manager, at=AT)

    both(allocate, leave)

    with reading_as_system("tests look who has whom"):
        assert not Involvement.objects.filter(user=worker, to_on=None).exists()


def test_what_is_joined_while_somebody_waits_is_held_under_the_name_it_is_kept_as(
    authority: SmallAuthority,
) -> None:
    is_held, is_joined = Event(), Event()
    free: list[bool] = []

    def join() -> None:
        with reading_as_system("a test joins two records"), transaction.atomic():
            ledger.hold_all()
            is_held.set()
            Child.objects.filter(pk=LEO).update(kept_as_id=TOM)
            until(lambda: asked("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"))
        is_joined.set()

    def add() -> None:
        is_held.wait(WAIT)
        with reading_as_system("a test adds to a record"), transaction.atomic():
            ledger.hold({LEO})
            elsewhere = Thread(target=lambda: free.extend(map(is_free, (TOM, LEO))))
            elsewhere.start()
            elsewhere.join()

    together(join, add)

    assert is_joined.is_set()
    assert free == [False, True]


def is_free(child: str) -> bool:
    """Whether nobody holds what is read under this name."""
    try:
        return asked(
            "SELECT pg_try_advisory_lock(hashtextextended('keepsight child ' || %s, 0))", child
        )
    finally:
        connection.close()


def asked(question: str, *values: object) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return bool(cursor.fetchone()[0])


def until(is_so: Callable[[], bool]) -> None:
    """Wait until it is so, and not for ever."""
    end = monotonic() + WAIT
    while not is_so() and monotonic() < end:
        sleep(0.01)
