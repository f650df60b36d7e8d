"""A demo that an earlier edition made is brought up to date at its second start; one from which no
way leads here says so, and what to do, in place of an error of the database."""

import io

import pytest
from django.core.management import call_command
from django.db import connections
from rich.console import Console

from keepsight.cli import demo
from keepsight.config import embedded


def started() -> tuple[bool | int, str]:
    """What came of it: whether it was brought up to date, or how it ended; and what was said."""
    said = io.StringIO()
    try:
        became: bool | int = demo.bring_up_to_date(Console(file=said, width=400))
    except SystemExit as ended:
        became = ended.code if isinstance(ended.code, int) else -1
    return became, said.getvalue()


def applied() -> set[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'record'")
        return {name for (name,) in cursor.fetchall()}


def test_an_earlier_edition_is_brought_up_to_date_once(own_database: embedded.Server) -> None:
    before = applied()
    call_command("migrate", "record", "0019_lessons", database="owner", verbosity=0)
    assert applied() < before

    assert started() == (True, "")
    assert applied() == before
    assert started() == (False, "")


@pytest.mark.parametrize(
    "change",
    [
        # One that this edition does not know.
        "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0099_odd', now())",
        # One that it knows and that had been written otherwise.
        "DELETE FROM django_migrations WHERE app = 'record' AND name = '0005_referrals'",
    ],
)
def test_one_that_cannot_be_says_what_to_do(
    own_database: embedded.Server, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEEPSIGHT_HOME", "/srv/keepsight-demo")
    with connections["owner"].cursor() as cursor:
        cursor.execute(change)

    became, said = started()

    assert became == demo.OF_ANOTHER_EDITION
    assert "/srv/keepsight-demo was made by another edition" in said
    assert "Move that folder away or delete it, and start again" in said
