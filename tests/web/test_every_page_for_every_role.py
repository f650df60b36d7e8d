"""Every address for every role: who sees the page, who is sent to sign in, for whom it is not
there."""

import pytest

from keepsight.web.urls import ROUTES
from tests.web.conftest import SignIn
from tests.web.small_authority import (
    MAYA,
    TOM,
    SmallAuthority,
)

ROLES = ("nobody", "referrer", "social_worker", "manager", "chair", "director", "stranger")

# Y: the page. -: not found. S: sent to sign in. One letter for each of ROLES, in that order.
TABLE = """
    /health                      | Y Y Y Y Y Y Y
    /sign-in                     | Y > > > > > >
    /                            | S Y Y Y Y Y Y
    /findings/{mayas}            | S - Y Y Y Y -
    /findings/{toms}             | S - - - - Y Y
    /findings/no-such-finding    | S - - - - - -
    /rules                       | S - Y Y Y Y Y
    /rules/{rule}                | S - Y Y Y Y Y
    /rules/no_such_rule          | S - - - - - -
    /no-such-page                | - - - - - - -
"""
STATUS = {"Y": 200, "-": 404, "S": 302, ">": 302}
LINES = [tuple(part.strip() for part in each.split("|")) for each in TABLE.strip().splitlines()]
CASES = [
    (address, role, letter)
    for address, letters in LINES
    for role, letter in zip(ROLES, letters.split(), strict=True)
]


@pytest.mark.parametrize(("address", "role", "letter"), CASES)
def test_who_sees_the_page(
    address: str, role: str, letter: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    there = address.format(
        mayas=authority.finding_about(MAYA),
        toms=authority.finding_about(TOM),
        rule="category_changed_while_unanswered",
    )
    answer = sign_in(role).get(there)
    assert answer.status_code == STATUS[letter]
    if letter == "S":
        assert answer["Location"] == f"/sign-in?next={there}"


def test_every_page_is_in_the_table() -> None:
    shown = {address.split("/")[1].partition("{")[0] for address, _ in LINES}
    for route in ROUTES:
        assert route.address.split("/")[0] in shown | {"sign-out"}
