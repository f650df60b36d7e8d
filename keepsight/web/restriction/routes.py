"""The addresses of restrictions."""

from functools import partial

from keepsight.web.restriction import view
from keepsight.web.route import route

_restricts = partial(route, permission="restrict_record", takes_form=True)

ROUTES = (
    route("restricted", view.restricted, name="restricted", permission="see_restricted"),
    _restricts("children/<child>/restriction", view.restriction, name="restriction"),
    _restricts("children/<child>/restriction/name", view.name, name="restriction_name"),
    _restricts("children/<child>/restriction/lift", view.lift, name="restriction_lift"),
    _restricts(
        "children/<child>/restriction/<person>/take-off", view.unname, name="restriction_unname"
    ),
)
