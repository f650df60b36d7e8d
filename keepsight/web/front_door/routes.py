"""The addresses of the front door."""

from keepsight.web.front_door import view as front_door
from keepsight.web.route import route

ROUTES = (
    route("front-door", front_door.front_door, name="front_door", permission="see_front_door"),
    route(
        "referrals/<referral>/decide",
        front_door.decide,
        name="decide",
        permission="decide_referral",
        takes_form=True,
    ),
    route(
        "referrals/<referral>/tell",
        front_door.tell,
        name="tell",
        permission="decide_referral",
        takes_form=True,
    ),
)
