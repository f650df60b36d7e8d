"""The pages of a child, in the order in which they stand below the child's name, each with the
permission that it needs."""

from dataclasses import dataclass

from django.urls import reverse

from keepsight.casework import access
from keepsight.record.models import User

PAGES = (
    ("Record", "child", "see_child"),
    ("Family", "family", "see_child"),
    ("Assessment", "assessments", "see_child"),
    ("Section 47", "section_47", "see_child"),
    ("Meetings", "child_meetings", "see_child"),
    ("Plan", "plan", "see_child"),
    ("Legal and care", "care", "see_child"),
)
"""The work with the child, in the order in which it comes: what the page is called, the name of its
route, and the permission."""

ABOUT_THE_RECORD = (
    ("Network", "network", "see_child"),
    ("Worker", "allocate", "allocate_child"),
    ("Challenge", "challenge", "challenge"),
    ("Joined records", "records", "part_records"),
    ("Who has looked", "child_audit", "see_who_looked"),
    ("Print", "print", "export_child"),
)
"""Who works on the record, reads it and is given it: a second, quieter line."""


@dataclass(frozen=True)
class ChildPage:
    """One entry of the child's own menu."""

    title: str
    address: str
    is_here: bool


def pages_of(
    child: str, *, by: User, here: str
) -> tuple[tuple[ChildPage, ...], tuple[ChildPage, ...]]:
    """The pages of this child for this reader, the work and then what is about the record; `here`
    is the name of the route of the present one. A page shows what it may: this asks only whether
    the role ever may."""
    work, about = (
        tuple(
            ChildPage(title, reverse(name, args=[child]), name == here)
            for title, name, permission in pages
            if access.may(by, permission)
        )
        for pages in (PAGES, ABOUT_THE_RECORD)
    )
    return work, about
