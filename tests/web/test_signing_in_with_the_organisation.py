"""Signing in with an account of the organisation, at an identity provider on this machine: who is
let in, who is not, and that nobody becomes a user by it."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from oidc_provider_mock import User as Account
from oidc_provider_mock import run_server_in_thread

from keepsight.record.models import User
from tests.the_audit import the_audit
from tests.web.page import words
from tests.web.small_authority import SmallAuthority

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ACCOUNTS = (
    Account(sub="s-1", claims={"preferred_username": "Sara"}),
    Account(sub="s-2", claims={"preferred_username": "sara"}),
    Account(sub="m-1", claims={"email": "mo", "email_verified": True}),
    Account(sub="m-2", claims={"email": "mo", "email_verified": False}),
    Account(sub="x-1", claims={"preferred_username": "nobody-here"}),
    Account(sub="x-2", claims={}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An identity provider; gives its address."""
    with run_server_in_thread(user_claims=ACCOUNTS) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def organisation(authority: SmallAuthority, provider: str, settings) -> None:
    """The small authority has that provider."""
    settings.HAS_ORGANISATION = True
    settings.ORGANISATION_NAME = "your Fellshire account"
    app = {
        "provider_id": "organisation",
        "name": "Fellshire",
        "client_id": "keepsight",
        "secret": "not-a-secret",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


def come_back(client: Client, account: str, *, wanted: str = "/") -> str:
    """Sign in there as this account; gives where one is led to in the end."""
    there = client.get("/sign-in/with-organisation", {"next": wanted})["Location"]
    back = requests.post(there, data={"sub": account}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    assert parts.path == "/sign-in/from/organisation"
    return client.get(f"{parts.path}?{parts.query}")["Location"]


def signed_in(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


@pytest.mark.usefixtures("organisation")
def test_an_account_opens_the_account_of_whom_its_claim_names(
    authority: SmallAuthority, client: Client
) -> None:
    assert "Sign in with your Fellshire account" in words(client.get("/sign-in").content.decode())
    assert come_back(client, "s-1", wanted="/children/maya") == "/children/maya"
    assert signed_in(client) == str(authority.people["social_worker"].pk)
    entry = the_audit()[-1]
    assert (entry.what, entry.by_whom) == ("sign_in", "Sara Lund, Social worker")
    assert entry.note.endswith("by organisation")


@pytest.mark.usefixtures("organisation")
def test_we_ask_with_a_challenge_and_for_no_more_than_who_it_is(client: Client) -> None:
    there = client.get("/sign-in/with-organisation")["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("account", ["x-1", "x-2"])
def test_nobody_becomes_a_user_by_signing_in(account: str, client: Client) -> None:
    before = User.objects.count()
    assert come_back(client, account) == "/sign-in?organisation=unknown"
    assert signed_in(client) == ""
    assert User.objects.count() == before
    page = words(client.get("/sign-in?organisation=unknown").content.decode())
    assert "nobody here has that account" in page
    assert (the_audit()[-1].what, the_audit()[-1].was_allowed) == ("sign_in", False)


@pytest.mark.usefixtures("organisation")
def test_somebody_who_left_is_not_let_in(authority: SmallAuthority, client: Client) -> None:
    come_back(Client(), "s-1")
    sara = authority.people["social_worker"]
    sara.is_active = False
    sara.save()
    assert come_back(client, "s-1") == "/sign-in?organisation=unknown"
    assert signed_in(client) == ""


@pytest.mark.usefixtures("organisation")
def test_a_username_given_to_somebody_else_does_not_open_its_first_owners_account(
    client: Client,
) -> None:
    assert come_back(Client(), "s-1") == "/"
    assert come_back(client, "s-2") == "/sign-in?organisation=unknown"
    assert come_back(Client(), "s-1") == "/"


@pytest.mark.usefixtures("organisation")
def test_an_address_that_was_never_verified_is_nobodys(client: Client, settings) -> None:
    settings.ORGANISATION_CLAIM = "email"
    assert come_back(client, "m-2") == "/sign-in?organisation=unknown"
    assert come_back(client, "m-1") == "/"


@pytest.mark.usefixtures("organisation")
def test_what_else_the_provider_tells_is_not_kept(client: Client) -> None:
    from allauth.socialaccount.models import SocialAccount, SocialToken

    come_back(client, "s-1")
    assert [each.extra_data for each in SocialAccount.objects.all()] == [{}]
    assert not SocialToken.objects.exists()


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize(
    "asked",
    ["?code=made-up&state=made-up", "?error=access_denied", "", "?state=x"],
)
def test_an_answer_that_we_did_not_ask_for_signs_nobody_in(asked: str, client: Client) -> None:
    answer = client.get(f"/sign-in/from/organisation{asked}")
    assert answer["Location"] == "/sign-in?organisation=failed"
    assert signed_in(client) == ""


@pytest.mark.usefixtures("organisation")
def test_an_answer_is_taken_once(client: Client) -> None:
    there = client.get("/sign-in/with-organisation")["Location"]
    back = requests.post(there, data={"sub": "s-1"}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    # Somebody else's browser cannot use it, nor can this one twice.
    assert Client().get(f"{parts.path}?{parts.query}")["Location"].endswith("failed")
    assert client.get(f"{parts.path}?{parts.query}")["Location"] == "/"
    client.post("/sign-out")
    assert client.get(f"{parts.path}?{parts.query}")["Location"].endswith("failed")


@pytest.mark.usefixtures("organisation")
def test_one_is_never_led_elsewhere(client: Client) -> None:
    assert come_back(client, "s-1", wanted="https://elsewhere.example/") == "/"


@pytest.mark.usefixtures("organisation")
def test_no_second_factor_of_ours_is_asked_of_who_gave_one_there(client: Client, settings) -> None:
    settings.SECOND_FACTOR = "required"
    come_back(client, "s-1")
    assert client.get("/").status_code == 200


def test_a_provider_that_does_not_answer_is_said_in_plain_words(
    organisation: None, client: Client, settings
) -> None:
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["server_url"] = "http://localhost:9"
    assert client.get("/sign-in/with-organisation")["Location"].endswith("failed")
    page = words(client.get("/sign-in?organisation=failed").content.decode())
    assert "could not sign you in" in page
