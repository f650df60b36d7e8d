"""Whatever somebody types, sends or asks for: a page, a message or "not found", never a failure of
ours."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepsight.web.urls import ROUTES
from tests.web.conftest import SignIn
from tests.web.small_authority import LEOS_CONCERN, MAYA, MAYAS_CONCERN, SmallAuthority

FUZZ = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = st.sampled_from(
    [
        "", " ", "\x00", "a\x00b", "'", "\"><script>", "%", "_", "\\", "../..", "\u202e", "\u0301",
        "²", "٣", "-1", "0", "99999999999999999999", "1e9", "NaN", "00012345", "0000", "9999",
        "1 January 0001", "31 December 9999", "2024-02-30", "30/2/24", "?May 2016", "about 0001",
        "maya", "maya-first", "yes", "substantiated", "neglect", "on", "x" * 300, "ﷺ" * 300,
        "😀", "{{ 7 }}", "{% x %}", "//example.org", "\r\nX: 1",
    ]
)  # fmt: skip
TEXT = st.one_of(ODD, st.text(max_size=60))
QUERIES = (
    "known_on", "shown", "topic", "agency", "year", "text", "family", "order", "page", "everything",
    "show", "rule", "harm", "team", "open_for", "child", "next", "on_day", "on_year", "day", "then",
)  # fmt: skip
FIELDS = {
    "/sign-in": ("username", "password", "next"),
    "/raise": ("name", "born_on_day", "born_on_month", "born_on_year", "whereabouts", "siblings"),
    "/raise/what": ("danger", "detail", "child_words", "happened", "harms", "sign"),
    f"/concerns/{MAYAS_CONCERN}/answer": ("answer", "reasons", "said", "work", "rests_on"),
    f"/concerns/{MAYAS_CONCERN}/agree": ("second", "proposal", "reasons"),
    f"/children/{MAYA}/plan/actions/new": ("concerns", "also", "action", "owner", "due_on_day"),
    f"/children/{MAYA}/plan/category": (
        "categories",
        "reasons",
        "on_day",
        "on_month",
        "on_year",
        f"decision_{MAYAS_CONCERN}",
        f"running_{MAYAS_CONCERN}",
        f"reasons_{MAYAS_CONCERN}",
        f"action_{MAYAS_CONCERN}",
    ),
    f"/concerns/{LEOS_CONCERN}/reopen": ("why", "detail"),
    f"/children/{MAYA}/visit": (
        "happened",
        "visit",
        "seen-0",
        "why_not-0",
        "child_words-0",
        "concerns-0",
        "seen-1",
        "next_step",
        "next_on_day",
        "reference",
    ),
    f"/children/{MAYA}/supervision": ("happened", "worker", "decisions-0", "next_step", "next_of"),
    f"/children/{MAYA}/family/relate": (
        "person",
        "same",
        "name",
        "relation",
        "through",
        "born_on_day",
        "born_on_month",
        "born_on_year",
    ),
    f"/children/{MAYA}/family/move": (
        "household_change",
        "address",
        "happened",
        "siblings",
        "concerns",
        "reference",
    ),
    f"/concerns/{MAYAS_CONCERN}/disagree": ("reasons",),
}
BOUNDARY = "b"


def texts(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(names), TEXT)


def is_no_failure(client: Client, method: str, address: str, given: Mapping[str, Any]) -> bool:
    client.raise_request_exception = False
    sent = getattr(client, method)(address, given)
    assert sent.status_code < 500, (method, address, given)
    return True


@FUZZ
@given(part=st.text(min_size=1, max_size=80) | ODD.filter(bool), asked=texts(QUERIES))
@pytest.mark.parametrize("role", ["director", "social_worker", "referrer"])
def test_addresses(role: str, part: str, asked: dict[str, str], sign_in: SignIn) -> None:
    from urllib.parse import quote

    client = sign_in(role)
    for each in ROUTES:
        there = "/" + each.address
        while "<" in there:
            there = there[: there.index("<")] + quote(part, safe="") + there[there.index(">") + 1 :]
        assert is_no_failure(client, "get", there, asked)
    assert is_no_failure(client, "get", f"/children/{MAYA}", asked)
    assert is_no_failure(client, "get", f"/children/{MAYA}/timeline.svg", asked)
    assert is_no_failure(client, "get", f"/concerns/{MAYAS_CONCERN}", asked)


@FUZZ
@given(data=st.data())
@pytest.mark.parametrize("address", FIELDS)
def test_forms(
    address: str, data: st.DataObject, authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("nobody" if address == "/sign-in" else "social_worker")
    assert is_no_failure(client, "post", address, data.draw(texts(FIELDS[address])))


@FUZZ
@given(
    who=texts(FIELDS["/raise"]),
    happened=st.sampled_from(["1 January 0001", "2 June 2019", "March 2025", "about 1900"]),
    year=st.sampled_from(["0001", "1582", "2019", "2025", ""]),
)
def test_all_three_steps_of_a_concern(
    who: dict[str, str], happened: str, year: str, sign_in: SignIn
) -> None:
    client = sign_in("referrer")
    born = {"born_on_day": "2", "born_on_month": "6", "born_on_year": year} if year else {}
    what = {"danger": "no", "detail": "\ufffe\u2028", "happened": happened, "harms": ["neglect"]}
    assert is_no_failure(client, "post", "/raise", {"name": "Maya Marsh", **who, **born})
    assert is_no_failure(client, "post", "/raise/what", what)
    for step in ("/raise/check", "/raise/done"):
        assert is_no_failure(client, "get", step, {})
        assert is_no_failure(client, "post", step, {})


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "raw_unicode_escape", "base64", "idna"])
def test_another_encoding_is_refused(charset: str, authority: SmallAuthority) -> None:
    field = b'--b\r\nContent-Disposition: form-data; name="username"\r\n\r\n\\ud800\r\n--b--\r\n'
    sent = Client().generic(
        "POST", "/sign-in", field, f"multipart/form-data; charset={charset}; boundary=b"
    )
    assert sent.status_code == 400
    assert "Something in that request was not right" in sent.content.decode()


@pytest.mark.parametrize("length", ["1048577", "-1", "many"])
def test_more_than_any_form_holds_is_refused(length: str, authority: SmallAuthority) -> None:
    assert Client().post("/sign-in", {}, CONTENT_LENGTH=length).status_code == 400


@pytest.mark.parametrize(
    "address", ["/findings/%00", "/rules/a%00b", "/?text=%00", "/raise?child=%00"]
)
def test_a_nul_in_an_address_is_refused(address: str, sign_in: SignIn) -> None:
    assert sign_in("director").get(address).status_code == 400


def test_a_cookie_of_nonsense_is_nobody(authority: SmallAuthority) -> None:
    client = Client()
    client.cookies["sessionid"] = "x" * 4000
    client.cookies["messages"] = "zz"
    assert client.get("/").status_code == 302
