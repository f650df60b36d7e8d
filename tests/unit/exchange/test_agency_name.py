"""Agencies as people write them, and who told."""

import pytest

from keepsight.exchange.agency_name import agency_code, agency_codes, is_hindsight, reporter_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GP", "gp"),
        ("A&E", "emergency_department"),
        ("A and E", "emergency_department"),
        ("HV", "health_visiting"),
        ("school nurse", "school_nursing"),
        ("North School", "school"),
        ("education social work", "education_welfare"),
        ("children's social care", "social_care"),
        ("MASH", "social_care"),
        ("social workers (service not stated in source)", "social_care"),
        ("school to children's social care", "school"),
        ("children's hospital", "hospital"),
        ("LSCB", "partnership"),
        ("several agencies", "several"),
        ("paternal grandmother", "family"),
        ("family friend", "public"),
        ("CAMHS", "mental_health"),
        ("Martians", None),
    ],
)
def test_an_agency_is_known_by_many_names(written: str, code: str | None) -> None:
    assert agency_code(written) == code


def test_a_cell_may_name_several() -> None:
    assert agency_codes("hospital, police and children's social care") == (
        "hospital", "police", "social_care",
    )  # fmt: skip
    assert agency_codes("A&E and GP") == ("emergency_department", "gp")


def test_hindsight_is_not_an_agency() -> None:
    assert is_hindsight("not known to agencies at the time")
    assert not is_hindsight("police")


@pytest.mark.parametrize(
    ("written", "agency", "reporter"),
    [
        ("neighbour", "public", "public"),
        ("anonymous caller", "public", "anonymous"),
        ("Child", "family", "child"),
        ("aunt", "family", "family"),
        ("GP", "gp", "professional"),
    ],
)
def test_who_told(written: str, agency: str, reporter: str) -> None:
    assert reporter_of(written, agency=agency) == reporter
