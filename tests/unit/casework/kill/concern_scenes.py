"""Scenes about concerns: raising, answering, disagreeing, and the front door."""

from functools import partial

from keepsight.casework import answer, concern, disagreement, referral
from keepsight.casework.child_record import NamedChild
from keepsight.record.models import Referral
from keepsight.record.reader import reading_as_system
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, scene
from tests.web.small_authority import (
    LEO,
    LEOS_CONCERN,
    MAYA,
    MAYAS_CONCERN,
    TODAY,
    TOM,
    SmallAuthority,
)


@scene("concern.py: raise_")
def raising(here: SmallAuthority) -> Deed:
    """By a school, about a child whom nobody knew: a record, a concern and a referral."""
    return partial(
        concern.raise_,
        child=NamedChild("Ivy Stone", TODAY.replace(year=2018)),
        harms=("physical",),
        sign="bruise",
        detail="A bruise on her cheek.",
        by=here.school,
        at=NOW,
    )


@scene("concern.py: raise_for_several")
def raising_for_several(here: SmallAuthority) -> Deed:
    return partial(
        concern.raise_for_several,
        children=[MAYA, LEO],
        harms=("neglect",),
        detail="Both hungry again.",
        by=here.people["referrer"],
        at=NOW,
    )


@scene("concern.py: answer")
def answering(here: SmallAuthority) -> Deed:
    return _answer(here)


@scene("concern.py: reopen")
def reopening(here: SmallAuthority) -> Deed:
    return partial(
        concern.reopen,
        concern=LEOS_CONCERN,
        why="new_fact",
        detail="He was hungry again on Friday.",
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("answer.py: agree")
def agreeing(here: SmallAuthority) -> Deed:
    by = here.people["manager"]
    return partial(answer.agree, concern=MAYAS_CONCERN, proposal=_proposed(here), by=by, at=NOW)


@scene("answer.py: give_back")
def giving_back(here: SmallAuthority) -> Deed:
    return partial(
        answer.give_back,
        concern=MAYAS_CONCERN,
        proposal=_proposed(here),
        reasons="The medical is not in it.",
        by=here.people["manager"],
        at=NOW,
    )


@scene("answer.py: tell_outcome")
def telling_the_outcome(here: SmallAuthority) -> Deed:
    return partial(
        answer.tell_outcome,
        concern=LEOS_CONCERN,
        told="Nina Brook",
        told_how="By telephone",
        on=TODAY,
        by=here.people["social_worker"],
        at=NOW,
    )


@scene("disagreement.py: disagree")
def disagreeing(here: SmallAuthority) -> Deed:
    return _disagree(here, at=NOW)


@scene("disagreement.py: challenge")
def challenging(here: SmallAuthority) -> Deed:
    return partial(
        disagreement.challenge,
        child=MAYA,
        ground="drift",
        reasons="Nobody has seen to the first concern. An answer by Friday.",
        by=here.people["chair"],
        at=NOW,
    )


@scene("disagreement.py: answer")
def answering_a_disagreement(here: SmallAuthority) -> Deed:
    return partial(
        disagreement.answer,
        disagreement=_disagreed(here),
        outcome="decision_stands",
        reasons="We have looked at it again together.",
        by=here.people["manager"],
        at=NOW,
    )


@scene("disagreement.py: climb")
def taking_it_higher(here: SmallAuthority) -> Deed:
    return partial(
        disagreement.climb,
        disagreement=_disagreed(here),
        reasons="Nobody has answered.",
        by=here.people["referrer"],
        at=NOW,
    )


@scene("disagreement.py: settled")
def settling_it(here: SmallAuthority) -> Deed:
    return partial(
        disagreement.settled,
        disagreement=_disagreed(here),
        reasons="They went to see him.",
        by=here.people["referrer"],
        at=NOW,
    )


@scene("referral.py: acknowledge")
def opening_a_referral(here: SmallAuthority) -> Deed:
    return partial(referral.acknowledge, referral=_referral(TOM), by=here.front_door, at=NOW)


@scene("referral.py: decide")
def deciding_a_referral(here: SmallAuthority) -> Deed:
    return _decide(here, _referral(TOM))


@scene("referral.py: tell")
def telling_who_referred(here: SmallAuthority) -> Deed:
    came = _referral(TOM)
    _decide(here, came)()
    return partial(
        referral.tell,
        referral=came,
        told="The school’s office",
        told_how="By telephone",
        by=here.front_door,
        at=NOW,
    )


def _answer(here: SmallAuthority) -> Deed:
    return partial(
        concern.answer,
        concern=MAYAS_CONCERN,
        answer="not_substantiated",
        reasons="Gone through with her and with the doctor.",
        rests_on_facts=[here.fact_about(MAYA, "medical")],
        by=here.people["social_worker"],
        at=NOW,
    )


def _proposed(here: SmallAuthority) -> str:
    return partial(_answer(here), at=BEFORE)().fact_id


def _disagree(here: SmallAuthority, *, at: object) -> Deed:
    return partial(
        disagreement.disagree,
        concern=LEOS_CONCERN,
        reasons="He was hungry again on Friday.",
        by=here.people["referrer"],
        at=at,
    )


def _disagreed(here: SmallAuthority) -> str:
    return _disagree(here, at=BEFORE)().fact_id


def _referral(child: str) -> str:
    with reading_as_system("tests look for a referral"):
        return Referral.objects.filter(child=child).latest("came_at").pk


def _decide(here: SmallAuthority, came: str) -> Deed:
    return partial(
        referral.decide,
        referral=came,
        decision="assessment",
        reasons="A bruise that nobody explains.",
        by=here.front_door,
        at=NOW,
    )
