"""The addresses of a concern."""

from keepsight.web.concern import view as concern
from keepsight.web.route import route

ROUTES = (
    route("concerns/<concern>", concern.concern_page, name="concern", permission="see_concern"),
    route(
        "concerns/<concern>/answer",
        concern.answer,
        name="concern_answer",
        permission="answer_concern",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/agree",
        concern.agree,
        name="concern_agree",
        permission="countersign_answer",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/told",
        concern.tell,
        name="concern_told",
        permission="answer_concern",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/reopen",
        concern.reopen,
        name="concern_reopen",
        permission="reopen_concern",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/disagree",
        concern.disagree,
        name="concern_disagree",
        permission="disagree",
        takes_form=True,
    ),
)
