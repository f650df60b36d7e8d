"""Events for systems: what is told is sent, signed, again where it was not taken, and to no machine
of one's own network."""

import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from keepsight.casework import concern, subscription, system
from keepsight.casework.not_right import NotRight
from keepsight.casework.webhook_post import WAITS, Call, Called, call_out
from keepsight.cli import call_out as sender
from keepsight.record.models import Delivery, Notice, Subscription, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.web import small_authority
from tests.web.small_authority import SmallAuthority

AT = datetime(2025, 3, 31, 10, tzinfo=UTC)
ADDRESS = "https://93.184.215.14/keepsight"


@pytest.fixture
def authority(db: None, settings) -> SmallAuthority:
    settings.TODAY = small_authority.TODAY
    return small_authority.build()


@pytest.fixture
def records(authority: SmallAuthority) -> User:
    """The user as whom the nursery's system acts; it wants events."""
    made = system.take_on(name="Records", agency="Bluebell Nursery", by=None, at=AT)
    user = User.objects.select_related("agency").get(pk=made.system)
    subscription.subscribe(address=ADDRESS, by=user, at=AT)
    return user


def something_is_told(authority: SmallAuthority) -> None:
    """The nursery's concern about Leo is open again: the nursery is told."""
    by = authority.people["social_worker"]
    concern.reopen(concern="leo-first", why="new_fact", detail="Wet again.", by=by, at=AT)


def deliveries() -> list[Delivery]:
    with reading_as_system("tests look at deliveries"):
        return list(Delivery.objects.order_by("happened_at", "pk"))


def addresses_of(records: User) -> tuple[subscription.SubscriptionLine, ...]:
    with reading_as(records, on=small_authority.TODAY):
        return subscription.subscriptions(by=records, on=small_authority.TODAY)


def test_what_a_system_is_told_is_sent_and_names_nobody(
    authority: SmallAuthority, records: User
) -> None:
    something_is_told(authority)
    taken: list[Call] = []
    assert call_out(send=taken.append, at=AT) == Called(sent=1)
    assert call_out(send=taken.append, at=AT) == Called()

    (call,) = taken
    said = json.loads(call.body)
    with reading_as_system("tests look at a notice"):
        told = Notice.objects.get(to=records)
    assert said == {
        "event": call.event,
        "sort": "notice",
        "what": "concern_reopened",
        "about": "leo-first",
        "number": told.pk,
        "happened_at": AT.isoformat(),
    }
    assert "Leo" not in call.body.decode()
    assert call.address == ADDRESS


def test_the_signature_is_over_the_moment_and_the_body(
    authority: SmallAuthority, records: User
) -> None:
    made = subscription.subscribe(address=ADDRESS + "/2", by=records, at=AT)
    something_is_told(authority)
    taken: list[Call] = []
    call_out(send=taken.append, at=AT)
    (call,) = [each for each in taken if each.address.endswith("/2")]
    seconds = int(AT.timestamp())
    signed = hmac.new(made.secret.encode(), f"{seconds}.".encode() + call.body, sha256).hexdigest()
    assert call.signature(AT) == f"t={seconds},v1={signed}"
    with reading_as_system("tests look for the secret"):
        assert all(made.secret not in str(vars(each)) for each in Subscription.objects.all())
    (_, shown) = addresses_of(records)
    assert shown.secret == ""


def test_what_is_not_taken_is_tried_again_and_given_up_in_the_end(
    authority: SmallAuthority, records: User
) -> None:
    something_is_told(authority)
    numbers: list[str] = []

    def refuses(call: Call) -> None:
        numbers.append(call.event)
        raise ConnectionRefusedError

    at = AT
    for wait in WAITS:
        assert call_out(send=refuses, at=at) == Called(put_off=1)
        assert call_out(send=refuses, at=at + timedelta(minutes=wait, seconds=-1)) == Called()
        at += timedelta(minutes=wait)
    assert call_out(send=refuses, at=at) == Called(given_up=1)
    assert call_out(send=refuses, at=at + timedelta(days=9)) == Called()

    assert len(set(numbers)) == 1
    (row,) = deliveries()
    assert (row.tries, row.failure) == (len(WAITS) + 1, "ConnectionRefusedError")
    with reading_as_system("tests look at notices"):
        told = Notice.objects.get(what="event_given_up")
    assert told.to_id == authority.people["director"].pk


