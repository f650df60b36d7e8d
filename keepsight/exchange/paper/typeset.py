"""A paper as PDF: tagged for screen readers (PDF/UA-1), set by typst. What people wrote reaches the
page as data, so that nothing in it is taken for an instruction."""

import json
import re
import unicodedata
from pathlib import Path

import typst

from keepsight.exchange.paper.document import Paper

LAYOUT = Path(__file__).with_name("paper.typ")
NOT_PRINTED = "[?]"
"""Stands for a letter that no font on this machine has."""

# What a PDF cannot hold: control characters, and halves of characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LACKING = re.compile(
    r"PDF/UA-1 error: the text `(?P<text>\".*\")` could not be displayed", re.DOTALL
)
_QUOTED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


def pdf(paper: Paper) -> bytes:
    """The paper as the bytes of a PDF.

    Fonts that come with typst are used first, so that a paper looks the same everywhere; for other
    scripts those of the machine. Where none has a letter, NOT_PRINTED stands for it: the paper in
    the page itself still says what was written.
    """
    data = json.dumps(_printable(paper.as_dict()), ensure_ascii=False)
    lacking: set[str] = set()
    while True:
        try:
            made: bytes = typst.compile(
                str(LAYOUT), format="pdf", pdf_standards="ua-1", sys_inputs={"paper": data}
            )
        except typst.TypstError as wrong:
            found = _LACKING.search(str(wrong))
            more = _scripts(found["text"]) - lacking if found else set()
            if not more:
                raise
            # All letters of that script at once, so that a long text does not take as many tries.
            lacking |= more
            data = "".join(NOT_PRINTED if _scripts(each) & lacking else each for each in data)
        else:
            return made


def _scripts(text: str) -> set[str]:
    """Which scripts the letters beyond Latin belong to: "CJK", "ARABIC"; "So" for pictures."""
    plain = _QUOTED.sub(lambda each: chr(int(each["code"], 16)), text)
    return {_script(each) for each in plain if not each.isascii()}


def _script(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] in "SMCZP":
        # Pictures, marks, spaces: one alone may be lacking.
        return letter if category != "So" else category
    return unicodedata.name(letter, letter).split()[0]


def _printable(value: object) -> object:
    if isinstance(value, str):
        return _UNPRINTABLE.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
