"""The golden set: a few facts of every rule, with the findings that every engine must give.

Its facts are worked cases of the rules, each as two children of its own: for each rule the first
that is quiet, that raises and that lies on the edge; and children of whom the record says odd
things. The findings are those of plain Python. After
a change of rules that is meant, write both anew and read what changed:

    .venv/bin/python -m tests.spec.golden_set
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact, fact_from
from keepsight.rules.case import CHILD, Case
from keepsight.rules.history import history_of, siblings_in
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.watch import findings_of
from tests.spec.odd_facts import odd_facts
from tests.unit.a_fact import a_fact

FOLDER = Path(__file__).parent / "golden"
FACTS, FINDINGS = FOLDER / "facts.jsonl", FOLDER / "findings.jsonl"

Row = tuple[str, str, str, str, str | None, str]
"""A finding: rule, child, concern, the days raised and cleared, the fact that raised it."""


def facts() -> list[Fact]:
    """The facts of the golden set as they are kept."""
    return [fact_from(json.loads(line)) for line in FACTS.read_text("utf-8").splitlines()]


def expected() -> list[Row]:
    """The findings of the golden set as they are kept."""
    return [tuple(json.loads(line)) for line in FINDINGS.read_text("utf-8").splitlines()]


def in_python(every: list[Fact], *, rules: Iterable[Rule] = RULES.values()) -> list[Row]:
    """What plain Python says of these facts, child by child."""
    near, chosen = siblings_in(current(every)), list(rules)
    by_child: dict[str, list[Fact]] = {}
    for each in every:
        by_child.setdefault(each.child, []).append(each)
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on.isoformat(),
         f.cleared_on.isoformat() if f.cleared_on else None, f.facts[0])
        for child in sorted({*by_child, *near})
        for f in findings_of(
            history_of(
                child,
                [fact for each in {child, *near.get(child, ())} for fact in by_child.get(each, ())],
                siblings=near.get(child, ()),
            ),
            rules=chosen,
        )
    )  # fmt: skip


def _from_worked_cases() -> Iterator[Fact]:
    for code, rule in RULES.items():
        firsts: dict[str, Case] = {}
        for case in rule.cases.each:
            firsts.setdefault(case.sort, case)
        for sort, case in firsts.items():
            yield from _renamed(case, f"{code[:24].rstrip('_')}-{sort}")


def _renamed(case: Case, name: str) -> Iterator[Fact]:
    """The facts of a case under names of their own, with who is a brother or sister to whom."""
    own = {each.fact_id for each in case.facts}
    for each in case.facts:
        yield fact_from({key: _named(key, v, own, name) for key, v in each.as_dict().items()})
    for number, child in enumerate(sorted({each.child for each in case.facts} - {CHILD})):
        yield a_fact(
            "relationship",
            case.facts[0].happened_on.isoformat(),
            fact_id=f"{name}.sibling-{number}",
            child=f"{name}.{CHILD}",
            relative=f"{name}.{child}",
            relation="brother_or_sister",
        )


def _named(key: str, value: Any, own: set[str], name: str) -> Any:
    if key in ("fact_id", "child"):
        return f"{name}.{value}"
    if isinstance(value, list):
        return [_named("", each, own, name) for each in value]
    return f"{name}.{value}" if isinstance(value, str) and value in own else value


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    every = [*_from_worked_cases(), *odd_facts()]
    lines = ({"kind": e.kind, **e.model_dump(mode="json", exclude_defaults=True)} for e in every)
    FACTS.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    FINDINGS.write_text("".join(json.dumps(row) + "\n" for row in in_python(facts())), "utf-8")
    print(
        f"{len(every)} facts, {len(expected())} findings of {len({r[0] for r in expected()})} rules"
    )


if __name__ == "__main__":
    _write()
