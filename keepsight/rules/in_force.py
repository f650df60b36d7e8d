"""The rules in force in an authority as a file: its own numbers and published lessons, which a watch
or a replay elsewhere uses beside the rulebook."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from keepsight.facts.extract import RULES_IN_FORCE
from keepsight.practice.period import Period
from keepsight.rules.lesson.lesson import Lesson, lesson_from
from keepsight.rules.lesson.making import rule_of
from keepsight.rules.own_number import OwnNumber, own_of, with_own_numbers
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES

VERSION = 1


class NotRulesInForce(ValueError):
    """A file that does not say which rules are in force: where in it, and what was expected."""


@dataclass(frozen=True)
class RulesInForce:
    """The rules by their code, with an authority's own numbers in them and its lessons among them.

    `path` is None where nothing is an authority's own: the rulebook as it is.
    """

    rules: Mapping[str, Rule]
    numbers: tuple[OwnNumber, ...] = ()
    lessons: tuple[Rule, ...] = ()
    path: Path | None = None

    @property
    def in_words(self) -> Iterator[str]:
        """A sentence for each number and each lesson that is the authority's own, with its source."""
        for rule in self.rules.values():
            names = dict.fromkeys(each.name for each in self.numbers if each.rule == rule.code)
            for name in names:
                yield from self._number_in_words(rule, name)
        for lesson in self.lessons:
            yield f"A lesson of its own: {lesson.title}. Source: {lesson.source}."

    def _number_in_words(self, rule: Rule, name: str) -> Iterator[str]:
        parameter = next(each for each in rule.parameters if each.name == name)
        last = [e for e in self.numbers if e.rule == rule.code and e.name == name][-1]
        if last.value:
            why = f" Why: {last.reasons.rstrip('.')}." if last.reasons else ""
            yield (
                f"A number of its own: {rule.title}: {name.replace('_', ' ')}: "
                f"{parameter.value_in_words}.{why}"
            )


THE_RULEBOOK = RulesInForce(RULES)
"""Every rule with the number that it came with, and no lesson."""


def rules_of_folder(path: Path, *, named: Path | None = None) -> RulesInForce:
    """The rules for a folder or file of facts: those of the file that is `named`, else those that
    lie in the folder or beside the file, else the rulebook. Raises NotRulesInForce."""
    there = (path if path.is_dir() else path.parent) / RULES_IN_FORCE
    if named is None and not there.is_file():
        return THE_RULEBOOK
    return read_rules_in_force(named or there)


def unused(folder: Path, in_force: RulesInForce) -> list[Path]:
    """Files of rules in force that lie in a folder and were not used."""
    return [each for each in sorted(folder.rglob(RULES_IN_FORCE)) if each != in_force.path]


def as_values(
    numbers: Iterable[OwnNumber], lessons: Mapping[str, Mapping[str, Any]], *, on: date
) -> dict[str, Any]:
    """What a file of the rules in force holds. `lessons`: what each said, by its code."""
    return {
        "version": VERSION,
        "taken_on": on.isoformat(),
        "numbers": [
            {
                "rule": each.rule,
                "name": each.name,
                "value": each.value,
                "from_on": each.from_on.isoformat(),
                "reasons": each.reasons,
            }
            for each in numbers
        ],
        "lessons": [{"code": code, "said": dict(said)} for code, said in lessons.items()],
    }


def read_rules_in_force(path: Path) -> RulesInForce:
    """The rules that a file says are in force. Raises NotRulesInForce."""
    held = _read(path)
    lessons = tuple(_lesson(path, place, each) for place, each in enumerate(held.lessons, start=1))
    rules = MappingProxyType({**RULES, **{each.code: each for each in lessons}})
    if len(rules) != len(RULES) + len(lessons):
        raise NotRulesInForce(f"{path}, lessons: two have the same code.")
    numbers = tuple(
        OwnNumber(each.rule, each.name, each.value, each.from_on, each.reasons)
        for each in held.numbers
    )
    for place, each in enumerate(numbers, start=1):
        _check(path, place, each, rules)
    return RulesInForce(with_own_numbers(rules, numbers), numbers, lessons, path)


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Number(_Plain):
    rule: str
    name: str
    value: str
    from_on: date
    reasons: str = ""


class _Said(_Plain):
    code: str
    said: dict[str, Any]


class _File(_Plain):
    version: Literal[1]
    taken_on: date
    numbers: tuple[_Number, ...]
    lessons: tuple[_Said, ...]


def _read(path: Path) -> _File:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotRulesInForce(f"{path}: cannot be read. {error.strerror}.") from error
    except ValueError as error:
        raise NotRulesInForce(f"{path}: not JSON in UTF-8.") from error
    if not isinstance(values, dict):
        raise NotRulesInForce(f"{path}: expected version, taken_on, numbers and lessons.")
    if values.get("version") != VERSION:
        raise NotRulesInForce(
            f"{path}, version: {values.get('version')!r}; this Keepsight reads version {VERSION}."
        )
    try:
        return _File.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as invalid:
        first = invalid.errors(include_url=False, include_input=False)[0]
        places = (each + 1 if isinstance(each, int) else each for each in first["loc"])
        where = " ".join(map(str, places))
        raise NotRulesInForce(f"{path}, {where}: {first['msg']}.") from invalid


def _lesson(path: Path, place: int, held: _Said) -> Rule:
    try:
        lesson: Lesson = lesson_from(held.said)
        return rule_of(lesson, code=held.code)
    except ValueError as error:
        raise NotRulesInForce(f"{path}, lessons {place}, {held.code}: {error}.") from error


def _check(path: Path, place: int, number: OwnNumber, rules: Mapping[str, Rule]) -> None:
    """That the rule has such a number, and that it is a number of that sort."""
    where = f"{path}, numbers {place}"
    if number.rule not in rules:
        raise NotRulesInForce(f"{where}, rule: there is no rule called '{number.rule}'.")
    own = own_of(rules, number)
    if own is None:
        raise NotRulesInForce(f"{where}, name: {number.rule} has no number '{number.name}'.")
    if isinstance(own, int):
        is_such = not number.value or (number.value.isdecimal() and int(number.value) > 0)
        expected = "expected a whole number from 1"
    else:
        is_such, expected = _is_period(number.value), "expected a time such as '10 working_days'"
    if not is_such:
        raise NotRulesInForce(f"{where}, value: '{number.value}': {expected}, or nothing.")


def _is_period(value: str) -> bool:
    try:
        return not value or bool(Period.parse(value))
    except ValueError:
        return False
