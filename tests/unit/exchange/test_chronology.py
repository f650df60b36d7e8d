"""An agency's chronology becomes facts, or problems that say which row and what was wrong."""

from datetime import date
from pathlib import Path

import pytest

from keepsight.exchange.chronology.child import NamedChild
from keepsight.exchange.chronology.merge import merge
from keepsight.exchange.chronology.read import Receipt, read
from keepsight.exchange.chronology.write import write
from keepsight.exchange.reading import Reading
from tests.unit.exchange.a_file import NOW, RECEIPT, a_csv, a_workbook


def reading(
    folder: Path, text: str, *, name: str = "north.csv", receipt: Receipt = RECEIPT
) -> Reading:
    return read(a_csv(folder, text, name=name), receipt=receipt)


@pytest.mark.parametrize(
    "heading",
    [
        "Date,Agency,Event,Child",
        "When,Service,What happened,Subject",
        "DATE OF EVENT,Source,Details,Name of child",
        "Event date,Organisation,Significant event,Children",
        "Dates,Agnecy name,Event detials,Child's name",
    ],
)
def test_columns_are_found_by_any_of_their_names(tmp_path: Path, heading: str) -> None:
    found = reading(tmp_path, f"North area chronology\n\n{heading}\n3 May 2016,GP,Seen,P1\n")
    assert found.is_good
    (fact,) = found.facts
    assert (fact.child, fact.agency, fact.kind, fact.detail) == ("P1", "gp", "note", "Seen")
    assert fact.source.startswith("north.csv, row 4")


def test_a_row_says_which_sheet_it_came_from(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path, ["Date", "Agency", "Event", "Child"], [date(2016, 5, 3), "GP", "Seen", "P1"]
    )
    (fact,) = read(path, receipt=RECEIPT).facts
    assert fact.source == "north.xlsx, sheet Chronology, row 2"
    assert fact.happened_on == date(2016, 5, 3)


def test_a_bad_row_is_named_and_the_good_ones_are_there(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        "Date,Agency,Event,Child\n3 May 2016,GP,Seen,P1\n32/13/2016,GP,Seen,P1\n"
        "2030-01-01,GP,x,P1\n4 May 2016,GP,,P1\n",
    )
    assert len(found.facts) == 1
    assert [(each.row, each.field) for each in found.refused] == [
        (3, "date"), (4, "date"), (5, "event"),
    ]  # fmt: skip
    assert 'row 3, date: found "32/13/2016"; expected a date such as' in found.refused[0].sentence
    assert found.rows_read == 4


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    found = reading(tmp_path, "Date,Agency,Child\n3 May 2016,GP,P1\n")
    (problem,) = found.refused
    assert problem.field == "event"
    assert not found.facts


def test_two_columns_for_the_date_are_a_problem(tmp_path: Path) -> None:
    found = reading(tmp_path, "Date,Date,Agency,Event,Child\n1/2/2016,3/2/2016,GP,x,P1\n")
    assert [(each.row, each.field) for each in found.refused] == [(1, "date")]


def test_words_in_columns_nobody_knows_are_kept(tmp_path: Path) -> None:
    found = reading(
        tmp_path, "Date,Agency,Event,Child,Weather,Outcome\n1/2/2016,GP,Seen,P1,Rain,None needed\n"
    )
    assert found.facts[0].detail == "Seen Outcome: None needed Weather: Rain."


def test_several_children_are_a_fact_each_of_one_event(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        'Date,Agency,Event,Child\n1/2/2016,GP,One,"P1, P2"\n2/2/2016,GP,Two,both children\n'
        "3/2/2016,GP,Three,P1\n",
    )
    assert [each.child for each in found.facts] == ["P1", "P2", "P1", "P2", "P1"]
    assert found.facts[0].event == found.facts[1].event != found.facts[2].event
    assert found.facts[4].event == ""
    assert found.children == ["P1", "P2"]


