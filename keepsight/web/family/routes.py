"""The addresses of the family pages."""

from keepsight.web.family import view
from keepsight.web.route import route

ROUTES = (
    route("children/<child>/family", view.family, name="family", permission="see_child"),
    route(
        "children/<child>/family/genogram.svg",
        view.genogram,
        name="genogram",
        permission="see_child",
    ),
    route(
        "children/<child>/family/household.svg",
        view.household,
        name="household_picture",
        permission="see_child",
    ),
    route(
        "children/<child>/family/relate",
        view.relate,
        name="record_relationship",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/family/<relationship>/end",
        view.end,
        name="end_relationship",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/family/move",
        view.move,
        name="record_household_changed",
        permission="record_fact",
        takes_form=True,
    ),
)
