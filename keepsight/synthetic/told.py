"""What has been told of a child of late, so that in ordinary lives nothing adds up unnoticed: no
two different troubles of the adults in a year, no second sign of sexual abuse without words."""

from dataclasses import dataclass, field
from datetime import date

from keepsight.synthetic.words import Sign

_TROUBLES = {
    "domestic_abuse": "abuse",
    "adult_substance_misuse": "drink",
    "adult_mental_health": "illness",
}
_LONG = 380  # days: a little more than the twelve months in which things add up


@dataclass
class Told:
    """What was told of one child, and when."""

    troubles: list[tuple[date, str]] = field(default_factory=list)
    signs_without_words: list[date] = field(default_factory=list)

    def note(self, on: date, sign: Sign) -> None:
        """A concern about this sign was raised."""
        if sign.sign in _TROUBLES:
            self.troubles.append((on, _TROUBLES[sign.sign]))
        if _is_without_words(sign):
            self.signs_without_words.append(on)

    def note_abuse(self, on: date) -> None:
        """The police told of domestic abuse."""
        self.troubles.append((on, "abuse"))

    def without_adding_up(self, on: date, signs: list[Sign]) -> list[Sign]:
        """Those of the signs that add up with nothing on that day."""
        return [each for each in signs if not self._adds_up(on, each)]

    def _adds_up(self, on: date, sign: Sign) -> bool:
        """Whether this sign on that day would add up with something told within a year."""
        trouble = _TROUBLES.get(sign.sign)
        if trouble and any(abs((on - day).days) < _LONG and other != trouble
                           for day, other in self.troubles):  # fmt: skip
            return True
        return _is_without_words(sign) and any(
            abs((on - day).days) < _LONG for day in self.signs_without_words
        )


def _is_without_words(sign: Sign) -> bool:
    return sign.harm == "sexual" and sign.sign != "disclosure"
