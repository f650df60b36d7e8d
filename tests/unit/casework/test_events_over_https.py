"""Events meet a real HTTPS server: sent to one that proves who it is, and to no other; no redirect
is followed, nobody who answers slowly holds up the rest, and what was not taken is sent again."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from keepsight.casework import subscription
from keepsight.casework.webhook_post import WAITS, Call, Called, call_out
from keepsight.cli import call_out as sender
from keepsight.config import systems
from keepsight.record.models import Subscription
from keepsight.record.reader import reading_as_system
from tests.unit.casework.a_receiver import NOW, YEAR, Authority, Receiver, listening
from tests.unit.casework.a_receiver import authority as somebody_who_vouches
from tests.unit.casework.test_events_for_systems import (
    AT,
    authority,
    deliveries,
    records,
    something_is_told,
)

__all__ = ["authority", "records"]


@pytest.fixture
def council(tmp_path: Path) -> Authority:
    return somebody_who_vouches(tmp_path)


@pytest.fixture(autouse=True)
def trusting(council: Authority, settings) -> None:
    settings.WEBHOOKS_TO_PRIVATE = True
    settings.WEBHOOKS_TRUST = str(council.file)
    settings.WEBHOOKS_WITHOUT_TLS = False


def call_to(receiver: Receiver) -> Call:
    return Call("e1", receiver.address, b'{"event": "e1"}', "secret")


def test_it_arrives_signed_where_the_machine_proves_who_it_is(
    council: Authority, tmp_path: Path
) -> None:
    with listening(council.vouches(tmp_path)) as receiver:
        call = call_to(receiver)
        sender.send(call)

    ((headers, body),) = receiver.got
    seconds = headers["Keepsight-Signature"].partition(",")[0].removeprefix("t=")
    assert headers["Keepsight-Signature"] == call.signature(
        datetime.fromtimestamp(int(seconds), UTC)
    )
    assert headers["Host"].startswith("localhost:")
    assert body == call.body


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "elsewhere.example"}, "Hostname mismatch"),
        ({"ends": NOW - YEAR}, "expired"),
        ({}, "unable to get local issuer"),
    ],
)
def test_one_that_does_not_prove_who_it_is_gets_nothing(
    council: Authority, tmp_path: Path, given: dict, said: str, settings
) -> None:
    if not given:
        settings.WEBHOOKS_TRUST = ""
    with (
        listening(council.vouches(tmp_path, **given)) as receiver,
        pytest.raises(ssl.SSLCertVerificationError, match=said),
    ):
        sender.send(call_to(receiver))

    assert receiver.got == []


def test_one_for_whom_another_vouches_gets_nothing(tmp_path: Path) -> None:
    other = somebody_who_vouches(tmp_path, name="Somebody else altogether")
    with (
        listening(other.vouches(tmp_path)) as receiver,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        sender.send(call_to(receiver))

    assert receiver.got == []


def test_one_that_speaks_in_the_clear_gets_nothing() -> None:
    with listening(None) as receiver:
        for address in (receiver.address, receiver.address.replace("http:", "https:")):
            with pytest.raises(OSError, match=r"must begin with https|SSL|record layer|EOF"):
                sender.send(Call("e1", address, b"{}", "secret"))

    assert receiver.got == []


@pytest.mark.parametrize("answer", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(council: Authority, tmp_path: Path, answer: int) -> None:
    certificate = council.vouches(tmp_path)
    with listening(certificate) as receiver, listening(certificate) as elsewhere:
        receiver.answer, receiver.location = answer, elsewhere.address
        with pytest.raises(sender.NotTaken, match=str(answer)):
            sender.send(call_to(receiver))

    assert len(receiver.got) == 1
    assert elsewhere.got == []


def test_a_private_machine_is_not_called_however_well_it_proves_who_it_is(
    council: Authority, tmp_path: Path, settings
) -> None:
    settings.WEBHOOKS_TO_PRIVATE = False
    with listening(council.vouches(tmp_path)) as receiver, pytest.raises(sender.NotAllowed):
        sender.send(call_to(receiver))

    assert receiver.got == []


def test_one_that_never_answers_is_left(
    council: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "WITHIN", 0.2)
    with listening(council.vouches(tmp_path)) as receiver:
        receiver.gate.clear()
        with pytest.raises(OSError, match="timed out"):
            sender.send(call_to(receiver))


def test_one_that_answers_a_letter_at_a_time_is_cut_off(
    council: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each letter comes in time, so that the wait for each step would never end it.
    monkeypatch.setattr(sender, "ALL_WITHIN", 0.5)
    with listening(council.vouches(tmp_path)) as receiver:
        receiver.drips = True
        with pytest.raises(sender.NotTaken, match="too slow"):
            sender.send(call_to(receiver))

    assert len(receiver.got) == 1


def test_what_was_not_taken_waits_and_is_sent_once_the_machine_proves_who_it_is(
    authority, records, council: Authority, tmp_path: Path
) -> None:
    with listening(council.vouches(tmp_path, ends=NOW - YEAR)) as receiver:
        _sends_to(receiver)
        something_is_told(authority)
        assert call_out(send=sender.send, at=AT) == Called(put_off=1)
    (waiting,) = deliveries()
    assert (waiting.failure, waiting.sent_at) == ("SSLCertVerificationError", None)

    with listening(council.vouches(tmp_path)) as receiver:
        _sends_to(receiver)
        later = AT + timedelta(minutes=WAITS[0])
        assert call_out(send=sender.send, at=later) == Called(sent=1)
    ((headers, body),) = receiver.got
    assert headers["Keepsight-Event"] == waiting.event
    assert b"Leo" not in body


def _sends_to(receiver: Receiver) -> None:
    subscription.check_address(receiver.address)
    with reading_as_system("tests move a receiver to another port"):
        Subscription.objects.update(address=receiver.address)


def test_a_file_that_holds_no_certificate_is_said_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    for file in (empty, tmp_path / "not-there.pem"):
        monkeypatch.setenv("KEEPSIGHT_WEBHOOKS_TRUST", str(file))
        with pytest.raises(ImproperlyConfigured, match="expected a file of certificates"):
            systems._certificates("KEEPSIGHT_WEBHOOKS_TRUST")