TWO_SAMS = "Date,Agency,Event,Child,Date of birth\n"


def test_two_children_of_one_name_need_telling_apart(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        TWO_SAMS + "1/2/2016,GP,a,Sam,1/1/2010\n2/2/2016,GP,b,Sam,2/2/2012\n3/2/2016,GP,c,Sam,\n",
    )
    assert {each.child for each in found.facts} == {
        "Sam (born 2010-01-01)",
        "Sam (born 2012-02-02)",
    }
    (problem,) = found.refused
    assert (problem.row, problem.field) == (4, "child")
    assert "two children" in problem.sentence


def test_names_find_the_children_on_record(tmp_path: Path) -> None:
    known = [
        NamedChild("c-1", "Sam", born_on=date(2010, 1, 1)),
        NamedChild("c-2", "Sam", born_on=date(2012, 2, 2)),
        NamedChild("c-3", "Mia"),
    ]
    receipt = Receipt(at=NOW, children=known)
    found = reading(
        tmp_path,
        TWO_SAMS + "1/2/2016,GP,a,Sam,2/2/2012\n2/2/2016,GP,b,mia,\n3/2/2016,GP,c,Sam,\n",
        receipt=receipt,
    )
    assert [each.child for each in found.facts] == ["c-2", "c-3"]
    assert [each.row for each in found.refused] == [4]


def test_a_kind_is_taken_with_its_coded_columns(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        "Date,Agency,Event,Child,Kind,Harm,Medical finding\n"
        "1/2/2016,Nursery,Sexualised behaviour,P1,Concern,Sexual abuse,\n"
        "2/2/2016,Paediatrics,Examined,P1,Medical,sexual,Inconclusive\n"
        "3/2/2016,GP,Seen,P1,Moon landing,,\n",
    )
    concern, medical, note = found.facts
    assert concern.kind == "concern"
    assert vars(concern)["sign"] == "sexualised_behaviour"
    assert vars(medical)["medical_finding"] == "inconclusive"
    assert medical.concerns == concern.concerns
    assert note.kind == "note"
    assert "Moon landing" in note.detail
    assert [each.row for each in found.remarks] == [4]


def test_a_kind_without_what_it_needs_is_a_note_and_a_remark(tmp_path: Path) -> None:
    found = reading(tmp_path, "Date,Agency,Event,Child,Kind\n1/2/2016,GP,Met,P1,Conference\n")
    assert found.facts[0].kind == "note"
    assert found.remarks[0].field == "kind"


def test_concerns_join_the_open_thread_of_the_same_harm(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        "Date,Agency,Event,Child,Kind,Harm\n2/2/2016,GP,Bruise,P1,Concern,physical\n"
        "1/2/2016,GP,Burn,P1,Concern,physical\n3/2/2016,GP,Hungry,P1,Concern,neglect\n",
    )
    burn, bruise, hungry = found.facts
    assert bruise.concerns == burn.concerns == (burn.fact_id,)
    assert hungry.concerns == (hungry.fact_id,)
    later = reading(
        tmp_path,
        "Date,Agency,Event,Child,Kind,Harm\n4/2/2016,A&E,Cut,P1,Concern,physical\n",
        receipt=Receipt(at=NOW, known=found.facts),
    )
    assert later.facts[0].concerns == burn.concerns


def test_a_formula_is_kept_as_text_and_flagged(tmp_path: Path) -> None:
    found = reading(tmp_path, "Date,Agency,Event,Child\n1/2/2016,GP,\"=cmd|' /C calc'!A0\",P1\n")
    assert found.facts[0].detail == "=cmd|' /C calc'!A0"
    assert [(each.row, each.field) for each in found.remarks] == [(2, "event")]
    out = tmp_path / "out.csv"
    write(found.facts, out)
    assert ",'=cmd" in out.read_text(encoding="utf-8-sig")


