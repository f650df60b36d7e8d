"""A whole authority taken in at once is the same as its facts added one by one, and all or
nothing."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from keepsight.casework import authority, projection
from keepsight.casework.child import child_page
from keepsight.exchange.replay_case.case import Case
from keepsight.facts.chronology import current
from keepsight.record import chain, ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import (
    Child,
    ConcernThread,
    Finding,
    Involvement,
    LedgerFact,
    Team,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from keepsight.rules.history import History
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import Authority, invent
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact

UNTIL = date(2025, 3, 31)
AT = datetime(2025, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def invented() -> Authority:
    return invent(children=30, years=3, until=UNTIL, seed=7)


@pytest.fixture
def loaded(db: None, invented: Authority) -> Authority:
    authority.load(invented, at=AT, password=None)
    return invented


def test_everything_is_there_and_told_as_it_goes(db: None, invented: Authority) -> None:
    told: list[tuple[str, int, int]] = []

    authority.load(invented, at=AT, password=None, progress=lambda *step: told.append(step))

    facts = len(invented.facts)
    assert told[0] == ("facts", 0, facts)
    assert told[-1] == ("watch", 30, 30)
    with reading_as_system("test"):
        assert LedgerFact.objects.count() == facts
        assert Child.objects.count() == 30
        assert User.objects.count() == len(invented.workers)
        assert chain.verify().breaks == []
        for child, own in ledger.facts_of_many(invented.facts_by_child).items():
            assert own == list(invented.facts_by_child[child])
        assert siblings_of(list(invented.siblings)) == {
            child: tuple(sorted(own)) for child, own in invented.siblings.items()
        }
    assert the_audit()[0].what == "load_authority"


def test_what_stands_is_what_the_rules_say_of_each_child(loaded: Authority) -> None:
    with reading_as_system("test"):
        kept = {
            (each.finding_id, each.raised_on, each.cleared_on, tuple(each.facts))
            for each in Finding.objects.all()
        }
        supplied = ledger.supplied_kinds()
    known = {child: current(own) for child, own in loaded.facts_by_child.items()}

    told = {
        (each.finding_id, each.raised_on, each.cleared_on, each.facts)
        for child, own in known.items()
        for each in findings_of(
            History(child, own, {s: known[s] for s in loaded.siblings[child]}, supplied)
        )
    }

    assert kept == told
    assert kept


def test_working_everything_out_anew_changes_nothing(loaded: Authority) -> None:
    with reading_as_system("test"):
        before = list(ConcernThread.objects.order_by("pk").values())
        projection.refresh_all()
        after = list(ConcernThread.objects.order_by("pk").values())

    assert before == after


def test_a_concern_carries_the_organisation_that_raised_it(loaded: Authority) -> None:
    works_at = {each.signature: each.agency for each in loaded.workers}
    with reading_as_system("test"):
        named = ConcernThread.objects.exclude(organisation=None).select_related("organisation")
        wrong = [each for each in named if works_at[each.opened_by] != each.organisation.name]

        assert named
        assert wrong == []


def test_the_front_door_is_known(loaded: Authority) -> None:
    assert Team.objects.filter(is_front_door=True).count() == 1


def test_nobody_signs_in_unless_a_password_is_given(loaded: Authority) -> None:
    assert not any(each.has_usable_password() for each in User.objects.all())


def test_a_worker_sees_whom_they_work_with(loaded: Authority) -> None:
    now = [
        each
        for each in loaded.involvements
        if each.worker and each.from_on <= UNTIL and (each.to_on is None or each.to_on > UNTIL)
    ]
    username, _ = Counter(each.worker for each in now).most_common(1)[0]
    wanted = {each.child for each in now if each.worker == username}

    with reading_as(User.objects.get(username=username), on=UNTIL):
        assert wanted <= set(Child.objects.values_list("pk", flat=True))


def test_a_second_load_is_refused_and_leaves_all_as_it_was(loaded: Authority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        authority.load(loaded, at=AT, password=None)

    with reading_as_system("test"):
        assert LedgerFact.objects.count() == len(loaded.facts)
    assert len(the_audit()) == 1


def test_an_authority_is_counted(loaded: Authority) -> None:
    tally = authority.counts(on=UNTIL)

    with reading_as_system("test"):
        standing = [each for each in Finding.objects.all() if each.is_raised_on(UNTIL)]
        waiting = ConcernThread.objects.filter(answered_on=None).count()
    assert (tally.children, tally.facts) == (30, len(loaded.facts))
    assert tally.concerns_waiting == waiting
    assert tally.findings == len(standing)
    assert tally.children_with_findings == len({each.child_id for each in standing})
    assert [number for _, number in tally.by_rule] == sorted(
        (number for _, number in tally.by_rule), reverse=True
    )
    assert authority.last_day() == UNTIL


def test_an_empty_record_is_known_as_empty(db: None) -> None:
    assert authority.is_empty()
    with pytest.raises(ValueError, match="no facts"):
        authority.last_day()


def test_a_published_case_becomes_a_family(loaded: Authority) -> None:
    facts = [
        a_fact("birth", "2009-01-01", child="p1"),
        a_fact("birth", "2010-06-01", child="p2"),
        a_concern("2010-05-01", child="p1", fact_id="p-first"),
    ]
    case = Case(
        label="A case",
        children=("p1", "p2"),
        facts=facts,
        at_earliest=facts,
        at_latest=facts,
        windows=0,
        left_out=[],
        problems=[],
        endings=[],
        failings=[],
        until=date(2013, 1, 1),
    )

    authority.load_case(case, at=AT, told_as="A published case, retold.")

    workers = User.objects.filter(role="social_worker", team__is_front_door=False)
    worker = workers.order_by("pk")[0]
    with reading_as(worker, on=UNTIL):
        named = {each.pk: (each.name, each.born_on) for each in Child.objects.all()}
        assert named["p1"] == ("p1 of A Case", date(2009, 1, 1))
        assert siblings_of(["p1", "p2"]) == {"p1": ("p2",), "p2": ("p1",)}
        page = child_page("p1", by=worker, on=UNTIL, known_on=date(2012, 1, 1))
        assert page.retold == "A published case, retold."
        assert page.chronology.lines[0].fact.detail == page.retold
        assert ConcernThread.objects.get(pk="p-first").answered_on is None
        assert {each.as_what for each in Involvement.objects.filter(child="p1")} == {
            "allocated",
            "chair",
        }
