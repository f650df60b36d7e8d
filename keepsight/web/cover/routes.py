"""The addresses of cover."""

from keepsight.web.cover.view import cover, end
from keepsight.web.route import route

ROUTES = (
    route("cover", cover, name="cover", permission="arrange_cover", takes_form=True),
    route("cover/<number>/end", end, name="cover_end", permission="arrange_cover", takes_form=True),
)
