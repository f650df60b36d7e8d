"""An invented authority's rates stand beside England's, within the tolerances of the table."""

from datetime import date

import pytest

from keepsight.synthetic.authority import invent
from keepsight.synthetic.rates import Compared, compare, national_figures

FIGURES = national_figures()


@pytest.fixture(scope="module")
def compared() -> dict[str, Compared]:
    authority = invent(children=2000, years=5, until=date(2026, 10, 30), seed=1)
    return {each.figure.measure: each for each in compare(authority)}


def test_the_table_side_by_side(compared: dict[str, Compared]) -> None:
    """Printed with `pytest -s`, and whenever a rate lies outside."""
    print(f"\n{'':70} {'England':>8} {'invented':>9} {'within':>8} {'cases':>6}")
    for each in compared.values():
        figure = each.figure
        print(
            f"{figure.in_words:70} {figure.england:8g} {each.invented:9.1f}"
            f" {'±' + format(figure.tolerance, 'g'):>8} {each.cases:6}"
            f"{'' if each.is_within else '  OUTSIDE'}"
        )
    assert [each.figure.in_words for each in compared.values() if not each.is_within] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.measure)
def test_each_rate_rests_on_enough_cases(compared: dict[str, Compared], figure) -> None:
    assert compared[figure.measure].cases >= 80


def test_shares_of_one_whole_add_up() -> None:
    def total(start: str) -> float:
        return sum(each.england for each in FIGURES if each.measure.startswith(start))

    assert total("category_") == pytest.approx(100, abs=0.2)
    assert total("plan_") == pytest.approx(100, abs=0.2)
    lengths = [each for each in FIGURES if each.measure.startswith("assessed_")]
    assert sum(each.england for each in lengths) == pytest.approx(100, abs=0.2)


def test_every_figure_says_where_it_comes_from() -> None:
    assert all(each.source.startswith("DfE children in need 20") for each in FIGURES)
    assert len({each.measure for each in FIGURES}) == len(FIGURES)


def test_a_rate_outside_its_tolerance_is_seen(compared: dict[str, Compared]) -> None:
    one = compared["re_referred"]
    far = one.figure.england + one.figure.tolerance + 0.1
    assert not Compared(one.figure, far, one.cases).is_within
