"""A paper becomes a tagged PDF whatever people wrote on it."""

from io import BytesIO

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from keepsight.exchange.paper import Entry, Heading, Lines, Paper, Quote, Table, Words, pdf


def paper(text: str) -> Paper:
    """A paper on which this stands everywhere."""
    return Paper(
        title=text or "-",
        about=text,
        made=text,
        marking=text,
        parts=(
            Heading(text),
            Words(text),
            Quote(text, text),
            Lines((text,)),
            Entry(((text, text),)),
            Table(text, (text, text), ((text, text),)),
        ),
    )


@given(st.text(max_size=60))
@example("#panic() *x* [y] \\ $z$ <a> @b // c")
@example("\x00\x1b\ud800\ufffe")
@example("Zoë O’Brien said: “قصة” 故事 👶")
@settings(max_examples=25, deadline=None)
def test_whatever_people_wrote_is_printed_and_never_obeyed(text: str) -> None:
    reader = PdfReader(BytesIO(pdf(paper(text))))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_words_stand_as_they_were_written() -> None:
    reader = PdfReader(BytesIO(pdf(paper("#let x = 1 [y] *z*"))))

    assert "#let x = 1 [y] *z*" in reader.pages[0].extract_text()


def test_a_long_table_has_its_headings_on_every_page() -> None:
    rows = tuple((f"{number} May 2024", "Visit") for number in range(200))
    of = Paper("A", "", "", "", (Table("Events", ("When it was", "What it was"), rows),))
    reader = PdfReader(BytesIO(pdf(of)))

    assert len(reader.pages) > 3
    assert all("When it was" in each.extract_text() for each in reader.pages)
    assert f"Page 1 of {len(reader.pages)}" in reader.pages[0].extract_text()
