"""The child protection plan: its category, its actions and its end. Nothing that is done to a plan
ends a concern; each that is open gets a decision first."""

from keepsight.casework.plan.change import (
    change_category,
    change_category_in,
    close_case,
    end,
    end_in,
    start,
    start_in,
    step_down,
)
from keepsight.casework.plan.decision import ActFor, CarryOn, Decision
from keepsight.casework.plan.step import Step, set_action, set_action_in, update_action
from keepsight.casework.plan.together import ForChild, change_for_several

__all__ = [
    "ActFor",
    "CarryOn",
    "Decision",
    "ForChild",
    "Step",
    "change_category",
    "change_category_in",
    "change_for_several",
    "close_case",
    "end",
    "end_in",
    "set_action",
    "set_action_in",
    "start",
    "start_in",
    "step_down",
    "update_action",
]
