"""Stories of the front door: referrals that wait or are closed one after another, notices of
domestic abuse, assessments that go on and on, work that closes on an open concern."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_months, add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.drift.story import Story, referred
from keepsight.synthetic.episode import disagree
from keepsight.synthetic.everyday import tell_of_abuse
from keepsight.synthetic.front_door import Referred, decide
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need


def _decided_late(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="neglect", path="not_in_need", together=False)
    decided_on = decide(home, begun, "assessment", on=add_working_days(on, home.rng.randint(4, 9)))
    home.plant("referral_decision_late", index, add_working_days(on, 1) + timedelta(days=1))
    days = home.shares.assessment_days(home.rng, weight=1, at_most=45)
    _assessed_and_closed(home, begun, decided_on, max(days, 12))


def _assessed_late(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="emotional", path="not_in_need")
    decided_on = decide(home, begun, "assessment")
    home.shares.assessment.count("assessed_61_or_more", weight=len(begun.lives))
    _assessed_and_closed(home, begun, decided_on, home.rng.randint(62, 90))


def _assessed_and_closed(home: Home, begun: Referred, decided_on: date, days: int) -> None:
    completed_on = add_working_days(decided_on, days)
    for life in begun.lives:
        home.answer(life, completed_on, "not_substantiated")
    assess(home, begun, decided_on, outcome="no_further_action", days=days)
    close(home, begun.lives, add_working_days(completed_on, 2))


def _closed_again_and_again(home: Home, index: ChildLife, on: date) -> None:
    """Three referrals within a year, each closed, and none of the concerns answered."""
    for number in range(3):
        begun = referred(home, index, on, harm="neglect", path="no_action", together=False)
        decided_on = decide(home, begun, "no_further_action", text="decision.repeat")
        if number < 2:
            on = add_working_days(on + timedelta(days=home.rng.randint(60, 130)), 1)
    home.plant("repeat_referrals_closed", index, decided_on)
    home.answer(index, add_working_days(decided_on, 90), "substantiated")


def _family_not_believed(home: Home, index: ChildLife, on: date) -> None:
    """A grandmother rings, somebody rings the mother, and it is closed."""
    begun = referred(
        home, index, on, harm="neglect", path="no_action", together=False, reporter="family"
    )
    decided_on = add_working_days(on, 1)
    home.answer_at_front_door(index, decided_on)
    decide(home, begun, "no_further_action", on=decided_on, child_seen=False)
    home.plant("family_not_believed", index, decided_on)


def _assessed_badly(home: Home, index: ChildLife, on: date) -> None:
    """An assessment without the child, or one that asked nobody else; the rest is in order."""
    is_alone = home.story == "assessed_without_other_agencies"
    begun = referred(home, index, on, harm="emotional", path="not_in_need", together=False)
    decided_on = decide(home, begun, "assessment")
    days = home.shares.assessment_days(home.rng, weight=1, at_least=8, at_most=45)
    completed_on = add_working_days(decided_on, days)
    home.answer(index, completed_on, "not_substantiated")
    assess(
        home,
        begun,
        decided_on,
        outcome="no_further_action",
        days=days,
        child_met=is_alone,
        others_asked=not is_alone,
    )
    home.plant(home.story, index, completed_on)
    close(home, [index], add_working_days(completed_on, 2))


def _referred_again(home: Home, index: ChildLife, on: date) -> None:
    """Closed twice within a year, the second time without a look at the first."""
    for history in (True, None):
        begun = referred(home, index, on, harm="emotional", path="no_action", together=False)
        decided_on = add_working_days(on, 1)
        home.answer_at_front_door(index, decided_on)
        decide(home, begun, "no_further_action", on=decided_on, history=history)
        if history:
            on = add_working_days(on + timedelta(days=home.rng.randint(60, 250)), 1)
    home.plant("referred_again", index, add_working_days(on, 10) + timedelta(days=1))


def _agreement_only(home: Home, index: ChildLife, on: date) -> None:
    """The parents sign, the assessment ends with it, and nobody meets."""
    begun = referred(home, index, on, harm="emotional", path="not_in_need", together=False)
    decided_on = decide(home, begun, "assessment")
    signed_on = add_working_days(decided_on, 6)
    home.write(
        "written_agreement",
        index,
        signed_on,
        "written_agreement",
        agreed_with=home.household.carer.given_name,
        agreed=home.text("written_agreement", index),
    )
    due = add_working_days(signed_on, 10)
    home.plant("agreement_carries_the_safety", index, due + timedelta(days=1))
    days = home.shares.assessment_days(home.rng, weight=1, at_most=45)
    _assessed_and_closed(home, begun, decided_on, max(days, 8))


def _disagreement_unanswered(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="neglect", path="no_action", together=False)
    decided_on = add_working_days(on, 1)
    home.answer_at_front_door(index, decided_on)
    decide(home, begun, "no_further_action", on=decided_on)
    disagree(home, begun, decided_on, answered_after=home.rng.randint(6, 15))


def _notices_pile_up(home: Home, index: ChildLife, on: date) -> None:
    third_on = on + timedelta(days=home.rng.randint(150, 320))
    second_on = on + timedelta(days=home.rng.randint(40, 120))
    told = [
        tell_of_abuse(home, day, screened_after=home.rng.randint(1, 3))
        for day in (on, second_on, third_on)
    ]
    for life in told[0]:
        if life in told[2]:
            home.plant("domestic_abuse_notices_pile_up", life, third_on)


def _notice_waits(home: Home, index: ChildLife, on: date) -> None:
    screened_after = home.rng.choice((None, 8, 13, 20))
    for life in tell_of_abuse(home, on, screened_after=screened_after):
        due = add_working_days(on, 3)
        home.plant("domestic_abuse_notice_unscreened", life, due + timedelta(days=1))


def _closed_on_an_open_concern(home: Home, index: ChildLife, on: date) -> None:
    in_need = home.rng.random() < 0.6
    path = "in_need" if in_need else "not_in_need"
    begun = referred(home, index, on, harm="sexual", path=path, together=False)
    decided_on = decide(home, begun, "assessment")
    days = home.shares.assessment_days(home.rng, weight=1, at_most=45)
    outcome = "child_in_need_plan" if in_need else "no_further_action"
    completed_on = assess(home, begun, decided_on, outcome=outcome, days=days)
    if in_need:
        help_in_need(home, [index], completed_on, days=home.rng.randint(80, 130), answered=False)
        _a_year_without_movement(home, index, completed_on)
    else:
        close(home, [index], add_working_days(completed_on, 3), answered=False)


def _a_year_without_movement(home: Home, life: ChildLife, since: date) -> None:
    """The concern is still open a year after the first meeting that came after the assessment."""
    met_on = [
        f.happened_on for f in home.pen.facts if f.child == life.child and f.kind == "meeting"
    ]
    first_on = min((day for day in met_on if day > since), default=None)
    if first_on:
        begins_on = add_months(first_on, 12) + timedelta(days=1)
        for thread in life.open:
            home.plant("meetings_without_movement", life, begins_on, concern=thread)


STORIES = (
    Story("family_not_believed", _family_not_believed, days=8),
    Story("assessed_without_the_child", _assessed_badly, days=75, from_age=5, to_age=14),
    Story("assessed_without_other_agencies", _assessed_badly, days=75),
    Story("referred_again", _referred_again, days=275, to_age=14),
    Story("agreement_carries_the_safety", _agreement_only, days=28),
    Story("disagreement_unanswered", _disagreement_unanswered, days=12),
    Story("referral_decision_late", _decided_late, days=6),
    Story("assessment_late", _assessed_late, days=72),
    Story("repeat_referrals_closed", _closed_again_and_again, days=275, to_age=14),
    Story("domestic_abuse_notices_pile_up", _notices_pile_up, days=322),
    Story("domestic_abuse_notice_unscreened", _notice_waits, days=10),
    Story("concern_outlives_closure", _closed_on_an_open_concern, days=210, from_age=4),
)
