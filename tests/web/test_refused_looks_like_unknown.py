"""What may not be seen and what is not there cannot be told apart: not by the answer, not by its
words, not by the work it takes. And the audit names what was asked for."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepsight.web.route import ANYBODY
from keepsight.web.urls import ROUTES
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import TOM, TOMS_CONCERN, SmallAuthority

ABOUT = re.compile(r"<(\w+)>")
OBJECTS = [each for each in ROUTES if re.search("<(child|concern|finding_id)>", each.address)]
ROLES = ("referrer", "social_worker", "manager", "chair")
ELSEWHERE = {"child": "no-such-child", "concern": "no-such-concern", "finding_id": "no-such-find"}


def address(pattern: str, named: dict[str, str]) -> str:
    return "/" + ABOUT.sub(lambda found: named.get(found[1], "visit"), pattern)


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_refused_and_unknown_are_alike(
    method: str, role: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    hidden = {
        "child": TOM,
        "concern": TOMS_CONCERN,
        "finding_id": authority.finding_about(TOM),
        "fact": TOMS_CONCERN,
    }
    client = sign_in(role)
    client.get("/raise")
    for route in OBJECTS:
        if method == "post" and not route.takes_form:
            continue
        seen = []
        for named in (hidden, ELSEWHERE):
            before = len(the_audit())
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = getattr(client, method)(address(route.address, named))
            told = the_audit()[before:]
            assert [each.was_allowed for each in told] == [False], route.address
            named_there = f"{told[0].child} {told[0].concern} {told[0].note}"
            said = next(named.get(key, "visit") for key in ABOUT.findall(route.address))
            assert said in named_there.split(), route.address
            seen.append((answer.status_code, words(answer.content.decode()), len(asked)))
        assert seen[0][0] == 404
        assert seen[0] == seen[1], route.address


def test_whatever_is_not_there_is_in_the_audit_once(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    """Also a meeting, a fact or a number of anything that nobody has, for somebody who may open
    such pages: whoever tries one after another is seen."""
    amiss = []
    for role in ("social_worker", "manager"):
        client = sign_in(role)
        for route in ROUTES:
            if "<" not in route.address or route.permission in (ANYBODY, "see_rules"):
                continue
            # That there is no such rule tells nothing of anybody.
            if route.address == "rules/<code>/before-and-after":
                continue
            tried = "/" + re.sub(r"<int:\w+>", "999999", route.address).replace("<child>", "maya")
            before = len(the_audit())
            answer = client.get(re.sub(r"<\w+(:\w+)?>", "no-such", tried))
            if answer.status_code != 404:
                continue
            refused = [each for each in the_audit()[before:] if not each.was_allowed]
            if [each.by_id for each in refused] != [authority.people[role].pk]:
                amiss.append((role, route.address, len(refused)))
    assert amiss == []


def test_the_record_of_a_child_may_not_be_looked_up_by_raising_a_concern(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    answers = [client.get(f"/raise?child={each}") for each in (TOM, "no-such-child")]
    assert [each.status_code for each in answers] == [404, 404]
    assert words(answers[0].content.decode()) == words(answers[1].content.decode())
    assert [each.child for each in the_audit(was_allowed=False)] == [TOM, "no-such-child"]


def test_a_child_shown_at_the_beginning_of_a_concern_is_in_the_audit(sign_in: SignIn) -> None:
    sign_in("social_worker").get("/raise?child=maya")
    assert [(each.child, each.was_allowed) for each in the_audit()] == [("maya", True)]
