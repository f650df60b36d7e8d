"""The addresses of drafts."""

from keepsight.web.draft import view
from keepsight.web.route import SIGNED_IN, route

ROUTES = (
    route("drafts", view.drafts, name="drafts", permission=SIGNED_IN, keeps_draft=False),
    route(
        "drafts/keep",
        view.keep,
        name="draft_keep",
        permission=SIGNED_IN,
        takes_form=True,
        keeps_draft=False,
    ),
    route("drafts/here", view.here, name="draft_here", permission=SIGNED_IN, keeps_draft=False),
    route(
        "drafts/throw-away",
        view.throw_away,
        name="draft_throw_away",
        permission=SIGNED_IN,
        takes_form=True,
        keeps_draft=False,
    ),
)
