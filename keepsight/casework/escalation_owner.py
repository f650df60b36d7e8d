"""Who has to answer a disagreement at each stage: whoever decided, then a manager, then the
director. There is always somebody."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from keepsight.record.models import Involvement, LedgerFact, NamedPerson, Restriction, Team, User


def owner_at(
    stage: str, *, child: str, about: str, before: User | None, said_by: User | None, on: date
) -> User | None:
    """Who answers at this stage; the next above where there is nobody, None where not even a
    director is known.

    `about` is the fact disagreed with, `before` who had to answer at the stage before. Nobody
    answers a disagreement of their own. Call as the system.
    """
    wanted = _candidates(stage, child=child, about=about, before=before, on=on)
    return next((each for each in wanted if _may_own(each, child, said_by=said_by)), None)


def _candidates(
    stage: str, *, child: str, about: str, before: User | None, on: date
) -> Iterator[User]:
    if stage == "practitioner":
        yield from _who_wrote(about)
        yield from _who_has_the_case(child, on=on)
    if stage in ("practitioner", "manager"):
        teams = [before.team] if before is not None and before.team else []
        yield from _managers([*teams, *_teams_of(child, about, on=on)], besides=before)
    yield from User.objects.filter(role="director", is_active=True).order_by("pk")


def _may_own(user: User, child: str, *, said_by: User | None) -> bool:
    """Somebody of the service who is here, did not disagree themselves, and may know of the
    child."""
    if not user.is_active or user == said_by or user.role in ("referrer", "chair"):
        return False
    restricted = Restriction.objects.filter(child=child, lifted_at=None).first()
    if restricted is None:
        return True
    return NamedPerson.objects.filter(restriction=restricted, user=user, ended_at=None).exists()


def _who_wrote(fact: str) -> Iterable[User]:
    row = LedgerFact.objects.filter(pk=fact).select_related("entered_by__team").first()
    return [row.entered_by] if row is not None and row.entered_by is not None else []


def _who_has_the_case(child: str, *, on: date) -> Iterable[User]:
    parts = _in_force(child, on=on).filter(as_what="allocated").exclude(user=None)
    return [each.user for each in parts.select_related("user__team").order_by("pk") if each.user]


def _teams_of(child: str, about: str, *, on: date) -> list[Team]:
    """The teams that have the child, those of whoever has the case, and of whoever decided."""
    parts = list(_in_force(child, on=on).select_related("team", "user__team").order_by("pk"))
    own = [each.team for each in parts if each.team]
    of_people = [each.user.team for each in parts if each.user and each.user.team]
    of_decider = [each.team for each in _who_wrote(about) if each.team]
    return list(dict.fromkeys([*of_decider, *own, *of_people]))


def _managers(teams: Iterable[Team], *, besides: User | None) -> Iterator[User]:
    for team in teams:
        led = User.objects.filter(team=team, role="manager", is_active=True).order_by("pk")
        yield from (each for each in led if each != besides)


def _in_force(child: str, *, on: date) -> QuerySet[Involvement]:
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    return Involvement.objects.filter(lasts, child=child, from_on__lte=on)
