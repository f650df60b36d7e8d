"""For each failing that a review names: which rule about that kind of failing spoke in the replay,
on what day, and how long before the end; or why none did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keepsight.cli.played_case import Play
from keepsight.cli.replay_in_words import before_the_end, how_long
from keepsight.exchange.reading import in_words
from keepsight.exchange.replay_case.case import Case, Failing
from keepsight.facts.fact import KINDS
from keepsight.rules.failing import is_known, rules_about, why_not
from keepsight.rules.rulebook import RULES


class Answer(StrEnum):
    """What the replay has to say about a failing."""

    RAISED = "raised"
    QUIET = "not raised"
    UNTOLD = "cannot be shown"
    UNKNOWN = "pattern not known"


@dataclass(frozen=True)
class FirstRaised:
    """The first finding of one rule: the day, or the day at each edge that was played, and how long
    before the end each was. `edge` where it came at one edge alone."""

    rule: str
    days: tuple[date, ...]
    lead: str
    edge: str = ""


@dataclass(frozen=True)
class Shown:
    """A failing, and what the rules about its kind said; `why` where none of them spoke."""

    failing: Failing
    answer: Answer
    raised: tuple[FirstRaised, ...] = ()
    why: str = ""


def shown_by(
    case: Case,
    played: Sequence[Play],
    failings: Iterable[Failing],
    *,
    known_later: frozenset[str] = frozenset(),
) -> list[Shown]:
    """Each failing with its answer, in the order given.

    A rule is about a failing when it is about that kind of failing. Whether it was this very one a
    person must read: the finding names its facts. `known_later` are the rules that would have
    spoken had somebody known at the time what the file says nobody knew.
    """
    spoken = _first_raised(case, played)
    silent = {each.rule: each.missing for each in played[0].replay.cannot_tell}
    return [_shown(each, spoken, silent, known_later) for each in failings]


def rules_in(played: Sequence[Play]) -> frozenset[str]:
    """The rules that found something in any playing."""
    return frozenset(each.rule for one in played for each in one.replay.findings)


def counted(shown: Iterable[Shown], *, basis: str = "reviewer") -> dict[Answer, int]:
    """How many failings of this basis had each answer."""
    own = [each.answer for each in shown if each.failing.basis == basis]
    return {each: own.count(each) for each in Answer}


def _shown(
    failing: Failing,
    spoken: Mapping[str, FirstRaised],
    silent: Mapping[str, tuple[str, ...]],
    known_later: frozenset[str],
) -> Shown:
    known = [each for each in failing.patterns if is_known(each)]
    if not known:
        words = in_words(list(failing.patterns)) or "none"
        return Shown(failing, Answer.UNKNOWN, why=f"No rule is known to be about: {words}.")
    about = rules_about(known)
    raised = [spoken[each] for each in about if each in spoken]
    if raised:
        first = sorted(raised, key=lambda each: (bool(each.edge), max(each.days)))
        return Shown(failing, Answer.RAISED, tuple(first))
    why = why_not(known) or ("" if about else "no rule is about this yet")
    if why:
        return Shown(failing, Answer.UNTOLD, why=f"{why[0].upper()}{why[1:]}.")
    later = [each for each in about if each in known_later]
    if later:
        why = f"Only what nobody knew at the time shows it: {_titles(later)}."
        return Shown(failing, Answer.UNTOLD, why=why)
    looked = [each for each in about if each not in silent]
    if not looked:
        return Shown(failing, Answer.UNTOLD, why=_untold(about, silent))
    return Shown(failing, Answer.QUIET, why=f"Nothing came of {_titles(looked)}.")


def _first_raised(case: Case, played: Sequence[Play]) -> dict[str, FirstRaised]:
    first: dict[str, dict[str, tuple[date, str]]] = {}
    for each in played:
        for finding in each.replay.findings:
            at = first.setdefault(finding.rule, {})
            found = (finding.raised_on, finding.child)
            at[each.edge] = min(at.get(each.edge, found), found)
    return {rule: _first(rule, at, case, played) for rule, at in first.items()}


def _first(
    rule: str, at: Mapping[str, tuple[date, str]], case: Case, played: Sequence[Play]
) -> FirstRaised:
    day, child = max(at.values())
    days = tuple(sorted({each for each, _ in at.values()}))
    ending = case.ending_after(child, day)
    before = before_the_end(case, child, day)
    if ending is None:
        before = f"{how_long(day, case.until)} before the last thing told"
    if len(days) > 1:
        before = f"{how_long(days[0], ending.happened_on if ending else case.until)} or {before}"
    edge = next(iter(at)) if len(at) < len(played) else ""
    return FirstRaised(rule, days, before, edge)


def _untold(about: Sequence[str], silent: Mapping[str, tuple[str, ...]]) -> str:
    kinds = dict.fromkeys(kind for rule in about for kind in silent[rule])
    titles = [f"'{KINDS[each].title.lower()}'" for each in kinds]
    return f"The file never tells of {in_words(titles)}."


def _titles(rules: Iterable[str]) -> str:
    return in_words([f"'{RULES[each].title}'" for each in rules], last="and")
