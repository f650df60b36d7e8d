"""`facts.same_name` as SQL: what two ways of writing the same name have in common."""

from keepsight.facts.same_name import LETTERS, MARKS, SIGNS, TITLES
from keepsight.rules.dialect import quoted

_ANY_LETTER = "bcdefghijklmnopqrstuvwxyz0123456789"


def alike_sql(name: str) -> str:
    """Of an expression; NULL for NULL. '' where the name has no letters."""
    signs = "".join((*LETTERS, *SIGNS, *MARKS))
    plain = "".join((*LETTERS.values(), " " * len(SIGNS)))
    # A word stands between spaces of its own, so that one title after another is found.
    words = f"REPLACE(' ' || TRANSLATE({name}, {quoted(signs)}, {quoted(plain)}) || ' ', ' ', '  ')"
    untitled = words
    for title in TITLES:
        untitled = f"REPLACE({untitled}, ' {title} ', '  ')"
    same_letter = "a" * len(_ANY_LETTER)
    is_full = f"TRANSLATE({untitled}, '{_ANY_LETTER}', '{same_letter}') LIKE '%aa% %aa%'"
    return (
        f"CASE WHEN {name} IS NULL THEN NULL WHEN {is_full} "
        f"THEN REPLACE({untitled}, ' ', '') ELSE REPLACE({words}, ' ', '') END"
    )
