"""What becomes of each timescale and pattern that no rule watches, or that a page shows as well:
where it is in use, or in plain words why it is not. None is silent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.table import rows
from keepsight.practice.timescale import TIMESCALES

How = Literal["page", "same", "not_yet", "no_rule", "elsewhere"]

IN_WORDS: Mapping[How, str] = MappingProxyType(
    {
        "page": "Shown on a page",
        "same": "The same as another",
        "not_yet": "Not yet a rule",
        "no_rule": "No rule",
        "elsewhere": "Not about a child's record",
    }
)

_HOW: Mapping[str, How] = {each: each for each in get_args(How)}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a timescale (its name) or a pattern (its code), or why there is none.

    `where`: for a page, the file that reads the number; for the same as another, that other's name.
    """

    of: str
    how: How
    where: str
    words: str

    @property
    def sentence(self) -> str:
        """The use for a page."""
        return f"{IN_WORDS[self.how]}. {self.words}"


def _read() -> Mapping[str, Sequence[Use]]:
    known = {each: each for each in (*TIMESCALES, *PATTERNS)}
    found: dict[str, list[Use]] = defaultdict(list)
    for row in rows("uses.csv"):
        use = Use(
            row.choice("of", known), row.choice("how", _HOW), row.text("where"), row.text("words")
        )
        if bool(use.where) != (use.how in ("page", "same")):
            raise row.wrong("where", "a file or a name for what is shown or the same, else nothing")
        found[use.of].append(use)
    return MappingProxyType(found)


USES: Mapping[str, Sequence[Use]] = _read()


def uses_of(name: str, *, is_watched: bool) -> Sequence[Use]:
    """What there is to say of a timescale or pattern; of one that a rule watches, no reason why
    none does."""
    every = USES.get(name, ())
    return [each for each in every if each.how in ("page", "same")] if is_watched else every
