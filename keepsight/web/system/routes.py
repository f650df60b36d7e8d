"""The addresses of the systems that connect."""

from keepsight.web.route import route
from keepsight.web.system.view import revoke, systems, take_on, token

MAY = "connect_systems"

ROUTES = (
    route("systems", systems, name="systems", permission=MAY),
    route(
        "systems/take-on",
        take_on,
        name="system_take_on",
        permission=MAY,
        takes_form=True,
        keeps_draft=False,
    ),
    route(
        "systems/<number>/token",
        token,
        name="system_token",
        permission=MAY,
        takes_form=True,
        keeps_draft=False,
    ),
    route(
        "systems/<number>/revoke",
        revoke,
        name="system_revoke",
        permission=MAY,
        takes_form=True,
        keeps_draft=False,
    ),
)
