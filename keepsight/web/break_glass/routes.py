"""The addresses of emergency openings."""

from functools import partial

from keepsight.web.break_glass import view
from keepsight.web.route import route

_breaks = partial(route, permission="break_glass", takes_form=True, keeps_draft=False)

ROUTES = (
    _breaks("break-glass", view.look_up, name="break_glass", keeps_draft=False),
    _breaks("break-glass/open", view.open_record, name="break_glass_open"),
    _breaks("children/<child>/break-glass/close", view.close, name="break_glass_close"),
    route(
        "break-glass/to-judge",
        view.to_judge,
        name="glass_to_judge",
        permission="review_break_glass",
    ),
    route(
        "break-glass/<number>/judge",
        view.judge,
        name="glass_judge",
        permission="review_break_glass",
        takes_form=True,
    ),
)
