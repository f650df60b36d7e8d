"""The address of what was begun in error."""

from keepsight.web.begun_in_error import view
from keepsight.web.route import route

ROUTES = (
    route(
        "children/<child>/begun/<begun>/in-error",
        view.take_out,
        name="begun_in_error",
        permission="take_out_own_slip",
        takes_form=True,
    ),
)
