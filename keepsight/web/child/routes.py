"""The addresses of a child."""

from keepsight.web.child.view import child_page, timeline_picture
from keepsight.web.route import route

ROUTES = (
    route("children/<child>", child_page, name="child", permission="see_child"),
    route(
        "children/<child>/timeline.svg", timeline_picture, name="timeline", permission="see_child"
    ),
)
