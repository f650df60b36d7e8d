"""The base fact: one thing that happened to a child on a day and became known at a moment."""

import re
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Literal, Self
from uuid import uuid4

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from keepsight.facts.coded import Agency, Harm

Precision = Literal["day", "month", "year", "about"]

KINDS: dict[str, type["Fact"]] = {}


def new_fact_id() -> str:
    """A new identifier for a fact: 32 hexadecimal characters, never used again."""
    return uuid4().hex


class Fact(BaseModel):
    """What every fact has. A kind of fact is a class below this one, and nothing else.

    Two axes of time: `happened_on` is when it happened, `recorded_at` when it became known.
    A correction is a new fact of the same kind that names in `corrects` the one it replaces.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    kind: ClassVar[str] = ""
    title: ClassVar[str] = ""
    topic: ClassVar[str] = ""
    significant: ClassVar[bool] = True

    fact_id: str = Field(
        default_factory=new_fact_id,
        pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$",
        description="The fact's own identifier, given once.",
    )
    child: str = Field(min_length=1, description="The child that this is about.")
    happened_on: date = Field(
        description="The day it happened; the first day it may have been, when that is not sure."
    )
    precision: Precision = Field("day", description="How exactly the day is known.")
    latest_on: date | None = Field(
        None, description="The last day it may have happened, when the day is not sure."
    )
    date_as_written: str = Field("", description="The date in the words of the source.")
    recorded_at: AwareDatetime = Field(description="The moment it became known to the record.")
    agency: Agency = Field(description="The agency that says so.")
    recorded_by: str = Field(min_length=1, description="Who recorded it.")
    source: str = Field(
        min_length=1, description="Where it came from: Keepsight itself, or a file and row."
    )
    concerns: tuple[str, ...] = Field((), description="The concerns that it is about.")
    harms: tuple[Harm, ...] = Field((), description="The harms that it is about.")
    event: str = Field(
        "", description="The same for each child when one event concerned several children."
    )
    corrects: str | None = Field(None, description="The fact that this one corrects.")
    detail: str = Field("", description="What happened, in words.")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.kind = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", "_", cls.__name__).lower()
        if cls.kind in KINDS:
            raise TypeError(f"two classes for the kind of fact '{cls.kind}'")
        KINDS[cls.kind] = cls

    @field_validator("recorded_at")
    @classmethod
    def _in_utc(cls, value: datetime) -> datetime:
        return value.astimezone(UTC)

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.latest_on is not None and self.latest_on < self.happened_on:
            raise ValueError("latest_on is before happened_on")
        return self

    @property
    def order(self) -> tuple[date, datetime, str]:
        """Where the fact stands in a chronology: by day, then when it became known, then by name.

        Total: no two facts share it, so that every reader sees the same order.
        """
        return (self.happened_on, self.recorded_at, self.fact_id)

    def is_about(self, concern: str) -> bool:
        """Whether the fact names this concern."""
        return concern in self.concerns

    def as_dict(self) -> dict[str, Any]:
        """The fact as plain values for JSON, with its kind; `fact_from` is the way back."""
        return {"kind": self.kind, **self.model_dump(mode="json")}


class UnknownKind(ValueError):
    """A kind of fact that Keepsight does not have."""


def fact_from(values: dict[str, Any]) -> Fact:
    """A fact from plain values that name its `kind`.

    Raises UnknownKind, or pydantic's ValidationError that names each wrong field.
    """
    given = dict(values)
    kind = given.pop("kind", None)
    if kind not in KINDS:
        raise UnknownKind(f"there is no kind of fact called '{kind}'")
    return KINDS[kind].model_validate(given)
