"""Makes the page of a watch from plain values: nothing is fetched and nothing runs when it is
opened."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from string import Template

from keepsight.exchange.replay_page import section
from keepsight.exchange.replay_page.markup import Html, joined, listed, tag
from keepsight.exchange.watch_report.bars import bars
from keepsight.exchange.watch_report.shown import (
    ChildShown,
    FindingShown,
    HowOftenShown,
    WatchReport,
)

_MOST_BARS, _MOST_RULES = 40, 15
_FOLD_ABOVE = 6
_BROKEN = (
    "Nothing of these could be counted: what is missing here is not to be taken for all being "
    "well. Put right what is named and run the watch again; what is finished stays finished."
)
_SILENT = (
    "These rules said nothing there, because the extract never tells of the events they need. "
    "That is not to say that nothing slipped."
)
_OFTEN = (
    "A finding counts in the week in which it was raised, however soon it was put right. What "
    "stood open was counted on one day of each week; the usual day is the middle one. Every child "
    "with a record counts, also those with whom nobody works now."
)
_OWN = "The rules are Keepsight's rulebook with these numbers and lessons of the authority's own:"
_QUIET = "Nothing is raised. That is not to say that all is well: see what the rules cannot tell."


def page(shown: WatchReport) -> str:
    """The page as HTML, complete in itself."""
    template = files("keepsight.exchange.watch_report").joinpath("page.html")
    read = f"What has slipped, read for {section.day(shown.on)}"
    return Template(template.read_text(encoding="utf-8")).substitute(
        title=joined(f"{shown.title}: what has slipped"),
        heading=tag("header", tag("div", tag("h1", shown.title), tag("p", read))),
        sections="\n".join(_sections(shown)),
    )


def _sections(shown: WatchReport) -> Iterator[Html]:
    children = sum(each.children for each in shown.authorities)
    missing = [(len(shown.broken), "authority was not read", "authorities were not read")]
    yield section.counts(
        [
            *(missing if shown.broken else []),
            (shown.raised, "finding is raised", "findings are raised"),
            (shown.children_in_all, "child is concerned", "children are concerned"),
            (shown.soon, "more falls due in four weeks", "more fall due in four weeks"),
            (children, "child was read", "children were read"),
        ]
    )
    if shown.broken:
        yield section.heading("What could not be read", "broken")
        yield tag("p", _BROKEN, class_="inset")
        for name, lines in shown.broken:
            yield tag("h3", name)
            yield listed(*lines, class_="broken")
    for each in shown.remarks:
        yield tag("p", each, class_="inset")
    yield from _pictures(shown)
    yield from _how_often(shown.how_often)
    yield section.heading("Each child", "children")
    yield from _children(shown)
    yield from _silences(shown)
    yield section.heading("The rules", "rules")
    if shown.own_rules:
        yield tag("p", _OWN)
        yield listed(*shown.own_rules)
    yield _rules_in_words(shown)


def _pictures(shown: WatchReport) -> Iterator[Html]:
    yield section.heading("What is raised, by rule", "by-rule")
    rules = [each for each in shown.rules if each.raised or each.soon]
    if not rules:
        yield tag("p", _QUIET)
        return
    by_number = sorted(rules, key=lambda each: -each.raised)
    drawn = by_number[:_MOST_RULES]
    most = f"Findings raised: the {len(drawn)} rules with most"
    caption = most if len(drawn) < len(by_number) else "Findings raised, by rule"
    yield _picture("rule", caption, [(e.title, e.raised) for e in drawn])
    yield _table(
        "Findings by rule",
        ("Rule", "Raised", "Falls due in four weeks"),
        [(e.title, f"{e.raised:,}", f"{e.soon:,}") for e in by_number],
    )
    yield section.heading("How long it has been raised", "by-age")
    yield _picture("age", "Findings raised, by how long", shown.ages)
    yield _table(
        "Findings by how long they have been raised",
        ("How long", "Raised"),
        [(words, f"{number:,}") for words, number in shown.ages],
    )
    yield section.heading("By authority", "by-authority")
    ordered = sorted(shown.authorities, key=lambda each: (-each.raised, each.name))
    yield _picture(
        "authority",
        "Findings raised, by authority",
        [(each.name, each.raised) for each in ordered[:_MOST_BARS]],
    )
    yield _table(
        "Findings by authority",
        ("Authority", "Children", "Facts", "Raised", "Children concerned", "Raised per 100"),
        [
            (
                e.name,
                f"{e.children:,}",
                f"{e.facts:,}",
                f"{e.raised:,}",
                f"{e.children_with_findings:,}",
                f"{e.per_100_children:,.1f}",
            )
            for e in shown.authorities
        ],
    )


def _how_often(shown: HowOftenShown) -> Iterator[Html]:
    yield section.heading("How often each rule speaks", "how-often")
    yield tag("p", _OFTEN)
    spoke = [each for each in shown.rules if each.new or each.most_open]
    yield _table(
        "New findings a week for each hundred children with a record, by rule",
        shown.heading,
        [(e.title, *e.cells) for e in (*sorted(spoke, key=lambda e: -e.new), shown.every)],
    )
    silent = len(shown.rules) - len(spoke)
    if silent:
        yield tag("p", f"{silent} more rules found nothing in this time, or cannot tell.")


def _picture(name: str, title: str, rows: Sequence[tuple[str, int]]) -> Html:
    drawn = [each for each in rows if each[1]]
    return tag("figure", tag("figcaption", title), bars(name, title, drawn))


def _table(caption: str, top: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    head = tag(
        "tr", *(tag("th", e, scope="col", class_="number" if n else "") for n, e in enumerate(top))
    )
    body = (
        tag("tr", tag("th", first, scope="row"), *(tag("td", e, class_="number") for e in rest))
        for first, *rest in rows
    )
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _children(shown: WatchReport) -> Iterator[Html]:
    if not shown.children:
        yield tag("p", "No child has anything raised.")
        return
    if len(shown.children) < shown.children_in_all:
        yield tag(
            "p",
            f"The {len(shown.children):,} of {shown.children_in_all:,} children whose findings "
            "have been raised longest. All are in findings.xlsx and in the folder findings.",
        )
    yield from (_child(each) for each in shown.children)


def _child(shown: ChildShown) -> Html:
    number = shown.findings
    state = (
        f"{shown.authority}: {number} finding{'' if number == 1 else 's'}, "
        f"the first raised on {section.day(shown.since)}"
    )
    groups = (
        joined(tag("h4", group.title), *(_finding(each) for each in group.findings))
        for group in shown.groups
    )
    parts = (tag("h3", shown.child), tag("p", state, class_="state"), *groups)
    return tag("section", *parts, class_="card open")


def _finding(shown: FindingShown) -> Html:
    facts = listed(*map(section.fact_in_a_line, shown.facts), class_="facts")
    if len(shown.facts) > _FOLD_ABOVE:
        facts = tag("details", tag("summary", f"{len(shown.facts)} facts"), facts)
    described = [
        ("Since", joined(section.day(shown.raised_on))),
        ("What it rests on", facts),
        ("What clears it", joined(shown.clears)),
        ("Source", joined(f"{shown.source}. {shown.standing}.")),
    ]
    pairs = (joined(tag("dt", name), tag("dd", words)) for name, words in described)
    return tag(
        "div",
        tag("h5", shown.title),
        tag("p", shown.sentence),
        tag("dl", *pairs),
        class_="finding",
    )


def _silences(shown: WatchReport) -> Iterator[Html]:
    if shown.cannot_tell:
        yield section.heading("What the rules cannot tell", "cannot-tell")
        yield tag("p", _SILENT)
        for name, lines in shown.cannot_tell:
            many = len(lines) > _FOLD_ABOVE
            inside = listed(*lines)
            if many:
                words = f"{name}: {len(lines)} rules"
                yield tag("details", tag("summary", words), inside)
            else:
                yield tag("h3", name)
                yield inside


def _rules_in_words(shown: WatchReport) -> Html:
    pairs = (
        joined(
            tag("dt", each.title),
            tag("dd", f"{each.sentence} {each.source}. {each.standing}. Cleared: {each.clears}"),
        )
        for each in shown.rules
    )
    return tag("dl", *pairs)