def test_one_address_that_does_not_answer_is_tried_once_for_all_that_waits(
    authority: SmallAuthority, records: User
) -> None:
    something_is_told(authority)
    by = authority.people["director"]
    concern.raise_(child="leo", harms=["neglect"], detail="x", adds_to="leo-first", by=by, at=AT)
    with reading_as_system("tests add an event"):
        row = deliveries()[0]
        row.pk = "second"
        row.save(force_insert=True)
    tried: list[str] = []

    def refuses(call: Call) -> None:
        tried.append(call.event)
        raise TimeoutError

    assert call_out(send=refuses, at=AT) == Called(put_off=1)
    assert len(tried) == 1


def test_nothing_more_is_sent_to_an_address_that_was_ended(
    authority: SmallAuthority, records: User
) -> None:
    something_is_told(authority)
    (mine,) = addresses_of(records)
    with reading_as(records, on=small_authority.TODAY):
        subscription.end(subscription=mine.subscription, by=records, at=AT)
    taken: list[Call] = []
    assert call_out(send=taken.append, at=AT) == Called()
    assert taken == []


def test_of_a_restricted_record_a_system_is_sent_nothing(
    authority: SmallAuthority, records: User
) -> None:
    from keepsight.casework import restricted

    manager = authority.people["manager"]
    restricted.restrict(child="leo", names=[manager.pk], reasons="A threat.", by=manager, at=AT)
    concern.reopen(concern="leo-first", why="new_fact", detail="Wet again.", by=manager, at=AT)
    assert deliveries() == []


@pytest.mark.parametrize(
    "address",
    [
        "http://records.example.org/",
        "ftp://records.example.org/",
        "records.example.org",
        "https://",
        "https://user:secret@records.example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.8/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest",
        "https://[::ffff:127.0.0.1]/",
        "https://0.0.0.0/",
        "https://records.example.org:99999/",
        "https://records.example.org/\r\nHost: elsewhere",
        "https://records.example.org/" + "x" * 600,
    ],
)
def test_an_address_to_which_nothing_may_be_sent_is_refused(
    address: str, records: User, settings
) -> None:
    settings.WEBHOOKS_WITHOUT_TLS = False
    with pytest.raises(NotRight) as refused:
        subscription.subscribe(address=address, by=records, at=AT)
    assert set(refused.value.by_field) == {"address"}


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "::1", "169.254.169.254"])
def test_a_name_that_leads_to_a_private_machine_is_not_called(
    number: str, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    settings.WEBHOOKS_TO_PRIVATE = False
    found = [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", (number, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("was called"))
    with pytest.raises(sender.NotAllowed):
        sender.send(Call("e", "https://records.example.org/", b"{}", "secret"))


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]], list[int]]]:
    """A system of an agency, on this machine: its address, what it got, and how it answers."""
    got: list[tuple[dict[str, str], bytes]] = []
    answers = [200]

    class Records(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((dict(self.headers), body))
            self.send_response(answers[0])
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Records)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/in?from=keepsight", got, answers
    server.shutdown()
    server.server_close()


def test_an_event_arrives_signed_and_no_redirect_is_followed(receiver, settings) -> None:
    address, got, answers = receiver
    settings.WEBHOOKS_TO_PRIVATE = True
    call = Call("e1", address, b'{"event": "e1"}', "secret")
    sender.send(call)
    (headers, body) = got[0]
    seconds = headers["Keepsight-Signature"].partition(",")[0].removeprefix("t=")
    at = datetime.fromtimestamp(int(seconds), UTC)
    assert headers["Keepsight-Signature"] == call.signature(at)
    assert (body, headers["Keepsight-Event"]) == (call.body, "e1")
    for answers[0] in (302, 404, 500):
        with pytest.raises(sender.NotTaken):
            sender.send(call)
    assert len(got) == 4
