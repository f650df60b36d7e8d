"""How long somebody stays signed in, where they are, and what ends it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from keepsight.web.today import moment
from tests.the_audit import the_audit
from tests.web.page import read
from tests.web.small_authority import PASSWORD, SmallAuthority


@pytest.fixture(autouse=True)
def sara_has_a_password(authority: SmallAuthority, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    sara = authority.people["social_worker"]
    sara.set_password(PASSWORD)
    sara.save()


def come(user_agent: str = "") -> Client:
    """A browser in which Sara has signed in."""
    client = Client(HTTP_USER_AGENT=user_agent)
    client.post("/sign-in", {"username": "sara", "password": PASSWORD})
    assert client.get("/").status_code == 200
    return client


def ends_at(client: Client):
    return Session.objects.get(pk=client.session.session_key).expire_date


def pass_time(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    later = moment() + timedelta(**time)
    monkeypatch.setattr("keepsight.web.sign_in.session.moment", lambda: later)


def test_a_session_in_which_nothing_happens_ends_after_half_an_hour(settings) -> None:
    client = come()
    assert settings.SESSION_COOKIE_AGE == 1800
    left = ends_at(client) - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now())
    led_to = client.get("/children/maya")["Location"]
    assert led_to == "/sign-in?next=/children/maya&ended=yes"
    assert "You have been signed out" in read(client, led_to)


def test_using_it_keeps_it_and_a_page_that_only_asks_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = come()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    soon = ends_at(client)
    client.get("/")
    assert ends_at(client) == soon, "it was used a moment ago"
    pass_time(monkeypatch, minutes=2)
    client.get("/drafts/here")
    assert ends_at(client) == soon
    client.get("/")
    assert ends_at(client) > soon + timedelta(minutes=20)


def test_a_long_day_ends_it_however_much_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    client = come()
    pass_time(monkeypatch, hours=11.9)
    assert client.get("/").status_code == 200
    pass_time(monkeypatch, hours=12.1)
    assert client.get("/").status_code == 302
    assert client.session.get("_auth_user_id") is None


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"role": "referrer"}, {"password": "md5$x$y"}],
    ids=["made inactive", "another role", "another password"],
)
def test_a_session_ends_when_its_person_is_no_longer_who_signed_in(
    change: dict, authority: SmallAuthority
) -> None:
    client = come()
    type(authority.stranger).objects.filter(username="sara").update(**change)
    assert client.get("/").status_code == 302


def test_everybody_sees_where_they_are_signed_in() -> None:
    come("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0")
    phone = come("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17 Safari/604.1")
    page = read(phone, "/account")
    assert "Edge on Windows Signed in" in page
    assert "Safari on an iPhone Here Signed in" in page


def test_signing_out_everywhere_ends_every_session() -> None:
    here, there = come(), come()
    assert here.post("/account/sign-out-everywhere")["Location"] == "/sign-in"
    assert here.get("/").status_code == 302
    assert there.get("/").status_code == 302
    assert the_audit()[-1].what == "sign_out_everywhere"


def test_signing_out_here_leaves_the_others() -> None:
    here, there = come(), come()
    here.post("/sign-out")
    assert "Sara Lund" in read(there, "/account")
    assert read(there, "/account").count("Signed in on") == 1


def change(client: Client, new: str, old: str = PASSWORD) -> str:
    sent = client.post("/account/password", {"password": old, "new_password": new})
    return sent.content.decode()


def test_another_password_ends_every_other_session() -> None:
    here, there = come(), come()
    assert change(here, "three unlike words") == ""
    assert "Your password is changed." in read(here, "/account")
    assert there.get("/").status_code == 302
    assert "change_password" in [each.what for each in the_audit()]


@pytest.mark.parametrize(
    ("new", "said"),
    [("short", "at least 12"), ("password1234", "too common"), ("sara lund sara", "too similar")],
)
def test_a_password_that_is_easy_to_guess_is_not_taken(new: str, said: str) -> None:
    assert said in change(come(), new)


def test_whoever_changes_a_password_knows_the_old_one() -> None:
    client = come()
    for _ in range(10):
        assert "Your password is not right" in change(client, "three unlike words", "guessed")
    assert "too many attempts" in change(client, "three unlike words")
