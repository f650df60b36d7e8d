"""Puts a replay on one page: findings with their rule and facts, concerns, pictures, chronology."""

from collections.abc import Sequence

from keepsight.cli.played_case import Found, Play, Raised, concerns, differences, findings, title_of
from keepsight.cli.replay_in_words import (
    EDGES,
    before_the_end,
    cannot_tell,
    concern_in_words,
    ended,
    met_while_open,
)
from keepsight.exchange.replay_case.case import Case
from keepsight.exchange.replay_page.page import page
from keepsight.exchange.replay_page.shown import ConcernShown, FindingShown, Page
from keepsight.exchange.timeline import Mark, timeline_svg
from keepsight.facts.chronology import current
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM

_EDGE_NAMES = {
    "": "The case as it was known",
    "earliest": "With each event at the earliest day it may have happened",
    "latest": "With each event at the latest day it may have happened",
}


def page_of(case: Case, played: Sequence[Play]) -> str:
    """The whole page as HTML."""
    return page(
        Page(
            label=case.label,
            until=case.until,
            is_placed=case.is_placed,
            ended=ended(case),
            findings=[_finding(case, played, each) for each in findings(played)],
            concerns=[_concern(each) for each in concerns(played)],
            pictures=[(_EDGE_NAMES[each.edge], _picture(case, each)) for each in played],
            differs=differences(played),
            cannot_tell=cannot_tell(played),
            own_rules=list(played[0].in_force.in_words),
            left_out=[each.sentence for each in (*case.left_out, *case.refused)],
            remarks=[each.sentence for each in case.problems if not each.refused],
            failings=[(each.finding, each.basis) for each in case.failings],
            facts=current(played[0].facts),
            edges=[each.edge for each in played],
        )
    )


def _finding(case: Case, played: Sequence[Play], found: Found) -> FindingShown:
    finding, rule = found.finding, played[0].in_force.rules[found.finding.rule]
    of = next(each for each in played if found.edge in ("", "both", each.edge))
    facts = {each.fact_id: each for each in of.facts}
    thread = next((t for t in of.replay.concerns if t.concern == finding.concern), None)
    return FindingShown(
        title=rule.title,
        sentence=rule.sentence,
        child=finding.child,
        concern=concern_in_words(thread) if thread else "",
        raised_on=finding.raised_on,
        cleared_on=finding.cleared_on,
        before_the_end=_capital(before_the_end(case, finding.child, finding.raised_on)),
        source=str(rule.source),
        standing=rule.standing_in_words,
        clears=rule.clears,
        patterns=rule.patterns,
        facts=[facts[each] for each in finding.facts if each in facts],
        edge=EDGES.get(found.edge, ""),
    )


def _concern(raised: Raised) -> ConcernShown:
    thread, until = raised.thread, raised.play.replay.until
    opening = thread.opening
    return ConcernShown(
        child=thread.child,
        harms=HARM.together(thread.harms),
        opened_on=thread.opened_on,
        answered_on=thread.answered_on,
        words=opening.detail,
        agency=AGENCY.named(opening.agency),
        meetings=met_while_open(raised, until=until),
        left_open_by=[each for each in thread.left_open_by if each.happened_on <= until],
        edge=EDGES.get(raised.edge, ""),
    )


def _picture(case: Case, played: Play) -> str:
    return timeline_svg(
        facts=current(played.facts),
        threads=played.replay.concerns,
        marks=[
            Mark(title_of([played], each.rule), each.raised_on, each.cleared_on, each.concern)
            for each in played.replay.findings
        ],
        until=case.until,
        title=f"{case.label}: concerns, meetings, plans and findings",
    )


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
