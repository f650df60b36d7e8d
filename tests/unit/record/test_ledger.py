"""The ledger gives back what it was given, in order, and sees when anything was done to it."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import IntegrityError, transaction

from keepsight.config import embedded
from keepsight.facts.fact import KINDS, Fact, fact_from
from keepsight.facts.kind import own_fields
from keepsight.record import chain, ledger
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import NOON, a_child, written

SAMPLES = {
    "day": "2024-02-03",
    "instant": "2024-02-03T04:05:06.000007+01:00",
    "text": "Wörds, “quoted”; \U0001f9d2\n\\ and a 'line'",
    "texts": ["one", "two"],
    "yes_no": True,
}


def full(kind: type[Fact]) -> Fact:
    """A fact of the kind with something in every field it has."""
    values = {}
    for each in own_fields(kind):
        if each.codes:
            values[each.name] = (
                [next(iter(each.codes))] if each.shape == "codes" else next(iter(each.codes))
            )
        else:
            values[each.name] = SAMPLES[each.shape]
    if kind.kind == "category_changed":
        values["to_categories"] = ["neglect"]
    return a_fact(
        kind.kind,
        "2024-01-08",
        **values,
        harms=["sexual", "neglect"],
        concerns=["c-1"] if kind.kind != "concern" else [],
        latest_on="2024-01-10",
        precision="about",
        date_as_written="?early January",
        event="e-1",
        detail=SAMPLES["text"],
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_fact_read_back_is_the_fact_that_was_checked(kind: type[Fact]) -> None:
    fact = full(kind)
    a_child()
    with reading_as_system("test"):
        ledger.append([fact], by=None, at=NOON)

        (found,) = ledger.facts_of("child-1")

    assert found == fact
    assert found == fact_from(fact.as_dict())
    assert type(found) is kind
    assert {name: type(value) for name, value in vars(found).items()} == {
        name: type(value) for name, value in vars(fact).items()
    }
    assert fact_from(found.as_dict()) == fact


@pytest.mark.django_db
def test_facts_come_back_in_the_order_in_which_they_were_written() -> None:
    a_child("a")
    a_child("b")
    facts = [a_fact("note", f"2024-01-{9 - n:02}", child="ab"[n % 2]) for n in range(6)]
    with reading_as_system("test"):
        ledger.append(facts[:3], by=None, at=NOON)
        ledger.append(facts[3:], by=None, at=NOON)

        assert ledger.facts_of_many(["b", "a"]) == {"b": facts[1::2], "a": facts[::2]}
        assert ledger.fact(facts[4].fact_id) == facts[4]
        assert ledger.fact("no-such-fact") is None
        assert ledger.facts_of("nobody") == []


@pytest.mark.django_db
def test_the_same_fact_is_not_taken_twice() -> None:
    fact = a_fact("note", "2024-01-08")
    a_child()
    with reading_as_system("test"):
        ledger.append([fact], by=None, at=NOON)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.append([fact], by=None, at=NOON)

        assert ledger.facts_of("child-1") == [fact]
        assert ledger.already_there([fact.fact_id, "other"]) == {fact.fact_id}


@pytest.mark.django_db
def test_a_character_that_cannot_be_kept_is_named_with_its_field() -> None:
    a_child()
    with reading_as_system("test"), pytest.raises(ValueError, match="detail: holds a character"):
        ledger.append([a_fact("note", "2024-01-08", detail="a\x00b")], by=None, at=NOON)


@pytest.mark.django_db
def test_a_backslash_and_its_letters_are_kept() -> None:
    fact = a_fact("note", "2024-01-08", child=a_child(), detail=r"the text \u0000 itself")
    with reading_as_system("test"):
        ledger.append([fact], by=None, at=NOON)

        assert ledger.facts_of("child-1") == [fact]


@pytest.mark.django_db
def test_the_kinds_supplied_are_remembered() -> None:
    written([a_concern("2024-01-08", child=a_child()), a_fact("visit", "2024-01-09")])

    assert ledger.supplied_kinds() == {"concern", "visit"}


@pytest.mark.django_db
def test_untouched_chains_hold() -> None:
    written([a_fact("note", "2024-01-08", child=a_child(each)) for each in ("a", "b")])
    written([a_fact("note", "2024-01-09", child="a")])

    with reading_as_system("test"):
        verdict = chain.verify()

    assert verdict.breaks == []
    assert verdict.rows == 3
    assert {child: head[0] for child, head in verdict.heads.items()} == {"a": 2, "b": 1}


TAMPERED = {
    "a word changed": (
        "UPDATE ledger SET rest = jsonb_set(rest, '{detail}', '\"Nothing seen\"') "
        "WHERE child_id = 'a' AND position = 2",
        ("a", 2, "not as it was written"),
    ),
    "a day changed": (
        "UPDATE ledger SET happened_on = happened_on + 1 WHERE child_id = 'a' AND position = 1",
        ("a", 1, "not as it was written"),
    ),
    "who wrote it changed": (
        "UPDATE ledger SET entered_at = entered_at + interval '1 hour' "
        "WHERE child_id = 'a' AND position = 1",
        ("a", 1, "not as it was written"),
    ),
    "one taken out": (
        "DELETE FROM ledger WHERE child_id = 'a' AND position = 2",
        ("a", 3, "row 2 is missing"),
    ),
    "moved to another child": (
        "UPDATE ledger SET child_id = 'b', position = 2 WHERE child_id = 'a' AND position = 3",
        ("b", 2, "does not follow on"),
    ),
    "the last cut off": (
        "DELETE FROM ledger WHERE child_id = 'a' AND position = 3",
        ("a", 2, "ends after 2 rows; it had 3"),
    ),
    "a whole child cut off": ("DELETE FROM ledger WHERE child_id = 'b'", ("b", 0, "after 0 rows")),
}


@pytest.mark.parametrize("done", TAMPERED)
def test_what_a_superuser_did_is_seen(own_database: embedded.Server, done: str) -> None:
    a_child("a")
    a_child("b")
    written([a_fact("note", f"2024-01-0{n}", child="a", detail="Seen") for n in (1, 2, 3)])
    written([a_fact("note", "2024-01-08", child="b")])
    change, (child, position, why) = TAMPERED[done]
    with reading_as_system("test"):
        kept = chain.verify().heads

    with psycopg.connect(own_database.url(role="postgres")) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("ALTER TABLE ledger DISABLE TRIGGER ALL")
        superuser.execute(change)
    with reading_as_system("test"):
        breaks = chain.verify(kept=kept).breaks

    assert (breaks[0].child, breaks[0].position) == (child, position)
    assert why in breaks[0].why


@pytest.mark.django_db
def test_a_chain_that_was_written_anew_is_seen_with_the_heads() -> None:
    """Whoever can write the hashes too still cannot write the heads that were kept elsewhere."""
    written([a_fact("note", "2024-01-08", child=a_child())])

    with reading_as_system("test"):
        verdict = chain.verify(kept={"child-1": (1, "f" * 64)})

    assert "not the row that was here" in verdict.breaks[0].why


@pytest.mark.django_db
def test_moments_are_kept_to_the_microsecond_in_any_zone() -> None:
    moment = datetime(2024, 7, 1, 9, 30, 0, 123456, tzinfo=UTC)
    fact = a_fact(
        "note", "2024-07-01", child=a_child(), recorded_at="2024-07-01T10:30:00.123456+01:00"
    )
    with reading_as_system("test"):
        ledger.append([fact], by=None, at=moment)
        (found,) = ledger.facts_of("child-1")

        assert found.recorded_at == moment
        assert chain.verify().breaks == []
