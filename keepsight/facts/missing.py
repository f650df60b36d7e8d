"""Missing episodes, the return, and the interview afterwards."""

from pydantic import AwareDatetime, Field

from keepsight.facts.fact import Fact


class MissingEpisode(Fact):
    """The child went missing."""

    title = "Missing"
    topic = "Missing and school"


class MissingReturned(Fact):
    """The child came back."""

    title = "Back from missing"
    topic = "Missing and school"

    returned_at: AwareDatetime | None = Field(None, description="The moment of return.")


class ReturnInterview(Fact):
    """Somebody independent talked with the child after the return."""

    title = "Return interview"
    topic = "Missing and school"

    interviewed_at: AwareDatetime | None = Field(None, description="The moment of the interview.")
    child_words: str = Field("", description="What the child said, in the child's words.")
