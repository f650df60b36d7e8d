"""The authority in which the story happens, in place of the small one of the other journeys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from keepsight.config import embedded


@pytest.fixture
def begun_with(own_database: "embedded.Server", settings) -> None:
    """The family and the people of the story, on the day on which it begins."""
    from tests.journeys.children_p import authority

    settings.TODAY = authority.BEGINS
    authority.build()


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """What the story expects of a page may take as long as what it does there."""
    from tests.journeys.children_p.story import PATIENCE

    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)
