"""What engineers read names no child and quotes no record, also when something fails."""

import logging
import sys

import pytest
from django.conf import settings
from django.test import Client

from keepsight.config.log import Plain
from tests.web.small_authority import SmallAuthority


def said(record: logging.LogRecord) -> str:
    return Plain().format(record)


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words() -> None:
    try:
        try:
            raise KeyError("Maya Marsh")
        except KeyError as first:
            raise ValueError("DETAIL: Failing row contains (Maya Marsh)") from first
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "It failed", (), sys.exc_info())
    text = said(record)
    assert "Maya" not in text
    assert text.index("builtins.KeyError") < text.index("builtins.ValueError")
    assert "tests/web/test_log.py:" in text
    assert "test_an_error_is_told_by_its_kind" in text


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("/children/maya", "GET children/<child>: 404"),
        ("/maya-marsh", "GET an address that is not ours: 404"),
        ("/children/maya?text=%00", "GET an address that is not ours: 400"),
    ],
)
def test_a_request_is_named_by_its_route(
    address: str, line: str, authority: SmallAuthority, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    client.force_login(authority.people["referrer"])
    logging.getLogger("django").addHandler(caplog.handler)
    try:
        client.get(address)
    finally:
        logging.getLogger("django").removeHandler(caplog.handler)
    lines = [said(each) for each in caplog.records]
    assert any(each.split("\n")[0].endswith(line) for each in lines)
    assert not any("maya" in each.lower().replace("tests/", "") for each in lines)


def test_the_server_uses_it() -> None:
    assert settings.LOGGING["formatters"]["plain"] == {"()": "keepsight.config.log.Plain"}
