"""Writes the report of a watch: the page and the workbook, beside the Parquet that is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from keepsight.exchange.watch_report.page import page
from keepsight.exchange.watch_report.shown import (
    AuthorityShown,
    ChildShown,
    ConcernGroup,
    FindingShown,
    HowOftenShown,
    OftenShown,
    RuleShown,
    WatchReport,
)
from keepsight.exchange.watch_report.workbook import MOST_ROWS, FindingRow, write_workbook
from keepsight.facts.fact import Fact
from keepsight.practice.codes.harm import HARM
from keepsight.rules.extract.child import histories
from keepsight.rules.finding import Finding
from keepsight.rules.found import Findings, FoundRow
from keepsight.rules.history import History
from keepsight.rules.how_often import Often, how_often
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.in_force import RulesInForce
from keepsight.rules.partition import Partition
from keepsight.rules.rule import Rule
from keepsight.rules.watch import cannot_tell, findings_of
from keepsight.rules.written import WORKING, Outcome

MOST_CHILDREN = 200
"""How many children the page tells of one by one; the workbook and the Parquet have all."""


def write_report(
    title: str,
    partitions: Sequence[Partition],
    outcomes: Sequence[Outcome],
    found: Findings,
    *,
    in_force: RulesInForce,
    into: Path,
) -> Iterator[Path]:
    """Write report.html and findings.xlsx into a folder. Gives the path of each when written."""
    children = list(_children(partitions, outcomes, found, in_force, into / WORKING))
    shown = WatchReport(
        title=title,
        on=found.on,
        facts=sum(each.facts for each in outcomes),
        rules=list(_rules(found, in_force)),
        ages=found.by_age(),
        authorities=[
            AuthorityShown(a.authority, a.children, a.facts, a.raised, a.children_with_findings)
            for a in found.by_authority()
        ],
        children=children,
        children_in_all=found.how_many_children(),
        broken=[(e.partition, [str(w) for w in e.wrong]) for e in outcomes if e.wrong],
        how_often=_how_often(found, in_force),
        cannot_tell=[each for each in (_silent(e, in_force) for e in outcomes) if each[1]],
        own_rules=list(in_force.in_words),
        remarks=list(_remarks(found)),
    )
    yield _whole(into / "report.html", page(shown))
    book = into / "findings.xlsx"
    beside = into / ".findings.being-written.xlsx"
    write_workbook(shown, _rows(found, in_force), beside)
    yield beside.rename(book)
    yield from (into / name for name in ("findings", "threads", "children"))


def _whole(path: Path, text: str) -> Path:
    beside = path.with_name(f".{path.name}.being-written")
    beside.write_text(text, encoding="utf-8")
    return beside.rename(path)


def _rules(found: Findings, in_force: RulesInForce) -> Iterator[RuleShown]:
    counted = found.by_rule()
    for code, rule in in_force.rules.items():
        raised, soon = counted.get(code, (0, 0))
        yield RuleShown(
            title=rule.title,
            sentence=rule.sentence,
            source=str(rule.source),
            standing=rule.standing_in_words,
            clears=rule.clears,
            raised=raised,
            soon=soon,
        )


def _how_often(found: Findings, in_force: RulesInForce) -> HowOftenShown:
    counted = how_often(found, rules=in_force.rules)
    return HowOftenShown(
        counted.weeks,
        [_often(in_force.rules[code].title, each) for code, each in counted.by_rule.items()],
        _often("All rules", counted.every),
    )


def _often(title: str, often: Often) -> OftenShown:
    return OftenShown(title, often.new, often.a_week, often.open, often.most_open)


def _silent(outcome: Outcome, in_force: RulesInForce) -> tuple[str, list[str]]:
    if outcome.wrong:
        return outcome.partition, []
    return outcome.partition, [
        f"{in_force.rules[each.rule].title}: no facts of {', '.join(each.missing)}"
        for each in cannot_tell(frozenset(outcome.kinds), rules=in_force.rules.values())
    ]


def _remarks(found: Findings) -> Iterator[str]:
    number, name = found.named_alike()
    if number:
        yield (
            f"{number:,} {'child is' if number == 1 else 'children are'} named alike in several "
            f"authorities, such as {name}. Each authority was read by itself. Where that is the "
            "same child, put the facts in one folder, so that the child is seen whole."
        )


def _rows(found: Findings, in_force: RulesInForce) -> Iterator[FindingRow]:
    for each in found.every(most=MOST_ROWS):
        rule = in_force.rules[each.rule]
        yield FindingRow(
            authority=each.authority,
            child=each.child,
            rule=rule.title,
            concern=each.concern or "",
            raised_on=each.raised_on,
            cleared_on=each.cleared_on,
            state=_state(each, found),
            fact=each.fact_id,
            clears=rule.clears,
            finding_id=each.finding_id,
        )


def _state(each: FoundRow, found: Findings) -> str:
    if each.raised_on > found.on:
        return "Falls due"
    return "Raised" if each.cleared_on is None or each.cleared_on > found.on else "Cleared"


def _children(
    partitions: Sequence[Partition],
    outcomes: Sequence[Outcome],
    found: Findings,
    in_force: RulesInForce,
    working: Path,
) -> Iterator[ChildShown]:
    """Those whose findings have been raised longest, in that order."""
    wanted = found.waiting_longest(MOST_CHILDREN)
    known: dict[tuple[str, str], History] = {}
    engine = InDuckDB(scratch=working)
    try:
        for partition, outcome in zip(partitions, outcomes, strict=True):
            own = [child for authority, child in wanted if authority == partition.name]
            supplied = frozenset(outcome.kinds)
            read = histories(engine, partition, own, supplied=supplied, working=working)
            known |= {(partition.name, child): history for child, history in read.items()}
    finally:
        engine.close()
    for authority, child in wanted:
        raised = found.raised_of(authority, child)
        yield _child(authority, raised, known[authority, child], in_force)


def _child(
    authority: str, raised: Sequence[FoundRow], history: History, in_force: RulesInForce
) -> ChildShown:
    told = {
        (each.rule, each.concern, each.facts[0]): each
        for each in findings_of(history, rules=in_force.rules.values())
    }
    facts = {
        each.fact_id: each
        for chronology in (history.facts, *history.siblings.values())
        for each in chronology
    }
    by_concern: dict[str | None, list[FindingShown]] = {}
    for each in raised:
        whole = told.get((each.rule, each.concern, each.fact_id))
        by_concern.setdefault(each.concern, []).append(
            _finding(each, in_force.rules[each.rule], whole, facts)
        )
    return ChildShown(
        child=history.child,
        authority=authority,
        since=raised[0].raised_on,
        groups=[
            ConcernGroup(_called(concern, history), findings)
            for concern, findings in sorted(
                by_concern.items(), key=lambda pair: pair[1][0].raised_on
            )
        ],
    )


def _finding(
    each: FoundRow, rule: Rule, whole: Finding | None, facts: Mapping[str, Fact]
) -> FindingShown:
    rests_on: Iterable[str] = whole.facts if whole else (each.fact_id,)
    return FindingShown(
        title=rule.title,
        sentence=rule.sentence,
        raised_on=each.raised_on,
        facts=[facts[name] for name in rests_on if name in facts],
        source=str(rule.source),
        standing=rule.standing_in_words,
        clears=rule.clears,
    )


def _called(concern: str | None, history: History) -> str:
    if concern is None:
        return "Not about one concern alone"
    for thread in history.threads:
        if thread.concern == concern:
            opened = thread.opened_on
            return f"{HARM.together(thread.harms)}: concern of {opened.day} {opened:%B %Y}"
    return "A concern"
