"""The filters of In sight: a plain form that asks for the page again."""

from collections.abc import Mapping
from typing import Any

from django import forms

from keepsight.casework.wanted import Choices, Wanted
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM
from keepsight.web.govuk.form import GovukForm

NO_TEAM = "none"
OPEN_FOR = (
    ("", "Any length of time"),
    ("28", "More than 4 weeks"),
    ("91", "More than 3 months"),
    ("182", "More than 6 months"),
    ("365", "More than a year"),
)


class FilterForm(GovukForm):
    """What to show. Whatever is not understood is left out, so that every address works."""

    marks_optional = False

    text = forms.CharField(label="Child’s name, or a word", max_length=100, required=False)
    rule = forms.ChoiceField(label="Rule", required=False)
    harm = forms.ChoiceField(label="Harm", required=False)
    agency = forms.ChoiceField(label="Who raised the concern", required=False)
    open_for = forms.ChoiceField(label="Concern open for", choices=OPEN_FOR, required=False)
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, data: Mapping[str, Any], *, choices: Choices, shown: str) -> None:
        super().__init__(data, auto_id="filter_%s")
        offered = {
            "rule": ("Every rule", choices.rules),
            "team": ("Every team", [(NO_TEAM, "No team works with the child"), *choices.teams]),
            "harm": ("Every harm", _named(HARM)),
            "agency": ("Every agency", _named(AGENCY)),
        }
        for name, (everything, pairs) in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", everything), *pairs]
        if shown == "waiting":
            del self.fields["rule"]
        if not choices.teams:
            del self.fields["team"]


def _named(codes: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in codes.values()]


def wanted_from(asked: Mapping[str, str]) -> Wanted:
    """The filters in an address; what makes no sense there is taken as not asked."""
    team, open_for = asked.get("team", ""), asked.get("open_for", "")
    return Wanted(
        text=asked.get("text", "").replace("\x00", "")[:100],
        rule=asked.get("rule", "").replace("\x00", ""),
        harm=asked.get("harm", "") if asked.get("harm") in HARM else "",
        agency=asked.get("agency", "") if asked.get("agency") in AGENCY else "",
        no_team=team == NO_TEAM,
        team=int(team) if team.isascii() and team.isdigit() and len(team) < 10 else None,
        open_for=int(open_for) if open_for in dict(OPEN_FOR) and open_for else 0,
    )
