"""The watch over one child: every rule on one history, and what cannot be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from keepsight.rules.finding import Finding, in_order
from keepsight.rules.history import History
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A rule that stays silent because the source never supplies a kind of fact it needs."""

    rule: str
    missing: tuple[str, ...]


def findings_of(history: History, *, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Everything the rules say about one child, past, present and falling due.

    In order of the day raised. Rules that cannot tell say nothing. `rules`: the whole rulebook
    unless named.
    """
    chosen = list(RULES.values() if rules is None else rules)
    silent = {each.rule for each in cannot_tell(history.supplied, rules=chosen)}
    found = [
        Finding(
            rule=rule.code,
            child=history.child,
            concern=interval.concern,
            raised_on=interval.raised_on,
            cleared_on=interval.cleared_on,
            facts=interval.facts,
        )
        for rule in chosen
        if rule.code not in silent
        for interval in rule.shape.evaluate(history)
    ]
    return in_order(found)


def cannot_tell(
    supplied: frozenset[str] | None, *, rules: Iterable[Rule] | None = None
) -> list[CannotTell]:
    """The rules that need a kind of fact which the source never supplies, and which kinds.

    `supplied` names the kinds of fact the source supplies; None means every kind.
    """
    if supplied is None:
        return []
    found = []
    for rule in RULES.values() if rules is None else rules:
        missing = [kind for group in rule.needs if not supplied & set(group) for kind in group]
        if missing:
            found.append(CannotTell(rule.code, tuple(dict.fromkeys(missing))))
    return found


def kinds_seen_in_siblings(*, rules: Iterable[Rule] | None = None) -> frozenset[str]:
    """The kinds of fact that a rule looks at when they are about a brother or sister."""
    chosen = RULES.values() if rules is None else rules
    return frozenset(kind for rule in chosen for kind in rule.shape.seen_in_siblings)
