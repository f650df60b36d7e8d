"""The addresses of raising a concern."""

from keepsight.web.raising import view as raising
from keepsight.web.route import route

ROUTES = (
    route("raise", raising.who, name="raise", permission="raise_concern", takes_form=True),
    route(
        "raise/what", raising.what, name="raise_what", permission="raise_concern", takes_form=True
    ),
    route(
        "raise/check",
        raising.check,
        name="raise_check",
        permission="raise_concern",
        takes_form=True,
    ),
    route("raise/done", raising.done, name="raise_done", permission="raise_concern"),
)
