"""A strategy discussion decides for each child by itself; an enquiry ends for each child by itself;
a medical that settles nothing asks what is done now; and none of them answers a concern."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from keepsight.casework import (
    concern,
    medical,
    section_47,
    section_47_page,
    strategy_discussion_page,
)
from keepsight.casework import strategy_discussion as discussions
from keepsight.casework.access import Refused
from keepsight.casework.medical import Result
from keepsight.casework.not_right import NotRight
from keepsight.casework.section_47 import Outcome
from keepsight.casework.strategy_discussion import Decided, Participant
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask, ConcernThread, Involvement, Notice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.web import small_authority
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority

NOON = datetime(2025, 3, 31, 12, tzinfo=UTC)
ENQUIRY = Decided(
    decision="section_47",
    reasons="She says that it still happens",
    medical_considered="yes",
    medical_reasons="It hurts her to sit",
    enquiry="joint",
    concerns=(MAYAS_CONCERN,),
)
NOTHING_MORE = Decided(
    decision="no_further_action",
    reasons="He has his own room at his aunt’s",
    medical_considered="not_needed",
    medical_reasons="Nobody has seen an injury",
)
POLICE = Participant("DS Khan", "police", knew="An earlier call to the house", children=(MAYA,))
DOCTOR = Participant("Dr Osei", "paediatrics", knew="No earlier contact")


@pytest.fixture
def authority(db: None) -> SmallAuthority:
    return small_authority.build()


@pytest.fixture
def worker(authority: SmallAuthority) -> User:
    return authority.people["social_worker"]


@pytest.fixture
def nina(authority: SmallAuthority) -> User:
    return authority.people["referrer"]


def hold(by: User, nina: User, at: datetime = NOON, **more: object) -> str:
    there = [
        Participant(by.signature, "social_care", user=by.pk),
        Participant(nina.signature, "nursery", knew="Quiet since May", user=nina.pk),
        POLICE,
        DOCTOR,
    ]
    given: dict[str, object] = {
        "decided": {MAYA: ENQUIRY, LEO: NOTHING_MORE}, "there": there, "held_on": TODAY,
    }  # fmt: skip
    return discussions.hold_discussion(**given | more, by=by, at=at)


def facts_of(child: str, kind: str, event: str = "") -> list[Fact]:
    with reading_as_system("test"):
        own = ledger.facts_of(child)
    return [each for each in own if each.kind == kind and event in ("", each.event)]


def asks(kind: str) -> list[Ask]:
    with reading_as_system("test"):
        return list(Ask.objects.filter(kind=kind).select_related("of", "done_by").order_by("pk"))


def is_open(thread: str) -> bool:
    with reading_as_system("test"):
        return ConcernThread.objects.get(pk=thread).answered_on is None


# The discussion


def test_two_children_have_a_decision_each(worker: User, nina: User) -> None:
    event = hold(worker, nina)

    (maya,) = facts_of(MAYA, "strategy_discussion", event)
    (leo,) = facts_of(LEO, "strategy_discussion", event)
    assert (vars(maya)["strategy_decision"], vars(maya)["enquiry"]) == ("section_47", "joint")
    assert vars(leo)["strategy_decision"] == "no_further_action"
    assert (maya.concerns, maya.harms) == ((MAYAS_CONCERN,), ("sexual",))
    assert vars(leo)["agencies_present"] == ("social_care", "nursery", "police", "paediatrics")
    (begun,) = facts_of(MAYA, "section_47_begun", event)
    assert vars(begun)["about"] == maya.fact_id
    assert vars(begun)["lead_worker"] == worker.signature
    assert facts_of(LEO, "section_47_begun") == []
    assert is_open(MAYAS_CONCERN)


def test_what_each_knew_stands_with_the_children_whom_it_is_about(worker: User, nina: User) -> None:
    event = hold(worker, nina)

    def told(child: str) -> set[str]:
        return {each.detail for each in facts_of(child, "information_shared", event)}

    assert told(MAYA) == {"Quiet since May", "An earlier call to the house", "No earlier contact"}
    assert told(LEO) == {"Quiet since May", "No earlier contact"}
    with reading_as(worker, on=TODAY):
        _, shown = strategy_discussion_page.discussion_page(LEO, event, by=worker, on=TODAY)
    assert [each.who.name for each in shown.decisions] == ["Leo Marsh", "Maya Marsh"]
    assert ("DS Khan, Police", ("Maya Marsh",)) in {(e.given_by, e.names) for e in shown.told}
    assert shown.missing == ()


def test_who_was_there_and_signs_in_is_told_and_joins_the_network(worker: User, nina: User) -> None:
    event = hold(worker, nina)

    with reading_as_system("test"):
        joined = Involvement.objects.filter(user=nina, as_what="strategy discussion")
        assert set(joined.values_list("child_id", flat=True)) == {MAYA, LEO}
        told = Notice.objects.filter(to=nina, what="strategy_discussion_held", about=event)
        assert set(told.values_list("child_id", flat=True)) == {MAYA, LEO}


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (replace(NOTHING_MORE, decision=""), "decision.leo"),
        (replace(NOTHING_MORE, decision="not_decided"), "decision.leo"),
        (replace(NOTHING_MORE, reasons=" "), "reasons.leo"),
        (replace(NOTHING_MORE, medical_considered=""), "medical.leo"),
        (replace(NOTHING_MORE, medical_reasons=""), "medical_reasons.leo"),
        (replace(NOTHING_MORE, decision="section_47"), "decision.leo"),
        (replace(NOTHING_MORE, decision="further_discussion"), "next_on.leo"),
        (replace(NOTHING_MORE, concerns=(MAYAS_CONCERN,)), "concerns.leo"),
    ],
)
def test_nothing_is_saved_while_a_child_lacks_a_decision(
    own: Decided, field: str, worker: User, nina: User
) -> None:
    with pytest.raises(NotRight) as not_right:
        hold(worker, nina, decided={MAYA: ENQUIRY, LEO: own})

    assert set(not_right.value.by_field) == {field}
    assert len(facts_of(MAYA, "strategy_discussion")) == 1  # the one of the small authority


def test_whoever_is_missing_needs_a_reason(worker: User, nina: User) -> None:
    there = [Participant(worker.signature, "social_care"), POLICE]

    with pytest.raises(NotRight) as not_right:
        hold(worker, nina, there=there)
    assert not_right.value.by_field == {
        "missing_reason": "Missing: health. Say why they were not there."
    }
    event = hold(worker, nina, there=there, missing_reason="No paediatrician could be reached")

    with reading_as(worker, on=TODAY):
        _, shown = strategy_discussion_page.discussion_page(MAYA, event, by=worker, on=TODAY)
    assert shown.missing == ("health",)
    assert shown.missing_reason == "No paediatrician could be reached"


def test_the_same_form_is_recorded_once(worker: User, nina: User) -> None:
    assert hold(worker, nina, reference="r1") == hold(worker, nina, reference="r1") == "r1"
    assert len(facts_of(MAYA, "section_47_begun", "r1")) == 1


def test_nobody_records_one_about_a_child_whom_they_may_not_see(
    authority: SmallAuthority, nina: User
) -> None:
    for user in (authority.stranger, authority.people["chair"], nina):
        with pytest.raises(Refused):
            hold(user, nina)


def test_meeting_again_and_a_wanted_medical_are_asked_for(worker: User, nina: User) -> None:
    again = replace(NOTHING_MORE, decision="further_discussion", next_on=date(2025, 4, 2))
    hold(worker, nina, decided={MAYA: ENQUIRY, LEO: again})

    (meets,), (wanted,) = asks("hold_strategy_discussion"), asks("arrange_medical")
    assert (meets.child_id, meets.due_on, meets.of) == (LEO, date(2025, 4, 2), worker)
    assert (wanted.child_id, wanted.words) == (MAYA, "It hurts her to sit")

    hold(worker, nina, at=NOON + timedelta(hours=1), decided={LEO: NOTHING_MORE})
    assert asks("hold_strategy_discussion")[0].done_by == worker


# Medicals


def test_a_medical_that_settles_nothing_asks_what_is_done_now(worker: User, nina: User) -> None:
    hold(worker, nina)
    unclear = Result("inconclusive", "first", "Dr Osei", "Neither for nor against")

    with pytest.raises(NotRight, match="It settled nothing"):
        examined(worker, unclear)
    made = examined(worker, replace(unclear, next_step="A second opinion at Fell Hospital"))

    assert (made.agency, made.harms) == ("paediatrics", ("sexual",))
    assert asks("arrange_medical")[0].outcome == "The result is here"
    (follow,) = asks("follow_up_medical")
    assert (follow.about, follow.due_on) == (made.fact_id, date(2025, 4, 23))
    assert is_open(MAYAS_CONCERN)

    examined(worker, Result("no_findings", "second", "Dr Bell", "", next_step="Speak with her"))
    assert [each.done_at is None for each in asks("follow_up_medical")] == [False, True]


def test_asking_for_a_medical_is_no_result(worker: User, nina: User) -> None:
    hold(worker, nina)

    medical.ask_for(child=MAYA, asked="Dr Osei", reasons="Pain", by=worker, at=NOON)

    assert asks("arrange_medical")[0].outcome == "Asked for: Dr Osei"
    (part,) = enquiry(worker)
    assert (len(part.medicals), part.medical_wanted) == (1, False)


def examined(by: User, result: Result) -> Fact:
    return medical.record_result(
        child=MAYA, result=result, examined_on=TODAY, concerns=[MAYAS_CONCERN], by=by, at=NOON
    )


# The enquiry


def enquiry(by: User) -> tuple[section_47_page.EnquiryPart, ...]:
    begun = facts_of(MAYA, "section_47_begun")[-1].fact_id
    with reading_as(by, on=TODAY):
        return section_47_page.enquiry_page(MAYA, begun, by=by, on=TODAY)


def test_an_enquiry_has_a_clock_to_the_conference_and_ends_for_each_child(
    worker: User, nina: User
) -> None:
    raised = concern.raise_(child=LEO, harms=["physical"], detail="A bruise", by=worker, at=NOON)
    hold(worker, nina, decided={MAYA: ENQUIRY, LEO: replace(ENQUIRY, concerns=(raised.fact_id,))})
    maya, leo = enquiry(worker)
    assert (maya.conference_due_on, maya.left, maya.is_late) == (date(2025, 4, 23), 15, False)
    assert maya.medical_wanted
    assert maya.seen.is_missing

    with pytest.raises(NotRight) as not_right:
        end(worker, {maya.begun: Outcome("conference", ""), leo.begun: Outcome("", "None found")})
    assert set(not_right.value.by_field) == {
        f"reasons.{maya.begun}", f"why_not.{maya.begun}", f"outcome.{leo.begun}",
        f"why_not.{leo.begun}",
    }  # fmt: skip

    end(
        worker,
        {
            maya.begun: Outcome("conference", "It happened", "At her aunt’s"),
            leo.begun: Outcome("not_substantiated", "No sign of it", "At his aunt’s"),
        },
    )
    maya, leo = enquiry(worker)
    assert (maya.outcome, maya.goes_to_conference) == ("Substantiated: to conference", True)
    assert (leo.conference_due_on, leo.goes_to_conference) == (None, False)
    assert is_open(MAYAS_CONCERN)
    assert is_open(raised.fact_id)
    with pytest.raises(NotRight, match="Leo Marsh has been ended meanwhile"):
        end(worker, {leo.begun: Outcome("conference", "After all", "Away")})


def test_nobody_ends_an_enquiry_about_a_child_whom_they_may_not_see(
    worker: User, nina: User, authority: SmallAuthority
) -> None:
    hold(worker, nina)
    (maya,) = enquiry(worker)

    for user in (authority.stranger, authority.people["chair"], authority.people["director"]):
        with pytest.raises(Refused):
            end(user, {maya.begun: Outcome("not_substantiated", "No", "No")})
    with pytest.raises(Refused):
        end(worker, {"no-such-enquiry": Outcome("not_substantiated", "No", "No")})
    assert facts_of(MAYA, "section_47_ended") == []


def end(by: User, outcomes: dict[str, Outcome]) -> None:
    section_47.end(outcomes=outcomes, by=by, at=NOON + timedelta(hours=1))
