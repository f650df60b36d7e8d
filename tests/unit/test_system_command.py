"""`keepsight system`, as whoever runs the server types it: in, listed, another token, out."""

import re

import pytest
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.record.models import Agency, System
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit

pytestmark = pytest.mark.django_db


def ran(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["system", *words])
    assert done.exit_code == code, done.output
    return " ".join(done.output.split())


def numbers() -> list[int]:
    with reading_as_system("test"):
        return list(System.objects.values_list("pk", flat=True))


@pytest.fixture
def school() -> Agency:
    return Agency.objects.create(name="Hill School", kind="school")


def test_a_system_is_let_in_listed_and_shut_out(school: Agency) -> None:
    said = ran("add", "Hill records", "--agency", "Hill School", "--days", "30")
    (number,) = numbers()
    shown = re.search(r"keepsight_\S+", said)
    assert shown is not None
    assert f"System {number}, Hill records" in said

    listed = ran("list")
    assert f"{number} Hill records Hill School" in listed
    assert shown.group() not in listed

    assert "keepsight_" in ran("token", str(number))
    assert ran("revoke", str(number)) == (
        f"2 tokens of system {number} taken away. It is not let in any more."
    )
    assert f"System {number} had no token" in ran("revoke", str(number))
    assert "none never" in ran("list")
    did = [each.what for each in the_audit() if each.by_id is None]
    for what in ("connect_system", "give_token", "revoke_token"):
        assert what in did


def test_where_there_is_none_it_is_said_how_one_is_let_in() -> None:
    assert "keepsight system add" in ran("list")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "X", "--agency", "Nowhere"), "No system was let in"),
        (("add", "X", "--agency", "Nowhere", "--agency-kind", "wizard"), "no kind of agency: "),
        (("add", "X", "--agency", "Hill School", "--role", "king"), "is no role"),
        (("add", "X", "--agency", "Hill School", "--days", "0"), "from 1 to 365"),
        (("add", "  ", "--agency", "Hill School"), "Enter what the system is called"),
        (("token", "999"), "There is no system 999"),
        (("revoke", "999"), "There is no system 999"),
        (("revoke", "9" * 30), "There is no system"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_done(
    school: Agency, words: tuple[str, ...], said: str
) -> None:
    assert said in ran(*words, code=2)
    assert numbers() == []


def test_one_of_a_new_agency_begins_it(school: Agency) -> None:
    ran("add", "X", "--agency", "Vale Surgery", "--agency-kind", "gp")
    assert Agency.objects.get(name="Vale Surgery").kind == "gp"
    assert "has a system of that name" in ran("add", "X", "--agency", "Vale Surgery", code=2)
