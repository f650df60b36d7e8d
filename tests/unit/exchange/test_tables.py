"""Files are read with care: encodings, separators, macros, bombs, formulas, merged cells."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from docx import Document

from keepsight.exchange.reading import UnreadableFileError
from keepsight.exchange.tables import archive
from keepsight.exchange.tables.file import tables_in
from keepsight.exchange.tables.formula import as_text_only, looks_like_formula, without_mark
from tests.unit.exchange.a_file import a_csv, a_workbook

LINES = "Date;Agency;Event\n3 May 2016;GP;Café, £5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_of_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    tables, _ = tables_in(a_csv(tmp_path, LINES, encoding=encoding))
    assert tables[0].lines[1].cells == ["3 May 2016", "GP", "Café, £5"]


def test_an_encoding_that_had_to_be_guessed_is_named(tmp_path: Path) -> None:
    _, remarks = tables_in(a_csv(tmp_path, LINES, encoding="cp1252"))
    assert [each.field for each in remarks] == ["encoding"]
    assert "Windows-1252" in remarks[0].sentence
    assert not remarks[0].refused


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = "\n".join(separator.join(row) for row in [["Date", "Agency"], ["2016", "GP"]])
    tables, _ = tables_in(a_csv(tmp_path, text))
    assert [line.cells for line in tables[0].lines] == [["Date", "Agency"], ["2016", "GP"]]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    tables, _ = tables_in(a_csv(tmp_path, "A,B\n\n\n1,2\n"))
    assert [line.number for line in tables[0].lines] == [1, 4]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as error:
        tables_in(path)
    assert error.value.problem.file == path.name
    return error.value.problem.sentence


def test_a_file_with_macros_is_refused_by_its_name(tmp_path: Path) -> None:
    assert "macros" in refusal(a_csv(tmp_path, "x", name="north.xlsm"))


def test_a_file_with_macros_is_refused_whatever_its_name(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["Date"])
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    assert "macros" in refusal(path)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 nothing more", b"not a workbook", b"\xd0\xcf\x11\xe0old"]
)
def test_a_broken_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "north.xlsx"
    path.write_bytes(content)
    assert "north.xlsx" in refusal(path)


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = a_workbook(tmp_path, ["Date", "Agency", "Event"], ["2016", "GP", "Seen"])
    path.write_bytes(path.read_bytes()[:-400])
    assert "broken" in refusal(path)


def test_an_archive_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 100_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * 200_000)
    assert "unpacks" in refusal(path)


def test_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    assert "empty" in refusal(a_csv(tmp_path, "  \n"))
    assert "no file" in refusal(tmp_path / "nowhere.csv")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    assert ".pdf" in refusal(a_csv(tmp_path, "x", name="north.pdf"))


def test_a_formula_in_a_workbook_is_its_own_text(tmp_path: Path) -> None:
    path = tmp_path / "north.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Chronology")
        sheet.write_row(0, 0, ["Date", "Agency"])
        sheet.write_formula(1, 1, "=1+1", value=2)
    tables, _ = tables_in(path)
    cell = tables[0].lines[1].cells[1]
    assert cell == "=1+1"
    assert looks_like_formula(cell)


def test_a_day_merged_over_rows_is_the_day_of_each(tmp_path: Path) -> None:
    path = tmp_path / "north.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "May 2016")
        sheet.write(0, 1, "one")
        sheet.write(1, 1, "two")
    tables, _ = tables_in(path)
    assert [line.cells[0] for line in tables[0].lines] == ["May 2016", "May 2016"]


def test_days_in_a_workbook_are_days(tmp_path: Path) -> None:
    tables, _ = tables_in(a_workbook(tmp_path, ["Date"], [date(2016, 5, 3)]))
    assert tables[0].lines[1].cells[0] == date(2016, 5, 3)


def test_a_word_documents_tables_are_read_in_order(tmp_path: Path) -> None:
    document = Document()
    for words in ("first", "second"):
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(1, 0)).text = words
        table.cell(1, 1).text = "cell"
    path = tmp_path / "north.docx"
    document.save(str(path))
    tables, _ = tables_in(path)
    assert [each.sheet for each in tables] == ["table 1", "table 2"]
    assert list(tables[1].lines[1].cells) == ["second", "cell"]


@pytest.mark.parametrize("text", ["=1", "+441", "@x", "-1", "'=1", "''=1", "'quoted'", "", "plain"])
def test_text_made_harmless_reads_back(text: str) -> None:
    safe = as_text_only(text)
    assert without_mark(safe) == text
    assert not safe.startswith(("=", "+", "-", "@"))
