"""The addresses of signing in and out."""

from keepsight.web.route import ANYBODY, route
from keepsight.web.sign_in.view import sign_in, sign_out

ROUTES = (
    route("sign-in", sign_in, name="sign_in", permission=ANYBODY, takes_form=True),
    route("sign-out", sign_out, name="sign_out", permission=ANYBODY, takes_form=True),
)
