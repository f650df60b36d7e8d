"""The case as social care counts it: closed, stepped down, opened again. None of these ends a
concern."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.contact import CASE_CLOSURE


class CaseClosed(Fact):
    """Social care stopped working with the child. It ends no concern."""

    title = "Case closed"
    topic = "Case"

    case_closure: Annotated[str, CodedBy(CASE_CLOSURE)] = Field("other", description="Why.")


class CaseSteppedDown(Fact):
    """Work went on at a lower tier. It ends no concern."""

    title = "Case stepped down"
    topic = "Case"


class CaseReopened(Fact):
    """Social care took the case up again."""

    title = "Case reopened"
    topic = "Case"
