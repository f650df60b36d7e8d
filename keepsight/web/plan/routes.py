"""The addresses of a child's plan."""

from keepsight.web.plan import change_view, view
from keepsight.web.route import route

ROUTES = (
    route("children/<child>/plan", view.plan_page, name="plan", permission="see_child"),
    route(
        "children/<child>/plan/actions/new",
        view.set_action,
        name="plan_action_new",
        permission="set_plan_action",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/actions/<action>",
        view.update_action,
        name="plan_action",
        permission="update_plan_action",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/start",
        change_view.start,
        name="plan_start",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/start/with/<others>",
        change_view.start,
        name="plan_start_with",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/category",
        change_view.category,
        name="plan_category",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/category/with/<others>",
        change_view.category,
        name="plan_category_with",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/end",
        change_view.end,
        name="plan_end",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/plan/end/with/<others>",
        change_view.end,
        name="plan_end_with",
        permission="change_plan",
        takes_form=True,
    ),
    route(
        "children/<child>/close",
        change_view.close,
        name="close_case",
        permission="close_case",
        takes_form=True,
    ),
    route(
        "children/<child>/step-down",
        change_view.step_down,
        name="step_down",
        permission="close_case",
        takes_form=True,
    ),
)
