"""What the tests of pages share: the small authority, and somebody signed in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

# Tables can be imported only once Django is set up, which is after this file is read.
if TYPE_CHECKING:
    from tests.web.small_authority import SmallAuthority

SignIn = Callable[[str], Client]


@pytest.fixture
def authority(db: None, settings) -> "SmallAuthority":
    """Two families and one person of each role, on the day small_authority.TODAY."""
    from tests.web import small_authority

    settings.TODAY = small_authority.TODAY
    return small_authority.build()


@pytest.fixture
def sign_in(authority: "SmallAuthority") -> SignIn:
    """Gives a browser in which the person of a role is signed in; or `stranger`, `front_door`,
    `school`, or `nobody`."""

    def signed_in(role: str) -> Client:
        client = Client()
        if role != "nobody":
            client.force_login(authority.people.get(role) or getattr(authority, role))
        return client

    return signed_in
