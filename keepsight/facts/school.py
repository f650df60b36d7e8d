"""School: starting, leaving, absence, exclusion, home education."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.school import SCHOOL_EVENT


class SchoolEvent(Fact):
    """Something at school that matters for the child's safety."""

    title = "School"
    topic = "Missing and school"
    significant = False

    school_event: Annotated[str, CodedBy(SCHOOL_EVENT)] = Field(
        "other", description="What happened."
    )
