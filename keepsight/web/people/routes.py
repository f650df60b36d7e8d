"""The addresses of the people one answers for."""

from keepsight.web.people.view import left, people
from keepsight.web.route import route

ROUTES = (
    route("people", people, name="people", permission="mark_left"),
    route("people/<number>/left", left, name="left", permission="mark_left", takes_form=True),
)
