"""The addresses that describe the door for systems: open to everybody, for they say nothing of
anybody. The operations themselves are in door.py's table."""

from keepsight.web.api.reference import described, reference
from keepsight.web.route import ANYBODY, route

ROUTES = (
    route("api", reference, name="api_reference", permission=ANYBODY),
    route("api/v1/openapi.json", described, name="api_description", permission=ANYBODY),
)
