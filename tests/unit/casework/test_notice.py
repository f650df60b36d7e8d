"""Who is told of what: by a table, in the same transaction, once, and nobody of what is not
theirs; and reading ends nothing."""

from datetime import date, timedelta

import pytest

from keepsight.casework import concern, disagreement, inbox, network, notice, referral
from keepsight.casework.action import action
from keepsight.casework.child_record import NamedChild
from keepsight.casework.fact import record_fact
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import KINDS
from keepsight.practice.codes.notice import NOTICE
from keepsight.record.models import ConcernThread, Involvement, Notice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("one", user=place.social_worker)
    with reading_as_system("test"):
        Involvement.objects.create(child_id="one", team=place.team, as_what="team", from_on=TODAY)
    return place


def told(to: User) -> list[tuple[str, str | None, str]]:
    with reading_as(to, on=TODAY):
        rows = Notice.objects.filter(to=to).order_by("pk")
        return [(each.what, each.child_id, each.about) for each in rows]


def raised(place: Place, by: User | None = None) -> str:
    fact = concern.raise_(
        child="one" if by is None else NamedChild("Robin Vale", date(2020, 5, 1)),
        harms=["neglect"],
        detail="Hungry",
        by=by or place.social_worker,
        at=NOON,
    )
    return fact.concerns[0]


def test_the_table_names_kinds_and_notices_that_there_are() -> None:
    assert set(notice.TOLD) <= set(KINDS)
    assert {each.what for each in notice.TOLD.values()} <= set(NOTICE)


def test_a_concern_is_told_to_the_network_and_the_front_door_and_not_to_who_raised_it(
    place: Place,
) -> None:
    door = a_user("manager", agency=place.council, team=place.front_door, name="door")
    stranger = a_user("social_worker", agency=place.council, team=place.other_team, name="far")

    about = raised(place, by=place.referrer)

    assert told(place.social_worker) == [("concern_raised", "one", about)]
    assert told(place.manager) == [("concern_raised", "one", about)]
    assert [what for what, *_ in told(door)] == ["concern_raised", "referral_came"]
    assert told(stranger) == told(place.referrer) == told(place.chair) == []


def test_of_a_team_its_manager_hears_and_everybody_where_nobody_has_the_child(
    place: Place,
) -> None:
    colleague = a_user("social_worker", agency=place.council, team=place.team, name="colleague")
    a_child("waits", name="Waits Long")
    with reading_as_system("test"):
        Involvement.objects.create(child_id="waits", team=place.team, as_what="t", from_on=TODAY)
        assert colleague not in notice.network_of("one", on=TODAY)
        assert colleague in notice.network_of("waits", on=TODAY)
        assert place.manager in notice.network_of("one", on=TODAY)


def test_whoever_raised_it_learns_what_was_decided_and_answered(place: Place) -> None:
    about = raised(place, by=place.referrer)
    with reading_as_system("test"):
        came = ConcernThread.objects.get(pk=about).child.referrals.get().referral
    referral.decide(
        referral=came,
        decision="no_further_action",
        reasons="Seen today",
        by=a_user("social_worker", agency=place.council, team=place.front_door, name="fay"),
        at=NOON,
    )
    assert told(place.referrer) == [("referral_decided", "one", about)]


def test_reading_a_notice_says_who_and_when_and_leaves_the_concern_open(place: Place) -> None:
    about = raised(place)
    with reading_as(place.manager, on=TODAY):
        (line,) = inbox.inbox(by=place.manager, on=TODAY).notices
    assert (line.about[0].concern, line.is_open) == (about, True)
    assert line.told_by == "A social_worker"

    assert inbox.acknowledge(notices=line.notices, by=place.manager, at=LATER) == 1
    assert inbox.acknowledge(notices=line.notices, by=place.manager, at=NOON) == 0

    with reading_as(place.social_worker, on=TODAY):
        (sent,) = inbox.outbox(by=place.social_worker, on=TODAY).sent
    assert [(each.name, each.read_at) for each in sent.readings] == [("A manager", LATER)]
    with reading_as(place.manager, on=TODAY):
        assert inbox.inbox(by=place.manager, on=TODAY).notices == ()
        (line,) = inbox.inbox(by=place.manager, on=TODAY, shown="all").notices
    assert line.is_open


