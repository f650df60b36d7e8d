"""Laws of the ledger: whoever writes at once, no chain forks and nothing is lost; and a process
that is killed in the middle of an action leaves all of it or nothing."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepsight.casework import concern
from keepsight.casework.not_right import NotRight
from keepsight.config import embedded
from keepsight.facts.fact import Fact
from keepsight.record import chain, ledger
from keepsight.record.models import AuditEntry, ConcernThread, Finding, LedgerFact, Person
from keepsight.record.reader import reading_as_system
from tests.laws.test_what_was_known import histories
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, a_child, a_place, siblings, written

WRITERS = 6
EACH_WRITES = 8


@given(histories())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.django_db
def test_what_was_written_is_read_back_and_its_chains_hold(db: None, facts: list[Fact]) -> None:
    with transaction.atomic():
        for child in ("a", "b"):
            a_child(child)
        with reading_as_system("law"):
            for each in facts:
                ledger.append([each], by=None, at=NOON)

            found = ledger.facts_of_many(["a", "b"])
            verdict = chain.verify()

            assert found == {c: [f for f in facts if f.child == c] for c in ("a", "b")}
            assert verdict.breaks == []
            assert verdict.heads == ledger.heads_of(["a", "b"])
        transaction.set_rollback(True)


@given(histories(), st.integers(0, 12))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.django_db
def test_added_one_by_one_or_at_once_the_same_stands(
    db: None, facts: list[Fact], first: int
) -> None:
    """What stands is a function of the facts, whatever the steps in which they came."""

    def standing(batches: list[list[Fact]]) -> tuple[list, list]:
        with transaction.atomic():
            for child in ("a", "b"):
                a_child(child)
            siblings("a", "b")
            for each in batches:
                written(each)
            with reading_as_system("law"):
                threads = list(ConcernThread.objects.order_by("pk").values())
                findings = list(Finding.objects.order_by("pk").values())
            transaction.set_rollback(True)
        return threads, findings

    at_once = standing([facts])
    in_steps = standing([*([each] for each in facts[:first]), facts[first:]])

    assert in_steps == at_once


def test_writers_at_once_do_not_fork_a_chain(own_database: embedded.Server) -> None:
    """Six connections write about three children, two of them brothers, all at the same time."""
    for child in ("a", "b", "c"):
        a_child(child)
    siblings("a", "b")
    ready = threading.Barrier(WRITERS)
    failed: list[BaseException] = []

    def write(number: int) -> None:
        try:
            ready.wait()
            for turn in range(EACH_WRITES):
                child = "abc"[(number + turn) % 3]
                written([a_fact("note", "2024-01-08", child=child, detail=f"{number} {turn}")])
        except BaseException as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(timeout=60)

    assert failed == []
    with reading_as_system("law"):
        verdict = chain.verify()
        texts = Counter(f.detail for own in ledger.facts_of_many("abc").values() for f in own)
    assert verdict.breaks == []
    assert verdict.rows == WRITERS * EACH_WRITES
    assert set(texts.values()) == {1}


def test_two_who_answer_at_once_leave_one_answer(own_database: embedded.Server) -> None:
    place = a_place()
    a_child("a", team=place.team)
    (raised,) = written([a_fact("concern", "2024-01-08", child="a", harms=["neglect"])])
    ready = threading.Barrier(2)
    came_of_it: list[str] = []

    def answer(by: str) -> None:
        ready.wait()
        try:
            concern.answer(
                concern=raised.fact_id,
                answer="explained",
                reasons="Seen by two doctors",
                rests_on_facts=[raised.fact_id],
                by=place.people[by],
                at=NOON,
            )
            came_of_it.append("answered")
        except NotRight as wrong:
            came_of_it.append(str(wrong))
        finally:
            connection.close()

    both = [threading.Thread(target=answer, args=(by,)) for by in ("social_worker", "manager")]
    for each in both:
        each.start()
    for each in both:
        each.join(timeout=60)

    assert sorted(came_of_it)[1] == "answered"
    assert "has an answer already" in sorted(came_of_it)[0]
    with reading_as_system("law"):
        assert LedgerFact.objects.filter(kind="answer").count() == 1


KILLED = """
import os, signal, sys
import django
django.setup()
from datetime import UTC, datetime
from keepsight.casework import action, audit, child_record, concern, projection
from keepsight.record import ledger
from keepsight.record.models import User

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

where = sys.argv[1]
if where == "after the record was begun":
    ledger.hold = die
elif where == "after the fact":
    projection.refresh = projection.refresh_all = die
elif where == "before the audit":
    audit.did = die
elif where == "before the commit":
    written = audit.did
    def write_and_die(**kwargs):
        written(**kwargs)
        die()
    audit.did = write_and_die
concern.raise_(
    child=child_record.NamedChild("Sam New"), harms=["neglect"], detail="Hungry",
    by=User.objects.get(role="referrer"), at=datetime(2024, 6, 3, 12, tzinfo=UTC),
)
"""


@pytest.mark.parametrize(
    "where",
    [
        "after the record was begun",
        "after the fact",
        "before the audit",
        "before the commit",
        "never",
    ],
)
def test_a_killed_process_leaves_all_or_nothing(own_database: embedded.Server, where: str) -> None:
    a_place()

    process = subprocess.run(
        [sys.executable, "-c", KILLED, where],
        env={**os.environ, **own_database.environment},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
        timeout=60,
    )

    killed = where != "never"
    assert process.returncode == (-signal.SIGKILL if killed else 0), process.stderr.decode()
    with reading_as_system("law"):
        there = {
            table.__name__: table.objects.count()
            for table in (LedgerFact, Person, ConcernThread, AuditEntry)
        }
        assert chain.verify().breaks == []
    # The concern, and the referral that it is too.
    assert there.pop("LedgerFact") == (0 if killed else 2)
    assert set(there.values()) == ({0} if killed else {1})
