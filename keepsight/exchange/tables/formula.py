"""Formulas in cells: seen and kept as text on the way in, made harmless on the way out."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LOOKS_LIKE_ONE = re.compile(r"^\s*(?:=|[+@](?=\S)|-(?=[^\s]*[(!|]))")
_STARTS_ONE = ("=", "+", "-", "@", "\t", "\r")


class Formula(str):
    """The text of a formula that stood in a workbook's cell, in place of what it worked out."""

    __slots__ = ()


def looks_like_formula(value: object) -> bool:
    """Whether a spreadsheet that opens this cell might run it. A leading apostrophe makes text."""
    return isinstance(value, Formula) or (
        isinstance(value, str) and _LOOKS_LIKE_ONE.match(value) is not None
    )


def as_text_only(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could take it for a formula.

    `without_mark` is the way back, for every text.
    """
    return f"'{text}" if text.lstrip("'").startswith(_STARTS_ONE) else text


def without_mark(text: str) -> str:
    """The text without the apostrophe that `as_text_only` set before it."""
    if text.startswith("'") and text.lstrip("'").startswith(_STARTS_ONE):
        return text[1:]
    return text


def formulas_in(workbook: ZipFile) -> dict[str, dict[tuple[int, int], Formula]]:
    """The formulas in a workbook: for each sheet's name, by row and column counted from 0."""
    found = {}
    for sheet, part in _sheets(workbook):
        if part in workbook.namelist():
            written = workbook.read(part)
            if _HAS_FORMULA.search(written):
                found[sheet] = dict(_formulas(written))
    return found


def _sheets(workbook: ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part of the workbook that holds it."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in _parsed(workbook.read("xl/_rels/workbook.xml.rels"))
    }
    for each in _parsed(workbook.read("xl/workbook.xml")).iter(f"{_SHEET}sheet"):
        target = targets.get(each.get(_LINK), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield each.get("name", ""), part


def _formulas(sheet: bytes) -> Iterator[tuple[tuple[int, int], Formula]]:
    for cell in _parsed(sheet).iter(f"{_SHEET}c"):
        formula = cell.find(f"{_SHEET}f")
        place = _REFERENCE.fullmatch(cell.get("r", ""))
        if formula is not None and place:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - ord("A") + 1
            yield (int(place[2]) - 1, column - 1), Formula(f"={formula.text or ''}")


def _parsed(written: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(written, parser)
