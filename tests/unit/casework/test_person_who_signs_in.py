"""Taking on somebody who signs in: what is refused, and what is begun."""

from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from keepsight.casework.not_right import NotRight
from keepsight.casework.person_who_signs_in import number_of, reset_second_factor, take_on
from keepsight.record.models import Agency, AuditEntry, User
from keepsight.record.reader import reading_as_system

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def taken_on(**given: Any) -> User:
    values: dict[str, Any] = {
        "username": "ada.first",
        "name": "Ada First",
        "role": "manager",
        "agency": "Kestermoor Council",
        "agency_kind": "social_care",
        "team": "North 1",
        "password": "a long walk by the river",
        "at": AT,
    }
    return take_on(**{**values, **given})


def test_the_first_person_brings_organisation_and_team() -> None:
    user = taken_on(team="Front Door", at_front_door=True)

    assert user.check_password("a long walk by the river")
    assert user.agency.kind == "social_care"
    assert user.team is not None
    assert user.team.is_front_door
    with reading_as_system("a test"):
        assert AuditEntry.objects.get(what="take_on").note.startswith("ada.first: manager")


def test_the_second_joins_what_is_there() -> None:
    first = taken_on()
    second = taken_on(username="ben.second", name="Ben Second")

    assert (second.agency, second.team) == (first.agency, first.team)
    assert Agency.objects.filter(name="Kestermoor Council").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "boss"}, "role"),
        ({"agency_kind": "circus"}, "agency_kind"),
        ({"password": "password1234"}, "password"),
        ({"password": "short"}, "password"),
        ({"name": " "}, "name"),
    ],
)
def test_what_is_not_right_takes_nobody_on(given: dict[str, str], field: str) -> None:
    with pytest.raises(NotRight) as refused:
        taken_on(**given)

    assert field in refused.value.by_field
    assert not User.objects.filter(username="ada.first").exists()


def test_a_username_is_somebodys_own() -> None:
    taken_on()

    with pytest.raises(NotRight, match="already"):
        taken_on(name="Another Ada")


def test_whoever_runs_the_server_takes_away_a_second_factor_that_is_lost() -> None:
    user = taken_on()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    assert reset_second_factor(username="ada.first", at=AT) == user

    assert not Authenticator.objects.exists()
    with reading_as_system("a test"):
        assert AuditEntry.objects.get(what="reset_second_factor").note == "of ada.first"


@pytest.mark.parametrize("username", ["ada.first", "nobody.there"])
def test_where_there_is_none_that_is_said(username: str) -> None:
    taken_on()
    with pytest.raises(NotRight, match=r"no second factor|nobody signs in"):
        reset_second_factor(username=username, at=AT)


def test_a_username_leads_to_its_number_and_a_wrong_one_is_told(db: None) -> None:
    user = taken_on()
    assert number_of(user.username) == user.pk
    with pytest.raises(NotRight, match="nobody signs in as 'mistyped'"):
        number_of("mistyped")
