"""Telling people what happened, and whom there is to tell. Nothing ends by being read.

Which kinds of fact tell whom is the table TOLD: an action that adds such a fact tells them by
itself, so that no action forgets it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from keepsight.casework import letter, need_to_know, webhook
from keepsight.casework.fact_line import fact_line
from keepsight.facts.fact import Fact
from keepsight.practice.code import in_one_phrase
from keepsight.practice.codes.notice import NOTICE
from keepsight.record.models import (
    ConcernThread,
    Involvement,
    LedgerFact,
    Notice,
    Team,
    User,
)

if TYPE_CHECKING:
    from keepsight.casework.action import Action

Whom = Callable[[Fact, date], list[User]]


def tell(
    doing: "Action",
    *,
    to: Iterable[User],
    what: str,
    child: str | None,
    about: str,
    words: str = "",
) -> None:
    """Tell each of these people once, when the action is done; whoever does it is not told. Call
    inside an action.

    `what` is a code of NOTICE (KeyError for another), `about` the identifier of what it is about.
    Who has been told the same in this action already is not told again, nor anybody from whom a
    restriction keeps the child.
    """
    NOTICE[what]
    told = {each.pk for each in to if each.is_active}
    if doing.by is not None:
        told.discard(doing.by.pk)
    told -= {user for user in told if (user, what, child, about) in doing.told}
    if told and child is not None:
        told = need_to_know.not_kept_from(child, told, concern=about)
    doing.told |= {(user, what, child, about) for user in told}
    doing.notices += [
        Notice(
            to_id=each,
            what=what,
            child_id=child,
            about=about,
            words=words,
            told_at=doing.at,
            told_by=doing.by,
        )
        for each in sorted(told)
    ]


def write(doing: "Action") -> None:
    """Write what an action has told people, and to those who want it a letter or an event. Call
    once, at the end of the action."""
    if not doing.notices:
        return
    rows = Notice.objects.bulk_create(doing.notices)
    letter.write({each.to_id for each in rows}, told_at=doing.at)
    events = [webhook.Event(each.to_id, each.pk, each.what, each.about) for each in rows]
    webhook.write(events, sort="notice", at_moment=doing.at)


def network_of(child: str, *, on: date) -> list[User]:
    """Who works with the child on that day: everybody with a part of their own, and the managers of
    the teams. Everybody of a team where nobody of it has the child, or it has no manager."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child=child, from_on__lte=on)
    own = Q(pk__in=parts.exclude(user=None).values("user"))
    teams = parts.exclude(team=None).values("team")
    has_child = parts.filter(user__team=OuterRef("team"), as_what="allocated")
    nobody_has_child = Q(team__in=teams) & ~Exists(has_child)
    led = Q(team__in=teams, role="manager")
    everybody = User.objects.filter(own | led | nobody_has_child, is_active=True)
    return list(everybody.order_by("name", "pk"))


def who_raised(concern: str) -> list[User]:
    """The people of the organisation that raised the concern; none where it is not known."""
    thread = ConcernThread.objects.filter(pk=concern).exclude(organisation=None).first()
    if thread is None:
        return []
    of_agency = User.objects.filter(agency=thread.organisation_id, is_active=True)
    return list(of_agency.order_by("name", "pk"))


def people_of(team: Team) -> list[User]:
    """Who answers for a team: its managers; everybody in it where it has none."""
    everybody = list(User.objects.filter(team=team, is_active=True).order_by("name", "pk"))
    return [each for each in everybody if each.role == "manager"] or everybody


def _network(fact: Fact, on: date) -> list[User]:
    return network_of(fact.child, on=on)


def _front_door(fact: Fact, on: date) -> list[User]:
    team = Team.objects.filter(is_front_door=True).order_by("pk").first()
    return people_of(team) if team else []


