"""The addresses of disagreements."""

from keepsight.web.disagreement import view
from keepsight.web.route import route

ROUTES = (
    route("disagreements", view.listed, name="disagreements", permission="see_disagreements"),
    route(
        "disagreements/<disagreement>",
        view.one,
        name="disagreement",
        permission="see_disagreements",
    ),
    route(
        "disagreements/<disagreement>/answer",
        view.answer,
        name="disagreement_answer",
        permission="answer_disagreement",
        takes_form=True,
    ),
    route(
        "disagreements/<disagreement>/higher",
        view.climb,
        name="disagreement_climb",
        permission="disagree",
        takes_form=True,
    ),
    route(
        "disagreements/<disagreement>/settled",
        view.settle,
        name="disagreement_settle",
        permission="disagree",
        takes_form=True,
    ),
    route(
        "children/<child>/challenge",
        view.challenge,
        name="challenge",
        permission="challenge",
        takes_form=True,
    ),
)
