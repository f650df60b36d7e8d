"""A mail server for tests: it takes what is sent, and shows it; or refuses for a while."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Caught:
    """What a mail server took: to whom, and the letter. While it `refuses` it takes none."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False

    @property
    def texts(self) -> list[str]:
        """Each letter as it went over the line, its headers too."""
        return [each.as_string() for _, each in self.letters]

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        """What aiosmtpd calls for each letter."""
        if self.refuses:
            return "451 Try again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))  # type: ignore[arg-type]
        return "250 OK"


@contextmanager
def mail_server(settings: Any) -> Iterator[Caught]:
    """A mail server on this machine, to which Keepsight is set."""
    caught = Caught()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    server = Controller(caught, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.OWN_ADDRESS = "https://keepsight.example"
    try:
        yield caught
    finally:
        server.stop()
