"""Each page that lists a child's concerns names the organisation that raised them, and not only
what kind of agency it is."""

import pytest

from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import MAYA, SmallAuthority

pytestmark = pytest.mark.django_db

PAGES = (
    "plan",
    "plan/actions/new",
    "plan/category",
    "plan/end",
    "section-47",
    "section-47/discussion/alone",
    "assessment/start",
    "visit",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_organisation_stands_beside_the_concern(
    page: str, authority: SmallAuthority, sign_in: SignIn
) -> None:
    answer = sign_in("social_worker").get(f"/children/{MAYA}/{page}")

    assert answer.status_code == 200
    assert f"by {authority.nursery.name}" in words(answer.content.decode())