def test_the_same_file_gives_the_same_facts_again(tmp_path: Path) -> None:
    text = "Date,Agency,Event,Child\n1/2/2016,GP,Seen,P1\n"
    assert reading(tmp_path, text).facts == reading(tmp_path, text).facts


def test_ten_thousand_rows_are_all_there(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{n % 28 + 1}/{n % 12 + 1}/20{n % 20:02},GP,Event {n},C{n % 9}" for n in range(10_000)
    )
    found = reading(tmp_path, f"Date,Agency,Event,Child\n{rows}\n")
    assert len(found.facts) == found.rows_read == 10_000
    assert len({each.fact_id for each in found.facts}) == 10_000


def test_duplicates_between_agencies_are_shown_and_kept(tmp_path: Path) -> None:
    school = reading(
        tmp_path,
        "Date,Agency,Event,Child\n3 May 2016,School,Bruise on left arm he said he fell,P1\n",
        name="school.csv",
    )
    gp = reading(
        tmp_path,
        "Date,Agency,Event,Child\nMay 2016,GP,He fell: bruise on the left arm,P1\n"
        "3 May 2016,GP,Flu jab,P1\n",
        name="gp.csv",
    )
    merged = merge([school, gp])
    assert len(merged.facts) == 3
    (pair,) = merged.duplicates
    assert {pair.first.agency, pair.second.agency} == {"school", "gp"}
    assert pair.why == "similar words"


def test_what_is_on_record_already_is_shown_beside_a_file(tmp_path: Path) -> None:
    heading = "Date,Agency,Event,Child\n"
    rows = f"{heading}3 May 2016,School,Bruise on left arm,P1\n4 May 2016,School,Absent,P1\n"
    before = reading(tmp_path, rows, name="north.csv")
    known = Receipt(at=NOW, known=before.facts)

    again = reading(tmp_path, rows, name="north.csv", receipt=known)
    longer = reading(
        tmp_path, rows + "5 May 2016,School,Back,P1\n", name="north.csv", receipt=known
    )

    assert again.duplicates == []
    assert {each.fact_id for each in again.facts} == {each.fact_id for each in before.facts}
    assert [each.sentence for each in longer.duplicates] == [
        f"north.csv, row {n} and north.csv, row {n} may tell of one event: the same words."
        for n in (2, 3)
    ]


def test_merging_joins_concerns_across_files(tmp_path: Path) -> None:
    heading = "Date,Agency,Event,Child,Kind,Harm\n"
    first = reading(
        tmp_path, f"{heading}2 May 2016,School,Bruise,P1,Concern,physical\n", name="a.csv"
    )
    second = reading(tmp_path, f"{heading}1 May 2016,GP,Burn,P1,Concern,physical\n", name="b.csv")
    burn, bruise = merge([first, second]).facts
    assert bruise.concerns == burn.concerns == (burn.fact_id,)
    assert len(merge([first, first]).facts) == 1


def test_a_replay_file_is_one_of_the_chronologies(tmp_path: Path) -> None:
    text = (
        "date,precision,child,agency,kind,abuse_category,outcome,detail,source\n"
        "2016-05-03,day,Mia,school,referral,sexual,no_further_action,Told,1\n"
        "2031-05-03,day,Mia,school,injury,physical,,Ahead,1\n"
    )
    found = reading(
        tmp_path, text, receipt=Receipt(at=NOW, by="A worker", children=[NamedChild("c-9", "Mia")])
    )
    concern, referral, decision = found.facts
    assert {each.child for each in found.facts} == {"c-9"}
    assert concern.concerns == referral.concerns == (concern.fact_id,)
    assert vars(decision)["about"] == referral.fact_id
    assert {each.recorded_at for each in found.facts} == {NOW}
    assert [(each.row, each.field) for each in found.refused] == [(3, "date")]
    other = reading(tmp_path, text.replace("Told", "Said"))
    assert not {each.fact_id for each in other.facts} & {each.fact_id for each in found.facts}
