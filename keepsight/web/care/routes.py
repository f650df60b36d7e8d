"""The addresses of the page of legal status and care."""

from keepsight.web.care import view
from keepsight.web.route import route

ROUTES = (
    route("children/<child>/care", view.care, name="care", permission="see_child"),
    route(
        "children/<child>/care/picture.svg",
        view.picture,
        name="care_picture",
        permission="see_child",
    ),
)
