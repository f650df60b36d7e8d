"""The floors hold: imports go down, never up, and each name says what its file is about."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "practice", "facts", "rules", "exchange", "synthetic", "record", "casework", "web", "config",
]  # fmt: skip
WITHOUT_DJANGO = ["practice", "facts", "rules", "exchange", "synthetic"]
# A file that cannot be named for what it holds has not found its idea yet.
BANNED = {"utils", "helpers", "common", "misc", "manager", "service", "base", "core"}
# Files whose names others give them.
DJANGO_NAMES = {"apps", "migrations"}


def modules(folder: str = "keepsight") -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def test_imports_go_down_the_floors() -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "3 kept, 0 broken" in found.stdout


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_says_what_it_is_for(floor: str) -> None:
    text = (ROOT / "keepsight" / floor / "__init__.py").read_text()
    assert re.match(r'"""[A-Z].{20,}"""', text, re.DOTALL), f"{floor} opens with a sentence"


def test_every_folder_is_a_floor_or_a_command() -> None:
    folders = {each.parent.name for each in (ROOT / "keepsight").glob("*/__init__.py")}
    assert folders - {"cli"} == set(FLOORS)


@pytest.mark.parametrize("floor", WITHOUT_DJANGO)
def test_a_lower_floor_runs_without_django(floor: str) -> None:
    every = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in modules(f"keepsight/{floor}")
    ]
    program = (
        "import importlib, sys\n"
        "class Without:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'django':\n"
        "            raise ImportError('Django is not installed here')\n"
        "sys.meta_path.insert(0, Without())\n"
        f"for name in {every}: importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_a_name_and_says_what_it_is(path: Path) -> None:
    names = {*path.relative_to(ROOT).with_suffix("").parts}
    assert not names & BANNED, "named for what it holds, please"
    if names & DJANGO_NAMES or not path.read_text().strip():
        return
    assert re.match(r'r?"""\S', path.read_text()), (
        "opens with a sentence a practice lead could read"
    )
