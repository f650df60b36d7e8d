"""How alike two records are: what agrees, what differs, and that Splink says the same of a whole
record as is said of two children at a time."""

from datetime import date
from random import Random

import pytest

from keepsight.casework.likeness import Described, compare, likeness_of, weights
from keepsight.casework.matching import likely_pairs
from tests.laws.small_lives import seeded

BORN = date(2019, 4, 3)


def child(name: str, born_on: date | None = BORN, **more: object) -> Described:
    return Described(tuple(name.split()), born_on, **more)


@pytest.mark.parametrize(
    ("other", "likeness", "agrees"),
    [
        (child("robin vale"), "very_likely", "the same date of birth"),
        (child("vale robin"), "very_likely", "the same name"),
        (child("robyn vail"), "very_likely", "a name that sounds the same"),
        (child("robin vales"), "very_likely", "a name spelt nearly the same"),
        (child("robin"), "possible", "a part of the name is the same"),
        (child("robin ashe"), "possible", "a part of the name is the same"),
        (child("robin vale", date(2019, 4, 5)), "very_likely", "born within days of each other"),
        (child("robin vale", date(2019, 3, 4)), "very_likely", "day and month of birth changed"),
        (child("robin vale", date(2009, 4, 3)), "very_likely", "the same day and month of birth"),
        (child("robin vale", None), "possible", "the same name"),
        (child("robin", None), "", ""),
        (child("robin vale", date(2015, 9, 9)), "", ""),
        (child("sam vale"), "", ""),
        (child("sam ashe"), "", ""),
    ],
)
def test_what_may_be_the_same_child(other: Described, likeness: str, agrees: str) -> None:
    compared = compare(child("robin vale"), other)

    assert compared.likeness == likeness
    if agrees:
        assert any(agrees in each for each in compared.agrees)


def test_twins_are_two() -> None:
    at_home = {"addresses": frozenset({"1 fell road"}), "relatives": frozenset({"ann vale"})}

    assert compare(child("robin vale", **at_home), child("sam vale", **at_home)).likeness == ""


def test_what_a_record_does_not_say_is_neither_for_nor_against() -> None:
    compared = compare(child("robin vale", None), child("robin vale", addresses=frozenset({"a"})))

    assert (compared.agrees, compared.differs) == (("the same name",), ())


def test_another_address_speaks_a_little_against_it() -> None:
    here = child("robin vale", None, addresses=frozenset({"1 fell road"}))
    there = child("robin vale", None, addresses=frozenset({"2 dale road"}))

    assert compare(here, there).differs == ("another address",)
    assert compare(here, there).probability < compare(here, child("robin vale", None)).probability


def test_every_comparison_adds_up() -> None:
    for levels in weights().values():
        assert sum(each.same_child for each in levels.values()) == pytest.approx(1)
        assert sum(each.any_two for each in levels.values()) == pytest.approx(1)
        assert list(levels)[-1] == "other"


def a_record(random: Random, number: int) -> Described:
    """Children with few names and birthdays, so that many are alike in many ways."""
    words = [random.choice(("robin", "robyn", "sam", "samir")), random.choice(("vale", "vail"))]
    random.shuffle(words)
    days = (BORN, date(2019, 4, 5), date(2019, 3, 4), date(2020, 4, 3), date(2016, 8, 1), None)
    addresses = random.choice((frozenset(), frozenset({"1 fell road"}), frozenset({"2 dale road"})))
    relatives = random.choice((frozenset(), frozenset({"ann vale"}), frozenset({"eve vail"})))
    name = tuple(words[: random.choice((1, 2, 2, 2))])
    return Described(name, random.choice(days), addresses, relatives)


def test_splink_says_of_all_what_is_said_of_two() -> None:
    random = seeded(7)
    people = {f"child-{n:02}": a_record(random, n) for n in range(60)}

    found = likely_pairs(people)

    for (one, other), likeness in found.items():
        compared = compare(people[one], people[other])
        assert likeness == likeness_of(compared.probability) == compared.likeness
    very_likely = {
        (one, other)
        for one in people
        for other in people
        if one < other and compare(people[one], people[other]).likeness == "very_likely"
    }
    assert very_likely <= set(found)
    assert 50 < len(found) < 60 * 59 / 2