def _raisers(fact: Fact, on: date) -> list[User]:
    """The people of social care who raised a concern hear of it with the network; here, those of
    other agencies."""
    raised = [user for concern in fact.concerns for user in who_raised(concern)]
    return [each for each in raised if each.role == "referrer"]


def _who_decided(fact: Fact, on: date) -> list[User]:
    """Whoever wrote what is disagreed with, and the managers of their team; where no fact is named,
    whoever last decided or answered about the concern."""
    about = str(vars(fact).get("about") or "")
    rows = LedgerFact.objects.filter(child=fact.child).exclude(entered_by=None)
    decisions = rows.filter(
        kind__in=("referral_decision", "answer"), concerns__overlap=list(fact.concerns)
    )
    row = (rows.filter(pk=about) if about else decisions.order_by("-position")).first()
    if row is None or row.entered_by is None:
        return []
    decider = row.entered_by
    return [decider, *(people_of(decider.team) if decider.team else [])]


def _who_disagreed(fact: Fact, on: date) -> list[User]:
    row = LedgerFact.objects.filter(pk=str(vars(fact).get("about") or "")).first()
    return [row.entered_by] if row and row.entered_by else []


@dataclass(frozen=True)
class Telling:
    """What a kind of fact is told as, and to whom. `of_concern`: the notice is about each concern
    of the fact, and says whether that is still open; else it is about the fact. `says`: how many of
    the fact's answers it tells."""

    what: str
    whom: tuple[Whom, ...]
    of_concern: bool = False
    says: int = 1


_TO_NETWORK = (_network,)

TOLD: Mapping[str, Telling] = {
    "concern": Telling("concern_raised", _TO_NETWORK, of_concern=True),
    "referral": Telling("referral_came", (_front_door,)),
    "referral_decision": Telling("referral_decided", (_raisers,), of_concern=True),
    "answer": Telling("concern_answered", (_network, _raisers), of_concern=True),
    "reopening": Telling("concern_reopened", (_network, _raisers), of_concern=True),
    "disagreement": Telling("disagreement_raised", (_who_decided,), of_concern=True),
    "disagreement_answered": Telling("disagreement_answered", (_who_disagreed,), of_concern=True),
    "plan_started": Telling("plan_started", _TO_NETWORK),
    "category_changed": Telling("category_changed", _TO_NETWORK, says=2),
    "plan_ended": Telling("plan_ended", _TO_NETWORK),
    "case_closed": Telling("case_closed", _TO_NETWORK),
    "case_stepped_down": Telling("case_stepped_down", _TO_NETWORK),
    "case_reopened": Telling("case_reopened", _TO_NETWORK),
    "worker_allocated": Telling("worker_allocated", _TO_NETWORK),
    "missing_episode": Telling("child_missing", _TO_NETWORK),
    "missing_returned": Telling("child_returned", _TO_NETWORK),
    "looked_after_began": Telling("came_into_care", _TO_NETWORK),
    "looked_after_ended": Telling("left_care", _TO_NETWORK),
    "police_protection": Telling("police_protection", _TO_NETWORK),
}
"""Which kinds of fact tell whom, by kind. A correction tells nobody."""


def tell_of_facts(doing: "Action", *, on: date) -> None:
    """Tell whomever the facts of an action concern, once all of it is done. Call inside it."""
    for fact in doing.facts:
        telling = TOLD.get(fact.kind)
        if telling is None or fact.corrects is not None:
            continue
        to = [user for whom in telling.whom for user in whom(fact, on)]
        for about in fact.concerns if telling.of_concern and fact.concerns else (fact.fact_id,):
            tell(
                doing,
                to=to,
                what=telling.what,
                child=fact.child,
                about=about,
                words=_in_words(fact, telling.says),
            )


def _in_words(fact: Fact, says: int) -> str:
    line = fact_line(fact)
    said = [f"{name}: {words}" if name else words for name, words in line.said[:says]]
    return ". ".join([*said, in_one_phrase(line.harms)] if line.harms else said)
