"""The second factor: set up, used, lost and reset; required where the settings say so."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from keepsight.web.sign_in.form import TOO_MANY, WRONG_CODE
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import PASSWORD, SmallAuthority


@pytest.fixture(autouse=True)
def mo_and_sara_have_passwords(authority: SmallAuthority, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for role in ("manager", "social_worker"):
        authority.people[role].set_password(PASSWORD)
        authority.people[role].save()
    cache.clear()


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What an authenticator app with this secret shows now, or so many times thirty seconds on."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up a second factor; gives its secret and the recovery codes."""
    page = client.get("/account/second-factor").content.decode()
    secret = re.search(r'class="key">([A-Z2-7 =]+)<', page)[1].replace(" ", "")  # type: ignore[index]
    sent = client.post("/account/second-factor", {"code": code_of(secret)})
    assert sent["Location"] == "/account/recovery-codes"
    shown = client.get("/account/recovery-codes").content.decode()
    return secret, re.findall(r"<li>(\d{8})</li>", shown)


def give_password(client: Client, username: str = "sara", **more: str):
    return client.post("/sign-in", {"username": username, "password": PASSWORD, **more})


def test_it_is_asked_for_after_the_password(client: Client) -> None:
    give_password(client)
    secret, _ = set_up(client)
    client.post("/sign-out")

    sent = give_password(client, next="/children/maya")
    assert sent["Location"] == "/sign-in/code"
    assert client.get("/").status_code == 302
    assert "Enter the code" in read(client, "/sign-in/code")
    done = client.post("/sign-in/code", {"code": code_of(secret)})
    assert done["Location"] == "/children/maya"
    assert "Sara Lund" in read(client, "/")
    assert [each.what for each in the_audit() if each.what == "set_up_second_factor"]


def test_without_the_code_nobody_is_signed_in(client: Client) -> None:
    give_password(client)
    set_up(client)
    client.post("/sign-out")
    signed_in = len([each for each in the_audit() if each.what == "sign_in"])
    give_password(client)
    assert WRONG_CODE in words(client.post("/sign-in/code", {"code": "000000"}).content.decode())
    assert client.get("/children/maya").status_code == 302
    assert len([each for each in the_audit() if each.what == "sign_in"]) == signed_in
    assert (the_audit()[-1].what, the_audit()[-1].was_allowed) == ("second_factor", False)


def test_ten_wrong_codes_stop_even_the_right_one(client: Client) -> None:
    give_password(client)
    secret, _ = set_up(client)
    client.post("/sign-out")
    give_password(client)
    for _ in range(10):
        cache.clear()
        client.post("/sign-in/code", {"code": "123"})
    page = client.post("/sign-in/code", {"code": code_of(secret)}).content.decode()
    assert TOO_MANY in words(page)


def test_a_recovery_code_works_once(client: Client) -> None:
    give_password(client)
    _, codes = set_up(client)
    assert len(codes) == 10
    client.post("/sign-out")
    give_password(client)
    assert client.post("/sign-in/code", {"code": codes[0]})["Location"] == "/"
    client.post("/sign-out")
    give_password(client)
    cache.clear()
    assert client.post("/sign-in/code", {"code": codes[0]}).status_code == 200
    assert client.post("/sign-in/code", {"code": codes[1]})["Location"] == "/"


def test_recovery_codes_are_shown_once_and_new_ones_take_a_code(client: Client) -> None:
    give_password(client)
    secret, codes = set_up(client)
    page = client.get("/account/recovery-codes").content.decode()
    assert codes[0] not in page
    assert "You have 10 codes left" in words(page)
    assert client.post("/account/recovery-codes", {"code": "1"}).status_code == 200
    client.post("/account/recovery-codes", {"code": code_of(secret)})
    new = re.findall(r"<li>(\d{8})</li>", client.get("/account/recovery-codes").content.decode())
    assert len(new) == 10
    assert not set(new) & set(codes)


def test_secrets_cannot_be_read_in_the_database(client: Client) -> None:
    give_password(client)
    secret, codes = set_up(client)
    kept = " ".join(str(each.data) for each in Authenticator.objects.all())
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_the_square_is_a_picture_in_the_page(client: Client) -> None:
    give_password(client)
    page = client.get("/account/second-factor").content.decode()
    assert re.search(r'role="img" aria-label="[^"]+"><svg', page)
    assert "data:" not in page
    assert not re.search(r"<[^>]*\sstyle\s*=", page)


@pytest.mark.parametrize(
    ("roles", "leads_to"), [([], True), (["manager"], False), (["social_worker"], True)]
)
def test_where_it_is_required_one_sets_it_up_first(
    roles: list[str], leads_to: bool, client: Client, settings
) -> None:
    settings.SECOND_FACTOR, settings.SECOND_FACTOR_ROLES = "required", roles
    give_password(client)
    for address in ("/", "/children/maya", "/drafts"):
        answer = client.get(address)
        assert (answer.status_code == 302) is leads_to
        assert not leads_to or answer["Location"] == "/account/second-factor"
    if leads_to:
        set_up(client)
        assert client.get("/children/maya").status_code == 200


def test_where_it_is_off_it_is_not_there(client: Client, settings) -> None:
    settings.SECOND_FACTOR = "off"
    give_password(client)
    assert client.get("/account/second-factor").status_code == 404
    assert "Second factor" not in read(client, "/account")


def test_a_manager_takes_away_what_somebody_has_lost(
    authority: SmallAuthority, client: Client, sign_in: SignIn
) -> None:
    give_password(client)
    set_up(client)
    manager = sign_in("manager")
    assert "Sara Lund" in read(manager, "/second-factors")
    sara = authority.people["social_worker"]
    manager.post("/second-factors", {"user": str(sara.pk)})

    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302, "signed out"
    assert give_password(client)["Location"] == "/"
    entry = next(e for e in the_audit() if e.what == "reset_second_factor" and e.note == "of sara")
    assert entry.by == authority.people["manager"]


@pytest.mark.parametrize("role", ["social_worker", "chair", "stranger", "front_door"])
def test_nobody_else_does(
    role: str, authority: SmallAuthority, client: Client, sign_in: SignIn
) -> None:
    give_password(client)
    set_up(client)
    sara = authority.people["social_worker"]
    assert sign_in(role).post("/second-factors", {"user": str(sara.pk)}).status_code == 404
    assert Authenticator.objects.exists()


def test_a_manager_has_power_over_their_own_team_and_not_over_themselves(
    authority: SmallAuthority, client: Client
) -> None:
    give_password(client, "mo")
    set_up(client)
    stranger = authority.stranger
    Authenticator.objects.create(user=stranger, type="totp", data={"secret": "x"})
    page = read(client, "/second-factors")
    assert "Ines Vale" not in page
    assert "Nobody in your team" in page
    for user in (stranger, authority.people["manager"]):
        assert client.post("/second-factors", {"user": str(user.pk)}).status_code == 404
    assert Authenticator.objects.filter(type="totp").count() == 2
