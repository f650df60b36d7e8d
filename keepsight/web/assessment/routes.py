"""The addresses of assessments."""

from keepsight.web.assessment import view
from keepsight.web.route import route

OF_CHILD = "children/<child>/assessment"
ONE = f"{OF_CHILD}/<assessment>"

ROUTES = (
    route(OF_CHILD, view.assessments, name="assessments", permission="see_child"),
    route(
        f"{OF_CHILD}/start",
        view.start,
        name="assessment_start",
        permission="write_assessment",
        takes_form=True,
    ),
    route(ONE, view.assessment, name="assessment", permission="see_child"),
    route(
        f"{ONE}/write",
        view.write,
        name="assessment_write",
        permission="write_assessment",
        takes_form=True,
    ),
    route(
        f"{ONE}/ask",
        view.ask,
        name="assessment_ask",
        permission="write_assessment",
        takes_form=True,
    ),
    route(
        f"{ONE}/countersign",
        view.countersign,
        name="assessment_countersign",
        permission="countersign_assessment",
        takes_form=True,
    ),
    route(
        "questions/<question>",
        view.question,
        name="question",
        permission="answer_question",
        takes_form=True,
    ),
)
