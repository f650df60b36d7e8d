"""The child's life: birth, death, relationships; and plain notes."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import RELATION


class Birth(Fact):
    """The child was born."""

    title = "Birth"
    topic = "Family and home"


class Death(Fact):
    """The child died."""

    title = "Death"
    topic = "Family and home"


class Relationship(Fact):
    """Somebody is related to the child."""

    title = "Relationship"
    topic = "Family and home"
    significant = False

    relative: str = Field(min_length=1, description="The other person.")
    relation: Annotated[str, CodedBy(RELATION)] = Field(description="What they are to the child.")


class Note(Fact):
    """Something worth keeping that is not yet given a kind."""

    title = "Note"
    topic = "Notes"
    significant = False


class EnteredInError(Fact):
    """Takes a fact out of the chronology that should never have been in it. It stays in the
    ledger."""

    title = "Entered in error"
    topic = "Notes"
    significant = False

    reasons: str = Field(min_length=1, description="Why, in words.")
