"""The rules as pages show them: the sentence, the source, the numbers, and how the rule behaves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from keepsight.casework import access
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.lesson import in_force
from keepsight.casework.lesson.in_force import SetAside, is_lesson
from keepsight.casework.rule_number import NumberSet, numbers_set, slug_of
from keepsight.casework.rules_in_force import rules_as_made, rules_in_force, rules_known
from keepsight.facts.fact import KINDS
from keepsight.practice.guidance import Citation
from keepsight.practice.pattern import PATTERNS
from keepsight.record import ledger
from keepsight.record.models import User
from keepsight.rules.case import Cases
from keepsight.rules.parameter import Parameter
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import CHAPTERS

OUR_OWN = "Our own lessons"
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True)
class Source:
    """Where something comes from: the words, and the address where there is one."""

    words: str
    address: str


@dataclass(frozen=True)
class NumberShown:
    """One number of a rule: what it is, what it says, whether it was published, and by whom.
    `came_with` is empty unless this authority has set a number of its own."""

    name: str
    value: str
    standing: str
    is_proposal: bool
    source: Source
    slug: str
    came_with: str


@dataclass(frozen=True)
class PatternShown:
    """A way of slipping from sight that the rule answers for."""

    code: str
    title: str
    description: str
    source: Source


@dataclass(frozen=True)
class RuleLine:
    """A rule in the list."""

    code: str
    title: str
    sentence: str
    is_proposal: bool
    is_own: bool


@dataclass(frozen=True)
class Chapter:
    """The rules under one heading of the work; `slug` names it in an address."""

    title: str
    slug: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class RulePage:
    """A rule for its page. `is_own`: a lesson that was written down here; `may_write` it on.
    `case_columns` and `cases` are the table of worked cases, in words;
    `cannot_tell` names kinds of fact that the rule needs and this record has never held, or only
    since every child was last looked at."""

    code: str
    title: str
    sentence: str
    note: str
    step: str
    clears: str
    source: Source
    standing: str
    is_proposal: bool
    numbers: tuple[NumberShown, ...]
    patterns: tuple[PatternShown, ...]
    case_columns: tuple[str, ...]
    cases: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    history: tuple[NumberSet, ...]
    may_set: bool
    may_compare: bool
    is_own: bool
    may_write: bool

    @property
    def has_own_number(self) -> bool:
        """Whether this authority has set one of its numbers."""
        return any(each.came_with for each in self.numbers)


class UnknownRule(LookupError):
    """There is no rule of that name."""


def chapters(*, by: User) -> tuple[Chapter, ...]:
    """Every rule under the headings of the work, in the order in which a child meets it; lessons of
    our own come first. Raises access.Refused."""
    access.require(by, "see_rules")
    known = rules_known()
    own = tuple(rule for code, rule in known.items() if is_lesson(code))
    headed = {OUR_OWN: own, **{t: [known[e.code] for e in of] for t, of in CHAPTERS.items()}}
    return tuple(
        Chapter(title, slugify(title), tuple(map(_line, rules)))
        for title, rules in headed.items()
        if rules
    )


def _line(rule: Rule) -> RuleLine:
    is_proposal = rule.standing == "proposal"
    return RuleLine(rule.code, rule.title, rule.sentence, is_proposal, is_lesson(rule.code))


def set_aside(*, by: User) -> tuple[SetAside, ...]:
    """The lessons of our own that cannot be read any more. Raises access.Refused."""
    access.require(by, "see_rules")
    return in_force.set_aside()


def rule_page(code: str, *, by: User) -> RulePage:
    """One rule for its page. Raises access.Refused, or UnknownRule."""
    access.require(by, "see_rules")
    rule = rules_in_force().get(code)
    if rule is None:
        raise UnknownRule(code)
    came_with = {each.name: each for each in rules_as_made()[code].parameters}
    heads, *cases = _case_rows(rule.cases)
    supplied = ledger.supplied_kinds()
    return RulePage(
        code=rule.code,
        title=rule.title,
        sentence=rule.sentence,
        note=rule.note,
        step=rule.step,
        clears=rule.clears,
        source=_source(rule.source),
        standing=rule.standing_in_words,
        is_proposal=rule.standing == "proposal",
        numbers=tuple(_number(each, came_with[each.name]) for each in rule.parameters),
        patterns=tuple(_pattern(each) for each in rule.patterns),
        case_columns=heads,
        cases=tuple(cases),
        needs=tuple(_any_of(group) for group in rule.needs),
        cannot_tell=_missing(rule, supplied),
        history=numbers_set(code, by=by),
        may_set=access.may(by, "set_rule_number"),
        may_compare=access.may(by, "see_watch"),
        is_own=is_lesson(code),
        may_write=is_lesson(code) and access.may(by, "write_lesson"),
    )


def _missing(rule: Rule, supplied: frozenset[str]) -> tuple[str, ...]:
    return tuple(_any_of(group) for group in rule.needs if not supplied & set(group))


def _source(citation: Citation) -> Source:
    return Source(str(citation), citation.guidance.address)


def _number(parameter: Parameter[Any], came_with: Parameter[Any]) -> NumberShown:
    own = parameter.value != came_with.value
    return NumberShown(
        name=_capital(parameter.name.replace("_", " ")),
        value=parameter.value_in_words,
        standing=parameter.standing_in_words,
        is_proposal=parameter.standing == "proposal",
        source=_source(parameter.source),
        slug=slug_of(parameter.name),
        came_with=came_with.value_in_words if own else "",
    )


def _pattern(code: str) -> PatternShown:
    known = PATTERNS[code]
    return PatternShown(code, known.title, known.description, _source(known.source))


def _any_of(kinds: Iterable[str]) -> str:
    """Kinds of fact as people name them: "case closed, case stepped down or medical"."""
    named = [KINDS[each].title.lower() if each in KINDS else each for each in kinds]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _case_rows(cases: Cases) -> list[tuple[str, ...]]:
    """The table of cases as people read it, headings first: the story, the days, what is found."""
    names = list(cases.columns)
    heads = ("Story", *(_capital(each) for each in names), "What the rule says")
    return [
        heads,
        *(
            (
                _capital(each["story"]),
                *(_in_words(each[name]) for name in names),
                _capital(_in_words(each["finding"].replace("quiet", "nothing"))),
            )
            for each in cases.rows
        ),
    ]


def _in_words(cell: str) -> str:
    named = re.sub(r"(?<=[a-z])-(?=\d+\b)", " ", cell)
    return _DAY.sub(lambda found: day_in_words(date.fromisoformat(found[0])), named)


def _capital(text: str) -> str:
    """Only the first letter changes: "GP" stays as it is."""
    return text[:1].upper() + text[1:]
