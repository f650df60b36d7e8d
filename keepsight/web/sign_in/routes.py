"""The addresses of signing in and out."""

from keepsight.web.route import ANYBODY, route
from keepsight.web.sign_in import view

ROUTES = (
    route("sign-in", view.sign_in, name="sign_in", permission=ANYBODY, takes_form=True),
    route("sign-in/code", view.code, name="sign_in_code", permission=ANYBODY, takes_form=True),
    route(
        "sign-in/with-organisation",
        view.with_organisation,
        name="with_organisation",
        permission=ANYBODY,
    ),
    route(
        "sign-in/from/<provider_id>",
        view.from_organisation,
        name="from_organisation",
        permission=ANYBODY,
    ),
    route("sign-out", view.sign_out, name="sign_out", permission=ANYBODY, takes_form=True),
)
