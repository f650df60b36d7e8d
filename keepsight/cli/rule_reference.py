"""The reference pages of the rules, and of the fifty patterns with the rules that watch each."""

from collections.abc import Iterable

from keepsight.cli.reference import page, table
from keepsight.facts.fact import KINDS
from keepsight.practice.guidance import Citation
from keepsight.practice.pattern import GROUPS, PATTERNS, Pattern
from keepsight.practice.use import uses_of
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import CHAPTERS, RULES


def rule_pages() -> dict[str, str]:
    """A page for each rule, and their index, by path."""
    index = [f"## {title}\n\n" + _index(rules) for title, rules in CHAPTERS.items()]
    pages = {
        "rules/README.md": page(
            "Rules",
            "A rule is a lesson that runs. It names the facts it rests on, where it comes from and "
            "what would clear it. No child or family is ever given a score.",
            *index,
        )
    }
    return pages | {f"rules/{rule.code}.md": _rule(rule) for rule in RULES.values()}


def _index(rules: Iterable[Rule]) -> str:
    return table(
        ("Rule", "What it says", "Answers for"),
        (
            (f"[{rule.title}]({rule.code}.md)", rule.sentence, ", ".join(rule.patterns))
            for rule in rules
        ),
    )


def pattern_page() -> dict[str, str]:
    """The page of the fifty patterns: what each is, its threshold, and the rules that watch it."""
    parts = [
        f"## {title}\n\n" + _pattern_table(p for p in PATTERNS.values() if p.group == group)
        for group, title in GROUPS.items()
    ]
    watched = {code for rule in RULES.values() for code in rule.patterns}
    return {
        "patterns.md": page(
            "Patterns of drift",
            "Ways in which published reviews and inspections saw a child slip from sight. "
            f"{len(watched)} of {len(PATTERNS)} are watched by a rule today; of each other one the "
            "last column says why.",
            *parts,
        )
    }


def _rule(rule: Rule) -> str:
    return page(
        rule.title,
        rule.sentence,
        table(
            ("", ""),
            (
                ("Code", f"`{rule.code}`"),
                ("Source", _citation(rule.source)),
                ("Standing", rule.standing_in_words),
                ("What there is to do by a day", rule.step),
                ("What clears it", rule.clears),
                ("Answers for", ", ".join(f"{p} {PATTERNS[p].title}" for p in rule.patterns)),
                ("Cannot tell without", _needs(rule)),
            ),
        ),
        rule.note,
        _parameters(rule),
        "## How it behaves",
        "Worked cases. The tests run every line of this table.",
        table(tuple(rule.cases.rows[0]), (tuple(row.values()) for row in rule.cases.rows)),
    )


def _parameters(rule: Rule) -> str:
    if not rule.parameters:
        return ""
    rows = (
        (each.name, each.value_in_words, each.standing_in_words, _citation(each.source))
        for each in rule.parameters
    )
    return "## Numbers\n\n" + table(("Number", "Value", "Standing", "Source"), rows)


def _needs(rule: Rule) -> str:
    groups = (" or ".join(KINDS[kind].title.lower() for kind in group) for group in rule.needs)
    return "; ".join(groups)


def _citation(citation: Citation) -> str:
    address = citation.guidance.address
    return f"[{citation}]({address})" if address else str(citation)


def _pattern_table(patterns: Iterable[Pattern]) -> str:
    return table(
        ("Code", "Pattern", "What it is", "Threshold", "Standing", "Rules"),
        (
            (
                each.code,
                each.title,
                each.description,
                each.threshold,
                each.standing_in_words,
                ", ".join(
                    f"[{rule.title}](rules/{rule.code}.md)"
                    for rule in RULES.values()
                    if each.code in rule.patterns
                )
                or " ".join(use.sentence for use in uses_of(each.code, is_watched=False)),
            )
            for each in patterns
        ),
    )
