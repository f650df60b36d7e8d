"""The addresses of the short pages."""

from keepsight.web.route import route
from keepsight.web.visit import view

ROUTES = (
    route(
        "children/<child>/visit",
        view.visit,
        name="record_visit",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/appointment",
        view.appointment,
        name="record_appointment",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/supervision",
        view.supervision,
        name="record_supervision",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/words",
        view.child_words,
        name="record_child_words",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/next",
        view.follow_up,
        name="follow_up",
        permission="record_fact",
        takes_form=True,
    ),
)
