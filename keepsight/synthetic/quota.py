"""Shares that come out right: chance draws that lean towards what has come up too seldom."""

from collections.abc import Iterable, Mapping
from random import Random


def seeded(words: str) -> Random:
    """Chance that runs the same way each time for the same words."""
    return Random(words)  # noqa: S311 (nothing secret hangs on it, and it must come out the same)


class Quota:
    """Draws outcomes so that, over many draws, each comes up as often as its share says.

    Like drawing cards from a shuffled pack and not putting them back: still chance, but a run of
    one outcome makes the others likelier. Stories that settle an outcome themselves `count` it, so
    that what is planted does not shift the whole.
    """

    def __init__(self, shares: Mapping[str, float], *, slack: float = 20) -> None:
        total = sum(shares.values())
        self._shares = {each: share / total for each, share in shares.items()}
        self._counts = dict.fromkeys(shares, 0)
        self._slack = slack
        self._drawn = 0

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Everything that may come up."""
        return tuple(self._shares)

    def draw(self, rng: Random, *, among: Iterable[str] | None = None, weight: int = 1) -> str:
        """An outcome, counted `weight` times. `among`: the only ones that are possible here."""
        possible = list(self._shares if among is None else among)
        wanted = self._drawn + self._slack
        weights = [max(self._shares[e] * wanted - self._counts[e], 0) for e in possible]
        if not any(weights):
            weights = [self._shares[each] for each in possible]
        outcome = rng.choices(possible, weights)[0]
        self.count(outcome, weight=weight)
        return outcome

    def chance(self, outcome: str) -> float:
        """How likely the outcome would be in the next draw, from 0 to 1."""
        wanted = self._drawn + self._slack
        weights = {e: max(self._shares[e] * wanted - self._counts[e], 0) for e in self._shares}
        return weights[outcome] / sum(weights.values())

    def count(self, outcome: str, *, weight: int = 1) -> None:
        """Note an outcome that was settled elsewhere."""
        self._counts[outcome] += weight
        self._drawn += weight
