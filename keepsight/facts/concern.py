"""Concerns and all that keeps them in sight: the answer, the reopening, the child's retraction,
disagreement and what became of it."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.agency import REPORTER
from keepsight.practice.codes.answer import (
    ANSWER,
    DISAGREEMENT_GROUND,
    DISAGREEMENT_OUTCOME,
    DISAGREEMENT_STAGE,
    REOPENING,
)
from keepsight.practice.codes.sign import EXPLANATION, SIGN


class Concern(Fact):
    """Somebody is worried about a child. It opens a thread, or adds to one that is open."""

    title = "Concern"
    topic = "Concern"

    sign: Annotated[str, CodedBy(SIGN)] = Field("other", description="What was seen or heard.")
    child_named: str = Field("", description="What the child was called.")
    child_words: str = Field("", description="What the child said, in the child's words.")
    explanation: Annotated[str, CodedBy(EXPLANATION)] = Field(
        "not_asked", description="What was said to explain it."
    )
    moves_alone: bool | None = Field(
        None, description="Whether the child can roll, crawl or walk, where that is known."
    )
    reporter: Annotated[str, CodedBy(REPORTER)] = Field("professional", description="Who told us.")

    @model_validator(mode="before")
    @classmethod
    def _opens_its_own_thread(cls, values: object) -> object:
        if isinstance(values, dict) and not values.get("concerns"):
            own = values.get("fact_id") or new_fact_id()
            return {**values, "fact_id": own, "concerns": (own,)}
        return values

    @model_validator(mode="after")
    def _one_thread_and_a_harm(self) -> Self:
        if len(self.concerns) != 1:
            raise ValueError("a concern belongs to one thread: its own, or the one it adds to")
        if not self.harms:
            raise ValueError("harms: a concern names at least one harm")
        return self


class Answer(Fact):
    """The only thing that ends a concern: a named person's answer with reasons."""

    title = "Answer to a concern"
    topic = "Concern"

    answer: Annotated[str, CodedBy(ANSWER)] = Field(description="What the answer is.")
    answered_by: str = Field(min_length=1, description="The named person who answers.")
    reasons: str = Field(min_length=1, description="Why, in words.")
    rests_on: str = Field(
        "", description="The action taken, the assessment, or the evidence that it rests on."
    )
    rests_on_facts: tuple[str, ...] = Field((), description="The facts that it rests on.")
    countersigned_by: str = Field("", description="Who agreed, where practice asks for it.")

    @model_validator(mode="after")
    def _about_concerns_and_resting_on_something(self) -> Self:
        if not self.concerns:
            raise ValueError("concerns: an answer names the concerns it answers")
        if not self.rests_on:
            wanted = ANSWER[self.answer].description.rstrip(".").lower()
            raise ValueError(f"rests_on: {wanted}")
        return self


class Reopening(Fact):
    """An answered concern is open again."""

    title = "Concern reopened"
    topic = "Concern"

    why: Annotated[str, CodedBy(REOPENING)] = Field(description="Why it is open again.")

    @model_validator(mode="after")
    def _about_concerns(self) -> Self:
        if not self.concerns:
            raise ValueError("concerns: a reopening names the concerns it reopens")
        return self


class Retraction(Fact):
    """The child took back what they had said. It ends nothing."""

    title = "Child took it back"
    topic = "Concern"

    child_words: str = Field("", description="What the child said, in the child's words.")


class Disagreement(Fact):
    """Somebody disagrees with a decision. On an answered concern it reopens the concern."""

    title = "Disagreement"
    topic = "Concern"

    about: str = Field("", description="The fact disagreed with.")
    ground: Annotated[str, CodedBy(DISAGREEMENT_GROUND)] = Field(
        "decision", description="With what."
    )
    stage: Annotated[str, CodedBy(DISAGREEMENT_STAGE)] = Field(
        "practitioner", description="Between whom."
    )
    reasons: str = Field(min_length=1, description="Why, in words.")
    owner: str = Field("", description="Who has to answer it.")
    due_on: date | None = Field(None, description="By when.")


class DisagreementAnswered(Fact):
    """What became of a disagreement."""

    title = "Disagreement answered"
    topic = "Concern"

    about: str = Field("", description="The disagreement that this answers.")
    disagreement_outcome: Annotated[str, CodedBy(DISAGREEMENT_OUTCOME)] = Field(
        description="How it ended."
    )
    reasons: str = Field(min_length=1, description="Why, in words.")


class DisagreementSettled(Fact):
    """Who disagreed says that it is settled."""

    title = "Disagreement settled"
    topic = "Concern"

    about: str = Field("", description="The disagreement.")
    reasons: str = Field(min_length=1, description="What settled it, in words.")


class AnswerProposed(Fact):
    """An answer waits for somebody else to agree. The concern stays open until they do."""

    title = "Answer proposed"
    topic = "Concern"

    answer: Annotated[str, CodedBy(ANSWER)] = Field(description="What the answer would be.")
    proposed_by: str = Field(min_length=1, description="The named person who proposes it.")
    reasons: str = Field(min_length=1, description="Why, in words.")
    rests_on: str = Field(
        "", description="The action taken, the assessment, or the evidence that it rests on."
    )
    rests_on_facts: tuple[str, ...] = Field((), description="The facts that it rests on.")


class AnswerReturned(Fact):
    """Somebody did not agree to an answer that was proposed. The concern stays open."""

    title = "Proposed answer returned"
    topic = "Concern"

    about: str = Field("", description="The proposed answer.")
    returned_by: str = Field("", description="The named person who returned it.")
    reasons: str = Field(min_length=1, description="Why, in words.")


class CarriedOn(Fact):
    """A meeting left a concern open, for a reason. It answers nothing."""

    title = "Concern carried on"
    topic = "Concern"

    about: str = Field("", description="The meeting or change of plan that carried it on.")
    reasons: str = Field(min_length=1, description="Why, in words.")
    agreed_by: str = Field("", description="The manager who agreed, from the third time on.")

    @model_validator(mode="after")
    def _about_concerns(self) -> Self:
        if not self.concerns:
            raise ValueError("concerns: name the concerns that are carried on")
        return self


class OutcomeTold(Fact):
    """Somebody was told what became of what they had raised."""

    title = "Outcome told"
    topic = "Concern"

    about: str = Field("", description="The decision or answer that was told.")
    told: str = Field(min_length=1, description="Who was told.")
    told_how: str = Field("", description="By what means: on the telephone, by letter.")


class Escalated(Fact):
    """A disagreement that was not settled went to the next stage."""

    title = "Disagreement taken higher"
    topic = "Concern"

    about: str = Field("", description="The disagreement.")
    stage: Annotated[str, CodedBy(DISAGREEMENT_STAGE)] = Field(description="Between whom now.")
    owner: str = Field("", description="Who has to answer it.")
    due_on: date | None = Field(None, description="By when.")
    reasons: str = Field("", description="Why, in words.")


class Dissent(Fact):
    """Somebody at a meeting did not agree with what it decided."""

    title = "Dissent"
    topic = "Concern"

    about: str = Field("", description="The meeting or decision.")
    said_by: str = Field(min_length=1, description="Who did not agree.")
    reasons: str = Field(min_length=1, description="Why, in words.")


class InformationShared(Fact):
    """What one agency knew and told the others, before a meeting or in it."""

    title = "What an agency knew"
    topic = "Concern"
    significant = False

    about: str = Field("", description="The meeting or discussion.")
    given_by: str = Field("", description="Who told it.")
