"""E-mail through a real mail server: at once or once a day, naming nobody, tried again, and neither
lost nor sent twice by two senders."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from keepsight.casework import ask, digest, letter_choice, notice, post
from keepsight.casework.action import action
from keepsight.casework.letter import Counts
from keepsight.casework.not_right import NotRight
from keepsight.casework.post import Outgoing
from keepsight.cli import post as command
from keepsight.config import embedded
from keepsight.record.models import Letter, LetterChoice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.mail_catcher import Caught, mail_server
from tests.the_audit import the_audit
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place

ADDRESS = "sara@council.example"
SECRET = "The uncle, again"


@pytest.fixture
def caught(settings) -> Iterator[Caught]:
    with mail_server(settings) as taken:
        yield taken


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("one", name="Robin Vale", user=place.social_worker)
    return place


def chooses(user: User, how: str, address: str = ADDRESS) -> None:
    letter_choice.choose(how=how, address=address, by=user, at=NOON)


def something_happens(place: Place) -> None:
    with action("test", by=place.manager, at=NOON) as doing:
        notice.tell(
            doing,
            to=[place.social_worker],
            what="concern_raised",
            child="one",
            about="x",
            words=SECRET,
        )


def letters(**wanted: object) -> list[Letter]:
    with reading_as_system("test"):
        return list(Letter.objects.filter(**wanted).order_by("written_at"))


def test_something_new_is_told_by_e_mail_that_names_nobody(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    assert caught.letters == [], "nothing is sent while somebody waits for a page"

    assert post.post(send=command.send, at=NOON) == post.Posted(sent=1)

    ((to, _),) = caught.letters
    (text,) = caught.texts
    assert to == [ADDRESS]
    assert "There is something new for you in Keepsight" in text
    assert "https://keepsight.example/inbox" in text
    for secret in ("Robin", "Vale", SECRET, "uncle", "concern", "manager"):
        assert secret not in text
    assert post.post(send=command.send, at=NOON) == post.Posted()


def test_many_things_at_once_are_one_e_mail(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    something_happens(place)
    with action("test", by=place.manager, at=NOON) as doing:
        ask.ask(doing, kind="tell_referrer", child="one", about="x", of=place.social_worker)
    post.post(send=command.send, at=NOON)
    assert len(caught.letters) == 1

    something_happens(place)
    post.post(send=command.send, at=NOON)
    assert len(caught.letters) == 2


@pytest.mark.parametrize("how", ["off", "daily"])
def test_who_did_not_choose_e_mail_at_once_gets_none(
    how: str, place: Place, caught: Caught
) -> None:
    chooses(place.social_worker, how)
    something_happens(place)
    assert post.post(send=command.send, at=NOON) == post.Posted()
    assert caught.letters == []


def test_what_the_server_refuses_is_tried_again_later_and_given_up_at_last(
    place: Place, caught: Caught
) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    caught.refuses = True
    at = NOON
    for number, minutes in enumerate(post.WAITS, start=1):
        assert post.post(send=command.send, at=at) == post.Posted(put_off=1)
        (row,) = letters()
        assert (row.tries, row.failure) == (number, "SMTPDataError")
        assert post.post(send=command.send, at=at) == post.Posted(), "not before its time"
        at += timedelta(minutes=minutes)
    assert post.post(send=command.send, at=at) == post.Posted(given_up=1)
    with reading_as(place.social_worker, on=TODAY):
        assert letter_choice.choice_of(by=place.social_worker).failed_at == at


def test_after_a_failure_it_goes_out_once(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    caught.refuses = True
    post.post(send=command.send, at=NOON)
    caught.refuses = False
    assert post.post(send=command.send, at=NOON + timedelta(minutes=1)) == post.Posted(sent=1)
    assert len(caught.letters) == 1


def test_no_server_at_all_is_a_failure_like_another(place: Place, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    chooses(place.social_worker, "at_once")
    something_happens(place)
    assert post.post(send=command.send, at=NOON) == post.Posted(put_off=1)


def test_an_action_that_fails_writes_no_letter(place: Place) -> None:
    chooses(place.social_worker, "at_once")

    def fails() -> None:
        with action("test", by=place.manager, at=NOON) as doing:
            ask.ask(doing, kind="tell_referrer", child="one", about="x", of=place.social_worker)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert letters() == []


def test_once_a_day_counts_and_nothing_else(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "daily")
    something_happens(place)
    with action("test", by=place.manager, at=NOON) as doing:
        for about, days in (("a", -3), ("b", 2), ("c", 5)):
            ask.ask(
                doing,
                kind="tell_referrer",
                child="one",
                about=about,
                of=place.social_worker,
                due_on=TODAY + timedelta(days=days),
            )
    assert digest.counts(place.social_worker, on=TODAY) == Counts(overdue=1, due=2, unread=1)

    assert digest.write_daily_letters(at=NOON) == 1
    assert digest.write_daily_letters(at=NOON + timedelta(hours=3)) == 0
    post.post(send=command.send, at=NOON)

    (text,) = caught.texts
    assert "Overdue: 1" in text
    assert "Due in four weeks: 2" in text
    assert "Not yet read: 1" in text
    assert "Robin" not in text
    assert SECRET not in text
    assert digest.write_daily_letters(at=NOON + timedelta(days=1)) == 1


def test_who_has_nothing_to_hear_of_gets_no_letter(place: Place) -> None:
    chooses(place.chair, "daily")
    assert digest.write_daily_letters(at=NOON) == 0
    assert letters() == []


def test_the_days_letters_wait_for_their_hour(
    place: Place, caught: Caught, settings, monkeypatch
) -> None:
    chooses(place.social_worker, "daily")
    something_happens(place)
    settings.DAILY_LETTER_HOUR = 9
    monkeypatch.setattr(command, "_written_for", set())
    for hour, sent in ((6, 0), (9, 1), (10, 0)):
        moment = NOON.replace(hour=hour)
        monkeypatch.setattr("keepsight.cli.record.now", lambda moment=moment: moment)
        assert command.look().sent == sent


def test_an_address_is_needed_and_must_be_one(place: Place) -> None:
    with pytest.raises(NotRight, match="Enter the address"):
        chooses(place.social_worker, "daily", "")
    with pytest.raises(NotRight, match=r"name@example\.org"):
        chooses(place.social_worker, "daily", "sara at work")
    with pytest.raises(NotRight, match="Choose when"):
        chooses(place.social_worker, "hourly")
    chooses(place.social_worker, "off", "")


def test_who_turns_e_mail_off_gets_not_even_what_waits(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    chooses(place.social_worker, "off")
    assert post.post(send=command.send, at=NOON) == post.Posted()
    assert caught.letters == []


def test_nobody_reads_anothers_address(place: Place) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    for other in (place.manager, place.director):
        with reading_as(other, on=TODAY):
            assert not LetterChoice.objects.exists()
            assert not Letter.objects.exists()


def test_what_was_sent_is_in_the_audit_without_an_address(place: Place, caught: Caught) -> None:
    chooses(place.social_worker, "at_once")
    something_happens(place)
    post.post(send=command.send, at=NOON)
    (row,) = the_audit(what="send_letter")
    assert "sent" in row.note
    assert ADDRESS not in row.note


def test_two_senders_at_once_send_each_letter_once(own_database: embedded.Server) -> None:
    place = a_place()
    a_child("one", user=place.social_worker)
    for number, user in enumerate(place.people.values()):
        chooses(user, "at_once", f"{number}@council.example")
        with action("test", by=None, at=NOON) as doing:
            notice.tell(doing, to=[user], what="concern_raised", child=None, about="x")
    went: list[str] = []
    both = threading.Barrier(2)

    def slowly(outgoing: Outgoing) -> None:
        went.append(outgoing.address)
        threading.Event().wait(0.02)

    def sender() -> None:
        both.wait()
        post.post(send=slowly, at=NOON)
        connection.close()

    threads = [threading.Thread(target=sender) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(went) == [f"{number}@council.example" for number in range(len(place.people))]


def test_a_sender_killed_before_it_wrote_that_down_sends_the_same_letter_again(
    own_database: embedded.Server,
) -> None:
    place = a_place()
    a_child("one", user=place.social_worker)
    chooses(place.social_worker, "at_once")
    something_happens(place)
    went: list[str] = []

    def killed(outgoing: Outgoing) -> None:
        went.append(outgoing.letter)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        post.post(send=killed, at=NOON)
    (row,) = letters()
    assert (row.sent_at, row.tries) == (None, 0)

    post.post(send=lambda outgoing: went.append(outgoing.letter), at=NOON)

    assert went == [row.letter, row.letter]
    assert letters(sent_at=None) == []
