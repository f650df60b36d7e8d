"""The reference pages say what the code says, and links between pages lead somewhere."""

import re
from pathlib import Path

import pytest

from keepsight.cli.docs import every_page, stale_pages

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_reference_pages_are_current() -> None:
    assert stale_pages(ROOT / "docs") == []


def test_a_schema_that_is_old_missing_or_left_over_is_noticed(tmp_path: Path) -> None:
    for path, text in every_page().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    assert stale_pages(tmp_path) == []

    (tmp_path / "facts/schema/visit.json").write_text("{}")
    (tmp_path / "facts/schema/note.json").unlink()
    (tmp_path / "facts/schema/seance.json").write_text("{}")

    stale = [f"facts/schema/{each}.json" for each in ("note", "seance", "visit")]
    assert stale_pages(tmp_path) == stale


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    local = [each.split("#")[0] for each in targets if not re.match(r"https?:|mailto:|#", each)]
    missing = [
        each
        for each in local
        if not ((ROOT / each.lstrip("/")) if each.startswith("/") else page.parent / each).exists()
    ]

    assert missing == []


def test_decisions_are_one_page_and_say_what_follows() -> None:
    for record in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        text = record.read_text()
        assert len(text.splitlines()) <= 70, record.name
        assert "## Decision" in text, record.name
