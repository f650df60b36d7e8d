"""The door for systems: every operation for every role, what is asked of who shows a token, and
what is answered to what cannot be read."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from keepsight.casework import system as systems
from keepsight.casework.access import PERMISSIONS
from keepsight.record.models import ConcernThread, Involvement, LedgerFact, SystemToken, User
from keepsight.record.reader import reading_as_system
from keepsight.web.api.document import document
from keepsight.web.api.operations import OPERATIONS
from keepsight.web.api.problem import KIND, PATH
from keepsight.web.route import SIGNED_IN
from keepsight.web.today import moment
from tests.the_audit import the_audit
from tests.web.small_authority import MAYA, MAYAS_CONCERN, TODAY, TOM, SmallAuthority

ROLES = ("nobody", "referrer", "social_worker", "manager", "chair", "director")
Call = Callable[..., HttpResponse]

# Y: answered. -: not found. S: not let in. Maya is a child of the system with a role of the
# service; Tom is not, and the nursery raised nothing about him.
TABLE = """
    POST   concerns                          | S Y Y Y Y Y
    GET    concerns                          | S Y - - - -
    GET    concerns/maya-first               | S Y Y Y Y Y
    GET    concerns/tom-first                | S - - - - Y
    GET    concerns/none                     | S - - - - -
    POST   concerns/maya-first/disagreements | S Y Y Y Y -
    POST   concerns/tom-first/disagreements  | S - - - - -
    GET    me                                | S Y Y Y Y Y
    GET    children                          | S Y Y Y Y Y
    GET    children/maya                     | S - Y Y Y Y
    GET    children/tom                      | S - - - - Y
    GET    children/none                     | S - - - - -
    GET    children/maya/chronology          | S - Y Y Y Y
    GET    children/tom/chronology           | S - - - - Y
    POST   children/maya/facts               | S - Y Y - -
    POST   children/tom/facts                | S - - - - -
    GET    asks                              | S Y Y Y Y Y
    GET    notices                           | S Y Y Y Y Y
    POST   notices/read                      | S Y Y Y Y Y
    GET    subscriptions                     | S Y Y Y Y Y
    POST   subscriptions                     | S Y Y Y Y Y
    DELETE subscriptions/none                | S - - - - -
