"""The addresses of one's own work, of what one is told, and of a team."""

from keepsight.web.route import route
from keepsight.web.work.allocate_view import allocate, hand_over, handover
from keepsight.web.work.inbox_view import inbox, letters, outbox
from keepsight.web.work.view import team, work

ROUTES = (
    route("work", work, name="work", permission="see_work", takes_form=True),
    route("work/notices", letters, name="letters", permission="read_inbox", takes_form=True),
    route("inbox", inbox, name="inbox", permission="read_inbox", takes_form=True),
    route("inbox/sent", outbox, name="outbox", permission="read_inbox"),
    route("team", team, name="team", permission="see_team"),
    route(
        "children/<child>/allocate",
        allocate,
        name="allocate",
        permission="allocate_child",
        takes_form=True,
    ),
    route(
        "children/<child>/hand-over",
        hand_over,
        name="hand_over",
        permission="allocate_child",
        takes_form=True,
    ),
    route(
        "handovers/<handover>",
        handover,
        name="handover",
        permission="see_handover",
        takes_form=True,
    ),
)
