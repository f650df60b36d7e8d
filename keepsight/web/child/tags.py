"""The child's own menu, for the templates of the child's pages."""

from typing import Any

from django import template

from keepsight.web.child.pages import pages_of

register = template.Library()


@register.inclusion_tag("child/pages.html", takes_context=True)
def child_pages(context: dict[str, Any], child: str, here: str) -> dict[str, Any]:
    """The menu of the child's pages; `here` is the name of the route of the present one."""
    return {"pages": pages_of(child, by=context["request"].user, here=here)}