def test_nobody_reads_anothers_notice_nor_says_that_they_did(place: Place) -> None:
    raised(place)
    with reading_as_system("test"):
        number = Notice.objects.get(to=place.manager).pk
    with reading_as(place.chair, on=TODAY):
        assert not Notice.objects.filter(pk=number).exists()
    with pytest.raises(NotRight, match="Choose"):
        inbox.acknowledge(notices=[number], by=place.chair, at=NOON)
    with reading_as_system("test"):
        assert Notice.objects.get(pk=number).acknowledged_at is None


def test_what_an_action_tells_itself_is_not_told_twice(place: Place) -> None:
    fact = a_fact("plan_ended", "2024-06-03", child="one")
    with action("test", by=place.social_worker, at=NOON) as doing:
        doing.add([fact])
        notice.tell(doing, to=[place.manager], what="plan_ended", child="one", about=fact.fact_id)
    assert told(place.manager) == [("plan_ended", "one", fact.fact_id)]


def test_whatever_form_a_fact_came_by_the_network_is_told(place: Place) -> None:
    with reading_as_system("test"), action("test", by=None, at=NOON) as doing:
        network.join(doing, child="one", user=place.chair, part="chair", on=TODAY)
    fact = a_fact("missing_episode", "2024-06-03", child="one")
    record_fact(fact=fact, by=place.social_worker, at=NOON)
    assert told(place.chair)[-1] == ("child_missing", "one", fact.fact_id)
    assert told(place.manager) == [("child_missing", "one", fact.fact_id)]


def test_a_disagreement_is_told_to_who_decided_and_their_manager(place: Place) -> None:
    about = raised(place, by=place.referrer)
    assessed = a_fact("assessment_completed", "2024-06-03", child="one")
    written([assessed])
    concern.answer(
        concern=about,
        answer="not_substantiated",
        reasons="Seen",
        rests_on="Assessment",
        rests_on_facts=[assessed.fact_id],
        by=place.social_worker,
        at=NOON,
    )
    disagreement.disagree(concern=about, reasons="Still hungry", by=place.referrer, at=LATER)
    for each in (place.social_worker, place.manager):
        assert ("disagreement_raised", "one") in {(what, child) for what, child, _ in told(each)}


def test_nobody_is_told_where_the_action_fails(place: Place) -> None:
    def fails() -> None:
        with action("test", by=place.social_worker, at=NOON) as doing:
            doing.add([a_fact("case_closed", "2024-06-03", child="one")])
            notice.tell(doing, to=[place.manager], what="case_closed", child="one", about="one")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert told(place.manager) == []


def test_what_is_told_of_brothers_and_sisters_at_once_is_one_line(place: Place) -> None:
    a_child("two", name="Ada Vale", team=place.team)
    with action("test", by=place.social_worker, at=NOON) as doing:
        doing.add([a_fact("plan_ended", "2024-06-03", child=each) for each in ("one", "two")])
    with reading_as(place.manager, on=TODAY):
        (line,) = inbox.inbox(by=place.manager, on=TODAY).notices
    assert [each.who.name for each in line.about if each.who] == ["Ada Vale", "Robin Vale"]
    assert inbox.acknowledge(notices=line.notices, by=place.manager, at=LATER) == 2


def test_two_things_about_one_child_stay_two_lines(place: Place) -> None:
    with action("test", by=place.social_worker, at=NOON) as doing:
        for about in ("a", "b"):
            notice.tell(doing, to=[place.manager], what="plan_ended", child="one", about=about)
    with reading_as(place.manager, on=TODAY):
        assert len(inbox.inbox(by=place.manager, on=TODAY).notices) == 2
