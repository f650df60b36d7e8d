"""The reference pages, written from the code: kinds of fact, code lists, timescales, patterns."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from keepsight.facts.fact import Fact
from keepsight.facts.kind import KindField, kinds_by_topic, own_fields, shared_fields
from keepsight.practice.code import CodeList
from keepsight.practice.codes import CODE_LISTS
from keepsight.practice.pathway import PATHWAY
from keepsight.practice.timescale import KINDS, TIMESCALES, Edition, Timescale
from keepsight.practice.use import IN_WORDS, uses_of
from keepsight.rules.rulebook import RULES

WRITTEN_BY = "<!-- Written by `keepsight docs` from the code. Change the code, not this page. -->"

SHAPES = {
    "text": "words",
    "code": "one of a list",
    "codes": "some of a list",
    "texts": "several",
    "yes_no": "yes, no or not known",
    "day": "a day",
    "instant": "a moment",
}


def page(title: str, *parts: str) -> str:
    """A page of Markdown: the notice, the title, the parts with an empty line between them."""
    return "\n\n".join((WRITTEN_BY, f"# {title}", *(each for each in parts if each))) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; bars in cells are escaped, None is an empty cell."""
    lines = [_line(heads), _line(["---"] * len(heads)), *(_line(row) for row in rows)]
    return "\n".join(lines)


def slug(title: str) -> str:
    """The file name of a page with this title."""
    return title.lower().replace(" ", "_")


def fact_pages() -> dict[str, str]:
    """The pages of the kinds of fact, by path: an index and a page for each topic."""
    topics = list(kinds_by_topic())
    index = table(
        ("Topic", "Kinds of fact"),
        (
            (f"[{topic}]({slug(topic)}.md)", ", ".join(kind.title for kind in kinds))
            for topic, kinds in topics
        ),
    )
    pages = {
        "facts/README.md": page(
            "Kinds of fact",
            "A fact is one thing that happened to a child on a day and became known at a moment. "
            "A thing with a beginning and an end is two facts. A correction is a new fact.",
            index,
            "## What every fact has",
            _field_table(shared_fields()),
        )
    }
    for topic, kinds in topics:
        pages[f"facts/{slug(topic)}.md"] = page(topic, *(_kind(kind) for kind in kinds))
    return pages


def fact_schemas() -> dict[str, str]:
    """The JSON schema of each kind of fact, by path: a fact as files and other systems give it,
    with its `kind`."""
    return {
        f"facts/schema/{kind.kind}.json": json.dumps(_schema(kind), indent=2, ensure_ascii=False)
        + "\n"
        for _, kinds in kinds_by_topic()
        for kind in kinds
    }


def code_page() -> dict[str, str]:
    """The page of all code lists."""
    return {"codes.md": page("Code lists", *(_code_list(each) for each in CODE_LISTS.values()))}


def timescale_page() -> dict[str, str]:
    """The page of dated timescales, each with its editions, its basis and how sure we are."""
    by_step: dict[str, list[Timescale]] = defaultdict(list)
    for step in PATHWAY:
        by_step[step.title] = list(step.timescales)
    on_pathway = {each.name for found in by_step.values() for each in found}
    by_step["Everything else"] = [t for t in TIMESCALES.values() if t.name not in on_pathway]
    parts = [
        f"## {title}\n\n" + "\n\n".join(_timescale(each) for each in found)
        for title, found in by_step.items()
        if found
    ]
    return {
        "timescales.md": page(
            "Timescales",
            "Every limit that Keepsight counts by, with the days it was in force. Each says "
            "whether it is law, guidance, one area's own standard or our proposal, and whether "
            "its number was seen in a published page; and which rule or page uses it, or why none "
            "does.",
            *parts,
        )
    }


def _line(cells: Iterable[object]) -> str:
    text = ("" if cell is None else str(cell) for cell in cells)
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in text) + " |"


def _kind(kind: type[Fact]) -> str:
    words = " ".join((kind.__doc__ or "").split())
    fields = own_fields(kind)
    schema = f"[JSON schema](schema/{kind.kind}.json)"
    parts = [f"## {kind.title}", f"`{kind.kind}`: {words} {schema}"]
    if fields:
        parts.append(_field_table(fields))
    return "\n\n".join(parts)


def _schema(kind: type[Fact]) -> dict[str, Any]:
    schema = kind.model_json_schema() | {"title": kind.title}
    schema["description"] = " ".join((kind.__doc__ or "").split())
    schema["properties"] = {"kind": {"const": kind.kind}, **schema["properties"]}
    schema["required"] = ["kind", *schema["required"]]
    return schema


def _field_table(fields: Iterable[KindField]) -> str:
    return table(
        ("Field", "What it says", "Form", "Needed"),
        (
            (f"`{each.name}`", each.description, _form(each), "yes" if each.required else "")
            for each in fields
        ),
    )


def _form(field: KindField) -> str:
    words = SHAPES[field.shape]
    return (
        f"{words}: [{field.codes.title}](/docs/codes.md#{field.codes.name})"
        if field.codes
        else words
    )


def _code_list(codes: CodeList) -> str:
    rows = ((f"`{each.code}`", each.name, each.description) for each in codes.values())
    return (
        f'<a id="{codes.name}"></a>\n\n## {codes.title}\n\n`{codes.name}`. Source: {codes.source}.'
        f"\n\n{table(('Code', 'Name', 'What it means'), rows)}"
    )


def _timescale(timescale: Timescale) -> str:
    rows = (
        (
            f"{each.limit_in_words}{_counted(each)}{f' ({each.variant})' if each.variant else ''}",
            f"{each.starts_at} → {each.ends_at}",
            _in_force(each),
            each.source,
            each.standing,
            each.notes,
            each.clock,
        )
        for each in timescale.every_edition
    )
    heads = ("Limit", "From → to", "In force", "Source", "Standing", "Notes", "Clock")
    return (
        f"### {timescale.title}\n\n`{timescale.name}`. {KINDS[timescale.kind]}. "
        f"{timescale.description}\n\n{_uses(timescale)}\n\n{table(heads, rows)}"
    )


def _uses(timescale: Timescale) -> str:
    """The rules that count by it, the page that shows it, or why there is none."""
    watching = [
        f"[{rule.title}](rules/{rule.code}.md)"
        for rule in RULES.values()
        if any(getattr(each.value, "name", None) == timescale.name for each in rule.parameters)
    ]
    words = [f"**Rule**: {', '.join(watching)}."] if watching else []
    known = uses_of(timescale.name, is_watched=bool(watching))
    return " ".join([*words, *(f"**{IN_WORDS[each.how]}**. {each.words}" for each in known)])


def _counted(edition: Edition) -> str:
    return {"after": "", "first_day_counts": ", the first day counts", "back": " before"}[
        edition.counted
    ]


def _in_force(edition: Edition) -> str:
    begun, ended = edition.in_force_from, edition.in_force_to
    if begun is None and ended is None:
        return "no dates: local"
    return f"{_day(begun)} to {_day(ended) or 'now'}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
