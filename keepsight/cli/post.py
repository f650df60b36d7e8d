"""`keepsight post`: sends the e-mail and the events that wait, and writes the letters of the day.
The pages run it beside them."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING, Annotated

import typer
from rich import print as say

from keepsight.cli import app, call_out

if TYPE_CHECKING:
    from keepsight.casework.post import Outgoing, Posted

EVERY = 30
"""Seconds between one look and the next, beside the pages."""
DOMAIN = "keepsight.invalid"
log = logging.getLogger("keepsight.post")


@app.command()
def post(
    every: Annotated[
        int, typer.Option(help="Look again after so many seconds; 0 to look once and end.")
    ] = 0,
) -> None:
    """Send the e-mail that waits, and the events for systems. Both say that there is something new,
    and name nobody."""
    from keepsight.cli import record

    record.start()
    from django.conf import settings

    from keepsight.casework import webhook_post

    if not settings.EMAIL_HOST and not webhook_post.is_any_wanted():
        say("No mail server is set: KEEPSIGHT_SMTP names it. See docs/running.md.")
        raise typer.Exit(2)
    if every:
        _go_on(every)
        return
    done = look()
    say(f"{done.sent} sent, {done.put_off} put off, {done.given_up} given up.")
    events = call_out.look()
    if events != webhook_post.Called():
        say(f"Events: {events.sent} sent, {events.put_off} put off, {events.given_up} given up.")


def look() -> "Posted":
    """Write the day's letters once their hour has come, and send what waits."""
    from django.conf import settings

    from keepsight.casework import digest
    from keepsight.casework import post as casework
    from keepsight.cli.record import now
    from keepsight.practice.working_day import LONDON

    if not settings.EMAIL_HOST:
        return casework.Posted()
    at = now()
    local = at.astimezone(LONDON)
    if local.hour >= settings.DAILY_LETTER_HOUR and local.date() not in _written_for:
        digest.write_daily_letters(at=at)
        _written_for.add(local.date())
    return casework.post(send=send, at=at)


_written_for: set[date] = set()
"""The days whose letters this process has looked for. The table holds each letter of a day once, so
that a process that begins anew writes none twice."""


def send(outgoing: "Outgoing") -> None:
    """Hand one letter to the mail server. Raises OSError where it is not taken; smtplib's own
    errors are such."""
    from django.conf import settings
    from django.core.mail import EmailMessage

    subject, text = wording(outgoing, address=settings.OWN_ADDRESS)
    EmailMessage(
        subject,
        text,
        to=[outgoing.address],
        headers={
            # The same each time, so that a letter sent twice can be known for the same.
            "Message-ID": f"<{outgoing.letter}@{DOMAIN}>",
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def wording(outgoing: "Outgoing", *, address: str) -> tuple[str, str]:
    """The subject and the text of a letter: no name, no reason, nothing of any child."""
    counts = outgoing.counts
    if counts is None:
        subject = "There is something new for you in Keepsight"
        said = "There is something new for you in Keepsight."
        link = f"{address}/inbox"
    else:
        subject = "Your day in Keepsight"
        said = f"Overdue: {counts.overdue}\nDue in four weeks: {counts.due}\n"
        said += f"Not yet read: {counts.unread}"
        link = f"{address}/inbox" if counts.unread else f"{address}/"
    return subject, (
        f"{said}\n\nSign in to read it: {link}\n\n"
        "This e-mail names nobody on purpose. You choose when you get one under Inbox, E-mail.\n"
    )


@contextmanager
def beside_the_pages() -> Iterator[None]:
    """Send e-mail and events in a process of its own for as long as the pages are served."""
    sender = get_context("spawn").Process(target=go_on_beside, args=(os.getpid(),), daemon=True)
    sender.start()
    try:
        yield
    finally:
        sender.terminate()
        sender.join(timeout=5)


def go_on_beside(parent: int) -> None:
    """Send what waits until the process that serves the pages is gone."""
    import django

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the pages' own; they end this one
    django.setup()
    _go_on(EVERY, parent=parent)


def _go_on(every: int, *, parent: int | None = None) -> None:
    from django.db import Error, connections

    while parent is None or os.getppid() == parent:
        try:
            done = look()
            if done.put_off or done.given_up:
                log.warning("e-mail: %s put off, %s given up", done.put_off, done.given_up)
            events = call_out.look()
            if events.put_off or events.given_up:
                log.warning("events: %s put off, %s given up", events.put_off, events.given_up)
        except Error:
            # A database that is away for a moment comes back; nothing was sent meanwhile.
            log.warning("what waits: the database did not answer; it is tried again")
            connections.close_all()
        time.sleep(every)
