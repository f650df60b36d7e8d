"""The addresses of lessons."""

from keepsight.web.lesson import try_view, view
from keepsight.web.route import route

WRITES = "write_lesson"
PUBLISHES = "publish_lesson"

ROUTES = (
    route("lessons", view.lessons, name="lessons", permission=WRITES),
    route("lessons/new", view.new, name="lesson_new", permission=WRITES, takes_form=True),
    route("lessons/<lesson>", view.lesson, name="lesson", permission=WRITES),
    route(
        "lessons/<lesson>/say/<step>",
        view.say,
        name="lesson_say",
        permission=WRITES,
        takes_form=True,
    ),
    route(
        "lessons/<lesson>/say/<step>/<kind>",
        view.narrow,
        name="lesson_narrow",
        permission=WRITES,
        takes_form=True,
    ),
    route(
        "lessons/<lesson>/examples",
        try_view.examples,
        name="lesson_examples",
        permission=WRITES,
        takes_form=True,
    ),
    route("lessons/<lesson>/record", try_view.record, name="lesson_record", permission=WRITES),
    route(
        "lessons/<lesson>/past-cases",
        try_view.past_cases,
        name="lesson_past_cases",
        permission=WRITES,
        takes_form=True,
        keeps_draft=False,
    ),
    route(
        "lessons/<lesson>/offer",
        view.offer,
        name="lesson_offer",
        permission=WRITES,
        takes_form=True,
    ),
    route(
        "lessons/<lesson>/publish",
        view.publish,
        name="lesson_publish",
        permission=PUBLISHES,
        takes_form=True,
    ),
    route(
        "lessons/<lesson>/withdraw",
        view.withdraw,
        name="lesson_withdraw",
        permission=PUBLISHES,
        takes_form=True,
    ),
)