"""
SENT: dict[str, dict[str, Any]] = {
    "concerns": {
        "children": [{"name": "Ada Moss", "born_on": "2019-02-01"}],
        "harms": ["neglect"],
        "detail": "Hungry on three mornings.",
    },
    "disagreements": {"reasons": "He is still hungry."},
    "facts": {
        "kind": "visit",
        "happened_on": "2025-03-30",
        "visit": "child_protection",
        "seen": "seen",
    },
    "read": {"notices": [1]},
    "subscriptions": {"address": "https://93.184.215.14/keepsight"},
}


def lines() -> list[tuple[str, str, str]]:
    rows = [each.split("|") for each in TABLE.strip().splitlines()]
    return [(*left.split(), right.strip()) for left, right in rows]  # type: ignore[misc]


@pytest.fixture
def call(authority: SmallAuthority) -> Call:
    """Gives a way to call as a system with a role; a referrer's is the nursery's."""
    tokens: dict[str, str] = {}

    def take_on(role: str) -> str:
        made = systems.take_on(
            name=f"Records of a {role}",
            agency=(authority.nursery if role == "referrer" else authority.stranger.agency).name,
            role=role,
            by=None,
            at=moment(),
        )
        if role not in ("referrer", "director"):
            with reading_as_system("tests put a system into a network"):
                Involvement.objects.create(
                    child_id=MAYA,
                    user_id=made.system,
                    as_what="network",
                    from_on=TODAY - timedelta(days=9),
                )
        return made.token

    def called(
        role: str, method: str, address: str, sent: Any = None, *, key: str = "", **headers: str
    ) -> HttpResponse:
        if role != "nobody":
            tokens.setdefault(role, "") or tokens.update({role: take_on(role)})
            headers = {"Authorization": f"Bearer {tokens[role]}"} | headers
        if method == "POST":
            headers = {"Idempotency-Key": key or f"key-{len(headers)}-{address}"} | headers
        return Client().generic(
            method,
            PATH + address,
            sent if isinstance(sent, bytes) else json.dumps(sent) if sent is not None else "",
            content_type="application/json",
            headers=headers,
        )

    return called


def letter(answer: HttpResponse) -> str:
    if answer.status_code >= 400:
        assert answer["Content-Type"] == KIND
    return {200: "Y", 201: "Y", 422: "Y", 401: "S", 404: "-"}[answer.status_code]


@pytest.mark.parametrize(("method", "address", "letters"), lines())
def test_who_may_do_what(method: str, address: str, letters: str, call: Call) -> None:
    sent = SENT.get(address.split("/")[-1]) if method == "POST" else None
    seen = " ".join(letter(call(role, method, address, sent)) for role in ROLES)
    assert seen == letters


def test_every_operation_is_in_the_table_and_names_its_permission() -> None:
    described = {
        (method.upper(), address.removeprefix(PATH))
        for address, methods in document()["paths"].items()
        for method in methods
    }
    assert described == {(each.method, each.address) for each in OPERATIONS}
    for each in OPERATIONS:
        assert each.permission in {*PERMISSIONS, SIGNED_IN}, each.name
    shapes = {(method, _shape(address)) for method, address, _ in lines()}
    assert shapes == {(each.method, _shape(each.address)) for each in OPERATIONS}


def _shape(address: str) -> tuple[str, ...]:
    """An address with its identifiers left out: those stand second."""
    parts = address.split("/")
    return tuple("" if at == 1 and each != "read" else each for at, each in enumerate(parts))


def test_a_concern_is_raised_once_however_often_it_is_sent(call: Call) -> None:
    sent = {**SENT["concerns"], "children": [{"name": "Ada Moss"}, {"name": "Ben Moss"}]}
    first = call("referrer", "POST", "concerns", sent, key="moss-1234", **NINA)
    again = call("referrer", "POST", "concerns", sent, key="moss-1234", **NINA)
    other = call("referrer", "POST", "concerns", SENT["concerns"], key="moss-1234")

    assert first.status_code == again.status_code == 201
    assert first.json()["concerns"] == again.json()["concerns"]
    assert (first.json()["is_again"], again.json()["is_again"]) == (False, True)
    assert other.status_code == 422
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"
    with reading_as_system("tests count"):
        raised = ConcernThread.objects.filter(child__person__name__contains="Moss")
        assert raised.count() == 2
        facts = LedgerFact.objects.filter(pk__in=[e["fact_id"] for e in first.json()["concerns"]])
        assert {each.recorded_by for each in facts} == {"Nina Brook, by Records of a referrer"}
    told = call("referrer", "GET", "concerns").json()
    mine = [each for each in told["concerns"] if "Moss" in each["child"]["name"]]
    assert len(mine) == 2
    assert all(each["is_open"] and each["referral"]["due_on"] for each in mine)


NINA = {"Keepsight-Person": "Nina Brook"}


def test_another_system_may_use_the_same_key(call: Call) -> None:
    one = call("referrer", "POST", "concerns", SENT["concerns"], key="same-key-1")
    other = call("manager", "POST", "concerns", SENT["concerns"], key="same-key-1")
    assert one.json()["concerns"] != other.json()["concerns"]


def test_a_key_is_free_again_where_nothing_was_saved(call: Call) -> None:
    wrong = {**SENT["concerns"], "harms": ["no-such-harm"]}
    refused = call("referrer", "POST", "concerns", wrong, key="moss-1234")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "harms"
    assert (
        call("referrer", "POST", "concerns", SENT["concerns"], key="moss-1234").status_code == 201
    )
    hidden = call("referrer", "POST", "concerns/tom-first/disagreements", SENT["disagreements"])
    assert hidden.status_code == 404
    assert any(each.what == "disagree" and not each.was_allowed for each in the_audit())


def test_what_is_recorded_stands_in_the_record_under_the_systems_name(call: Call) -> None:
    kept = call("social_worker", "POST", f"children/{MAYA}/facts", SENT["facts"], **NINA)
    lines = call("social_worker", "GET", f"children/{MAYA}/chronology").json()["lines"]
    (line,) = [each for each in lines if each["fact_id"] == kept.json()["fact_id"]]
    assert line["recorded_by"] == "Nina Brook, by Records of a social_worker"
    (entry,) = the_audit(what="record_fact", sort="action")
    assert entry.by_whom == line["recorded_by"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"recorded_by": "Somebody else"}, "recorded_by"),
        ({"fact_id": "maya-first"}, "fact_id"),
        ({"kind": "conference"}, "kind"),
        ({"kind": "answer"}, "kind"),
        ({"kind": "nothing"}, "kind"),
        ({"happened_on": "0001-01-01"}, "happened_on"),
        ({"happened_on": "2031-01-01"}, "happened_on"),
        ({"no_such_field": 1}, "no_such_field"),
        ({"concerns": ["tom-first"]}, "concerns"),
    ],
)
def test_a_fact_that_is_not_right_names_its_field(
    sent: dict[str, Any], field: str, call: Call
) -> None:
    answer = call("social_worker", "POST", f"children/{MAYA}/facts", {**SENT["facts"], **sent})
    assert answer.status_code in (404, 422)
    if answer.status_code == 422:
        assert field in {each["field"] for each in answer.json()["errors"]} | {"kind"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe{}",
        b'{"detail": "\\u0000"}',
        b'{"detail": "\\ud800"}',
        b'{"detail": "a", "detail": "b"}',
        b'{"detail": NaN}',
        b"[" * 100_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"notices": [%s]}' % (b"9" * 5_000),
        b'{"detail": "' + b"x" * 2_000_000 + b'"}',
        '{"detail": "á"}'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("address", ["concerns", f"children/{MAYA}/facts", "notices/read"])
def test_what_cannot_be_read_is_refused_in_words(address: str, body: bytes, call: Call) -> None:
    answer = call("social_worker", "POST", address, body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == KIND
    assert answer.json()["detail"]


def test_a_token_lets_nobody_in_once_it_is_taken_away_or_over(
    authority: SmallAuthority, call: Call
) -> None:
    assert call("referrer", "GET", "me").json()["agency"] == "Bluebell Nursery"
    with reading_as_system("tests look at a token"):
        row = SystemToken.objects.get()
        assert row.last_used_at is not None
        user = User.objects.get(pk=row.system_id)
    assert not user.has_usable_password()
    by = authority.people["director"]

    SystemToken_over(row, seconds=-1)
    assert call("referrer", "GET", "me").status_code == 401
    SystemToken_over(row, seconds=60)
    assert call("referrer", "GET", "me").status_code == 200
    assert systems.revoke(system=row.system_id, by=by, at=moment()) == 1
    refused = call("referrer", "GET", "me")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert the_audit(what="use_token")[-1].was_allowed is False


def SystemToken_over(row: SystemToken, *, seconds: int) -> None:  # noqa: N802
    with reading_as_system("tests move the end of a token"):
        SystemToken.objects.filter(pk=row.pk).update(
            expires_at=moment() + timedelta(seconds=seconds)
        )


def test_somebody_who_has_left_is_not_let_in(call: Call) -> None:
    assert call("referrer", "GET", "me").status_code == 200
    with reading_as_system("tests let a system go"):
        User.objects.filter(system__isnull=False).update(is_active=False)
    assert call("referrer", "GET", "me").status_code == 401


def test_a_token_is_not_used_too_often(call: Call, settings) -> None:
    settings.CALLS_A_MINUTE = 2
    answers = [call("referrer", "GET", "me") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60


def test_who_tries_tokens_is_told_to_wait(call: Call) -> None:
    from keepsight.casework.token import WRONG_ALLOWED

    def tried() -> int:
        headers = {"Authorization": "Bearer keepsight_guess"}
        return Client().get(f"{PATH}me", headers=headers).status_code

    seen = [tried() for _ in range(WRONG_ALLOWED + 1)]
    assert seen == [401] * WRONG_ALLOWED + [429]
    assert len(the_audit(what="use_token")) == WRONG_ALLOWED


def test_a_session_of_the_pages_does_not_open_the_door(authority: SmallAuthority) -> None:
    client = Client()
    client.force_login(authority.people["director"])
    assert client.get(f"{PATH}children/{MAYA}").status_code == 401


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD"])
def test_another_way_of_asking_is_refused_as_a_problem(method: str, call: Call) -> None:
    answer = call("referrer", method, "concerns")
    assert answer.status_code == 405
    assert answer["Content-Type"] == KIND


def test_an_address_that_is_not_there_is_a_problem_too(call: Call) -> None:
    answer = call("referrer", "GET", "no-such-thing")
    assert (answer.status_code, answer["Content-Type"]) == (404, KIND)


def test_unknown_and_not_allowed_look_the_same(call: Call) -> None:
    hidden = call("social_worker", "GET", f"children/{TOM}")
    missing = call("social_worker", "GET", "children/none")
    assert hidden.content == missing.content
    assert "Tom" not in hidden.content.decode()


def test_only_whoever_raised_it_learns_no_more_than_its_outcome(call: Call) -> None:
    said = call("referrer", "GET", f"concerns/{MAYAS_CONCERN}").json()
    assert said["child"]["child"] == ""
    assert {each["kind"] for each in said["facts"]} <= {
        "concern", "referral", "referral_decision", "answer", "reopening", "disagreement",
    } | {each["kind"] for each in said["facts"] if MAYAS_CONCERN in each["concerns"]}  # fmt: skip


def test_the_description_and_the_reference_are_open_and_name_nobody(
    authority: SmallAuthority,
) -> None:
    described = Client().get(f"{PATH}openapi.json")
    assert described.json()["openapi"].startswith("3.")
    page = Client().get("/api").content.decode()
    for each in OPERATIONS:
        assert f"{PATH}{each.address}" in page
    assert "Maya" not in page + described.content.decode()
    assert "<script" not in page.partition("<main")[2].partition("</main>")[0]
