"""A director lets the nursery’s records in; then the commands of the reference run as printed."""

import json
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit

ME = 'curl -sS "$KEEPSIGHT/me" -H "Authorization: Bearer $TOKEN"'


def run(command: str, *, begin: str, **also: str) -> dict[str, object]:
    """Run a command of the page in a shell; gives the answer."""
    sets = "\n".join([begin, *(f"export {name}={value}" for name, value in also.items())])
    done = subprocess.run(
        ["bash", "-euc", f"{sets}\n{command}"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("width", [1200, 360])
def test_a_system_is_let_in_and_the_commands_work_as_printed(
    width: int, visit: Visit, usable_by_everyone: Callable[[Page], None]
) -> None:
    page = visit("dan", width=width)
    page.goto("/systems")
    usable_by_everyone(page)
    page.get_by_role("button", name="Let a system in").click()
    page.get_by_label("Whose system is it?").select_option("Bluebell Nursery")
    page.get_by_label("What is it called?").fill("Bluebell’s records")
    usable_by_everyone(page)
    page.get_by_role("button", name="Let it in").click()
    token = page.locator("pre.command").inner_text().strip()
    usable_by_everyone(page)

    page.get_by_role("link", name="What a system can do, and how").click()
    usable_by_everyone(page)
    begin = page.get_by_label("Set the address and your token").inner_text()
    begin = begin.replace("keepsight_…", token)

    def command(title: str) -> str:
        return page.get_by_label(f"{title}, as a command").inner_text()

    me = run(command("Who this token is"), begin=begin)
    assert me["signature"] == "Bluebell’s records"
    raised = run(command("Raise a concern"), begin=begin)
    (concern,) = raised["concerns"]  # type: ignore[misc]
    number = concern["concern"]
    told = run(command("What became of your agency’s concerns"), begin=begin)
    assert number in {each["concern"] for each in told["concerns"]}  # type: ignore[union-attr]
    story = run(command("One concern"), begin=begin, CONCERN=number)
    said = {each["recorded_by"] for each in story["facts"]}  # type: ignore[union-attr]
    assert said == {"Nina Brook, by Bluebell’s records"}
    assert run(command("Disagree"), begin=begin, CONCERN=number)["fact_id"]

    page.goto("/systems")
    assert "Last used" in page.locator("main").inner_text()
    page.get_by_role("link", name="Take its tokens away").click()
    page.get_by_role("button", name="Take all of them away").click()
    assert run(ME, begin=begin)["status"] == 401
