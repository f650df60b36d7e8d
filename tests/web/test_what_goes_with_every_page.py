"""What goes with every answer, also with refusals and errors: nothing is kept, nothing runs in a
page, nothing is sent to where it does not belong."""

import re

import pytest
from django.test import Client

from keepsight.web.urls import ROUTES
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.small_authority import MAYA, MAYAS_CONCERN, SmallAuthority
from tests.web.test_raising import WHAT, WHO

PAGES = (
    "/",
    "/?show=waiting",
    "/?show=due",
    f"/children/{MAYA}",
    f"/children/{MAYA}?known_on=2024-06-10&family=on",
    f"/children/{MAYA}/timeline.svg",
    f"/concerns/{MAYAS_CONCERN}",
    "/rules",
    "/rules/category_changed_while_unanswered",
    "/raise",
    "/raise/what",
    "/raise/check",
    "/account",
    "/account/second-factor",
    "/drafts",
    "/no-such-page",
    "/findings/%00",
)
INLINE = re.compile(r"<[^>]*\s(style|on[a-z]+)\s*=|<style|javascript:|<script(?![^>]*\ssrc=)", re.I)
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_what_a_browser_may_do_with_it(address: str, sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.post("/raise", WHO)
    client.post("/raise/what", WHAT)
    sent = client.get(address)
    assert {name: sent.get(name) for name in HEADERS} == HEADERS
    policy = sent["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in sent["Permissions-Policy"]
    assert not INLINE.search(sent.content.decode())


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/", HTTP_HOST="elsewhere.example"),
        lambda client: client.get("/"),
        lambda client: client.put("/"),
        lambda client: client.post("/sign-in", {}, CONTENT_LENGTH="many"),
        lambda client: Client(enforce_csrf_checks=True).post("/sign-in", {}),
        lambda client: client.get("/health"),
        lambda client: client.get("/sign-in/code"),
        lambda client: client.get("/sign-in/from/organisation"),
        lambda client: client.get("/drafts/here"),
    ],
    ids=[
        "another host",
        "not signed in",
        "another method",
        "too long",
        "no token",
        "health",
        "no code",
        "no organisation",
        "drafts",
    ],
)
def test_refusals_are_kept_by_nobody_either(ask, authority: SmallAuthority) -> None:
    sent = ask(Client())
    assert {"no-store", "private"} <= set(sent["Cache-Control"].split(", "))
    assert "default-src 'self'" in sent["Content-Security-Policy"]
    assert "Traceback" not in sent.content.decode()


def test_style_sheets_and_scripts_have_the_headers_too(authority: SmallAuthority) -> None:
    for name in ("keepsight.css", "draft.js", "mark.svg"):
        sent = Client().get(f"/static/keepsight/{name}")
        assert sent.status_code == 200
        assert sent["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in sent["Content-Security-Policy"]
        assert sent["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_name_that_is_not_ours_is_no_host(authority: SmallAuthority) -> None:
    assert Client().get("/", HTTP_HOST="elsewhere.example").status_code == 400


@pytest.mark.parametrize("route", ROUTES, ids=lambda each: each.name)
def test_a_page_takes_only_what_it_is_for(route, sign_in: SignIn) -> None:
    client = sign_in("director")
    address = "/" + re.sub(r"<\w+>", "maya", route.address)
    wrong = ["put", "patch", "delete", "options", "trace"]
    if not route.takes_form:
        wrong.append("post")
    assert {getattr(client, each)(address).status_code for each in wrong} == {405}


@pytest.mark.parametrize(
    "address",
    ["/" + re.sub(r"<\w+>", "maya-first", each.address) for each in ROUTES if each.takes_form],
)
def test_no_form_is_taken_without_its_token(address: str, authority: SmallAuthority) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(authority.people["social_worker"])
    assert client.post(address, {}).status_code == 403
    assert client.post(address, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert "_auth_user_id" in client.session


def test_the_address_a_head_asks_for_is_audited_like_a_page(sign_in: SignIn) -> None:
    assert sign_in("chair").head(f"/children/{MAYA}").content == b""
    assert the_audit()[-1].child == MAYA
