"""Which typed words find which names."""

import pytest

from keepsight.record.name import keys_asked, name_key, name_keys


def finds(typed: str, name: str) -> bool:
    """Whether what was typed finds somebody of this name."""
    return bool(set(keys_asked(typed)) & set(name_keys(name)))


@pytest.mark.parametrize(
    ("typed", "name", "how"),
    [
        ("marsh", "Maya Marsh", "one of the words"),
        ("MAR", "Maya Marsh", "a beginning, in any letters"),
        ("m", "Maya Marsh", "one letter"),
        ("catherine", "Katherine Vale", "the same sound"),
        ("Smyth", "Ada Smith", "the same sound"),
        ("mohamed", "Muhammad Khan", "the same sound"),
        ("mash", "Maya Marsh", "a letter too few"),
        ("marrsh", "Maya Marsh", "a letter too many"),
        ("marzh", "Maya Marsh", "another letter"),
        ("amrsh", "Maya Marsh", "two letters changed round"),
        ("zoe", "Zoë Ødegård", "without its marks"),
        ("odegard", "Zoë Odegård", "without its marks"),
        ("obrien", "Tom O’Brien", "without the apostrophe"),
        ("Jones-Vale", "Ann Vale", "one part of a double name"),
    ],
)
def test_a_name_is_found(typed: str, name: str, how: str) -> None:
    assert finds(typed, name), how


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("arsh", "Mia Mo"),
        ("may", "Mia Vale"),
        ("tom", "Maya Marsh"),
        ("marshall", "Maya Marsh"),
        ("100%", "Maya Marsh"),
        ("'", "Maya Marsh"),
        ("", "Maya Marsh"),
    ],
)
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not finds(typed, name)


def test_a_name_of_any_length_has_few_keys() -> None:
    assert len(name_keys("a" * 200)) < 60
    assert finds("b" * 150, "b" * 180)


@pytest.mark.parametrize(
    ("name", "key"),
    [("  Zoë  O’Hara-Vale ", "zoe ohara vale"), ("’", ""), ("St. Clair", "st clair")],
)
def test_a_name_as_it_is_matched(name: str, key: str) -> None:
    assert name_key(name) == key
