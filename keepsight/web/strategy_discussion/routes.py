"""The addresses of strategy discussions, section 47 enquiries and medicals."""

from keepsight.web.route import route
from keepsight.web.strategy_discussion import view

OF_CHILD = "children/<child>/section-47"

ROUTES = (
    route(OF_CHILD, view.section_47, name="section_47", permission="see_child"),
    route(
        f"{OF_CHILD}/discussion",
        view.whom,
        name="strategy_discussion_whom",
        permission="hold_strategy_discussion",
        takes_form=True,
    ),
    route(
        f"{OF_CHILD}/discussion/<others>",
        view.hold,
        name="strategy_discussion_hold",
        permission="hold_strategy_discussion",
        takes_form=True,
    ),
    route(
        f"{OF_CHILD}/discussions/<discussion>",
        view.discussion,
        name="strategy_discussion",
        permission="see_child",
    ),
    route(f"{OF_CHILD}/enquiries/<enquiry>", view.enquiry, name="enquiry", permission="see_child"),
    route(
        f"{OF_CHILD}/enquiries/<enquiry>/end",
        view.end,
        name="enquiry_end",
        permission="hold_strategy_discussion",
        takes_form=True,
    ),
    route(
        "children/<child>/medical",
        view.medical_result,
        name="medical",
        permission="hold_strategy_discussion",
        takes_form=True,
    ),
    route(
        "children/<child>/medical/ask",
        view.medical_ask,
        name="medical_ask",
        permission="hold_strategy_discussion",
        takes_form=True,
    ),
)
