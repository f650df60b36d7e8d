"""The addresses of a child's network."""

from keepsight.web.network.view import add, end, network
from keepsight.web.route import route

ROUTES = (
    route("children/<child>/network", network, name="network", permission="see_child"),
    route(
        "children/<child>/network/add",
        add,
        name="network_add",
        permission="add_to_network",
        takes_form=True,
    ),
    route(
        "children/<child>/network/<part>/end",
        end,
        name="network_end",
        permission="take_off_network",
        takes_form=True,
    ),
)
