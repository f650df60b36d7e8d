"""Concerns for systems: raising one, learning what became of it, disagreeing."""

from functools import partial
from typing import Any

from ninja import Status

from keepsight.casework import concern as casework
from keepsight.casework import disagreement, referral, sight
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.casework.concern_story import ConcernOutcome, concern_story
from keepsight.casework.not_right import wrong
from keepsight.casework.sent_once import once
from keepsight.facts.fact import Fact
from keepsight.web.api import shape
from keepsight.web.api.day import check_days
from keepsight.web.api.door import FromSystem, key_of, operation
from keepsight.web.api.number import Page
from keepsight.web.today import moment, now, today


@operation(
    "POST",
    "concerns",
    permission="raise_concern",
    gives={201: shape.RaisedAll},
    takes_key=True,
    summary="Raise a concern",
)
def raise_concern(request: FromSystem, sent: shape.ConcernSent) -> Status[dict[str, Any]]:
    """About one child or several: each has a concern of their own, which stays open until a named
    person answers it. Name a child by name and date of birth; a record is begun where there is
    none."""
    done = once(
        key_of(request),
        f"concerns {sent.model_dump_json()}",
        partial(_raise, request, sent),
        user=request.user,
        moment=moment(),
    )
    return Status(201, {**done.answer, "is_again": done.is_again})


def _raise(request: FromSystem, sent: shape.ConcernSent) -> dict[str, Any]:
    at = now()
    check_days({"happened_on": sent.happened_on, "latest_on": sent.latest_on})
    for number, each in enumerate(sent.children):
        if bool(each.child) == bool(each.name):
            raise wrong(f"children.{number}", "give either child, or name and born_on")
        check_days({f"children.{number}.born_on": each.born_on})
    whom: list[str | NamedChild] = [
        each.child or NamedChild(each.name, each.born_on) for each in sent.children
    ]
    values: dict[str, Any] = {
        "harms": tuple(sent.harms),
        "sign": sent.sign,
        "detail": sent.detail,
        "child_words": sent.child_words,
        "reporter": sent.reporter,
        "source": request.user.agency.name,
        "when": When(sent.happened_on or today(), sent.latest_on, sent.precision),
        "by": request.user,
        "at": at,
    }
    if sent.adds_to is None:
        raised = casework.raise_for_several(children=whom, **values)
    elif len(whom) == 1:
        raised = [casework.raise_(child=whom[0], adds_to=sent.adds_to, **values)]
    else:
        raise wrong("adds_to", "names a concern of one child: send one child")
    return {"concerns": [_raised(each) for each in raised]}


def _raised(fact: Fact) -> dict[str, Any]:
    due = referral.decision_due_on(fact)
    return {
        "concern": fact.concerns[0],
        "fact_id": fact.fact_id,
        "decision_due_on": due.isoformat() if due else None,
    }


@operation(
    "GET",
    "concerns",
    permission="see_own_concerns",
    gives=shape.Concerns,
    summary="What became of your agency’s concerns",
)
def own_concerns(request: FromSystem, page: Page = 1) -> shape.Concerns:
    """Every concern that your agency raised, those that wait for an answer first."""
    found = sight.own_concerns(by=request.user, on=today(), page=page)
    return shape.Concerns(
        total=found.total,
        page=found.page,
        concerns=[shape.Concern.of(each) for each in found.concerns],
    )


@operation(
    "GET",
    "concerns/{concern}",
    permission="see_concern",
    gives=shape.ConcernStory,
    summary="One concern",
)
def one_concern(request: FromSystem, concern: str) -> shape.ConcernStory:
    """How it stands, who decided what, and what was said about it that you may see."""
    found = concern_story(concern, by=request.user, on=today())
    if isinstance(found, ConcernOutcome):
        of = shape.Concern.of(found.concern)
        return shape.ConcernStory(
            **of.model_dump(), facts=[shape.Line.of(each) for each in found.said]
        )
    stands = found.standing
    return shape.ConcernStory(
        **of_standing(stands, shape.Named.of(found.who, opens=True)).model_dump(),
        facts=[shape.Line.of(each.fact) for each in found.lines],
    )


def of_standing(stands: Any, child: shape.Named) -> shape.Concern:
    """The concern for those who work with the child."""
    return shape.Concern(
        concern=stands.concern,
        child=child,
        harms=list(stands.harms),
        summary=stands.detail,
        opened_on=stands.opened_on,
        is_open=stands.is_open,
        answered_on=stands.answered_on,
        answer=stands.answer,
        answered_by=stands.answered_by,
        reasons=stands.reasons,
        referral=None,
    )


@operation(
    "POST",
    "concerns/{concern}/disagreements",
    permission="disagree",
    gives={201: shape.Kept},
    takes_key=True,
    summary="Disagree",
)
def disagree(
    request: FromSystem, concern: str, sent: shape.DisagreementSent
) -> Status[dict[str, Any]]:
    """With what was decided on a concern, or that nothing was. An answered concern opens again, and
    whoever decided is asked to answer you by a day."""
    done = once(
        key_of(request),
        f"disagreements {concern} {sent.model_dump_json()}",
        lambda: {
            "fact_id": disagreement.disagree(
                concern=concern, reasons=sent.reasons, by=request.user, at=now()
            ).fact_id
        },
        user=request.user,
        moment=moment(),
    )
    return Status(201, {**done.answer, "is_again": done.is_again})
