"""What is installed is pinned and checked by its hash. The locks name no registry: packages come
from wherever the machine is set up to take them."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"\w+://|--(extra-)?index-url|--find-links", re.IGNORECASE)

with open(ROOT / "pyproject.toml", "rb") as file:
    PROJECT = tomllib.load(file)


def pinned(lock: Path) -> dict[str, str]:
    """The packages of a lock with their versions; fails on a line that is not a pin or a hash."""
    found = {}
    for entry in lock.read_text().replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.split(" --hash=")
        match = re.fullmatch(r"([a-z0-9.-]+)==(\S+)( ; .+)?", requirement.strip())
        assert match, f"{lock.name}: not pinned to one version: {requirement}"
        assert hashes, f"{lock.name}: no hash for {match[1]}"
        for each in hashes:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()), f"{lock.name}: {each}"
        found[match[1]] = match[2]
    return found


def test_there_is_a_lock_for_each_use() -> None:
    assert [lock.stem for lock in LOCKS] == ["app", "dev", "node", "setup"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_pinned_with_its_hash(lock: Path) -> None:
    assert pinned(lock)


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    assert not ADDRESS.search(lock.read_text())


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("app", PROJECT["project"]["dependencies"]),
        ("dev", PROJECT["project"]["dependencies"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["nation"]),
        *PROJECT["dependency-groups"].items(),
    ],
    ids=["app", "dev runs too", "dev runs a nation", *PROJECT["dependency-groups"]],
)
def test_the_lock_holds_what_the_project_asks_for(lock: str, asked: list[str]) -> None:
    held = pinned(ROOT / "requirements" / f"{lock}.txt")
    for each in map(Requirement, asked):
        version = held.get(canonicalize_name(each.name))
        assert version, f"{each} is not in requirements/{lock}.txt: run `make lock`"
        assert each.specifier.contains(version), f"{each}, but {version} is locked: run `make lock`"


def test_the_code_imports_only_what_the_project_asks_for() -> None:
    project = PROJECT["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["nation"]]
    asked = {canonicalize_name(Requirement(each).name) for each in needed}
    # Each of these comes with one that is asked for, and only together with it.
    asked |= {"pydantic-core", "psycopg", "py4j"}
    packages = packages_distributions()
    for path in (ROOT / "keepsight").rglob("*.py"):
        for name in imported(path) - sys.stdlib_module_names - {"keepsight"}:
            found = {canonicalize_name(each) for each in packages.get(name, [name])}
            assert found & asked, f"{path.name} imports {name}: add it to pyproject.toml"


def imported(path: Path) -> set[str]:
    """The packages that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module))
    return {each.partition(".")[0] for each in names}


def test_what_is_tested_is_what_is_run() -> None:
    app, dev = pinned(ROOT / "requirements/app.txt"), pinned(ROOT / "requirements/dev.txt")
    assert {name: dev.get(name) for name in app} == app


def test_every_package_of_the_pages_has_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    taken = {name: package for name, package in packages.items() if name}
    assert "node_modules/govuk-frontend" in taken
    for name, package in taken.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
