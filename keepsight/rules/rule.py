"""A rule: a lesson that runs. It is a value: the sentence a practice lead would say, where it comes
from, the facts it looks at, what would clear it, and worked cases that anybody can check."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from keepsight.practice.guidance import Citation
from keepsight.rules.case import Cases
from keepsight.rules.parameter import STANDINGS, Number, Parameter, Standing, filled
from keepsight.rules.shapes.shape import Shape


@dataclass(frozen=True, slots=True)
class Rule:
    """A lesson that runs.

    `shape` is written with the rule's parameters in it, and holds their values once it is made.
    `code` is also the file's name and the address of its page. `standing` says whether its number
    was published; `patterns` are the codes of patterns.csv that the rule answers for; `note` is what
    else a reader should know. `step` is what there is to do, for a rule that waits for it to be done
    by a day; without one, what the rule finds is only looked at.
    """

    code: str
    title: str
    sentence: str
    source: Citation
    standing: Standing
    shape: Shape
    clears: str
    cases: Cases
    patterns: tuple[str, ...] = ()
    parameters: tuple[Parameter[Any], ...] = ()
    note: str = ""
    step: str = ""
    needs: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)
    """Groups of kinds of fact: of each, a source must supply at least one."""
    _pattern: Shape = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [each.name for each in self.parameters]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.code}: two of its numbers are called the same")
        own = {each.name: each.value for each in self.parameters}
        object.__setattr__(self, "_pattern", self.shape)
        object.__setattr__(self, "shape", filled(self.shape, own))
        # Asked of every rule whenever a fact is added.
        object.__setattr__(self, "needs", self.shape.needs)

    @property
    def standing_in_words(self) -> str:
        """Where the rule's number comes from, in words for a page; the rule, if it has none."""
        words = STANDINGS[self.standing]
        return words if self.parameters else words.replace("The number", "The rule")

    def with_numbers(self, numbers: Mapping[str, Number]) -> "Rule":
        """The same rule with other numbers, by the names of its parameters.

        Raises KeyError for a name that no parameter has, TypeError for a number of another sort.
        """
        known = {each.name: each for each in self.parameters}
        for name, value in numbers.items():
            if type(known[name].value) is not type(value):
                raise TypeError(f"{self.code}, {name}: {value!r} is not such a number")
        changed = tuple(
            replace(each, value=numbers.get(each.name, each.value)) for each in self.parameters
        )
        return replace(self, parameters=changed, shape=self._pattern)
