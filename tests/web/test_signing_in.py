"""Signing in: the right password, a wrong one, too many wrong ones, and where one goes next."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from keepsight.web.sign_in.form import TOO_MANY, WRONG
from tests.web.small_authority import PASSWORD, SmallAuthority


@pytest.fixture(autouse=True)
def sara_has_a_password(authority: SmallAuthority, settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    sara = authority.people["social_worker"]
    sara.set_password(PASSWORD)
    sara.save()
    cache.clear()
    yield
    cache.clear()


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


def test_a_demo_says_whom_to_sign_in_as_and_nothing_else_does(client: Client, settings) -> None:
    assert "Who to sign in as" not in client.get("/sign-in").content.decode()
    settings.MODE = "demo"
    page = client.get("/sign-in").content.decode()
    assert "Who to sign in as" in page
    for username in ("nina", "sara", "mo", "cath", "dan"):
        assert f"<code>{username}</code>" in page


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
