"""Police notices of domestic abuse, and what was decided about each."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.contact import SCREENING


class DomesticAbuseNotice(Fact):
    """The police told social care of domestic abuse where the child lives."""

    title = "Domestic abuse notice"
    topic = "Front door"


class DomesticAbuseScreened(Fact):
    """Somebody looked at a domestic abuse notice and decided."""

    title = "Domestic abuse notice screened"
    topic = "Front door"
    significant = False

    about: str = Field("", description="The notice that this is about.")
    screening: Annotated[str, CodedBy(SCREENING)] = Field(description="What was decided.")
