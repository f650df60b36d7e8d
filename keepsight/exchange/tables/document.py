"""Tables in Word documents (DOCX): every table, in the order of the page."""

import io

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from lxml import etree

from keepsight.exchange.reading import Problem, UnreadableFileError
from keepsight.exchange.tables.archive import checked_archive
from keepsight.exchange.tables.table import Line, Table, has_something


def document_tables(content: bytes, *, file: str) -> list[Table]:
    """The tables of a Word document, "table 1" first. Raises UnreadableFileError."""
    checked_archive(content, file=file)
    try:
        document = Document(io.BytesIO(content))
        return [
            Table(file, f"table {number}", _lines(each))
            for number, each in enumerate(document.tables, start=1)
        ]
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise UnreadableFileError(
            Problem(file, None, "", f"a broken document ({error})", "a DOCX document that opens")
        ) from None


def _lines(table: WordTable) -> list[Line]:
    """The rows of a table. A cell merged downwards says the same in every row it covers.

    The XML is walked directly: python-docx finds each row's cells by counting from the top, which
    takes minutes for a long chronology.
    """
    lines: list[Line] = []
    above: list[str] = []
    for number, row in enumerate(table._tbl.tr_lst, start=1):
        cells: list[str] = []
        for cell in row.tc_lst:
            text = "\n".join(_text(each) for each in cell.p_lst).strip()
            if cell.vMerge == "continue" and len(cells) < len(above):
                text = above[len(cells)]
            cells.extend([text] + [""] * (cell.grid_span - 1))
        if has_something(cells):
            lines.append(Line(number, cells))
        above = cells
    return lines


def _text(paragraph: etree._Element) -> str:
    said = []
    for each in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        said.append((each.text or "") if each.tag == qn("w:t") else " ")
    return "".join(said)
