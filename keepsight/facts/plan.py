"""Child protection plans: start, category, actions, end."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from keepsight.facts.coded import CodedBy, Harm
from keepsight.facts.fact import Fact
from keepsight.practice.codes.plan import ACTION_PROGRESS, PLAN_END


class PlanStarted(Fact):
    """A child protection plan began (until 2008: the child's name went on the register)."""

    title = "Child protection plan started"
    topic = "Child protection"

    categories: tuple[Harm, ...] = Field(description="The categories of the plan.")


class CategoryChanged(Fact):
    """The category of the plan was changed. It ends no concern."""

    title = "Category changed"
    topic = "Child protection"

    from_categories: tuple[Harm, ...] = Field(description="The categories before.")
    to_categories: tuple[Harm, ...] = Field(description="The categories after.")
    reasons: str = Field("", description="Why, in words.")

    @model_validator(mode="after")
    def _something_changed(self) -> Self:
        if set(self.from_categories) == set(self.to_categories):
            raise ValueError("to_categories: a change of category names other categories")
        return self


class PlanEnded(Fact):
    """A child protection plan ended. It ends no concern."""

    title = "Child protection plan ended"
    topic = "Child protection"

    plan_end: Annotated[str, CodedBy(PLAN_END)] = Field("not_stated", description="Why it ended.")
    reasons: str = Field("", description="Why, in words.")


class PlanActionSet(Fact):
    """An action in the plan: what, who, by when, how we will know, what if not."""

    title = "Plan action set"
    topic = "Child protection"
    significant = False

    action: str = Field(min_length=1, description="What is to be done.")
    owner: str = Field(min_length=1, description="Who will do it.")
    due_on: date | None = Field(None, description="By when.")
    test_of_success: str = Field("", description="How we will know that it worked.")
    contingency: str = Field("", description="What happens if it does not.")


class PlanActionUpdated(Fact):
    """How an action of the plan stands."""

    title = "Plan action updated"
    topic = "Child protection"
    significant = False

    about: str = Field("", description="The action that this is about.")
    progress: Annotated[str, CodedBy(ACTION_PROGRESS)] = Field(description="How it stands.")
    what_instead: str = Field(
        "", description="What is done instead, where it did not work or was not done."
    )


class WrittenAgreement(Fact):
    """Parents or carers signed what they will do, or not do, to keep the child safe. It keeps no
    child safe by itself, and ends no concern."""

    title = "Written agreement"
    topic = "Child protection"

    agreed_with: str = Field("", description="Who signed it.")
    agreed: str = Field("", description="What they agreed to.")
    checked_how: str = Field("", description="How somebody sees whether it is kept.")
