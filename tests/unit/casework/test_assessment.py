"""An assessment: begun for one or several, partners asked, written by two at once without loss,
handed in whole, agreed by somebody else or returned; and it ends no concern."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from keepsight.casework import concern, fact
from keepsight.casework.access import Refused
from keepsight.casework.assessment import agree, page, paper, question
from keepsight.casework.assessment import start as starting
from keepsight.casework.assessment.clock import clock, working_days_left
from keepsight.casework.assessment.question import Whom
from keepsight.casework.assessment.words import Words, join
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask, ConcernThread, Delegation, Notice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_fact
from tests.web import small_authority
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def authority(db: None) -> SmallAuthority:
    return small_authority.build()


@pytest.fixture
def worker(authority: SmallAuthority) -> User:
    return authority.people["social_worker"]


@pytest.fixture
def manager(authority: SmallAuthority) -> User:
    return authority.people["manager"]


@pytest.fixture
def key(worker: User) -> str:
    """An assessment of both children, under way."""
    return begin(worker)


def begin(by: User, children: tuple[str, ...] = (MAYA, LEO), kind: str = "single") -> str:
    return starting.start(
        children=children, assessment=kind, reasons="She spoke again", by=by, at=NOON,
        concerns=[MAYAS_CONCERN] if MAYA in children else [],
    )  # fmt: skip


def facts_of(child: str, kind: str) -> list[Fact]:
    with reading_as_system("test"):
        return [each for each in ledger.facts_of(child) if each.kind == kind]


def shown(by: User, key: str, on: date = TODAY) -> page.AssessmentPage:
    with reading_as(by, on=on):
        return page.assessment_page(MAYA, key, by=by, on=on)


def everything(by: User, key: str) -> dict[str, object]:
    """All that has to be written before it is handed in."""
    one = shown(by, key)
    words: dict[str, object] = {}
    for child in one.children:
        name = child.who.child
        words |= {f"analysis.{name}": f"What it means for {name}", f"outcome.{name}": "early_help"}
        words |= {f"spoken_with.{name}": ["child", "mother", "man_not_possible"]}
        words |= {f"factors.{name}": ["3B", "16A"], f"why_not.{name}": "Away with her aunt"}
        words |= {f"says.{each.concern}": "She told us more" for each in child.concerns}
    for each in one.earlier:
        words |= {f"through.{each.item.earlier}": True}
        words |= {f"means.{each.item.earlier}": "It was never answered"}
    return words


def hand_in(by: User, key: str, at: datetime = NOON, **more: object) -> None:
    words = everything(by, key) | {each.replace("__", "."): more[each] for each in more}
    agree.hand_in(
        child=MAYA, assessment=key, words=words, version=shown(by, key).version, by=by, at=at
    )


def countersign(by: User, key: str, at: datetime = LATER, **more: object) -> list[Fact]:
    given = {"version": shown(by, key).version} | more
    return agree.countersign(child=MAYA, assessment=key, by=by, at=at, **given)


def asks(kind: str) -> list[Ask]:
    with reading_as_system("test"):
        return list(Ask.objects.filter(kind=kind).select_related("of").order_by("pk"))


# Starting


def test_one_assessment_of_two_children_is_one_event_with_a_day_due(key: str, worker: User) -> None:
    (maya,), (leo,) = facts_of(MAYA, "assessment_started"), facts_of(LEO, "assessment_started")

    assert maya.event == leo.event == key
    assert (maya.concerns, leo.concerns) == ((MAYAS_CONCERN,), ())
    assert vars(leo)["due_on"] == date(2025, 6, 6)
    one = shown(worker, key)
    assert (one.clock.left, one.clock.limit) == (45, "45 working days")
    assert one.names == ("Maya Marsh", "Leo Marsh")


def test_the_time_counts_from_the_referral_that_nothing_has_followed() -> None:
    referral = a_fact("referral", "2025-03-03")
    followed = a_fact("assessment_completed", "2025-03-10")

    waiting = clock("single", [referral], started_on=date(2025, 3, 12), on=TODAY)
    spent = clock("single", [referral, followed], started_on=date(2025, 3, 12), on=TODAY)

    assert (waiting.counted_from, waiting.due_on) == (date(2025, 3, 3), date(2025, 5, 8))
    assert (spent.counted_from, spent.is_from_referral) == (date(2025, 3, 12), False)
    assert clock("parenting", [referral], started_on=TODAY, on=TODAY).due_on is None


@pytest.mark.parametrize(
    ("due_on", "left"),
    [("2025-03-31", 0), ("2025-04-01", 1), ("2025-03-28", -1), ("2025-03-27", -2)],
)
def test_working_days_are_left_or_late(due_on: str, left: int) -> None:
    assert working_days_left(date.fromisoformat(due_on), on=TODAY) == left


def test_the_saturday_after_the_last_day_is_late() -> None:
    assert working_days_left(date(2025, 3, 28), on=date(2025, 3, 29)) == -1


def test_a_second_of_the_same_kind_is_not_begun_beside_it(key: str, worker: User) -> None:
    with pytest.raises(NotRight, match="under way"):
        begin(worker, (LEO,))
    assert begin(worker, (LEO,), "parenting") != key


def test_who_may_not_see_a_brother_starts_none_with_him(authority: SmallAuthority) -> None:
    for stranger in (authority.stranger, authority.school, authority.people["director"]):
        with pytest.raises(Refused):
            begin(stranger)
    assert facts_of(MAYA, "assessment_started") == []


# Partners


def test_a_partner_answers_without_reading_the_record(
    key: str, worker: User, authority: SmallAuthority
) -> None:
    asked = ask(worker, key, Whom(agency=authority.nursery.pk))
    nina = authority.people["referrer"]

    with reading_as(nina, on=TODAY):
        seen = question.the_question(asked, by=nina, on=TODAY)
    assert [each.name for each in seen.children] == ["Maya Marsh", "Leo Marsh"]
    assert (seen.words, seen.asked_of_me) == ("How is she?", True)

    said = question.answer_question(question=asked, reply="Quiet since May", by=nina, at=LATER)

    assert [each.child for each in said] == [MAYA, LEO]
    assert {vars(each)["answered_by"] for each in said} == {nina.signature}
    (one,) = shown(worker, key).asked
    assert (one.reply, one.is_overdue) == ("Quiet since May", False)
    assert asks("answer_partner_question")[0].done_by == nina
    with reading_as_system("test"):
        assert Notice.objects.filter(to=worker, what="partner_answered").count() == 1


def test_nobody_else_sees_or_answers_the_question(
    key: str, worker: User, authority: SmallAuthority
) -> None:
    asked = ask(worker, key, Whom(agency=authority.nursery.pk))

    for other in (authority.school, authority.stranger):
        with pytest.raises(Refused):
            question.answer_question(question=asked, reply="Let me in", by=other, at=LATER)
        with pytest.raises(Refused):
            question.the_question("no-such-question", by=other, on=TODAY)
    assert facts_of(MAYA, "partner_answered") == []


def test_whoever_stands_in_for_who_was_asked_may_answer(
    key: str, worker: User, authority: SmallAuthority
) -> None:
    nina, olga = authority.people["referrer"], authority.school
    asked = ask(worker, key, Whom(user=nina.pk))
    with reading_as_system("test"):
        Delegation.objects.create(
            absent=nina, delegate=olga, from_on=TODAY, to_on=TODAY + timedelta(days=3),
            arranged_by=nina, arranged_at=NOON,
        )  # fmt: skip

    said = question.answer_question(question=asked, reply="Nothing new", by=olga, at=LATER)

    assert vars(said[0])["answered_by"] == olga.signature


def test_an_unanswered_question_stays_in_sight_and_is_overdue(key: str, worker: User) -> None:
    asked = ask(worker, key, Whom(name="Dr Amin, Fell Surgery"))

    assert shown(worker, key, date(2025, 4, 4)).asked[0].is_overdue is False
    assert shown(worker, key, date(2025, 4, 5)).asked[0].is_overdue is True

    question.answer_question(
        question=asked, reply="No record of injuries", answered_by="Dr Amin, by telephone",
        by=worker, at=LATER,
    )  # fmt: skip
    with pytest.raises(NotRight, match="Dr Amin, by telephone has answered"):
        question.answer_question(
            question=asked, reply="Again", answered_by="Somebody", by=worker, at=LATER
        )


def test_a_question_needs_one_who_is_asked_and_a_day_ahead(key: str, worker: User) -> None:
    with pytest.raises(NotRight, match="one person or agency"):
        ask(worker, key, Whom())
    with pytest.raises(NotRight, match="today or ahead"):
        ask(worker, key, Whom(name="Dr Amin"), due_on=date(2025, 3, 30))


def ask(by: User, key: str, whom: Whom, due_on: date = date(2025, 4, 4)) -> str:
    return question.ask_partner(
        child=MAYA, assessment=key, whom=whom, question="How is she?", due_on=due_on, by=by, at=NOON
    )


# Writing


def test_two_who_write_at_once_lose_nothing(key: str, worker: User, manager: User) -> None:
    keep(worker, key, {"analysis.maya": "Sad", "analysis.leo": "Well"}, version=0)
    keep(manager, key, {"analysis.maya": "Sad, and tired", "analysis.leo": "Well"}, version=1)

    # The worker began with version 1 too, and changed only what is said of Leo.
    keep(worker, key, {"analysis.maya": "Sad", "analysis.leo": "Well, and fed"}, version=1)

    one = shown(worker, key)
    assert one.version == 3
    assert one.words == {"analysis.maya": "Sad, and tired", "analysis.leo": "Well, and fed"}


def test_where_both_changed_a_field_neither_is_written_over(
    key: str, worker: User, manager: User
) -> None:
    keep(worker, key, {"analysis.maya": "Sad"}, version=0)
    keep(manager, key, {"analysis.maya": "Sad, and tired"}, version=1)

    with pytest.raises(paper.WrittenByBoth) as both:
        keep(worker, key, {"analysis.maya": "Sad at night"}, version=1)

    assert both.value.joined == {"analysis.maya": "Sad at night"}
    assert both.value.by_field["analysis.maya"] == "Mo Haddad wrote: Sad, and tired"
    assert shown(worker, key).words == {"analysis.maya": "Sad, and tired"}


@pytest.mark.parametrize(
    ("before", "theirs", "mine", "joined", "both"),
    [
        ({}, {"a": "x"}, {"a": ""}, {"a": "x"}, ()),
        ({"a": "x"}, {"a": "x"}, {"a": "y"}, {"a": "y"}, ()),
        ({"a": "x"}, {"a": "y"}, {"a": "y"}, {"a": "y"}, ()),
        ({"a": "x"}, {"a": "y"}, {"a": ""}, {"a": ""}, ("a",)),
        ({"f": ["1A"]}, {"f": ["1A", "2A"]}, {"f": ["1A"]}, {"f": ["1A", "2A"]}, ()),
        ({}, {"t": True}, {"t": False}, {"t": True}, ()),
    ],
)
def test_what_only_one_changed_is_taken_from_them(
    before: Words, theirs: Words, mine: Words, joined: Words, both: tuple[str, ...]
) -> None:
    found = join(before=before, theirs=theirs, mine=mine)

    assert (found.words, found.both) == (joined, both)


def test_what_is_being_written_is_for_the_service_alone(
    key: str, worker: User, authority: SmallAuthority
) -> None:
    keep(worker, key, {"analysis.maya": "Sad"}, version=0)

    for user, rows in (
        (worker, 1), (authority.people["director"], 1), (authority.stranger, 0),
        (authority.people["referrer"], 0), (authority.school, 0),
    ):  # fmt: skip
        with reading_as(user, on=TODAY), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM assessment_paper")
            assert cursor.fetchone() == (rows,), user


def keep(by: User, key: str, words: Words, *, version: int) -> None:
    paper.keep(child=MAYA, assessment=key, words=words, version=version, by=by, at=NOON)


# Handing in, agreeing, returning


def test_everything_that_is_missing_is_said_at_once_and_what_was_written_is_kept(
    key: str, worker: User
) -> None:
    with pytest.raises(NotRight) as missing:
        agree.hand_in(
            child=MAYA, assessment=key, words={"analysis.maya": "Sad"}, version=0,
            by=worker, at=NOON,
        )  # fmt: skip

    said = missing.value.by_field
    assert "analysis.maya" not in said
    assert said[f"says.{MAYAS_CONCERN}"] == (
        "Say what it found about the concern: Maya Marsh, sexual abuse."
    )
    assert said["why_not.leo"] == "Leo Marsh has not been seen. Say why."
    assert {"analysis.leo", "spoken_with.leo", "factors.leo", "outcome.leo", "outcome.maya"} <= set(
        said
    )
    assert sum(each.startswith("through.") for each in said) == len(shown(worker, key).earlier)
    assert shown(worker, key).words["analysis.maya"] == "Sad"
    assert facts_of(MAYA, "assessment_handed_in") == []


def test_it_is_completed_by_somebody_else_and_answers_no_concern(
    key: str, worker: User, manager: User
) -> None:
    hand_in(worker, key)
    (asked,) = asks("countersign_assessment")
    assert (asked.of, asked.due_on, asked.done_at) == (manager, date(2025, 6, 6), None)
    with pytest.raises(NotRight, match="waits for a manager"):
        keep(worker, key, {"analysis.maya": "Other"}, version=1)

    countersign(manager, key)

    (done,) = facts_of(MAYA, "assessment_completed")
    assert vars(done)["completed_by"] == worker.signature
    assert vars(done)["countersigned_by"] == manager.signature
    assert vars(done)["factors"] == ("3B", "16A")
    assert (vars(done)["child_seen"], vars(done)["why_not"]) == (False, "Away with her aunt")
    assert vars(done)["history_cited"] is True
    assert "Leo Marsh, 2 September 2024: Concern: neglect." in vars(done)["history"]
    assert done.concerns == (MAYAS_CONCERN,)
    (said,) = facts_of(MAYA, "concern_assessed")
    assert (said.concerns, vars(said)["reply"]) == ((MAYAS_CONCERN,), "She told us more")
    assert len(facts_of(LEO, "assessment_completed")) == 1
    assert asks("countersign_assessment")[0].done_by == manager
    with reading_as_system("test"):
        assert ConcernThread.objects.get(pk=MAYAS_CONCERN).answered_on is None
    one = shown(worker, key)
    assert (one.state, one.children[0].stays_open[0].concern) == ("completed", MAYAS_CONCERN)


def test_it_goes_back_with_reasons_and_is_handed_in_again(
    key: str, worker: User, manager: User
) -> None:
    hand_in(worker, key)

    with pytest.raises(NotRight, match="has to change"):
        give_back(manager, key, " ")
    give_back(manager, key, "See Maya alone first")

    one = shown(worker, key)
    assert (one.state, one.returned, one.may_write) == ("returned", "See Maya alone first", True)
    assert one.words["analysis.maya"] == "What it means for maya"
    (asked,) = asks("rework_assessment")
    assert (asked.of, asked.words) == (worker, "See Maya alone first")
    with pytest.raises(NotRight, match="does not wait"):
        give_back(manager, key, "Twice")

    hand_in(worker, key, LATER + timedelta(hours=1), analysis__maya="I saw her alone")
    assert asks("rework_assessment")[0].done_at is not None
    countersign(manager, key, LATER + timedelta(hours=2))
    assert vars(facts_of(MAYA, "assessment_completed")[0])["analysis"] == "I saw her alone"


def give_back(by: User, key: str, reasons: str) -> None:
    agree.return_(child=MAYA, assessment=key, reasons=reasons, by=by, at=LATER)


def test_nobody_agrees_their_own(manager: User, worker: User) -> None:
    own = begin(manager)
    hand_in(manager, own)

    with pytest.raises(NotRight, match="Somebody other"):
        countersign(manager, own)
    with pytest.raises(Refused):
        countersign(worker, own)
    assert facts_of(MAYA, "assessment_completed") == []
    assert asks("countersign_assessment")[0].of_team == manager.team


def test_a_concern_that_came_after_handing_in_is_not_passed_over(
    key: str, worker: User, manager: User
) -> None:
    hand_in(worker, key)
    concern.raise_(child=LEO, harms=["physical"], detail="A bruise", by=worker, at=LATER)

    with pytest.raises(NotRight, match="1 open concern came after this was handed in"):
        countersign(manager, key)
    assert facts_of(LEO, "assessment_completed") == []


def test_what_was_read_is_what_is_agreed(key: str, worker: User, manager: User) -> None:
    hand_in(worker, key)

    with pytest.raises(NotRight, match="changed since you read it"):
        countersign(manager, key, version=0)


def test_an_overrun_needs_a_reason(key: str, worker: User, manager: User) -> None:
    hand_in(worker, key)
    late = datetime(2025, 6, 9, 9, tzinfo=UTC)

    with pytest.raises(NotRight, match="longer than guidance allows"):
        countersign(manager, key, at=late)
    done = countersign(manager, key, at=late, overrun_reason="A second opinion was awaited")

    assert vars(done[-1])["overrun_reason"] == "A second opinion was awaited"


def test_a_visit_is_seen_and_not_asked_again(key: str, worker: User) -> None:
    with reading_as_system("test"):
        seen_alone(worker)

    child = shown(worker, key).children[0]

    assert (child.seen.seen_on, child.seen.alone_on, child.seen.is_missing) == (TODAY, TODAY, False)


def seen_alone(by: User) -> None:
    visited = small_authority.fact(
        "visit", MAYA, TODAY.isoformat(), visit="other", seen="seen", seen_alone=True
    )
    fact.record_fact(fact=visited, by=by, at=NOON)
