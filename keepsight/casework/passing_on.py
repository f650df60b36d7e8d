"""What somebody who leaves was asked to do, held or was named for, and who takes it up: somebody
who is chosen, the manager of their team, or their team or agency. Nothing is left pointing at
somebody who has gone."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from keepsight.casework import ask, delegation, restricted
from keepsight.casework.action import Action
from keepsight.casework.not_right import wrong
from keepsight.casework.role import READS_NO_RECORD
from keepsight.record.models import (
    AgendaOutcome,
    Ask,
    BreakGlass,
    Delegation,
    Handover,
    Meeting,
    NamedPerson,
    User,
)


def may_succeed(leaver: User) -> QuerySet[User]:
    """Who may take up what they were asked: others of their agency, managers first."""
    others = User.objects.filter(agency=leaver.agency_id, is_active=True).exclude(pk=leaver.pk)
    return others.exclude(role__in=READS_NO_RECORD).order_by("name", "pk")


def successor_of(leaver: User, chosen: int | None) -> User | None:
    """Who takes up what they were asked: who was chosen, else another manager of their team; None
    where it is to be the team or the agency. Raises NotRight for who cannot."""
    if chosen is not None:
        found = may_succeed(leaver).filter(pk=chosen).first()
        if found is None:
            raise wrong("passes_to", "Choose a colleague of the same agency.")
        return found
    if leaver.team_id is None:
        return None
    return may_succeed(leaver).filter(role="manager", team=leaver.team_id).first()


def whom(leaver: User, successor: User | None) -> str:
    """Who takes it up, in words."""
    return successor.signature if successor else str(leaver.team or leaver.agency)


def pass_on(doing: Action, leaver: User, successor: User | None) -> int:
    """Pass on all that was theirs; gives how many asks. Call inside an action."""
    _end_names(doing, leaver)
    _end_handovers(doing, leaver, successor)
    _meetings(doing, leaver, successor)
    moved = _asks(doing, leaver, successor)
    delegation.stop(doing, Delegation.objects.filter(Q(absent=leaver) | Q(delegate=leaver)))
    BreakGlass.objects.filter(user=leaver, ends_at__gt=Now()).update(ends_at=Now())
    return moved


def _asks(doing: Action, leaver: User, successor: User | None) -> int:
    theirs = Ask.objects.filter(of=leaver, done_at=None)
    if successor is not None:
        return ask.pass_to(doing, theirs, of=successor)
    if leaver.team is not None:
        return ask.pass_to(doing, theirs, of_team=leaver.team)
    return ask.pass_to(doing, theirs, of_agency=leaver.agency)


def _end_names(doing: Action, leaver: User) -> None:
    """Their name is taken off restricted records. Where no manager is left there, every director is
    named, and asked to name somebody who can decide."""
    named = NamedPerson.objects.filter(
        user=leaver, ended_at=None, restriction__lifted_at=None
    ).select_related("restriction")
    for each in named:
        row = each.restriction
        if not restricted.managers(row):
            directors = User.objects.filter(role="director", is_active=True)
            there = row.named.filter(ended_at=None).values("user")
            for director in directors.exclude(pk__in=there):
                restricted.name_person(doing, row, director)
            for director in directors:
                ask.ask(
                    doing,
                    kind="name_for_restricted",
                    child=row.child_id,
                    about=row.child_id,
                    of=director,
                    words=f"{leaver.signature} has left, and no manager is named now.",
                )
        restricted.end_name(doing, each)


def _end_handovers(doing: Action, leaver: User, successor: User | None) -> None:
    """What they were to take over stays with whoever was to give it."""
    rows = Handover.objects.filter(taken_by=leaver, finished_at=None)
    for event in sorted(set(rows.values_list("event", flat=True))):
        for kind in ("acknowledge_handover", "write_handover"):
            ask.settle(doing, kind=kind, about=event, outcome=f"{leaver.signature} has left.")
    for each in rows.select_related("given_by"):
        ask.ask(
            doing,
            kind="take_up_left",
            child=each.child_id,
            about=each.child_id,
            of=each.given_by,
            words=f"{leaver.signature}, who was to take over, has left. The child is still yours.",
        )
    rows.update(finished_at=doing.at)


def _meetings(doing: Action, leaver: User, successor: User | None) -> None:
    """Meetings that are still to come, or to be concluded, which they were to chair, or in which
    they were to agree."""
    running = Meeting.objects.filter(concluded_at=None, cancelled_at=None)
    for each in running.filter(chair=leaver).select_related("arranged_by"):
        child = each.children.values_list("child", flat=True).order_by("pk").first()
        arranger = each.arranged_by
        somebody = arranger if arranger.is_active and arranger.pk != leaver.pk else successor
        ask.ask(
            doing,
            kind="find_chair",
            child=child,
            about=each.meeting,
            of=somebody,
            of_team=None if somebody else leaver.team,
            of_agency=None if somebody or leaver.team else leaver.agency,
            due_on=each.held_on,
            words=f"{leaver.signature} has left.",
        )
    agendas = AgendaOutcome.objects.filter(meeting__in=running)
    agendas.filter(asked_to_agree=leaver, agreed_by=None).update(asked_to_agree=successor)
    agendas.filter(Q(owner=leaver) | Q(answerer=leaver)).delete()
