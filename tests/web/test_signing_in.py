"""Signing in: the right password, a wrong one, too many wrong ones, and where one goes next."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from keepsight.casework import sign_in
from keepsight.web.sign_in.computer import computer
from keepsight.web.sign_in.form import TOO_MANY, WRONG
from tests.the_audit import the_audit
from tests.web.small_authority import PASSWORD, SmallAuthority


@pytest.fixture(autouse=True)
def sara_has_a_password(authority: SmallAuthority, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    sara = authority.people["social_worker"]
    sara.set_password(PASSWORD)
    sara.save()


def attempt(client: Client, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", {"username": "sara", "password": password, **more})


def test_the_right_password_leads_to_in_sight(client: Client) -> None:
    assert attempt(client)["Location"] == "/"
    assert "Sara Lund" in client.get("/").content.decode()


def test_one_comes_to_the_page_that_was_wanted(client: Client) -> None:
    assert client.get("/children/maya")["Location"] == "/sign-in?next=/children/maya"
    assert attempt(client, next="/children/maya")["Location"] == "/children/maya"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x()"])
def test_one_is_never_led_elsewhere(elsewhere: str, client: Client) -> None:
    assert attempt(client, next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize("username", ["sara", "nobody-of-that-name"])
def test_the_message_does_not_tell_which_was_wrong(username: str, client: Client) -> None:
    page = client.post("/sign-in", {"username": username, "password": "wrong"}).content.decode()
    assert WRONG in page
    assert "<title>\nError: " in page or "<title>Error: " in page


def test_an_empty_form_links_each_message_to_its_box(client: Client) -> None:
    page = client.post("/sign-in", {}).content.decode()
    assert 'href="#id_username"' in page
    assert "Enter your password" in page


def test_somebody_who_left_cannot_sign_in(authority: SmallAuthority, client: Client) -> None:
    sara = authority.people["social_worker"]
    sara.is_active = False
    sara.save()
    assert WRONG in attempt(client).content.decode()


def test_too_many_wrong_passwords_stop_even_the_right_one(client: Client) -> None:
    for _ in range(10):
        attempt(client, "wrong")
    assert TOO_MANY in attempt(client).content.decode()
    assert client.get("/").status_code == 302


def test_a_name_and_a_computer_have_a_limit_of_their_own(authority: SmallAuthority) -> None:
    for number in range(100):
        sign_in.failed("sara" if number % 2 else f"somebody {number}", "192.0.2.1")
    assert not sign_in.is_one_too_many("mo", "192.0.2.2")
    assert sign_in.is_one_too_many("mo", "192.0.2.1")
    for number in range(50):
        sign_in.failed("sara", f"192.0.2.{number + 3}")
    assert sign_in.is_one_too_many("sara", "192.0.2.200")


@pytest.mark.parametrize(
    ("proxy", "computers"), [(None, {"10.0.0.1"}), (("X", "https"), {"192.0.2.1", "192.0.2.2"})]
)
def test_behind_a_proxy_it_is_the_computer_that_the_proxy_saw(
    proxy: tuple[str, str] | None, computers: set[str], settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = proxy
    ask = RequestFactory(REMOTE_ADDR="10.0.0.1")
    named = ("8.8.8.8, 192.0.2.1", "192.0.2.2")
    assert {computer(ask.get("/", HTTP_X_FORWARDED_FOR=each)) for each in named} == computers


def test_signing_in_and_out_and_failing_to_is_in_the_audit(
    authority: SmallAuthority, client: Client
) -> None:
    attempt(client, "wrong password")
    attempt(client)
    client.post("/sign-out")
    told = [(each.what, each.was_allowed, each.by_whom) for each in the_audit()]
    assert told == [
        ("sign_in", False, "Somebody not signed in"),
        ("sign_in", True, "Sara Lund, Social worker"),
        ("sign_out", True, "Sara Lund, Social worker"),
    ]
    assert not any("wrong" in each.note or "sara" in each.note for each in the_audit())


def test_nobody_signs_in_to_a_session_that_was_there_before(client: Client) -> None:
    client.session.save()
    client.get("/sign-in")
    before = {client.session.session_key, client.cookies["csrftoken"].value}
    attempt(client)
    assert before.isdisjoint({client.session.session_key, client.cookies["csrftoken"].value})
    kept = client.session.session_key
    client.post("/sign-out")
    assert not client.session.exists(kept)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    client.get("/sign-in")
    attempt(client)
    for name in ("csrftoken", "sessionid"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_what_somebody_had_typed_is_thrown_away_with_their_session(client: Client) -> None:
    left = SessionStore()
    left["raising"] = {"what": "detail=It+hurts"}
    left.set_expiry(-1)
    left.save()
    attempt(client)
    assert not left.exists(left.session_key)


def test_an_unknown_name_takes_the_work_of_a_known_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    hashed = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        worked.append(password)
        return hashed(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    for username in ("sara", "nobody-of-that-name", "mo"):
        worked.clear()
        client.post("/sign-in", {"username": username, "password": "wrong"})
        assert len(worked) == 1, username


def test_a_demo_says_whom_to_sign_in_as_and_nothing_else_does(client: Client, settings) -> None:
    assert "Who to sign in as" not in client.get("/sign-in").content.decode()
    settings.MODE = "demo"
    page = client.get("/sign-in").content.decode()
    assert "Who to sign in as" in page
    for username in ("olga", "sara", "mo", "cath", "dan"):
        assert f">{username}</dt>" in page


def test_a_form_without_its_token_is_refused_in_plain_words(authority: SmallAuthority) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in", {"username": "sara", "password": PASSWORD})
    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()


def test_every_page_is_kept_out_of_caches_and_loads_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/sign-in")
    assert answer["Cache-Control"] == "no-store, private"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    page = answer.content.decode()
    assert " style=" not in page
    assert "<script>" not in page
