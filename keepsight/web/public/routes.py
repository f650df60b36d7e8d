"""The addresses for everybody: signed in or not."""

from keepsight.web.public import view
from keepsight.web.route import ANYBODY, route

ROUTES = (
    route("worried", view.who, name="worried", permission=ANYBODY, takes_form=True),
    route("worried/what", view.what, name="worried_what", permission=ANYBODY, takes_form=True),
    route("worried/you", view.you, name="worried_you", permission=ANYBODY, takes_form=True),
    route("worried/done", view.done, name="worried_done", permission=ANYBODY),
    route("worried/more", view.more, name="worried_more", permission=ANYBODY, takes_form=True),
)
