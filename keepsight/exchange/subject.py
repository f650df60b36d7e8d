"""Which children a row of a replay is about, when its cell names one, several, a relative or "the
family"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SEPARATORS = re.compile(r"\s*(?:[,;/\n+]|&|\band\b|\bor\b)\s*", re.I)
_ADULT = re.compile(
    r"\b(?:mother|father|mum|dad|mummy|daddy|parents?|carers?|grand\w+|aunt\w*|uncle|partner|"
    r"boyfriend|girlfriend|step-?(?:father|mother|dad|mum)|adults?|relatives?|lodger|man|woman|"
    r"husband|wife|cousins?)\b",
    re.I,
)
_CHILD_OF_AN_ADULT = re.compile(r"'s?\s+.*\b(?:child|children|son|daughter|baby)\b", re.I)
_POSSESSIVE = re.compile(r"^(?:her|his|their)\b", re.I)
_EVERYONE = re.compile(
    r"(?:the |whole |all (?:the |of the )?|both )*(?:family|household|children|both|all|kids)", re.I
)
_THE_CHILD = re.compile(
    r"(?:the |index |subject )*"
    r"(?:child|subject|baby|infant|unborn(?: child| baby)?|victim|boy|girl)",
    re.I,
)
_NO_MORE_THAN_CHILD = re.compile(r"(?:the |index |subject )*(?:child|subject)", re.I)
_SIBLINGS = re.compile(r"(?:the |other |his |her )*siblings?(?: group)?", re.I)
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*$")
_ONLY_DESCRIBES = re.compile(
    r"\b(?:older|younger|eldest|youngest|middle|oldest|sibling|brother|sister|half|step|twin|"
    r"subject|child|baby|infant|unborn|aged?|years?|months?|weeks?|male|female|boy|girl|born|"
    r"index|deceased)\b|^\W*\d+\W*$|^[mf]$",
    re.I,
)


@dataclass(frozen=True)
class Subject:
    """The children a row is about; `about` says in words when it is about an adult instead."""

    children: tuple[str, ...]
    about: str = ""
    unsure: bool = False


class Family:
    """The children of a case, found from every cell that names a child."""

    def __init__(self, cells: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        pieces = [piece for cell in cells for piece in _children_in(cell)]
        bare = {_bare(each).lower() for each in pieces if _bare(each) == each}
        for each in pieces:
            self._names.setdefault(each.lower(), self._one_name(each, bare))
        named = list(dict.fromkeys(self._names.values()))
        general = [each for each in named if _THE_CHILD.fullmatch(each)]
        others = [
            each for each in named if each not in general and not _SIBLINGS.fullmatch(_bare(each))
        ]
        subjects = [each for each in others if "sibling" not in self._brackets_of(each, pieces)]
        self._stand_ins(general, subjects)
        self.children: tuple[str, ...] = tuple(dict.fromkeys(self._names.values())) or ("Child",)

    def subject(self, cell: str) -> Subject:
        """The children that a cell means. An empty cell, or "the family", means all of them."""
        pieces = _children_in(cell)
        if pieces:
            names = tuple(dict.fromkeys(self._names[each.lower()] for each in pieces))
            return Subject(names, unsure=bool(re.search(r"\bor\b", cell)) and len(names) > 1)
        about = cell if _ADULT.search(cell) else ""
        return Subject(self._all_but_the_unnamed(), about=about)

    def _one_name(self, piece: str, bare: set[str]) -> str:
        """P1 for "P1 (older)"; but "Child (Case 14)" stays itself."""
        inside = _IN_BRACKETS.search(piece)
        if _SIBLINGS.fullmatch(piece):
            return self._known("siblings", "siblings")
        if inside and (_ONLY_DESCRIBES.search(inside[1]) or _bare(piece).lower() in bare):
            return self._known(_bare(piece).lower(), _bare(piece))
        return self._known(piece.lower(), piece)

    def _known(self, key: str, name: str) -> str:
        return next((n for n in self._names.values() if n.lower() == key), name)

    def _stand_ins(self, general: list[str], subjects: list[str]) -> None:
        """Where only one child has a name, "the baby" is that child; where none has, all "the
        child" are one."""
        plain = [each for each in general if _NO_MORE_THAN_CHILD.fullmatch(each)]
        stands_for = dict.fromkeys(general, subjects[0]) if len(subjects) == 1 else {}
        if not subjects:
            stands_for = dict.fromkeys(plain, next(iter(plain), ""))
        for key, name in self._names.items():
            self._names[key] = stands_for.get(name, name)

    def _brackets_of(self, name: str, pieces: Iterable[str]) -> str:
        return " ".join(
            inside[1].lower()
            for each in pieces
            if self._names[each.lower()] == name and (inside := _IN_BRACKETS.search(each))
        )

    def _all_but_the_unnamed(self) -> tuple[str, ...]:
        named = tuple(each for each in self.children if not _SIBLINGS.fullmatch(each))
        return named or self.children


def _children_in(cell: str) -> list[str]:
    """The pieces of a cell that name children; none when it names an adult or everyone."""
    text = " ".join(cell.replace("’", "'").split()).strip(" .")
    if not text or _EVERYONE.fullmatch(text):
        return []
    found: list[str] = []
    after_adult = False
    for piece in _SEPARATORS.split(text):
        if not piece or _EVERYONE.fullmatch(piece):
            continue
        of_adult = _ADULT.search(_bare(piece)) and not _CHILD_OF_AN_ADULT.search(piece)
        after_adult = bool(of_adult) or (after_adult and bool(_POSSESSIVE.match(piece)))
        if after_adult:
            continue
        found.append(_completed(piece, found[-1]) if found else piece)
    return found


def _completed(piece: str, before: str) -> str:
    """The "Child 2" meant by the "2" of "Child 1 and 2", "Child B" for the "B" of "Child A/B"."""
    if piece.isdigit() and re.search(r"\d+$", before):
        return re.sub(r"\d+$", piece, before)
    if len(piece) == 1 and re.search(r"\s\w$", before):
        return before[:-1] + piece
    return piece


def _bare(piece: str) -> str:
    return _IN_BRACKETS.sub("", piece).strip()
