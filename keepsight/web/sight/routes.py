"""The addresses of what is in sight."""

from keepsight.web.route import SIGNED_IN, route
from keepsight.web.sight.view import first_page

ROUTES = (route("", first_page, name="first_page", permission=SIGNED_IN),)
