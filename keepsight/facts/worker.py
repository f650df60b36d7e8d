"""Who works with the child."""

from pydantic import Field

from keepsight.facts.fact import Fact


class WorkerAllocated(Fact):
    """A social worker was given the case."""

    title = "Worker allocated"
    topic = "Worker"
    significant = False

    worker: str = Field(min_length=1, description="The social worker.")
    team: str = Field("", description="The worker's team.")


class WorkerEnded(Fact):
    """A social worker gave the case up."""

    title = "Worker left the case"
    topic = "Worker"
    significant = False

    worker: str = Field(min_length=1, description="The social worker.")
