"""Each sensitive thing is done in one place: adding to the ledger, asking for the day, and what
pages take from the record."""

import ast
import re
from pathlib import Path

import pytest

KEEPSIGHT = Path(__file__).resolve().parents[2] / "keepsight"
BELOW_THE_PAGES = [
    "practice", "facts", "rules", "exchange", "synthetic", "record", "casework",
]  # fmt: skip
CLOCK = re.compile(r"\b(today|now|localdate|localtime|utcnow)\(\)|\btime\.time\(")
SIGNAL = re.compile(r"django\.(db\.models|dispatch|core)\S*\b(signals|receiver|dispatch)\b")


def files(*floors: str) -> list[Path]:
    return sorted(
        path
        for floor in floors or [""]
        for path in (KEEPSIGHT / floor).rglob("*.py")
        if "migrations" not in path.parts
    )


def name(path: Path) -> str:
    return path.relative_to(KEEPSIGHT).as_posix()


def callers(call: str) -> set[str]:
    """The files that call something, such as `ledger.append`."""
    return {
        name(path)
        for path in files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == call
    }


def imported(path: Path, package: str) -> set[str]:
    """What a file imports from a package, by name."""
    return {
        each.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for each in node.names
    }


def test_facts_reach_the_ledger_by_two_doors() -> None:
    # One fact with its findings in one transaction; or a whole authority, as a command.
    assert callers("ledger.append_held") == {"casework/projection.py"}
    assert callers("ledger.append") == {"casework/authority.py"}


def test_people_add_facts_only_in_an_action_with_its_audit() -> None:
    assert callers("projection.add") == {"casework/action.py"}
    assert callers("audit.did") <= {
        "casework/action.py",
        "casework/fact.py",
        "casework/sign_in.py",
    }


# What Keepsight does of its own accord, and shows to nobody as it stands.
READS_AS_KEEPSIGHT = {
    "casework/access.py": "whether a child of that number is known, when a file is taken in",
    "casework/action.py": "every action, after access has been asked",
    "casework/assessment/question.py": "what a partner is asked about a child",
    "casework/break_glass.py": "whom somebody means who opens a record in an emergency",
    "casework/demo_people.py": "who has the most to see, for a measurement",
    "casework/demo_scene/cast.py": "who plays in the scene of a demo",
    "casework/digest.py": "who wants a letter once a day",
    "casework/draft.py": "who else is writing on a page, and drafts that nobody came back to",
    "casework/family_history.py": "what came before about a family, at the front door",
    "casework/household/page.py": "who lived at the child's own address, and when",
    "casework/household/known_of.py": "in how many other children's records an adult stands",
    "casework/known.py": "the findings of a past day, which may rest on a brother's or sister's",
    "casework/meeting/paper.py": "a meeting, for those who are asked to come to it",
    "casework/merge.py": "under whose name a record is kept, for who may not see either",
    "casework/post.py": "whether a letter waits to be sent",
    "casework/disagreement_story.py": "what was answered to whoever disagreed",
    "casework/pair.py": "two records side by side, at the front door",
    "casework/public_contact.py": "what the public told us, under their reference",
    "casework/referral.py": "what was promised to whoever has just raised a concern",
    "casework/restriction_page.py": "that somebody decides about every restricted record",
    "casework/same_child.py": "known children whom somebody may mean, at the front door",
    "casework/sign_in.py": "how often signing in has failed",
    "casework/sent_once.py": "whether a system has sent the same before",
    "casework/system.py": "which system is meant, after access was asked",
    "casework/token.py": "whose token is shown",
    "casework/webhook_post.py": "whether an event waits to be sent",
    "casework/lesson/set_aside.py": "which published lessons cannot be read any more",
    "casework/watch/whose.py": "numbers, for who is told numbers and reads no record",
    "casework/lesson/preview.py": "what a lesson would find, counted, before it is published",
    "casework/trial.py": "what a rule would find, counted, before it holds",
    "casework/tally.py": "how much there is, counted",
    "cli/record.py": "verifying the chain",
}


def test_only_these_read_everything_and_none_of_them_is_a_page() -> None:
    assert callers("reading_as_system") == set(READS_AS_KEEPSIGHT)


@pytest.mark.parametrize("path", files("web"), ids=name)
def test_pages_take_only_the_signed_in_person_from_the_record(path: Path) -> None:
    assert imported(path, "keepsight.record") <= {"User", "reading_as"}


@pytest.mark.parametrize("path", files(*BELOW_THE_PAGES), ids=name)
def test_nothing_below_the_pages_asks_what_day_it_is(path: Path) -> None:
    found = CLOCK.search(path.read_text())
    assert found is None, f"{found and found[0]}: the day is passed in, `on=` or `at=`"


@pytest.mark.parametrize("path", files(), ids=name)
def test_nothing_happens_by_signal(path: Path) -> None:
    assert not SIGNAL.search(path.read_text()), "say it where it is done"
