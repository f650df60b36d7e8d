"""Tables in text files: the encoding and the separator are found out, and said when not usual."""

import codecs
import csv
import io
from collections.abc import Iterator
from statistics import median

from charset_normalizer import from_bytes

from keepsight.exchange.reading import Problem, UnreadableFileError
from keepsight.exchange.tables.table import Line, Table, has_something

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
_NAMES = {
    "cp1252": "Windows-1252",
    "iso8859_15": "ISO 8859-15",
    "mac_roman": "Mac Roman",
    "cp850": "DOS code page 850",
    "latin_1": "ISO 8859-1",
}
_SEPARATORS = ",;\t|"
_SAMPLE = 100_000
_LONGEST_CELL = 1_000_000


def text_tables(content: bytes, *, file: str) -> tuple[list[Table], list[Problem]]:
    """The one table of a text file, and a remark when its encoding had to be guessed.

    Raises UnreadableFileError when the rows cannot be told apart.
    """
    text, remarks = _decoded(content, file=file)
    if "\0" in text:
        raise UnreadableFileError(
            Problem(file, None, "", "characters that are not text", "a CSV file with rows of text")
        )
    try:
        rows = list(_rows(text, _separator(text)))
    except csv.Error as error:
        raise UnreadableFileError(
            Problem(file, None, "", f"rows that cannot be told apart ({error})", "a CSV file")
        ) from None
    lines = [Line(n, cells) for n, cells in enumerate(rows, start=1) if has_something(cells)]
    return [Table(file, "", lines)], remarks


def _decoded(content: bytes, *, file: str) -> tuple[str, list[Problem]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError:
                break
    encoding = _without_mark(content)
    if encoding == "utf-8":
        return content.decode("utf-8"), []
    name = "UTF-16" if encoding.startswith("utf-16") else _NAMES.get(encoding, encoding)
    remark = Problem(
        file,
        None,
        "encoding",
        f"text that is not UTF-8, read as {name}",
        "UTF-8; look at accents and pound signs",
        refused=False,
    )
    return content.decode(encoding, errors="replace"), [remark]


def _without_mark(content: bytes) -> str:
    """The encoding of text that does not name its own."""
    for wide, half in (("utf-16-le", content[1:_SAMPLE:2]), ("utf-16-be", content[:_SAMPLE:2])):
        if half and half.count(0) > len(half) * 0.7:
            return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(content[:_SAMPLE], cp_isolation=_LIKELY).best()
        return guess.encoding if guess else "cp1252"
    return "utf-8"


def _separator(text: str) -> str:
    """The sign between cells: the one that gives most of the first rows the most cells."""
    start = text[:_SAMPLE]

    def cells(separator: str) -> float:
        rows = [len(row) for row, _ in zip(_rows(start, separator), range(30), strict=False) if row]
        return median(rows) if rows else 0

    return max(_SEPARATORS, key=cells)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
