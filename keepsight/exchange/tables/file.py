"""The tables in one file, whatever kind of file it is; refused, with the reason, when it is not one
of those Keepsight reads."""

from pathlib import Path

from keepsight.exchange.reading import Problem, UnreadableFileError
from keepsight.exchange.tables.archive import LARGEST_FILE
from keepsight.exchange.tables.document import document_tables
from keepsight.exchange.tables.table import Table
from keepsight.exchange.tables.text import text_tables
from keepsight.exchange.tables.workbook import workbook_tables

_WITH_MACROS = {".xlsm", ".xltm", ".xlam", ".docm", ".dotm"}
_TEXT = {".csv", ".tsv", ".txt"}
_WANTED = "a CSV file, an XLSX workbook or a DOCX document"


def tables_in(path: Path) -> tuple[list[Table], list[Problem]]:
    """The tables of a file, and remarks about how it was read. Raises UnreadableFileError.

    A workbook that is named like a text file, or the other way round, is read as what it is.
    """
    file, ending = path.name, path.suffix.lower()
    if ending in _WITH_MACROS:
        raise _refusal(file, "a file that can hold macros", f"{_WANTED}, saved without macros")
    content = _content(path)
    if ending == ".docx":
        return document_tables(content, file=file), []
    if ending == ".xlsx" or content.startswith(b"PK\x03\x04"):
        return workbook_tables(content, file=file), []
    if ending in _TEXT:
        return text_tables(content, file=file)
    raise _refusal(file, f"a file of the kind {ending or 'without a name ending'}", _WANTED)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = f"at most {LARGEST_FILE // 1_000_000} million bytes"
            raise _refusal(path.name, "a file that is too large", limit)
        content = path.read_bytes()
    except OSError as error:
        said = error.strerror or "it cannot be opened"
        raise _refusal(path.name, f"no file that can be read ({said})", _WANTED) from None
    if not content.strip():
        raise _refusal(path.name, "an empty file", f"{_WANTED} with rows in it")
    return content


def _refusal(file: str, found: str, expected: str) -> UnreadableFileError:
    return UnreadableFileError(Problem(file, None, "", found, expected))
