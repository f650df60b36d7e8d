"""The child's own menu, for the templates of the child's pages."""

from typing import Any

from django import template

from keepsight.casework.restriction_page import how_open
from keepsight.web.child.pages import pages_of

register = template.Library()


@register.inclusion_tag("child/pages.html", takes_context=True)
def child_pages(context: dict[str, Any], child: str, here: str) -> dict[str, Any]:
    """The menu of the child's pages; `here` is the name of the route of the present one. Above
    it stands whether the record is open in an emergency, and whether it is restricted."""
    by = context["request"].user
    work, about = pages_of(child, by=by, here=here)
    return {
        "child": child,
        "lines": [each for each in (work, about) if each],
        "how_open": how_open(child, by=by),
    }
