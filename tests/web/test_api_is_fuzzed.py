"""The door for systems is sent what nobody would think of, made from its own description: it never
fails, and never answers with another child."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from keepsight.casework import system as systems
from keepsight.web.api.document import document
from keepsight.web.today import moment
from tests.web.small_authority import SmallAuthority

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
EXAMPLES = 3


def without_token() -> dict[str, Any]:
    """The description with no word of the token, so that a good one is always shown."""
    said = deepcopy(document())
    del said["components"]["securitySchemes"]
    for methods in said["paths"].values():
        for each in methods.values():
            del each["security"]
    return said


described: Any = schemathesis.openapi.from_dict(without_token())


@pytest.fixture
def let_in(authority: SmallAuthority, settings) -> Iterator[dict[str, str]]:
    """The headers of a system of the nursery, in whose name anything may be tried."""
    settings.CALLS_A_MINUTE = 100_000
    made = systems.take_on(name="Fuzz", agency=authority.nursery.name, by=None, at=moment())
    # As Django's own client does: the connection is the test's, and is not closed by a request.
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {made.token}"}
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@described.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_that_is_sent_breaks_it(case: Any, let_in: dict[str, str]) -> None:
    answer = case.call(app=get_wsgi_application(), headers=let_in)
    case.validate_response(answer, checks=CHECKS, headers=let_in)
    assert answer.status_code != 401  # or nothing behind the door is tried at all
    assert "Tom Frost" not in answer.text
