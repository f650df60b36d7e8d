"""Replay files become facts: every row kept, concerns on their threads, hindsight left out."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from keepsight.exchange.reading import UnreadableFileError
from keepsight.exchange.replay_case.case import Case
from keepsight.exchange.replay_case.layout import KINDS, OUTCOMES
from keepsight.exchange.replay_case.read import read
from keepsight.exchange.subject import Family
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from tests.unit.a_fact import day
from tests.unit.exchange.a_file import REPLAY_HEADING, a_csv, a_replay


def case(folder: Path, *rows: str) -> Case:
    return read(a_replay(folder, *rows))


def row(
    kind: str,
    outcome: str = "",
    *,
    harm: str = "physical",
    words: str = "",
    on: str = "2012-05-03",
    child: str = "P1",
    agency: str = "GP",
    precision: str = "day",
) -> str:
    return f'{on},{precision},"{child}","{agency}",{kind},"{harm}",{outcome},"{words}",1'


def kinds(facts: list[Fact]) -> list[str]:
    return [each.kind for each in facts]


@pytest.mark.parametrize(
    ("given", "kind", "values"),
    [
        (row("injury", words="Broken leg"), "concern", {"sign": "fracture"}),
        (
            row("injury", words="Bruise; parents said a fall"),
            "concern",
            {"explanation": "accepted"},
        ),
        (row("injury", "unexplained"), "concern", {"explanation": "unexplained"}),
        (row("disclosure", "made"), "concern", {"sign": "disclosure"}),
        (row("medical", "no_concern"), "medical", {"medical_finding": "no_findings"}),
        (row("medical", "inconclusive"), "medical", {"medical_finding": "inconclusive"}),
        (row("medical", "attended", harm="none"), "appointment", {"attendance": "attended"}),
        (
            row("missed_appointment", "not_brought"),
            "appointment",
            {"attendance": "was_not_brought"},
        ),
        (
            row("missed_appointment", "withdrawn", agency="school"),
            "school_event",
            {"school_event": "withdrawn"},
        ),
        (row("visit", "seen_alone"), "visit", {"seen": "seen", "seen_alone": True}),
        (row("visit", "refused_access"), "visit", {"seen": "refused", "seen_alone": None}),
        (row("visit", "doorstep_only"), "visit", {"seen": "doorstep_only"}),
        (
            row("strategy_discussion", "no_role"),
            "strategy_discussion",
            {"strategy_decision": "no_further_action"},
        ),
        (
            row("strategy_discussion", "no_decision"),
            "strategy_discussion",
            {"strategy_decision": "not_decided"},
        ),
        (row("icpc"), "conference", {"conference": "initial"}),
        (
            row("rcpc", "no_decision"),
            "conference",
            {"conference": "review", "conference_decision": "not_decided"},
        ),
        (row("core_group", "no_decision"), "core_group", {"meeting_decision": "not_decided"}),
        (row("legal_planning", "threshold_not_met"), "legal_planning", {"threshold": "not_met"}),
        (
            row("police_event", "no_charge"),
            "police_outcome",
            {"police_outcome": "no_further_action"},
        ),
        (
            row("household_change", "adult_joined", words="Mother's partner moved in"),
            "adult_joined",
            {"adult": "mother's partner"},
        ),
        (
            row("household_change", "adult_joined", words="Mother moved in with a new partner"),
            "adult_joined",
            {"adult": "new partner"},
        ),
        (
            row("household_change", words="A further adult moved into the home"),
            "adult_joined",
            {"adult": ""},
        ),
        (
            row("household_change", "carer_changed", words="To a grandparent"),
            "main_carer_changed",
            {"adult": "grandparent"},
        ),
        (
            row("household_change", "returned_home"),
            "household_changed",
            {"household_change": "returned_home"},
        ),
        (row("care_proceedings"), "proceedings_issued", {}),
        (
            row("protective_action", words="Interim care order"),
            "order_made",
            {"order_kind": "interim_care_order"},
        ),
        (
            row("protective_action", "placed_away", words="Foster care"),
            "placement",
            {"placement": "foster_care"},
        ),
        (
            row("assessment_completed", "no_role"),
            "assessment_completed",
            {"assessment_outcome": "no_further_action"},
        ),
        (row("case_closed", "stepped_down"), "case_stepped_down", {}),
        (row("substance", harm="none"), "adult_risk_known", {"adult_risk": "substance_misuse"}),
        (row("other", harm="none", words="Child born."), "birth", {}),
        (row("other", harm="none", words="Unborn child discussed."), "note", {}),
        (row("death"), "death", {}),
    ],
)
def test_a_row_becomes(tmp_path: Path, given: str, kind: str, values: dict[str, object]) -> None:
    found = [each for each in case(tmp_path, given).facts if each.kind == kind]
    assert len(found) == 1
    assert {name: vars(found[0])[name] for name in values} == values


@pytest.mark.parametrize(
    ("outcome", "decision"),
    [("accepted", "accepted"), ("no_further_action", "no_further_action"),
     ("redirected", "redirected"), ("judged_malicious", "judged_malicious")],
)  # fmt: skip
def test_a_referral_is_a_concern_and_its_decision_is_another_fact(
    tmp_path: Path, outcome: str, decision: str
) -> None:
    concern, referral, decided = case(tmp_path, row("referral", outcome, agency="school")).facts
    assert kinds([concern, referral, decided]) == ["concern", "referral", "referral_decision"]
    assert vars(decided)["decision"] == decision
    assert vars(decided)["about"] == referral.fact_id
    assert (referral.agency, decided.agency) == ("school", "social_care")
    assert referral.concerns == concern.concerns


def test_where_no_decision_was_recorded_there_is_none(tmp_path: Path) -> None:
    assert "referral_decision" not in kinds(case(tmp_path, row("referral", "not_recorded")).facts)


def test_a_referral_adds_no_thread_to_an_open_one_of_its_harm(tmp_path: Path) -> None:
    found = case(tmp_path, row("concern", on="2012-05-01"), row("referral", on="2012-05-02")).facts
    assert kinds(found) == ["concern", "referral"]
    assert found[1].concerns == found[0].concerns


@pytest.mark.parametrize(
    ("given", "opens"),
    [
        (row("contact", words="Mother said she is 20 weeks pregnant"), False),
        (row("contact", words="Bruised easily, said mother"), True),
        (row("contact", harm="none", words="Bruised easily"), False),
        (row("contact", words="Police saw no injuries"), False),
        (row("visit", "seen", harm="neglect", words="Left unsupervised on a sofa"), True),
        (row("visit", "refused_access", harm="neglect", words="Bruise seen last week"), False),
        (row("domestic_abuse", "logged", harm="emotional"), True),
        (row("domestic_abuse", "logged", harm="none"), False),
        (row("s47_started"), True),
        (row("plan_started"), True),
        (row("police_event", "arrest"), True),
        (row("police_event", "no_charge"), False),
        (row("core_group"), False),
        (row("missed_appointment", "not_brought"), False),
        (row("medical", "supports_abuse"), True),
        (row("medical", "other_cause"), False),
    ],
)
def test_what_opens_a_concern(tmp_path: Path, given: str, opens: bool) -> None:
    assert bool(threads(case(tmp_path, given).facts)) is opens


def test_a_row_says_the_same_of_each_child_it_names(tmp_path: Path) -> None:
    words = row("contact", "concern_remains", harm="sexual", words="Rang", child="P1, P2")
    found = case(tmp_path, words).facts
    assert [(each.child, each.kind) for each in found] == [("P1", "contact"), ("P2", "contact")]


def test_a_retraction_ends_nothing(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("disclosure", "made", harm="sexual", on="2012-05-01"),
        row("disclosure", "retracted", harm="sexual", on="2012-05-09"),
    ).facts
    assert kinds(found) == ["concern", "retraction"]
    (thread,) = threads(found)
    assert thread.is_open
    assert [each.kind for each in thread.left_open_by] == ["retraction"]


def test_a_change_of_category_is_from_the_running_one(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("plan_started", harm="sexual", on="2012-01-01"),
        row("category_changed", harm="neglect", on="2012-09-01"),
        row("category_changed", harm="emotional", on="2013-03-01"),
    ).facts
    changes = [vars(each) for each in found if each.kind == "category_changed"]
    assert [(c["from_categories"], c["to_categories"]) for c in changes] == [
        (("sexual",), ("neglect",)), (("neglect",), ("emotional",)),
    ]  # fmt: skip


def test_hindsight_is_left_out_and_said(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("concern"),
        row("household_change", agency="not known to agencies at the time", words="He moved in"),
    )
    assert kinds(found.facts) == ["concern"]
    assert [each.row for each in found.left_out] == [3]


def test_the_words_of_a_row_may_name_the_part_of_its_year(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("household_change", words="A man came (early 2010)", on="2010", precision="year"),
        row("household_change", words="As in early 2009", on="2010", precision="year"),
    )

    assert [(each.happened_on, each.latest_on) for each in found.facts] == [
        (day("2010-01-01"), day("2010-04-30")), (day("2010-01-01"), day("2010-12-31")),
    ]  # fmt: skip
    assert [each.row for each in found.problems] == [2]


def test_who_moves_in_with_a_partner_has_a_new_adult_at_home(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("household_change", "moved", words="Father and child moved in with his new partner"),
        row("household_change", "moved", words="Moved in with a grandmother"),
    ).facts

    assert kinds(found) == ["household_changed", "adult_joined", "household_changed"]
    assert vars(found[1])["adult"] == "new partner"


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Not brought on several occasions", 3),
        ("Not brought on 4 separate occasions", 4),
        ("Several clinics missed", 3),
        ("Not brought on occasion", 1),
    ],
)
def test_a_row_that_names_its_occasions_is_told_as_so_many(
    tmp_path: Path, words: str, times: int
) -> None:
    given = row("missed_appointment", "not_brought", words=words, on="2012", precision="year")

    assert kinds(case(tmp_path, given).facts).count("appointment") == times


def test_what_is_decided_about_one_contact_leaves_another_referral_waiting(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("referral", agency="grandmother to social care", on="2012-04-16"),
        row("contact", "no_further_action", agency="uncle to police", on="2012-04-18"),
        row("case_closed", "closed", agency="social care", on="2012-04-27"),
    ).facts

    decided = [vars(each) for each in found if each.kind == "referral_decision"]
    referral = next(each for each in found if each.kind == "referral")
    assert [each["happened_on"] for each in decided] == [day("2012-04-18"), day("2012-04-27")]
    assert decided[1]["about"] == referral.fact_id != decided[0]["about"]


def test_rows_before_the_calendar_are_told_and_said(tmp_path: Path) -> None:
    found = case(tmp_path, row("concern", on="1996-05-03"), row("concern"))

    assert len(found.facts) == 2
    assert [each.found for each in found.problems] == ["1 row before 1998"]


def test_hindsight_can_be_played_as_if_it_had_been_known(tmp_path: Path) -> None:
    path = a_replay(
        tmp_path,
        row("concern"),
        row("household_change", agency="not known to agencies at the time", words="He moved in"),
    )

    assert kinds(read(path, with_hindsight=True).facts) == ["concern", "adult_joined"]
    assert kinds(read(path).facts) == ["concern"]


def test_a_row_without_a_day_is_left_out_and_a_bad_day_is_refused(tmp_path: Path) -> None:
    found = case(tmp_path, row("concern"), row("injury", on=""), row("injury", on="2012-13-45"))
    assert [each.row for each in found.left_out] == [3]
    assert [(each.row, each.field) for each in found.refused] == [(4, "date")]


def test_a_relatives_own_past_is_a_note_on_each_child(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("concern", child="P1, P2", on="2012-05-01"),
        row("plan_started", child="mother and her siblings", on="1995", precision="year"),
    ).facts
    notes = [each for each in found if each.kind == "note"]
    assert [each.child for each in notes] == ["P1", "P2"]
    assert all("mother and her siblings" in each.detail for each in notes)
    assert notes[0].precision == "year"
    assert notes[0].latest_on == date(1995, 12, 31)


def test_a_kind_or_outcome_nobody_knows_is_kept_in_words(tmp_path: Path) -> None:
    found = case(tmp_path, row("levitation", "floated", words="Rose up"), row("injurry"))
    assert kinds(found.facts) == ["note", "concern"]
    assert "levitation" in found.facts[0].detail
    assert "floated" in found.facts[0].detail
    assert [(each.row, each.field) for each in found.problems] == [
        (2, "kind"), (2, "outcome"), (3, "kind"),
    ]  # fmt: skip
    assert not found.refused


def test_no_row_is_lost_whatever_it_says(tmp_path: Path) -> None:
    rows = [
        row(kind, outcome, harm=harm, child=child)
        for (kind, outcome, harm), child in zip(
            product(KINDS, ["", *OUTCOMES, "unheard_of"], ["", "none", "sexual; neglect"]),
            ["P1", "P2", "P1, P2", "mother", "siblings", "", "both", "P1 or P2"] * 1000,
            strict=False,
        )
    ]
    found = case(tmp_path, *rows)
    assert found.rows_read == len(rows)
    assert {each.source for each in found.facts} == {
        f"case.csv, row {n}" for n in range(2, len(rows) + 2)
    }


def test_windows_are_played_at_both_edges(tmp_path: Path) -> None:
    heading = "earliest,latest,child,agency,kind,abuse_category,outcome,detail,source"
    a_replay(
        tmp_path,
        "2009,2013,P1,conference,category_changed,neglect,,Changed,1",
        "2009,2012,P1,social care,plan_started,sexual,,Plan,1",
        name="case.windows.csv",
        heading=heading,
    )
    found = case(tmp_path, row("protective_action", "placed_away", on="2013-07-01"))
    assert found.windows == 2
    assert "category_changed" not in kinds(found.facts)

    def changed(facts: list[Fact]) -> date:
        return next(each.happened_on for each in facts if each.kind == "category_changed")

    assert changed(found.at_earliest) == date(2009, 1, 2)
    assert changed(found.at_latest) == date(2013, 6, 30)
    assert found.until == date(2013, 7, 1)


def test_the_story_ends_before_what_only_came_after(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("concern", on="2012-05-01"),
        row("death", on="2012-06-01"),
        row("other", on="2014-01-01", harm="none", words="Review published"),
    )
    assert found.until == date(2012, 6, 1)
    ending = found.ending_after("P1", date(2012, 5, 1))
    assert ending is not None
    assert ending.what == "death"
    assert found.ending_after("P1", date(2013, 1, 1)) is None


def test_a_file_that_is_no_replay_says_which_column_is_missing(tmp_path: Path) -> None:
    path = a_csv(tmp_path, REPLAY_HEADING.replace("kind,", "") + "\n")
    with pytest.raises(UnreadableFileError, match="kind"):
        read(path)


@pytest.mark.parametrize(
    ("cells", "cell", "children"),
    [
        (["P1", "P2"], "P1, P2", ("P1", "P2")),
        (["P1", "P2"], "P1 & P2", ("P1", "P2")),
        (["P1", "P2"], "both children", ("P1", "P2")),
        (["P1 (older)", "P2 (younger)", "P1"], "P1 (older)", ("P1",)),
        (["Child (Case 14)", "siblings"], "the child", ("Child (Case 14)",)),
        (["Child (Case 14)", "siblings"], "siblings", ("siblings",)),
        (["Theo", "Ruby (sibling)"], "Ruby (sibling)", ("Ruby",)),
        (["Theo", "Ruby (sibling)"], "unborn baby", ("Theo",)),
        (["Child 1, 2 and 3"], "Child 1, 2 and 3", ("Child 1", "Child 2", "Child 3")),
        (["Child A/B"], "child b", ("Child B",)),
        (["Subject child", "Child"], "child", ("Subject child",)),
        (["P1", "P2"], "mother", ("P1", "P2")),
        (["P1", "P2"], "P1 and mother", ("P1",)),
        (["P1"], "", ("P1",)),
        (["mother"], "mother", ("Child",)),
    ],
)
def test_who_a_row_is_about(cells: list[str], cell: str, children: tuple[str, ...]) -> None:
    assert Family([*cells, cell]).subject(cell).children == children


@pytest.mark.parametrize(
    ("words", "kind", "times"),
    [
        ("27 separate police logs of fights.", "domestic_abuse", 27),
        ("About a dozen call-outs by neighbours.", "domestic_abuse", 12),
        ("Six failed attempts to visit.", "visit", 6),
        ("At least three missed appointments.", "missed_appointment", 3),
        ("24 meetings in four years.", "core_group", 24),
        ("27-year-old partner hit her; logs say so.", "domestic_abuse", 1),
        ("Two bruises seen.", "injury", 1),
        ("Police logs.", "domestic_abuse", 1),
        ("900 incidents.", "domestic_abuse", 100),
        ("0 visits.", "visit", 1),
    ],
)
def test_how_many_occasions_a_row_tells_of(
    tmp_path: Path, words: str, kind: str, times: int
) -> None:
    given = case(tmp_path, row(kind, "", words=words, on="2012", precision="year"))

    told = {each.fact_id.split(".")[1] for each in given.facts}
    days = sorted({each.happened_on for each in given.facts})
    assert len(told) == times
    assert days[0] == date(2012, 1, 1)
    assert days[-1] == (date(2012, 12, 31) if times > 1 else days[0])
    assert bool(given.problems) is (times > 1)
    assert not given.refused


def test_many_occasions_on_one_day_are_one_row(tmp_path: Path) -> None:
    assert len(case(tmp_path, row("visit", words="Three visits", harm="none")).facts) == 1


@pytest.mark.parametrize(
    ("given", "alone"),
    [
        (row("visit", "seen_alone"), True),
        (row("visit", "seen", words="With her mother"), False),
        (row("visit", "seen", words="Seen, and never seen alone"), False),
        (row("visit", "seen", words="She was seen alone at school"), True),
        (row("visit", "", words="Visited"), None),
        (row("visit", "not_seen", words="Child left alone"), None),
    ],
)
def test_whether_a_child_was_seen_alone(tmp_path: Path, given: str, alone: bool | None) -> None:
    visit = next(each for each in case(tmp_path, given).facts if each.kind == "visit")
    assert vars(visit)["seen_alone"] is alone


@pytest.mark.parametrize(
    ("words", "opinion"),
    [("A second opinion", "second"), ("No second opinion was sought", "first"), ("", "first")],
)
def test_an_opinion_that_was_not_sought_is_none(tmp_path: Path, words: str, opinion: str) -> None:
    found = case(tmp_path, row("medical", "inconclusive", words=words)).facts
    assert vars(found[-1])["opinion"] == opinion


def test_closing_a_case_turns_away_the_referral_that_waits(tmp_path: Path) -> None:
    found = case(
        tmp_path,
        row("referral", harm="neglect", on="2012-05-01"),
        row("case_closed", "closed", harm="neglect", on="2012-05-20"),
        row("case_closed", "closed", harm="neglect", on="2012-06-20"),
    ).facts
    referral = next(each for each in found if each.kind == "referral")
    decided = [each for each in found if each.kind == "referral_decision"]
    assert [(e.happened_on, vars(e)["about"]) for e in decided] == [
        (date(2012, 5, 20), referral.fact_id)
    ]
