"""Scenes about assessments, enquiries, medicals and plans."""

from dataclasses import replace
from functools import partial

from keepsight.casework import begun_in_error, medical, section_47, strategy_discussion
from keepsight.casework.assessment import agree, paper, question, start
from keepsight.casework.assessment.question import Whom
from keepsight.casework.medical import Result
from keepsight.casework.plan import CarryOn, ForChild, Step, change, step, together
from keepsight.casework.section_47 import Outcome
from keepsight.casework.strategy_discussion import Decided, Participant
from tests.unit.casework import test_assessment as an_assessment
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, give_facts, scene
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority, fact

SAME = [CarryOn(MAYAS_CONCERN, "The interview is not done yet.")]


@scene("assessment/start.py: start")
def starting(here: SmallAuthority) -> Deed:
    return _start(here, at=NOW)


@scene("assessment/paper.py: keep")
def writing(here: SmallAuthority) -> Deed:
    return partial(
        paper.keep,
        child=MAYA,
        assessment=_start(here, at=BEFORE)(),
        words={"analysis.maya": "She sleeps badly."},
        version=0,
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("assessment/question.py: ask_partner")
def asking_a_partner(here: SmallAuthority) -> Deed:
    return _ask(here, at=NOW)


@scene("assessment/question.py: answer_question")
def answering_a_question(here: SmallAuthority) -> Deed:
    asked = _ask(here, at=BEFORE)()
    by = here.people["referrer"]
    return partial(question.answer_question, question=asked, reply="Quiet.", by=by, at=NOW)


@scene("assessment/agree.py: hand_in")
def handing_in(here: SmallAuthority) -> Deed:
    return _hand_in(here, _start(here, at=BEFORE)(), at=NOW)


@scene("assessment/agree.py: countersign")
def countersigning(here: SmallAuthority) -> Deed:
    key = _start(here, at=BEFORE)()
    _hand_in(here, key, at=BEFORE)()
    by = here.people["manager"]
    version = an_assessment.shown(by, key).version
    return partial(agree.countersign, child=MAYA, assessment=key, version=version, by=by, at=NOW)


@scene("assessment/agree.py: return_")
def returning(here: SmallAuthority) -> Deed:
    key = _start(here, at=BEFORE)()
    _hand_in(here, key, at=BEFORE)()
    by = here.people["manager"]
    return partial(
        agree.return_, child=MAYA, assessment=key, reasons="See her first.", by=by, at=NOW
    )


@scene("strategy_discussion.py: hold_discussion")
def holding_a_discussion(here: SmallAuthority) -> Deed:
    by, nina = here.people["social_worker"], here.people["referrer"]
    there = [
        Participant(by.signature, "social_care", user=by.pk),
        Participant(nina.signature, "nursery", knew="Quiet since May", user=nina.pk),
        Participant("DS Khan", "police", knew="An earlier call", children=(MAYA,)),
        Participant("Dr Osei", "paediatrics", knew="No earlier contact"),
    ]
    enquiry = Decided(
        decision="section_47",
        reasons="She says that it still happens",
        medical_considered="yes",
        medical_reasons="It hurts her to sit",
        enquiry="joint",
        concerns=(MAYAS_CONCERN,),
    )
    none = Decided("no_further_action", "He is with his aunt", "not_needed", "No injury")
    return partial(
        strategy_discussion.hold_discussion,
        decided={MAYA: enquiry, LEO: none},
        there=there,
        held_on=TODAY,
        by=by,
        at=NOW,
    )


@scene("plan/together.py: change_for_several")
def changing_the_plans_of_several(here: SmallAuthority) -> Deed:
    give_facts(fact("plan_started", LEO, "2024-06-03", categories=("sexual",)))
    both = ForChild(("emotional",), reasons="Both are afraid at home.", decisions=tuple(SAME))
    return partial(
        together.change_for_several,
        sort="change_category",
        decided={MAYA: both, LEO: replace(both, decisions=())},
        on=TODAY,
        by=here.people["chair"],
        at=NOW,
    )


@scene("begun_in_error.py: take_out")
def taking_out_what_was_begun_in_error(here: SmallAuthority) -> Deed:
    _start(here, at=BEFORE)()
    return partial(
        begun_in_error.take_out,
        child=MAYA,
        begun=here.fact_about(MAYA, "assessment_started"),
        reasons="It was meant for another family.",
        instead="The interview is arranged for Thursday.",
        by=here.people["manager"],
        at=NOW,
    )


@scene("section_47.py: end")
def ending_an_enquiry(here: SmallAuthority) -> Deed:
    found = Outcome("not_substantiated", "Nothing more was said.", "She was with her aunt.")
    begun = here.fact_about(MAYA, "section_47_begun")
    return partial(section_47.end, outcomes={begun: found}, by=here.people["social_worker"], at=NOW)


@scene("medical.py: ask_for")
def asking_for_a_medical(here: SmallAuthority) -> Deed:
    return partial(
        medical.ask_for,
        child=MAYA,
        asked="The clinic",
        reasons="It hurts her to sit.",
        concerns=[MAYAS_CONCERN],
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("medical.py: record_result")
def recording_a_medical(here: SmallAuthority) -> Deed:
    result = Result("inconclusive", "first", "Dr Osei", "Nothing seen.", next_step="A second.")
    return partial(
        medical.record_result,
        child=MAYA,
        result=result,
        examined_on=TODAY,
        concerns=[MAYAS_CONCERN],
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("plan/change.py: start")
def starting_a_plan(here: SmallAuthority) -> Deed:
    return partial(
        change.start,
        child=LEO,
        categories=["neglect"],
        decisions=(),
        on=TODAY,
        by=here.people["chair"],
        at=NOW,
    )


@scene("plan/change.py: change_category")
def changing_the_category(here: SmallAuthority) -> Deed:
    return partial(
        change.change_category,
        child=MAYA,
        categories=["sexual"],
        reasons="She spoke again.",
        decisions=SAME,
        on=TODAY,
        by=here.people["chair"],
        at=NOW,
    )


@scene("plan/change.py: end")
def ending_a_plan(here: SmallAuthority) -> Deed:
    return partial(
        change.end,
        child=MAYA,
        why="no_longer_needed",
        reasons="She is safe with her aunt.",
        decisions=SAME,
        on=TODAY,
        by=here.people["chair"],
        at=NOW,
    )


@scene("plan/change.py: close_case")
def closing_a_case(here: SmallAuthority) -> Deed:
    _no_plan_any_more()
    return partial(
        change.close_case,
        child=MAYA,
        why="needs_met",
        reasons="She is safe with her aunt.",
        decisions=SAME,
        on=TODAY,
        by=here.people["manager"],
        at=NOW,
    )


@scene("plan/change.py: step_down")
def stepping_down(here: SmallAuthority) -> Deed:
    _no_plan_any_more()
    return partial(
        change.step_down,
        child=MAYA,
        reasons="Early help goes on.",
        decisions=SAME,
        on=TODAY,
        by=here.people["manager"],
        at=NOW,
    )


@scene("plan/step.py: set_action")
def setting_an_action(here: SmallAuthority) -> Deed:
    return _set_action(here, at=NOW)


@scene("plan/step.py: update_action")
def saying_how_it_stands(here: SmallAuthority) -> Deed:
    (first, _) = _set_action(here, at=BEFORE)()
    return partial(
        step.update_action,
        child=MAYA,
        about=first.fact_id,
        progress="no_change",
        words="Two visits.",
        what_instead="Somebody else goes.",
        by=here.people["social_worker"],
        at=NOW,
    )


def _start(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        start.start,
        children=[MAYA, LEO],
        assessment="single",
        reasons="She spoke again.",
        concerns=[MAYAS_CONCERN],
        by=here.people["social_worker"],
        at=at,
    )


def _ask(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        question.ask_partner,
        child=MAYA,
        assessment=_start(here, at=BEFORE)(),
        whom=Whom(agency=here.nursery.pk),
        question="How is she?",
        due_on=TODAY,
        by=here.people["social_worker"],
        at=at,
    )


def _hand_in(here: SmallAuthority, key: str, *, at: object) -> Deed:
    by = here.people["social_worker"]
    return partial(
        agree.hand_in,
        child=MAYA,
        assessment=key,
        words=an_assessment.everything(by, key),
        version=0,
        by=by,
        at=at,
    )


def _set_action(here: SmallAuthority, *, at: object) -> Deed:
    worker = here.people["social_worker"]
    what = Step("See them alone every week", worker, TODAY, "Nothing has happened since", "A court")
    return partial(
        step.set_action, children=[MAYA, LEO], concerns=[MAYAS_CONCERN], step=what, by=worker, at=at
    )


def _no_plan_any_more() -> None:
    give_facts(fact("plan_ended", MAYA, "2025-03-28", plan_end="no_longer_needed"))
