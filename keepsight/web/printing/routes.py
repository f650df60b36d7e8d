"""The addresses of what is printed."""

from keepsight.web.printing import copies, view
from keepsight.web.route import route

ROUTES = (
    route("children/<child>/print", view.choose, name="print", permission="export_child"),
    route(
        "children/<child>/print/chronology.pdf",
        view.chronology,
        name="print_chronology",
        permission="export_child",
    ),
    route(
        "children/<child>/print/plan.pdf", view.plan, name="print_plan", permission="export_child"
    ),
    route(
        "meetings/<meeting>/minutes.pdf",
        view.minutes,
        name="print_minutes",
        permission="see_meetings",
    ),
    route(
        "children/<child>/copies",
        copies.copies,
        name="copies",
        permission="make_subject_copy",
        takes_form=True,
    ),
    route(
        "copies/<copy>",
        copies.copy_page,
        name="copy",
        permission="make_subject_copy",
        takes_form=True,
    ),
    route(
        "copies/<copy>/copy.pdf", copies.paper, name="copy_paper", permission="make_subject_copy"
    ),
    route(
        "copies/<copy>/entries/<fact>",
        copies.entry,
        name="copy_entry",
        permission="make_subject_copy",
        takes_form=True,
    ),
)
