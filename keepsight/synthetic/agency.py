"""The invented agencies of one town, their teams, and the people who work in them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agency:
    """One organisation that sees children; `kind` is a code of AGENCY."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team within an agency, named as people there name it: "North 1"."""

    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works with children, and may sign in.

    `role` is one of referrer, social_worker, manager, chair, director
    or business_manager.
    """

    username: str
    name: str
    job_title: str
    role: str
    agency: str
    team: str | None = None

    @property
    def signature(self) -> str:
        """How a fact names the worker."""
        return f"{self.name}, {self.job_title}"


@dataclass(frozen=True, slots=True)
class Involvement:
    """A worker (by username) or a team (by name) works with a child, up to, not including, `to_on`.

    `as_what`: allocated, team, chair.
    """

    child: str
    worker: str | None
    team: str | None
    as_what: str
    from_on: date
    to_on: date | None = None
