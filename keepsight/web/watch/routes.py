"""The addresses of what the watch says."""

from keepsight.web.route import route
from keepsight.web.watch.view import lesson, watch

ROUTES = (
    route("watch", watch, name="watch", permission="see_watch"),
    route("rules/<code>/before-and-after", lesson, name="before_and_after", permission="see_watch"),
)
