"""The child's life: birth, death, relationships; and plain notes."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import COUPLE, RELATION


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
    through: str = Field("", description="The parent through whom they are related.")
    began_on: date | None = Field(None, description="The day since which they are.")


class RelationshipEnded(Fact):
    """Somebody is no longer to the child what they were."""

    title = "Relationship ended"
    topic = "Family and home"
    significant = False

    relative: str = Field(min_length=1, description="The other person.")
    relation: Annotated[str, CodedBy(RELATION)] = Field(description="What they were to the child.")
    reasons: str = Field("", description="Why.")


class Couple(Fact):
    """Two adults of the family became a couple, or are one no longer."""

    title = "Couple"
    topic = "Family and home"
    significant = False

    adult: str = Field(min_length=1, description="One of them.")
    partner: str = Field(min_length=1, description="The other.")
    couple: Annotated[str, CodedBy(COUPLE)] = Field(description="What they are to each other.")


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
