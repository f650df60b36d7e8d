"""`keepsight docs`: writes the reference pages from the code, or checks that they are current."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich import print as say

from keepsight.cli import app, format_reference, reference, rule_reference

PAGES: tuple[Callable[[], dict[str, str]], ...] = (
    reference.fact_pages,
    reference.fact_schemas,
    reference.code_page,
    reference.timescale_page,
    rule_reference.rule_pages,
    rule_reference.pattern_page,
    format_reference.format_pages,
)
WRITTEN_FOLDERS = ("facts", "rules", "formats")


def every_page() -> dict[str, str]:
    """Every generated page: path below the docs folder, and its text."""
    return {path: text for make in PAGES for path, text in make().items()}


def stale_pages(folder: Path) -> list[str]:
    """The pages in `folder` that differ from what the code says, are missing, or are left over."""
    wanted = every_page()
    stale = [path for path, text in wanted.items() if _text(folder / path) != text]
    present = {
        str(found.relative_to(folder))
        for name in WRITTEN_FOLDERS
        for found in (folder / name).rglob("*")
        if found.suffix in (".md", ".json")
    }
    return sorted([*stale, *(present - set(wanted))])


@app.command()
def docs(
    folder: Annotated[Path, typer.Option(help="Where the pages are.")] = Path("docs"),
    check: Annotated[bool, typer.Option("--check", help="Only say what is not current.")] = False,
) -> None:
    """Write the reference pages from the code."""
    stale = stale_pages(folder)
    if check:
        for path in stale:
            say(f"Not current: {folder / path}. Run `make docs`.")
        raise typer.Exit(1 if stale else 0)
    wanted = every_page()
    for path in stale:
        target = folder / path
        if path in wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(wanted[path])
        else:
            target.unlink()
    say(f"{len(wanted)} pages, {len(stale)} of them written anew.")


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
