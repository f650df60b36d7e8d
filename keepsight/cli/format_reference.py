"""The reference pages of the formats: what each file holds, and how freely it is read."""

from keepsight.cli.reference import page, table
from keepsight.exchange.chronology import layout as chronology
from keepsight.exchange.reading import in_words
from keepsight.exchange.replay_case import layout as replay_case
from keepsight.exchange.replay_case.failing import BASES
from keepsight.exchange.uncertain_date import read_date
from keepsight.facts.fact import KINDS
from keepsight.rules.failing import KINDS_OF_FAILING, rules_about
from keepsight.rules.rulebook import RULES

DATES_SHOWN = (
    "3/5/2016",
    "3 May 2016",
    "May 2016",
    "?22 May 2016",
    "?May 2016",
    "early 2011",
    "March-April 2012",
    "summer 2009",
    "2012/13",
    "c. 2009",
)


def format_pages() -> dict[str, str]:
    """The pages of the formats, and their index, by path."""
    return {
        "formats/README.md": page(
            "Formats",
            table(
                ("Format", "What it is for"),
                (
                    (
                        "[Chronology](chronology.md)",
                        "What agencies send each other: a table in CSV, XLSX or DOCX.",
                    ),
                    (
                        "[Replay](replay_case.md)",
                        "A published case as dated facts, to be played day by day.",
                    ),
                ),
            ),
            "Facts themselves, as JSON lines or Parquet, have the fields of "
            "[the kinds of fact](../facts/README.md).",
        ),
        "formats/chronology.md": _chronology(),
        "formats/replay_case.md": _replay_case(),
    }


def _chronology() -> str:
    columns = (
        (
            each.heading,
            each.description,
            "yes" if each.field in chronology.NEEDED else "",
            ", ".join(name for name in each.names if name != each.heading.lower()),
        )
        for each in chronology.COLUMNS
    )
    kinds = ((name, KINDS[kind].title) for name, (kind, _) in chronology.KIND_NAMES.items())
    return page(
        "Chronology",
        "A table in CSV, XLSX or DOCX with a date, an agency and an event in each row. Columns are "
        "found by name, wherever the table begins. A row whose kind is not given comes in as a "
        "note. What two agencies both recorded is shown as a pair, never dropped.",
        "## Columns",
        table(("Column", "What it holds", "Needed", "Also read"), columns),
        "Any field of a kind of fact may have a column of its own, headed with its name.",
        "## Dates",
        "Days come before months. A date that is not sure is kept as it was written.",
        table(("Written", "First day", "Last day", "Precision"), map(_read, DATES_SHOWN)),
        "## Other names for kinds",
        table(("Written", "Read as"), kinds),
    )


def _read(written: str) -> tuple[str, str, str, str]:
    found = read_date(written)
    last = found.latest_on or found.happened_on
    return written, f"{found.happened_on}", f"{last}", found.precision


def _replay_case() -> str:
    return page(
        "Replay",
        "A published case as dated facts. `<label>.csv` holds what is dated, `<label>.windows.csv` "
        "beside it what is known only to lie within a range, with `earliest` and `latest` in place "
        "of `date`. Rows whose agency is *not known to agencies at the time* are hindsight: they "
        "are left out and listed. A word that is not known is kept as a note and said.",
        "## Columns",
        table(
            ("Column", "Also read"),
            ((f"`{name}`", ", ".join(also)) for name, also in replay_case.COLUMNS.items()),
        ),
        "## Kinds",
        table(
            ("Kind", "Also read"),
            ((f"`{name}`", ", ".join(also)) for name, also in replay_case.KINDS.items()),
        ),
        "## Outcomes",
        table(
            ("Outcome", "Also read"),
            ((f"`{name}`", ", ".join(also)) for name, also in replay_case.OUTCOMES.items()),
        ),
        "## What the review found",
        "`<label>.findings.csv` beside it names each failing in words, with a `pattern` (a word of "
        "the list below, a pattern's own code such as `P04`, or several with `;` between), and the "
        f"`basis`: {in_words([f'`{code}` ({title})' for code, title in BASES.items()], last='or')}."
        " `keepsight failings` says which rule would have spoken, and when.",
        table(
            ("Pattern", "What it means", "Rules about it"),
            (
                (f"`{word}`", kind.title, _rules_about(word))
                for word, kind in KINDS_OF_FAILING.items()
            ),
        ),
    )


def _rules_about(word: str) -> str:
    """The rules about a kind of failing, each with its page, and why dated facts seldom show it."""
    rules = rules_about([word])
    links = (f"[{RULES[each].title}](../rules/{each}.md)" for each in rules)
    why = KINDS_OF_FAILING[word].why_not
    seldom = f"Seldom shown: {why}." if why else ""
    return ". ".join(each for each in (", ".join(links), seldom) if each)
