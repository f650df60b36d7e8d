"""Children for systems: the list of one's own, the record of one, and adding to it."""

from datetime import datetime
from functools import partial
from typing import Any

from ninja import Body, Status

from keepsight.casework import access, connected, fact
from keepsight.casework.action import day_of
from keepsight.casework.child import child_page
from keepsight.casework.child_chronology import ChronologyWanted
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.sent_once import once
from keepsight.facts.fact import KINDS, new_fact_id
from keepsight.web.api import shape
from keepsight.web.api.concern import of_standing
from keepsight.web.api.day import check_days
from keepsight.web.api.door import FromSystem, key_of, operation
from keepsight.web.api.number import Page
from keepsight.web.route import SIGNED_IN
from keepsight.web.today import moment, now, today

GIVEN_HERE = frozenset(
    {"fact_id", "child", "recorded_at", "agency", "recorded_by", "source", "corrects", "event"}
)
"""What no system sends: who says it and when is what the token and the clock say."""


@operation("GET", "me", permission=SIGNED_IN, gives=shape.Me, summary="Who this token is")
def me(request: FromSystem) -> shape.Me:
    """As whom you act, and which kinds of fact you may record. A good first question."""
    found = connected.connected(by=request.user, on=today())
    return shape.Me(
        signature=found.signature, agency=found.agency, role=found.role, kinds=list(found.kinds)
    )


@operation("GET", "children", permission="see_child", gives=shape.Children, summary="Your children")
def own_children(request: FromSystem, page: Page = 1) -> shape.Children:
    """The children in whose network this system is named."""
    total, found = connected.own_children(by=request.user, on=today(), page=page)
    children = [shape.Named.of(each, opens=True) for each in found]
    return shape.Children(total=total, page=page, children=children)


@operation(
    "GET", "children/{child}", permission="see_child", gives=shape.ChildShown, summary="One child"
)
def one_child(request: FromSystem, child: str) -> shape.ChildShown:
    """Who they are, which concerns are open or answered, and what the rules found, where you may
    see that."""
    page = child_page(child, by=request.user, on=today())
    named = shape.Named.of(page.who, opens=True)
    return shape.ChildShown(
        child=named,
        born_on=page.born_on,
        plan=page.where.plan,
        care=page.where.care,
        last_seen_on=page.where.last_seen_on,
        concerns=[
            of_standing(each, named) for each in (*page.open_concerns, *page.answered_concerns)
        ],
        findings=[
            shape.FindingShown(finding=each.finding_id, title=each.title, raised_on=each.raised_on)
            for each in page.findings
        ],
    )


@operation(
    "GET",
    "children/{child}/chronology",
    permission="see_child",
    gives=shape.Chronology,
    summary="A child’s chronology",
)
def chronology(request: FromSystem, child: str, page: Page = 1) -> shape.Chronology:
    """Everything that is known and you may see, oldest first."""
    wanted = ChronologyWanted(page=page)
    found = child_page(child, by=request.user, on=today(), wanted=wanted).chronology
    return shape.Chronology(
        total=found.total, page=page, lines=[shape.Line.of(each.fact) for each in found.lines]
    )


@operation(
    "POST",
    "children/{child}/facts",
    permission="record_fact",
    gives={201: shape.Kept},
    takes_key=True,
    summary="Record what happened",
)
def record_fact(
    request: FromSystem,
    child: str,
    sent: dict[str, Any] = Body(...),  # noqa: B008 (this is how ninja names a body)
) -> Status[dict[str, Any]]:
    """A fact of any kind that your role records. `kind` says which, and with it which fields there
    are. What is recorded is never changed; it may be corrected on the pages."""
    at = now()
    done = once(
        key_of(request),
        f"facts {child} {sorted(sent.items())}",
        partial(_record, request, child, sent, at),
        user=request.user,
        moment=moment(),
    )
    return Status(201, {**done.answer, "is_again": done.is_again})


def _record(request: FromSystem, child: str, sent: dict[str, Any], at: datetime) -> dict[str, Any]:
    by, kind = request.user, str(sent.get("kind"))
    may_kind = kind if kind in KINDS else None
    access.require(by, "record_fact", child, kind=may_kind, on=day_of(at))
    if given := sorted(GIVEN_HERE & set(sent)):
        raise wrong(given[0], "is not sent: Keepsight says it itself")
    said = fact_of(
        {
            **sent,
            "fact_id": new_fact_id(),
            "child": child,
            "recorded_at": at,
            "agency": by.agency.kind,
            "recorded_by": by.signature,
            "source": by.agency.name,
        }
    )
    check_days(vars(said))
    return {"fact_id": fact.record_fact(fact=said, by=by, at=at).fact_id}
