"""The addresses of the rules."""

from keepsight.web.route import route
from keepsight.web.rule.number_view import set_number
from keepsight.web.rule.view import rule_page, rules_page

ROUTES = (
    route("rules", rules_page, name="rules", permission="see_rules"),
    route("rules/<code>", rule_page, name="rule", permission="see_rules"),
    route(
        "rules/<code>/numbers/<number>",
        set_number,
        name="rule_number",
        permission="set_rule_number",
        takes_form=True,
    ),
)
