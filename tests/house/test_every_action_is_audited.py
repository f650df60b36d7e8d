"""Every action of casework writes the audit: what takes `by` and `at` does its work inside
`action(...)`, which writes the row in the same transaction, and asks access before it."""

import ast
from pathlib import Path

import pytest

CASEWORK = Path(__file__).resolve().parents[2] / "keepsight" / "casework"
MACHINERY = {"action.py", "projection.py", "audit.py"}
# The one reads a file and writes nothing: `import_`, which takes in what it gives, is the action.
# The other is a list for whoever runs the server, and says in the audit that it was seen.
ONLY_READS = {"chronology.py: read_file", "system.py: every_system"}
WHOLE_THINGS = {"authority", "case", "reading", "path"}
"""What an action may take without its name: the one thing that it is about."""
OTHER_ACTIONS = {
    "concern.raise_",
    "concern.raise_for_several",
    "fact.record_for_several",
    "fact.correct",
    "casework.change",
}
"""Actions of another file, to which an action may leave the asking and the audit."""
OF_THE_SERVER = (
    "authority.py", "matching.py", "person_who_signs_in.py", "digest.py", "post.py",
    "webhook_post.py", "lesson/set_aside.py",
)  # fmt: skip
"""What is done from the command line, by whoever runs the server and signs in as nobody."""
OF_THE_PUBLIC = ("public_contact.py",)
"""What is done by whoever has something to tell, and is asked for no account."""
OF_NO_RECORD = ("draft.py",)
"""What somebody has typed and not saved is no part of the record: nobody but they can read it."""
Function = tuple[str, ast.FunctionDef]


def functions() -> dict[str, dict[str, ast.FunctionDef]]:
    """The functions of each file of casework, by name."""
    return {
        path.relative_to(CASEWORK).as_posix(): {
            node.name: node
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.FunctionDef)
        }
        for path in sorted(CASEWORK.rglob("*.py"))
        if path.name not in MACHINERY
    }


def calls(function: ast.FunctionDef, own: dict[str, ast.FunctionDef]) -> list[str]:
    """What a function calls, in order, those of its own file followed."""
    found: list[str] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            found.append(called)
            if called in own and called != function.name:
                found += calls(own[called], own)
    return found


ACTIONS = {
    f"{file}: {name}": (function, own)
    for file, own in functions().items()
    for name, function in own.items()
    if not name.startswith("_")
    and "at" in [each.arg for each in function.args.kwonlyargs]
    and f"{file}: {name}" not in ONLY_READS
    and file not in OF_NO_RECORD
}


def test_the_actions_are_found() -> None:
    assert {"concern.py: raise_", "concern.py: answer", "fact.py: record_fact"} <= set(ACTIONS)


@pytest.mark.parametrize("function", ACTIONS)
def test_an_action_is_keyword_only_and_audited(function: str) -> None:
    node, own = ACTIONS[function]
    positional = {each.arg for each in node.args.args}

    assert positional <= WHOLE_THINGS
    called = calls(node, own)
    assert {"action", *OTHER_ACTIONS} & set(called)


@pytest.mark.parametrize(
    "function", [each for each in ACTIONS if not each.startswith((*OF_THE_SERVER, *OF_THE_PUBLIC))]
)
def test_what_somebody_does_is_asked_of_access_first(function: str) -> None:
    node, own = ACTIONS[function]

    called = calls(node, own)

    assert {"access.require", *OTHER_ACTIONS} & set(called)
