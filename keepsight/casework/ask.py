"""What people have been asked to do. An ask stands until it is done: being read does not end it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from keepsight.casework import letter, need_to_know, webhook
from keepsight.practice.codes.ask import ASK
from keepsight.record.models import Agency, Ask, Child, Team, User

if TYPE_CHECKING:
    from keepsight.casework.action import Action


@dataclass(frozen=True)
class AskLine:
    """One thing that somebody is asked to do. `kind` is a code of ASK; `about` the identifier of
    what it is about; `child_name` is empty where the reader may not see the child."""

    ask: int
    kind: str
    title: str
    child: str | None
    child_name: str
    about: str
    words: str
    due_on: date | None
    asked_at: datetime
    asked_by: str
    of: str


def ask(
    doing: "Action",
    *,
    kind: str,
    child: str | None,
    about: str,
    of: User | None = None,
    of_team: Team | None = None,
    of_agency: Agency | None = None,
    due_on: date | None = None,
    words: str = "",
) -> Ask:
    """Ask one person, a team or an agency to do something. Call inside an action.

    `kind` is a code of ASK (KeyError for another). The same thing asked of the same again, while it
    is open, stays one: its due day and words are the new ones. What would be asked of somebody who
    cannot see a restricted record is asked of a manager who is named for it.
    """
    ASK[kind]
    if child is not None and (instead := need_to_know.stands_for_restricted(child, of)):
        of, of_team, of_agency = instead, None, None
    whom = {"of": of, "of_team": of_team, "of_agency": of_agency}
    same = {"kind": kind, "child_id": child, "about": about, "done_at": None, **whom}
    there = Ask.objects.filter(**same).order_by("pk").first()
    if there is None:
        asked_now = {"asked_at": doing.at, "asked_by": doing.by}
        there = Ask.objects.create(**same, words=words, due_on=due_on, **asked_now)
        asked = _who_is_asked(there)
        letter.write(asked, told_at=doing.at)
        events = [webhook.Event(each, there.pk, kind, about) for each in asked]
        webhook.write(events, sort="ask", at_moment=doing.at)
    elif (there.words, there.due_on) != (words, due_on):
        there.words, there.due_on = words, due_on
        there.save(update_fields=["words", "due_on"])
    return there


def _who_is_asked(asked: Ask) -> list[int]:
    """The numbers of the people who are asked, in person or as one of a team or agency."""
    if asked.of_id is not None:
        return [asked.of_id]
    everybody = User.objects.filter(is_active=True)
    if asked.of_team_id is not None:
        return list(everybody.filter(team=asked.of_team_id).values_list("pk", flat=True))
    return list(everybody.filter(agency=asked.of_agency_id).values_list("pk", flat=True))


def settle(
    doing: "Action",
    *,
    kind: str,
    about: str,
    child: str | None = None,
    of: User | None = None,
    outcome: str = "",
) -> int:
    """Close the open asks of that kind about that thing; gives how many. Call inside an action.

    `child` and `of`: only those about this child, or asked of this person.
    """
    open_ones = Ask.objects.filter(kind=kind, about=about, done_at=None)
    if child is not None:
        open_ones = open_ones.filter(child=child)
    if of is not None:
        open_ones = open_ones.filter(of=of)
    return open_ones.update(done_at=doing.at, done_by=doing.by, outcome=outcome)


def pass_to(
    doing: "Action",
    rows: QuerySet[Ask],
    *,
    of: User | None = None,
    of_team: Team | None = None,
    of_agency: Agency | None = None,
) -> int:
    """Ask somebody else, from now on, what these open asks ask; gives how many. Call inside an
    action. What would then be asked of them twice is asked once."""
    moved = rows.update(of=of, of_team=of_team, of_agency=of_agency)
    open_ones = Ask.objects.filter(of=of, of_team=of_team, of_agency=of_agency, done_at=None)
    first: dict[tuple[str, str | None, str], int] = {}
    again = [
        number
        for number, *same in open_ones.order_by("pk").values_list("pk", "kind", "child", "about")
        if first.setdefault((same[0], same[1], same[2]), number) != number
    ]
    twice = Ask.objects.filter(pk__in=again)
    twice.update(done_at=doing.at, done_by=doing.by, outcome="Asked of the same already.")
    return moved


def asks_of(user: User, *, on: date) -> list[AskLine]:
    """What this user, their team or their agency is asked to do, and whoever they stand in for;
    what is due first stands first.

    Call while reading as the user: a child whom they may not see has no name here.
    """
    whose = Q(of__in=[user.pk, *need_to_know.stands_in_for(user, on=on)])
    whose |= Q(of_agency=user.agency_id)
    if user.team_id is not None:
        whose |= Q(of_team=user.team_id)
    open_ones = Ask.objects.filter(whose, done_at=None).select_related(
        "of", "of_team", "of_agency", "asked_by"
    )
    found = list(open_ones.order_by("due_on", "asked_at", "pk"))
    names = _names({each.child_id for each in found if each.child_id})
    return [_line(each, names) for each in found]


def asks_about(children: Collection[str]) -> list[AskLine]:
    """What anybody is asked to do about these children, what is due first standing first, as far as
    the reader may see it."""
    rows = Ask.objects.filter(child__in=list(children), done_at=None)
    people = ("of", "of_team", "of_agency", "asked_by")
    found = list(rows.select_related(*people).order_by("due_on", "asked_at", "pk"))
    names = _names({each.child_id for each in found if each.child_id})
    return [_line(each, names) for each in found]


def _names(children: set[str]) -> dict[str, str]:
    return {each.pk: each.name for each in Child.objects.filter(pk__in=children)}


def _line(row: Ask, names: dict[str, str]) -> AskLine:
    asked = row.of or row.of_team or row.of_agency
    return AskLine(
        ask=row.pk,
        kind=row.kind,
        title=ASK.named(row.kind),
        child=row.child_id,
        child_name=names.get(row.child_id or "", ""),
        about=row.about,
        words=row.words,
        due_on=row.due_on,
        asked_at=row.asked_at,
        asked_by=row.asked_by.signature if row.asked_by else "Keepsight",
        of=str(asked),
    )
