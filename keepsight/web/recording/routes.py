"""The addresses of recording what happened."""

from keepsight.web.recording import view as recording
from keepsight.web.route import route

ROUTES = (
    route(
        "children/<child>/record", recording.choose, name="record_choose", permission="record_fact"
    ),
    route(
        "children/<child>/record/<kind>",
        recording.record,
        name="record",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/correct",
        recording.correct,
        name="correct",
        permission="correct_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/entered-in-error",
        recording.entered_in_error,
        name="entered_in_error",
        permission="correct_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/kind",
        recording.choose_kind,
        name="choose_kind",
        permission="correct_fact",
    ),
    route(
        "children/<child>/facts/<fact>/kind/<kind>",
        recording.give_kind,
        name="give_kind",
        permission="correct_fact",
        takes_form=True,
    ),
)
