"""A page as it is read: its words without its markup."""

import html
import re

from django.test import Client


def read(client: Client, address: str) -> str:
    """The words of the page at an address, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def words(markup: str) -> str:
    """What can be read of a page."""
    plain = re.sub(r"<[^>]+>", " ", markup)
    return re.sub(r" (?=[.,;:])", "", " ".join(html.unescape(plain).split()))
