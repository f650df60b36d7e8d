"""What holds of every file: what is written reads back, no row is lost, order does not matter,
hindsight changes nothing that came before."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepsight.exchange.chronology.read import Receipt, read
from keepsight.exchange.chronology.write import write
from keepsight.exchange.replay_case.layout import KINDS as REPLAY_KINDS
from keepsight.exchange.replay_case.layout import OUTCOMES
from keepsight.exchange.replay_case.read import read as read_replay
from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import KindField, own_fields
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import NO_FACTOR
from keepsight.practice.codes.harm import HARM
from keepsight.rules.replay import replay
from tests.unit.exchange.a_file import REPLAY_HEADING, a_csv

RECEIPT = Receipt(at=datetime(2030, 1, 1, tzinfo=UTC))
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
    | st.sampled_from(" \n,;'\"=+-@|\t"),
    max_size=40,
).map(str.strip)
SOME_WORDS = st.text("abcdefgh XYZ,;'=+-@", min_size=1, max_size=20).map(str.strip).filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2029, 12, 31))
MOMENTS = st.integers(631_152_000, 1_893_000_000).map(lambda n: datetime.fromtimestamp(n, UTC))
IDENTIFIERS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}", fullmatch=True)


def _value(field: KindField) -> st.SearchStrategy[Any]:
    match field.shape:
        case "code" if field.codes:
            return st.sampled_from(list(field.codes))
        case "codes" if field.codes:
            return st.lists(st.sampled_from(list(field.codes)), unique=True, max_size=3).map(tuple)
        case "texts":
            return st.lists(IDENTIFIERS, unique=True, max_size=3).map(tuple)
        case "yes_no":
            return st.sampled_from([True, False]) if field.required else st.none() | st.booleans()
        case "day":
            return st.none() | DAYS
        case "instant":
            return st.none() | MOMENTS
    return SOME_WORDS if field.required else WORDS


@cache
def _values_of(kind: str) -> dict[str, st.SearchStrategy[Any]]:
    return {each.name: _value(each) for each in own_fields(KINDS[kind])}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Any fact of any kind."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    first = draw(DAYS)
    fact_id = draw(IDENTIFIERS)
    values: dict[str, Any] = {
        "fact_id": fact_id,
        "child": draw(SOME_WORDS),
        "happened_on": first,
        "latest_on": draw(st.none() | st.dates(first, date(2029, 12, 31))),
        "precision": draw(st.sampled_from(["day", "month", "year", "about"])),
        "date_as_written": draw(WORDS),
        "recorded_at": draw(MOMENTS),
        "agency": draw(st.sampled_from(list(AGENCY))),
        "recorded_by": draw(SOME_WORDS),
        "source": draw(SOME_WORDS),
        "concerns": (draw(IDENTIFIERS),),
        "harms": tuple(draw(st.lists(st.sampled_from(list(HARM)), min_size=1, unique=True))),
        "event": draw(st.just("") | IDENTIFIERS),
        "corrects": draw(st.none() | IDENTIFIERS),
        "detail": draw(WORDS),
        **{name: draw(value) for name, value in _values_of(kind).items()},
    }
    if kind == "category_changed":
        values["from_categories"], values["to_categories"] = ("sexual",), ("neglect",)
    if NO_FACTOR in values.get("factors", ()):
        values["factors"] = (NO_FACTOR,)
    if kind == "answer":
        values["rests_on"] = "An assessment"
    for each in own_fields(KINDS[kind]):
        # A day that must be there is there.
        if each.shape == "day" and each.required and values[each.name] is None:
            values[each.name] = first
    return KINDS[kind].model_validate(values)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(facts(), min_size=1, max_size=5, unique_by=lambda each: each.fact_id))
def test_what_is_written_whole_reads_back_as_the_same_facts(
    ending: str, written: list[Fact]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"chronology{ending}"
        write(written, path, whole=True)
        found = read(path, receipt=RECEIPT)
    assert found.refused == []
    assert found.facts == sorted(written, key=lambda each: each.order)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["3 May 2016", "May 2016", "2016", "?May 2016", "c. 2009", "w/c 3 March 2014"]),
    st.sampled_from(list(AGENCY)),
    SOME_WORDS.filter(lambda words: len(words) > 2),
    st.lists(st.sampled_from(list(HARM)), unique=True),
    st.booleans(),
)
def test_the_plain_form_carries_day_child_agency_harm_and_words(
    written: str, agency: str, words: str, harms: list[str], keeps_words: bool
) -> None:
    when = read_date(written)
    note = KINDS["note"].model_validate(
        {
            "child": "Mia", "happened_on": when.happened_on, "latest_on": when.latest_on,
            "precision": when.precision, "date_as_written": written if keeps_words else "",
            "recorded_at": RECEIPT.at, "agency": agency, "recorded_by": "x", "source": "x",
            "harms": tuple(harms), "detail": words,
        }
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "chronology.csv"
        write([note], path)
        (found,) = read(path, receipt=RECEIPT).facts
    for name in ("child", "happened_on", "latest_on", "precision", "agency", "harms", "detail"):
        assert getattr(found, name) == getattr(note, name)


CELLS = st.sampled_from(
    ["", "P1", "P1, P2", "mother", "GP", "3 May 2016", "early 2011", "99/99/2016", "=1+1",
     "Concern", "sexual", "Visit", "2031-01-01", "both children", "a bruise", "police, GP"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=12))
def test_every_row_of_a_chronology_is_a_fact_or_a_problem(rows: list[list[str]]) -> None:
    lines = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    with TemporaryDirectory() as folder:
        path = a_csv(Path(folder), f"Date,Agency,Event,Child,Kind,Harm\n{lines}\n")
        found = read(path, receipt=RECEIPT)
    filled = {n for n, row in enumerate(rows, start=2) if any(row)}
    told = {int(each.source.rsplit(" ", 1)[1]) for each in found.facts}
    refused = {each.row for each in found.refused if each.row}
    assert told | refused == filled
    assert not told & refused


REPLAY_ROWS = st.tuples(
    st.dates(date(2009, 1, 1), date(2013, 12, 31)).map(date.isoformat),
    st.sampled_from(["P1", "P2", "P1, P2", "mother", "both"]),
    st.sampled_from(["GP", "school", "police", "children's social care"]),
    st.sampled_from(sorted(REPLAY_KINDS)),
    st.sampled_from(["none", "sexual", "physical", "neglect"]),
    st.sampled_from(["", *OUTCOMES]),
)


def _replay_lines(rows: list[tuple[str, ...]]) -> list[str]:
    return [
        f'{on},day,"{child}",{who},{kind},{harm},{out},x,1'
        for on, child, who, kind, harm, out in rows
    ]


def _told(lines: list[str], folder: str) -> list[tuple[object, ...]]:
    case = read_replay(a_csv(Path(folder), "\n".join([REPLAY_HEADING, *lines]), name="case.csv"))
    return sorted(
        (each.happened_on, each.child, each.kind, each.agency, each.harms, len(each.concerns))
        for each in case.facts
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(REPLAY_ROWS, min_size=1, max_size=15, unique_by=lambda row: row[0]), st.integers())
def test_the_order_of_rows_in_a_replay_does_not_matter(
    rows: list[tuple[str, ...]], seed: int
) -> None:
    lines = _replay_lines(rows)
    shuffled = Random(seed).sample(lines, len(lines))  # noqa: S311
    with TemporaryDirectory() as folder:
        assert _told(lines, folder) == _told(shuffled, folder)


@settings(max_examples=25, deadline=None)
@given(st.lists(REPLAY_ROWS, min_size=2, max_size=15), st.integers(1, 14))
def test_a_finding_raised_by_a_day_is_raised_whatever_the_file_tells_later(
    rows: list[tuple[str, ...]], cut: int
) -> None:
    """Played as it was known: the file cut off after a day gives the same up to that day."""
    # An enquiry within a week says what a discussion decided, so the cut leaves those out.
    rows = sorted(row for row in rows if row[3] not in ("strategy_discussion", "s47_started"))
    cut = min(cut, len(rows) - 1)
    if cut < 1 or rows[cut][0] == rows[cut - 1][0]:
        return
    known = {child for row in rows[:cut] for child in ("P1", "P2") if child in row[1]}
    if known != {"P1", "P2"}:
        return
    until = date.fromisoformat(rows[cut - 1][0])

    def raised(some: list[tuple[str, ...]]) -> set[tuple[object, ...]]:
        with TemporaryDirectory() as folder:
            text = "\n".join([REPLAY_HEADING, *_replay_lines(some)])
            case = read_replay(a_csv(Path(folder), text, name="case.csv"))
        played = replay(case.facts, until=until)
        return {(each.rule, each.child, each.raised_on) for each in played.findings}

    assert raised(rows[:cut]) == raised(rows)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=25) | st.from_regex(r"[?c. ]{0,3}[0-9A-Za-z/ .-]{0,20}", fullmatch=True))
def test_any_words_are_a_date_or_refused_and_never_out_of_order(words: str) -> None:
    try:
        when = read_date(words)
    except DateNotUnderstoodError:
        return
    assert when.latest_on is None or when.latest_on > when.happened_on
    assert when.as_written == words.strip()
