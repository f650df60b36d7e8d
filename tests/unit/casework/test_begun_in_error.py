"""What was begun in error is taken out by a manager, or by who began it while it is a slip: for
every child and with its reason. No concern goes with it, nothing that was told is lost, and what
was late before is late again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from keepsight.casework import begun_in_error, fact
from keepsight.casework.access import Refused
from keepsight.casework.assessment import question
from keepsight.casework.assessment import start as starting
from keepsight.casework.assessment.question import Whom
from keepsight.casework.begun_in_error_page import in_error_page, taken_out
from keepsight.casework.not_right import NotRight
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask, AssessmentPaper, ConcernThread, Finding, Notice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact
from tests.unit.casework.test_strategy_discussion import ENQUIRY, NOTHING_MORE, hold
from tests.unit.record.a_record import written
from tests.web import small_authority
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
SAID = {"reasons": "Meant for the other family", "instead": "The interview is on Thursday"}


@pytest.fixture
def authority(db: None) -> SmallAuthority:
    return small_authority.build()


@pytest.fixture
def manager(authority: SmallAuthority) -> User:
    return authority.people["manager"]


def begin(by: User, *children: str) -> str:
    """An assessment; gives the fact that began it for the first child."""
    key = starting.start(
        children=children, assessment="single", reasons="She spoke again", by=by, at=NOON,
        concerns=[MAYAS_CONCERN] if MAYA in children else [],
    )  # fmt: skip
    return next(e.fact_id for e in standing(children[0], "assessment_started") if e.event == key)


def standing(child: str, kind: str) -> list[Fact]:
    with reading_as_system("test"):
        return [each for each in current(ledger.facts_of(child)) if each.kind == kind]


def is_open(concern: str) -> bool:
    with reading_as_system("test"):
        return ConcernThread.objects.get(pk=concern).answered_on is None


def test_an_assessment_goes_for_each_child_and_the_concern_stays_with_what_happens_instead(
    authority: SmallAuthority, manager: User
) -> None:
    begun = begin(authority.people["social_worker"], MAYA, LEO)

    gone = begun_in_error.take_out(child=MAYA, begun=begun, by=manager, at=LATER, **SAID)

    assert [each.child for each in gone] == [MAYA, LEO]
    assert standing(MAYA, "assessment_started") == standing(LEO, "assessment_started") == []
    assert is_open(MAYAS_CONCERN)
    (carried,) = standing(MAYA, "carried_on")
    assert carried.concerns == (MAYAS_CONCERN,)
    said = "An assessment was begun in error. The interview is on Thursday"
    assert vars(carried)["reasons"] == said
    with reading_as(manager, on=TODAY):
        (told,) = taken_out(MAYA, {"assessment_started"})
        assert begun in [each.fact_id for each in ledger.facts_of(MAYA)]
    assert (told.reasons, told.by) == ("Meant for the other family", manager.signature)
    assert ("take_out_begun", manager.pk) in [(e.what, e.by_id) for e in the_audit()]
    with reading_as_system("test"):
        assert Notice.objects.filter(what="begun_in_error", to__role="social_worker").exists()


def test_it_is_not_taken_out_without_saying_what_happens_about_the_open_concern(
    authority: SmallAuthority, manager: User
) -> None:
    begun = begin(authority.people["social_worker"], MAYA)

    for said, field in (({"instead": " "}, "instead"), ({"reasons": ""}, "reasons")):
        with pytest.raises(NotRight) as not_right:
            begun_in_error.take_out(
                child=MAYA, begun=begun, by=manager, at=LATER, **{**SAID, **said}
            )
        assert [each.field for each in not_right.value.wrongs] == [field]
    assert standing(MAYA, "assessment_started")


def test_what_was_late_before_it_began_is_late_again(
    authority: SmallAuthority, manager: User
) -> None:
    late = Finding.objects.filter(child=TOM, rule="referral_decision_late", cleared_on=None)
    with reading_as_system("test"):
        assert late.exists()
    stranger, at = authority.stranger, NOON
    key = starting.start(children=[TOM], assessment="single", reasons="Bruise", by=stranger, at=at)
    assert key
    with reading_as_system("test"):
        assert not late.exists()
    (begun,) = standing(TOM, "assessment_started")
    boss = authority.people["manager"]
    boss.team = stranger.team
    boss.save()

    begun_in_error.take_out(child=TOM, begun=begun.fact_id, by=boss, at=LATER, **SAID)

    with reading_as_system("test"):
        assert late.exists()


def test_what_a_partner_told_stays_and_nobody_is_asked_any_more(
    authority: SmallAuthority, manager: User
) -> None:
    worker, nina = authority.people["social_worker"], authority.people["referrer"]
    begun = begin(worker, MAYA)
    (start,) = standing(MAYA, "assessment_started")
    for words in ("How is she?", "Who fetches her?"):
        question.ask_partner(
            child=MAYA, assessment=start.event, whom=Whom(user=nina.pk), question=words,
            due_on=TODAY + timedelta(days=5), by=worker, at=NOON,
        )  # fmt: skip
    asked = [e for e in standing(MAYA, "partner_asked") if vars(e)["question"] == "How is she?"]
    question.answer_question(question=asked[0].fact_id, reply="Quiet.", by=nina, at=NOON)

    begun_in_error.take_out(child=MAYA, begun=begun, by=manager, at=LATER, **SAID)

    assert [vars(each)["reply"] for each in standing(MAYA, "partner_answered")] == ["Quiet."]
    with reading_as_system("test"):
        left = Ask.objects.filter(kind="answer_partner_question", done_at=None)
        assert not left.exists()
        assert Notice.objects.filter(what="begun_in_error", to=nina).exists()


def test_a_discussion_goes_with_its_enquiry_and_its_asks_and_what_it_settled_is_asked_again(
    authority: SmallAuthority, manager: User
) -> None:
    worker, nina = authority.people["social_worker"], authority.people["referrer"]
    meets_again = {"decision": "further_discussion", "next_on": TODAY + timedelta(days=3)}
    again = ENQUIRY.__class__(
        **{**vars(ENQUIRY), **meets_again, "medical_considered": "not_needed"}
    )
    hold(worker, nina, NOON, decided={MAYA: again})
    event = hold(worker, nina, LATER, decided={MAYA: ENQUIRY, LEO: NOTHING_MORE})
    begun = next(e for e in standing(MAYA, "strategy_discussion") if e.event == event)
    before = len(standing(MAYA, "section_47_begun"))

    begun_in_error.take_out(
        child=MAYA, begun=begun.fact_id, by=manager, at=LATER + timedelta(hours=1), **SAID
    )

    assert len(standing(MAYA, "section_47_begun")) == before - 1
    assert [e.event for e in standing(LEO, "strategy_discussion") if e.event == event] == []
    assert [e for e in standing(MAYA, "information_shared") if e.event == event]
    with reading_as_system("test"):
        waiting = set(Ask.objects.filter(child=MAYA, done_at=None).values_list("kind", flat=True))
    assert "hold_strategy_discussion" in waiting
    assert "arrange_medical" not in waiting
    assert is_open(MAYAS_CONCERN)


def test_that_it_was_handed_in_goes_with_it(authority: SmallAuthority, manager: User) -> None:
    begun = begin(authority.people["social_worker"], MAYA)
    written([a_fact("assessment_handed_in", "2025-03-31", child=MAYA, about=begun)])

    begun_in_error.take_out(child=MAYA, begun=begun, by=manager, at=LATER, **SAID)

    assert standing(MAYA, "assessment_handed_in") == []


def test_what_is_over_stays(authority: SmallAuthority, manager: User) -> None:
    with reading_as_system("test"):
        old = authority.fact_about(MAYA, "section_47_begun")

    with pytest.raises(NotRight, match="A conference has been held since"):
        begun_in_error.take_out(child=MAYA, begun=old, by=manager, at=LATER, **SAID)

    with reading_as(manager, on=TODAY):
        assert "conference" in in_error_page(MAYA, old, by=manager, on=TODAY).why_not


@pytest.mark.parametrize("role", ["referrer", "chair", "director"])
def test_who_works_with_no_child_takes_nothing_out(authority: SmallAuthority, role: str) -> None:
    begun = begin(authority.people["social_worker"], MAYA)

    with pytest.raises(Refused):
        begun_in_error.take_out(
            child=MAYA, begun=begun, by=authority.people[role], at=LATER, **SAID
        )


@pytest.mark.parametrize(
    ("kind", "said"), [("assessment_started", "a manager"), ("referral", "decide about it")]
)
def test_it_is_not_taken_out_like_any_fact(authority: SmallAuthority, kind: str, said: str) -> None:
    worker = authority.people["social_worker"]
    begin(worker, MAYA)
    (earlier, *_) = standing(MAYA, kind)
    error = a_fact("entered_in_error", "2025-03-31", child=MAYA, corrects=earlier.fact_id,
                   reasons="Not ours")  # fmt: skip

    with pytest.raises(NotRight, match=said):
        fact.correct(fact=error, by=worker, at=LATER)


def test_a_fact_that_begins_nothing_has_no_such_page(
    authority: SmallAuthority, manager: User
) -> None:
    with reading_as_system("test"):
        visit = authority.fact_about(MAYA, "visit")

    for begun in (visit, "nothing"):
        with pytest.raises(Refused):
            begun_in_error.find(MAYA, begun, by=manager, on=TODAY)


def test_who_began_it_takes_out_their_own_slip_the_same_day(authority: SmallAuthority) -> None:
    worker = authority.people["social_worker"]
    begun = begin(worker, MAYA, LEO)
    with reading_as(worker, on=TODAY):
        assert begun_in_error.may_take_out(MAYA, begun, by=worker, on=TODAY)

    begun_in_error.take_out(child=MAYA, begun=begun, by=worker, at=LATER, **SAID)

    assert standing(MAYA, "assessment_started") == standing(LEO, "assessment_started") == []
    assert is_open(MAYAS_CONCERN)
    # No manager has agreed to anything by it, and the manager is told.
    assert [vars(each)["agreed_by"] for each in standing(MAYA, "carried_on")] == [""]
    with reading_as_system("test"):
        assert Notice.objects.filter(what="begun_in_error", to__role="manager").exists()
    assert ("take_out_begun", worker.pk) in [(e.what, e.by_id) for e in the_audit()]


def asked(authority: SmallAuthority, begun: str) -> None:
    """A partner is asked what they know, for this assessment."""
    worker, nina = authority.people["social_worker"], authority.people["referrer"]
    (start,) = [e for e in standing(MAYA, "assessment_started") if e.fact_id == begun]
    question.ask_partner(
        child=MAYA, assessment=start.event, whom=Whom(user=nina.pk), question="How is she?",
        due_on=TODAY + timedelta(days=5), by=worker, at=NOON,
    )  # fmt: skip


def handed_in(authority: SmallAuthority, begun: str) -> None:
    """It was handed in."""
    written([a_fact("assessment_handed_in", "2025-03-31", child=MAYA, about=begun)])


def written_in(authority: SmallAuthority, begun: str) -> None:
    """A colleague has written in it."""
    (start,) = [e for e in standing(MAYA, "assessment_started") if e.fact_id == begun]
    with reading_as_system("a colleague writes"):
        AssessmentPaper.objects.create(
            assessment=start.event, version=9, children=[MAYA], written_by=authority.stranger,
            written_at=NOON,
        )  # fmt: skip


def carried_on_twice(authority: SmallAuthority, begun: str) -> None:
    """Its concern would be carried on for the third time."""
    said = {"child": MAYA, "concerns": (MAYAS_CONCERN,), "reasons": "Not yet"}
    written([a_fact("carried_on", each, **said) for each in ("2025-01-02", "2025-02-03")])


def nothing(authority: SmallAuthority, begun: str) -> None:
    """Nothing has come of it."""


@pytest.mark.parametrize(
    ("since", "by", "days"),
    [
        (asked, "social_worker", 0),
        (handed_in, "social_worker", 0),
        (written_in, "social_worker", 0),
        (carried_on_twice, "social_worker", 0),
        (nothing, "social_worker", 1),
        (nothing, "colleague", 0),
    ],
)
def test_what_is_no_slip_of_ones_own_is_for_a_manager(
    authority: SmallAuthority,
    since: Callable[[SmallAuthority, str], None],
    by: str,
    days: int,
) -> None:
    worker, at = authority.people["social_worker"], LATER + timedelta(days=days)
    begun = begin(worker, MAYA)
    since(authority, begun)
    if by == "colleague":
        authority.stranger.team = worker.team
        authority.stranger.save()
        worker = authority.stranger

    with reading_as(worker, on=at.date()):
        assert not begun_in_error.may_take_out(MAYA, begun, by=worker, on=at.date())
    with pytest.raises(Refused):
        begun_in_error.take_out(child=MAYA, begun=begun, by=worker, at=at, **SAID)

    assert standing(MAYA, "assessment_started")
    refused = [e for e in the_audit() if e.by_id == worker.pk and not e.was_allowed]
    assert [each.what for each in refused] == ["take_out_begun"]
