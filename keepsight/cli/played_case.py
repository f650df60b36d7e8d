"""A case as played at one edge of what is not sure, or at both: what was found at each, and what
differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepsight.cli.routine_work import without_what_is_untold
from keepsight.exchange.replay_case.case import Case
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread
from keepsight.rules.finding import Finding
from keepsight.rules.in_force import THE_RULEBOOK, RulesInForce
from keepsight.rules.replay import Replay, replay


@dataclass(frozen=True)
class Play:
    """One playing of a case by some rules. `edge` is empty where the file has no ranges."""

    edge: str
    facts: Sequence[Fact]
    replay: Replay
    in_force: RulesInForce = THE_RULEBOOK


@dataclass(frozen=True)
class Found:
    """A finding, and the edges at which it came just so: "earliest", "latest", "both" or empty."""

    finding: Finding
    edge: str


@dataclass(frozen=True)
class Raised:
    """A concern, the edges at which it was just so, and the playing it was taken from."""

    thread: Thread
    edge: str
    play: Play


def play(case: Case, *, edge: str = "both", in_force: RulesInForce = THE_RULEBOOK) -> list[Play]:
    """The case played once, or at each edge when the file has ranges and `edge` is "both"."""
    if not case.windows:
        return [_played(case, "", case.facts, in_force)]
    at = {"earliest": case.at_earliest, "latest": case.at_latest}
    return [_played(case, each, at[each], in_force) for each in at if edge in (each, "both")]


def findings(played: Sequence[Play]) -> list[Found]:
    """Every finding of every playing; the same at both edges is told once."""
    edges: dict[tuple[Any, ...], list[str]] = {}
    first: dict[tuple[Any, ...], Finding] = {}
    for each in played:
        for finding in each.replay.findings:
            same = (finding.rule, finding.child, finding.concern, finding.raised_on,
                    finding.cleared_on)  # fmt: skip
            first.setdefault(same, finding)
            edges.setdefault(same, []).append(each.edge)
    found = [Found(finding, _edges(edges[same])) for same, finding in first.items()]
    return sorted(found, key=lambda each: (each.finding.order, each.edge))


def concerns(played: Sequence[Play]) -> list[Raised]:
    """Every concern of every playing; the same at both edges is told once."""
    edges: dict[tuple[Any, ...], list[str]] = {}
    first: dict[tuple[Any, ...], tuple[Thread, Play]] = {}
    for each in played:
        for thread in each.replay.concerns:
            same = (thread.child, thread.harms, thread.opened_on, thread.answered_on)
            first.setdefault(same, (thread, each))
            edges.setdefault(same, []).append(each.edge)
    found = [Raised(thread, _edges(edges[same]), of) for same, (thread, of) in first.items()]
    return sorted(found, key=lambda each: (each.thread.opened_on, each.thread.child, each.edge))


def differences(played: Sequence[Play]) -> list[str]:
    """What came at one edge only, or on another day, in plain sentences."""
    if len(played) < 2:
        return []
    days: dict[tuple[str, str], dict[str, list[date]]] = {}
    for each in played:
        for finding in each.replay.findings:
            both = days.setdefault((finding.rule, finding.child), {})
            both.setdefault(each.edge, []).append(finding.raised_on)
    said = []
    for (rule, child), at in sorted(days.items()):
        title = title_of(played, rule)
        if len(at) == 1:
            edge, raised = next(iter(at.items()))
            said.append(f"{title}, {child}: raised only at the {edge} edge, {_days(raised)}.")
        elif sorted(at["earliest"]) != sorted(at["latest"]):
            said.append(
                f"{title}, {child}: raised {_days(at['earliest'])} at the earliest edge, "
                f"{_days(at['latest'])} at the latest."
            )
    return said


def as_values(case: Case, played: Sequence[Play]) -> dict[str, Any]:
    """The replay as plain values for JSON, days as ISO dates."""
    return {
        "findings": [
            {
                "rule": each.finding.rule,
                "patterns": list(played[0].in_force.rules[each.finding.rule].patterns),
                "child": each.finding.child,
                "concern": each.finding.concern,
                "raised_on": each.finding.raised_on.isoformat(),
                "cleared_on": _iso(each.finding.cleared_on),
                "facts": list(each.finding.facts),
                "edge": each.edge or None,
            }
            for each in findings(played)
        ],
        "concerns": [
            {
                "child": each.thread.child,
                "harms": list(each.thread.harms),
                "opened_on": each.thread.opened_on.isoformat(),
                "answered_on": _iso(each.thread.answered_on),
                "concern": each.thread.concern,
                "edge": each.edge or None,
            }
            for each in concerns(played)
        ],
        "cannot_tell": [
            {"rule": each.rule, "missing": list(each.missing)}
            for each in played[0].replay.cannot_tell
        ],
        "left_out": [each.sentence for each in (*case.left_out, *case.refused)],
        "remarks": [each.sentence for each in case.problems if not each.refused],
        "until": case.until.isoformat(),
        "own_rules": list(played[0].in_force.in_words),
    }


def title_of(played: Sequence[Play], rule: str) -> str:
    """What the rule is called by which the case was played."""
    return played[0].in_force.rules[rule].title


def _played(case: Case, edge: str, facts: Sequence[Fact], in_force: RulesInForce) -> Play:
    rules = in_force.rules.values()
    found = replay(facts, until=case.until, supplied=case.supplied, rules=rules)
    return Play(edge, facts, without_what_is_untold(found, case), in_force)


def _edges(edges: Sequence[str]) -> str:
    return "both" if len(set(edges)) > 1 else edges[0]


def _days(days: Sequence[date]) -> str:
    return "on " + " and ".join(f"{d.day} {d:%B %Y}" for d in sorted(set(days)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
