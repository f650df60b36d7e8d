"""Who works with the child, and what passes from one worker to the next."""

from pydantic import Field

from keepsight.facts.fact import Fact


class WorkerAllocated(Fact):
    """A social worker was given the case."""

    title = "Worker allocated"
    topic = "Worker"
    significant = False

    worker: str = Field(min_length=1, description="The social worker.")
    team: str = Field("", description="The worker's team.")
    allocated_by: str = Field("", description="Who gave the worker the case.")
    takes_over_from: str = Field("", description="The worker who hands the case over.")


class WorkerEnded(Fact):
    """A social worker gave the case up."""

    title = "Worker left the case"
    topic = "Worker"
    significant = False

    worker: str = Field(min_length=1, description="The social worker.")
    waits_with: str = Field("", description="The team in which the case waits for a worker.")


class HandedOver(Fact):
    """The next worker has read what is open and answers for it from now on, concern by concern."""

    title = "Case handed over"
    topic = "Worker"
    significant = False

    handed_over_by: str = Field(min_length=1, description="The worker who gave the case up.")
    taken_over_by: str = Field(min_length=1, description="The worker who took the case over.")
