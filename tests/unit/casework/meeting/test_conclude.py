"""Concluding a meeting: nothing open is left undecided, and what is decided becomes facts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from keepsight.casework import concern
from keepsight.casework.access import Refused
from keepsight.casework.meeting.agenda import agenda
from keepsight.casework.meeting.arrange import cancel
from keepsight.casework.meeting.attendance import note
from keepsight.casework.meeting.carry_on import agree
from keepsight.casework.meeting.conclude import conclude, to_conclude
from keepsight.casework.meeting.decision import Decided, decide, dissent
from keepsight.casework.meeting.minute_book import minutes, sent
from keepsight.casework.meeting.outcome import Chosen
from keepsight.casework.meeting.report import hand_in
from keepsight.casework.not_right import NotRight
from keepsight.record.models import ConcernThread, Invitation, Meeting
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact, an_answer
from tests.unit.casework.meeting.a_meeting import (
    FIRST,
    ROBIN,
    SAM,
    SECOND,
    a_conference,
    a_family,
    an_action,
    carried_on,
    chosen_for,
    concluded,
    decided_on_a_plan,
    everybody_came,
    facts_of,
    open_asks,
    ready,
    the_meeting,
    told,
)
from tests.unit.record.a_record import NOON, TODAY, Place, a_user, written

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def place(db: None) -> Place:
    return a_family()


def test_what_was_decided_becomes_facts_of_one_event(place: Place) -> None:
    meeting = ready(place)

    facts = concluded(meeting, place)

    held = facts_of(ROBIN, "conference")[0]
    said = vars(held)
    assert (held.event, held.happened_on, said["conference"]) == (meeting, TODAY, "initial")
    assert (said["conference_decision"], said["categories"]) == ("plan", ("sexual",))
    assert (said["chaired_by"], said["quorate"]) == ("A chair", True)
    assert said["agencies_present"] == ("health_visiting", "police", "social_care")
    assert "Kay Vale" in said["people_present"]
    assert facts_of(SAM, "conference")[0].event == meeting
    action = facts_of(ROBIN, "plan_action_set")[0]
    assert (action.concerns, vars(action)["owner"]) == ((FIRST,), "Ada Penn, Social worker")
    assert vars(facts_of(SAM, "plan_started")[0])["categories"] == ("neglect",)
    with reading_as_system("test"):
        assert ConcernThread.objects.filter(answered_on=None).count() == 2
    audit = the_audit(what="conclude_meeting")
    assert {each.child for each in audit} == {ROBIN, SAM}
    assert len(facts) == sum(len(each.facts) for each in audit[1:]) + len(
        [each for each in facts if each.child == ROBIN]
    )


def test_an_undecided_concern_stops_it_and_is_named(place: Place) -> None:
    meeting = a_conference(place)
    everybody_came(meeting, place)
    decided_on_a_plan(meeting, place)
    chosen_for(meeting, FIRST, an_action(), by=place.chair)

    with pytest.raises(NotRight) as refused:
        concluded(meeting, place)

    assert list(refused.value.by_field) == [SECOND]
    assert "Sam Vale: Neglect, 5 February 2024" in refused.value.by_field[SECOND]
    assert facts_of(ROBIN, "conference", "plan_started", "plan_action_set") == []
    assert the_meeting(meeting).concluded_at is None


def test_a_concern_raised_a_moment_before_is_undecided(place: Place) -> None:
    meeting = ready(place)
    new = concern.raise_(
        child=SAM, harms=["physical"], detail="A bruise", by=place.social_worker, at=NOON
    )

    with pytest.raises(NotRight) as refused:
        concluded(meeting, place)

    assert list(refused.value.by_field) == [new.concerns[0]]
    with reading_as_system("test"):
        rows = list(Meeting.objects.get(pk=meeting).children.select_related("child__person"))
    items = agenda(the_meeting(meeting), rows, by=place.chair, on=TODAY).items
    assert [each.standing.harms for each in items[1].concerns] == [
        ("Neglect",),
        ("Physical abuse",),
    ]


def test_what_is_said_anew_about_a_decided_concern_has_to_be_looked_at_again(place: Place) -> None:
    meeting = ready(place)
    concern.raise_(
        child=ROBIN,
        harms=["sexual"],
        detail="Again",
        adds_to=FIRST,
        by=place.social_worker,
        at=NOON + timedelta(minutes=5),
    )

    with pytest.raises(NotRight, match="Something new has been said since"):
        concluded(meeting, place)

    chosen_for(meeting, FIRST, an_action(), by=place.chair, at=NOON + timedelta(minutes=6))
    assert concluded(meeting, place)


def test_one_answered_meanwhile_needs_no_outcome_and_gets_none(place: Place) -> None:
    meeting = ready(place)
    written([an_answer("2024-06-03", SECOND, child=SAM)])

    concluded(meeting, place)

    assert facts_of(SAM, "plan_action_set", "carried_on") == []
    found = minutes(meeting, by=place.social_worker, on=TODAY)
    assert [each.outcome.kind for each in found.children[1].concerns] == ["answered"]


def test_the_second_to_conclude_is_told_and_writes_nothing(place: Place) -> None:
    meeting = ready(place)
    first = concluded(meeting, place)

    with pytest.raises(NotRight, match="A chair concluded this meeting on 3 June 2024"):
        concluded(meeting, place)

    assert len(facts_of(ROBIN, "conference")) == 1
    assert len(first) == 6


def test_only_the_chair_concludes(place: Place) -> None:
    meeting = ready(place)

    with pytest.raises(NotRight, match="A chair is in the chair"):
        conclude(meeting=meeting, by=place.manager, at=LATER)
    with pytest.raises(Refused):
        conclude(meeting=meeting, by=place.police, at=LATER)


def test_what_else_is_missing_is_said(place: Place) -> None:
    meeting = a_conference(place, held_on=TODAY + timedelta(days=1))

    words = " ".join(each.words for each in to_conclude(meeting, by=place.chair, on=TODAY).missing)

    assert "The meeting is on 4 June 2024, and not held yet." in words
    assert "Robin Vale: Sexual abuse, 8 January 2024. Nothing is decided about it yet." in words
    assert "Nobody is noted as having been there." in words
    assert "Sam Vale: Choose what is decided." in words


def test_too_few_agencies_need_a_reason(place: Place) -> None:
    meeting = ready(place)
    with reading_as_system("test"):
        asked = Invitation.objects.filter(meeting=meeting).exclude(agency="police")
        present = list(asked.values_list("pk", flat=True))
    note(meeting=meeting, present=present, by=place.chair, at=NOON)

    with pytest.raises(NotRight, match="Too few agencies were there"):
        concluded(meeting, place)

    why = "The police sent a report, and waiting would leave them without a plan."
    note(meeting=meeting, present=present, not_quorate_because=why, by=place.chair, at=NOON)
    concluded(meeting, place)
    said = vars(facts_of(ROBIN, "conference")[0])
    assert (said["quorate"], said["not_quorate_because"]) == (False, why)
    assert "Paul Orr" in said["apologies"]


def test_a_plan_needs_the_day_of_its_review(place: Place) -> None:
    meeting = ready(place)
    decided_on_a_plan(meeting, place, next_on=None)

    with pytest.raises(NotRight, match="say on which day its review is held"):
        concluded(meeting, place)


def test_a_review_that_changes_the_category_decides_about_what_is_open_under_the_old(
    place: Place,
) -> None:
    written([a_fact("plan_started", "2024-01-15", child=ROBIN, categories=["sexual"])])
    meeting = a_conference(place, kind="review_conference", children=[ROBIN])
    everybody_came(meeting, place)
    of = {ROBIN: Decided("plan_continues", "Home conditions are worse.", ("neglect",))}
    decide(meeting=meeting, decided=of, next_on=date(2024, 11, 4), by=place.chair, at=NOON)

    with pytest.raises(NotRight, match="Nothing is decided about it yet"):
        concluded(meeting, place)

    chosen_for(meeting, FIRST, carried_on(), by=place.chair)
    concluded(meeting, place)
    changed = vars(facts_of(ROBIN, "category_changed")[0])
    assert (changed["from_categories"], changed["to_categories"]) == (("sexual",), ("neglect",))
    on = facts_of(ROBIN, "carried_on")[0]
    assert (on.concerns, vars(on)["about"]) == ((FIRST,), meeting)
    with reading_as_system("test"):
        assert ConcernThread.objects.get(pk=FIRST).answered_on is None


def test_the_end_of_a_plan_needs_to_say_why(place: Place) -> None:
    written([a_fact("plan_started", "2024-01-15", child=SAM, categories=["neglect"])])
    meeting = a_conference(place, kind="review_conference", children=[SAM])
    own = Decided("plan_ends", "She is well fed and warm.")

    with pytest.raises(NotRight) as refused:
        decide(meeting=meeting, decided={SAM: own}, by=place.chair, at=NOON)
    assert list(refused.value.by_field) == [f"plan_end_{SAM}"]

    everybody_came(meeting, place)
    own = Decided("plan_ends", "She is well fed and warm.", plan_end="no_longer_needed")
    decide(meeting=meeting, decided={SAM: own}, by=place.chair, at=NOON)
    chosen_for(meeting, SECOND, carried_on(), by=place.chair)
    concluded(meeting, place)
    assert facts_of(SAM, "plan_ended")[0].event == meeting


def test_a_third_time_in_a_row_asks_a_manager(place: Place) -> None:
    for day in ("2024-03-04", "2024-04-08"):
        on = {"child": ROBIN, "concerns": [FIRST], "reasons": "Not seen yet", "known": day}
        written([a_fact("carried_on", day, **on)])
    meeting = ready(place)

    with pytest.raises(NotRight, match="Choose the manager who has to agree"):
        chosen_for(meeting, FIRST, carried_on(), by=place.chair)
    chosen_for(meeting, FIRST, carried_on(asked_to_agree=place.manager.pk), by=place.chair)
    with pytest.raises(NotRight, match="It waits for A manager to agree"):
        concluded(meeting, place)
    asked = open_asks("agree_carry_on")[0]
    assert (asked.of, asked.child_id) == (place.manager, ROBIN)

    agree(outcome=int(asked.about), agrees=True, by=place.manager, at=NOON)

    assert open_asks("agree_carry_on") == []
    concluded(meeting, place)
    assert vars(facts_of(ROBIN, "carried_on")[-1])["agreed_by"] == "A manager"


def test_a_manager_who_does_not_agree_leaves_it_undecided(place: Place) -> None:
    for day in ("2024-03-04", "2024-04-08"):
        on = {"child": ROBIN, "concerns": [FIRST], "reasons": "Not seen yet", "known": day}
        written([a_fact("carried_on", day, **on)])
    meeting = ready(place)
    chosen_for(meeting, FIRST, carried_on(asked_to_agree=place.manager.pk), by=place.chair)
    outcome = int(open_asks("agree_carry_on")[0].about)

    with pytest.raises(NotRight, match="Say why"):
        agree(outcome=outcome, agrees=False, by=place.manager, at=NOON)
    with pytest.raises(Refused):
        agree(outcome=outcome, agrees=True, by=place.social_worker, at=NOON)
    why = "Have her interviewed this week."
    agree(outcome=outcome, agrees=False, reasons=why, by=place.manager, at=NOON)

    with pytest.raises(NotRight, match="A manager does not agree that it is carried on"):
        concluded(meeting, place)
    assert told("carry_on_declined") == {"A chair"}
    chosen_for(meeting, FIRST, an_action(), by=place.chair)
    assert concluded(meeting, place)


def test_carried_on_is_counted_anew_once_something_was_done(place: Place) -> None:
    on = {"child": ROBIN, "concerns": [FIRST], "reasons": "Not yet"}
    written([a_fact("carried_on", "2024-03-04", **on), a_fact("carried_on", "2024-04-08", **on)])
    set_ = {"child": ROBIN, "concerns": [FIRST], "action": "See him", "owner": "Ada"}
    written([a_fact("plan_action_set", "2024-05-06", **set_)])
    meeting = ready(place)

    chosen_for(meeting, FIRST, carried_on(), by=place.chair)

    assert open_asks("agree_carry_on") == []
    assert concluded(meeting, place)


def test_an_answer_is_given_by_who_may_and_not_by_the_meeting(place: Place) -> None:
    meeting = ready(place)
    wanted = Chosen("answer", reasons="The boiler was mended.", answerer=place.social_worker.pk)
    chosen_for(meeting, SECOND, wanted, by=place.chair)

    assert open_asks("answer_at_meeting")[0].of == place.social_worker
    with pytest.raises(NotRight, match="It waits for A social_worker to answer it"):
        concluded(meeting, place)
    with pytest.raises(NotRight, match="Choose who answers it"):
        chosen_for(meeting, SECOND, Chosen("answer", answerer=place.chair.pk), by=place.chair)

    written([an_answer("2024-06-03", SECOND, child=SAM)])
    concluded(meeting, place)
    assert open_asks("answer_at_meeting") == []


def test_dissent_is_a_fact_in_the_name_of_who_did_not_agree(place: Place) -> None:
    meeting = ready(place)
    why = "Neglect is not what the nursery saw."
    dissent(meeting=meeting, said_by="Paul Orr", reasons=why, by=place.police, at=NOON)
    with pytest.raises(Refused):
        dissent(meeting=meeting, said_by="Hana Reed", reasons=why, by=place.police, at=NOON)
    dissent(
        meeting=meeting, said_by="Kay Vale", reasons="We were not heard.", by=place.chair, at=NOON
    )

    concluded(meeting, place)

    said = [vars(each)["said_by"] for each in facts_of(ROBIN, "dissent")]
    assert said == ["Paul Orr", "Kay Vale"]
    assert len(facts_of(SAM, "dissent")) == 2


def test_decisions_and_minutes_are_owed_within_their_days(place: Place) -> None:
    meeting = ready(place)
    concluded(meeting, place)

    assert [(each.of, each.due_on) for each in open_asks("send_decisions")] == [
        (place.chair, date(2024, 6, 4))
    ]
    assert open_asks("send_minutes")[0].due_on == date(2024, 7, 1)
    assert told("meeting_concluded") == {"A social_worker", "Hana Reed", "Paul Orr"}

    with pytest.raises(NotRight, match="must not be before the meeting"):
        sent(meeting=meeting, what="minutes", sent_on=date(2024, 6, 2), by=place.chair, at=LATER)
    sent(meeting=meeting, what="minutes", sent_on=TODAY, by=place.chair, at=LATER)

    assert open_asks("send_minutes") == []
    assert told("minutes_sent") == {"A social_worker", "Hana Reed", "Paul Orr"}
    with pytest.raises(NotRight, match="written down already"):
        sent(meeting=meeting, what="minutes", sent_on=TODAY, by=place.chair, at=LATER)
    with pytest.raises(Refused):
        sent(meeting=meeting, what="decisions", sent_on=TODAY, by=place.manager, at=LATER)


def test_the_minutes_say_all_of_it_and_stay_as_they_are(place: Place) -> None:
    meeting = a_conference(place)
    everybody_came(meeting, place)
    hand_in(meeting=meeting, words={"all": "He flinched at hand-over."}, by=place.police, at=NOON)
    chosen_for(meeting, FIRST, an_action(), by=place.chair)
    chosen_for(meeting, SECOND, carried_on(), by=place.chair)
    decided_on_a_plan(meeting, place, said="Everybody spoke in turn.")
    concluded(meeting, place)
    written([an_answer("2024-06-04", FIRST, child=ROBIN, known="2024-06-04")])

    found = minutes(meeting, by=place.police, on=TODAY)

    assert found.present[0].name == "A chair"
    assert found.reports[0].words == (("", "He flinched at hand-over."),)
    robin, sam = found.children
    assert robin.of.decided.categories == ("sexual",)
    assert robin.of.plan == ()
    assert robin.concerns[0].outcome.action == "See him alone every week"
    assert robin.concerns[0].standing.is_open
    assert sam.concerns[0].outcome.reasons == "The interview is not done yet."
    assert found.said == "Everybody spoke in turn."
    with pytest.raises(Refused):
        minutes(meeting, by=a_user("chair", agency=place.council, name="Other"), on=TODAY)


def test_a_concluded_meeting_is_never_changed_whoever_asks(place: Place) -> None:
    meeting = ready(place)
    concluded(meeting, place)

    with reading_as_system("test"):
        row = Meeting.objects.get(pk=meeting)
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            Meeting.objects.filter(pk=meeting).update(said="Something else")
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.outcomes.all().delete()
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.invitations.update(was_present=False)
    with pytest.raises(NotRight, match="concluded this meeting"):
        cancel(meeting=meeting, reasons="By mistake", by=place.chair, at=LATER)


def test_a_meeting_about_two_children_is_run_by_who_may_for_both(place: Place) -> None:
    meeting = ready(place)
    with reading_as(place.referrer, on=TODAY):
        assert not Meeting.objects.exists()
    stranger = a_user("chair", agency=place.council, name="Other chair")
    with pytest.raises(Refused):
        to_conclude(meeting, by=stranger, on=TODAY)
    assert the_audit(what="see_meetings", was_allowed=False)
