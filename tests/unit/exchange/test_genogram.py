"""The genogram: who stands where, whose children hang below whom, and what is said in words."""

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring

from keepsight.exchange.genogram import Kin, drawn, placed, tree
from keepsight.exchange.genogram.drawing import LINE
from keepsight.exchange.genogram.place import SLOT
from keepsight.practice.codes.person import RELATION

WORDS = {code: each.name for code, each in RELATION.items()}
CHILD = Kin("maya", "Maya Marsh", "", "5 years")
ANNA = Kin("anna", "Anna Marsh", "mother", lives_here=True)
JOE = Kin("joe", "Joe Reed", "father")


def kin(person: str, relation: str, **more: object) -> Kin:
    return Kin(person, person.title(), relation, **more)


def family(*others: Kin, couples: dict[frozenset[str], bool] | None = None):
    return tree(CHILD, others, words=WORDS, couples=couples)


def test_parents_stand_above_their_children() -> None:
    shown = family(ANNA, JOE, kin("leo", "brother_or_sister"))
    assert [each.generation for each in shown.members] == [1, 1, 2, 2]
    (union,) = shown.unions
    assert union.partners == ("anna", "joe")
    assert union.children == ("maya", "leo")


def test_a_half_sister_hangs_below_the_parent_whom_they_share() -> None:
    shown = family(ANNA, JOE, kin("ida", "half_brother_or_sister", through="joe"))
    assert [each.children for each in shown.unions if each.partners == ("joe",)] == [("ida",)]
    assert shown.not_recorded == ()


def test_what_is_not_recorded_is_said_and_not_guessed() -> None:
    shown = family(
        ANNA,
        JOE,
        kin("ida", "half_brother_or_sister"),
        kin("ray", "parents_partner"),
        kin("elsie", "grandparent"),
    )
    assert shown.not_recorded == (
        "through which parent Elsie is related",
        "which parent Ida shares with the child",
        "whose partner Ray is",
    )
    assert [each.is_sure for each in shown.unions if "ida" in each.children] == [False]


def test_with_one_parent_there_is_nothing_to_ask() -> None:
    shown = family(ANNA, kin("ray", "parents_partner"), kin("elsie", "grandparent"))
    assert shown.not_recorded == ()
    assert ("ray", "anna") in [each.partners for each in shown.unions]


def test_a_couple_that_was_is_struck_through() -> None:
    past = {frozenset(("anna", "joe")): False}
    picture = drawn(placed(family(ANNA, JOE, couples=past)), title="Family")
    assert "Anna Marsh and Joe Reed: no longer a couple." in picture
    assert "Two strokes through a line" in picture
    together = drawn(placed(family(ANNA, JOE)), title="Family")
    assert "Two strokes" not in together


def test_the_picture_is_an_image_with_title_and_words() -> None:
    dead = kin("tom", "grandparent", through="anna", state="died")
    unborn = kin("ida", "half_brother_or_sister", through="anna", state="unborn")
    picture = fromstring(drawn(placed(family(ANNA, dead, unborn)), title="Family of Maya"))
    svg = "{http://www.w3.org/2000/svg}"
    assert picture.get("role") == "img"
    assert picture.findtext(f"{svg}title") == "Family of Maya"
    said = picture.findtext(f"{svg}desc") or ""
    assert "Tom: grandparent, died." in said
    assert "Ida: half-brother or half-sister, not yet born." in said
    assert "Anna Marsh: mother, lives with the child." in said


def test_a_name_that_looks_like_markup_is_written_as_it_is() -> None:
    picture = drawn(placed(family(Kin("x", "<b>&", "mother"))), title="<i>")
    assert "<b>" not in picture
    fromstring(picture)


SVG = "{http://www.w3.org/2000/svg}"


def behind_names(picture: str) -> list[str]:
    """The names and notes through whose ground a line of the family runs, by the path of it."""
    whole = fromstring(picture)
    grounds = [
        (float(each.get("x")), float(each.get("y")), float(each.get("width")), each.getnext().text)
        for each in whole.iter(f"{SVG}rect")
        if each.get("height") == "16"
    ]
    assert grounds
    lines = [each.get("d") for each in whole.iter(f"{SVG}path") if each.get("stroke") == LINE]
    return [
        f"{words}: {line}"
        for line in lines
        for x0, y0, x1, y1 in _pieces(line)
        for x, y, width, words in grounds
        if max(x0, x1) > x and min(x0, x1) < x + width and max(y0, y1) > y and min(y0, y1) < y + 16
    ]


def _pieces(line: str) -> Iterator[tuple[float, float, float, float]]:
    """Each straight piece of a path of M, H and V."""
    x = y = 0.0
    words = iter(line.split())
    for letter in words:
        was = x, y
        x = float(next(words)) if letter in "MH" else x
        y = float(next(words)) if letter in "MV" else y
        if letter != "M":
            yield *was, x, y


def test_no_line_runs_behind_a_name() -> None:
    long = kin("agnieszka wolska-pickering", "mother")
    others = [
        kin("cy", "parents_partner", through=long.person),
        kin("bo", "parents_partner", through="joe"),
        kin("ida", "half_brother_or_sister", through="joe"),
        kin("ed", "half_brother_or_sister"),
        kin("elsie", "grandparent", through=long.person, note="born 1950"),
    ]
    assert behind_names(drawn(placed(family(long, JOE, *others)), title="Family")) == []


PARENTS = st.lists(st.sampled_from(["mother", "father"]), unique=True)
OTHERS = st.lists(st.sampled_from(sorted(set(RELATION) - {"mother", "father"})), max_size=14)


@given(PARENTS, OTHERS, st.data())
def test_nobody_is_lost_and_nobody_stands_on_another(parents, others, data) -> None:
    known = [kin(f"p{n}", relation) for n, relation in enumerate(parents)]
    through = st.sampled_from(["", *(each.person for each in known)])
    known += [kin(f"o{n}", r, through=data.draw(through)) for n, r in enumerate(others)]
    here = placed(family(*known))
    assert {each.person for each in here.tree.members} == {"maya", *(e.person for e in known)}
    for one, other in combinations(here.tree.members, 2):
        if one.generation == other.generation:
            gap = abs(here.across[one.person] - here.across[other.person])
            assert gap >= SLOT - 0.01
    assert min(here.across.values()) >= 0
    assert max(here.across.values()) <= here.width
    assert behind_names(drawn(here, title="Family")) == []
