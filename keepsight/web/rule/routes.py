"""The addresses of the rules."""

from keepsight.web.route import route
from keepsight.web.rule.view import rule_page, rules_page

ROUTES = (
    route("rules", rules_page, name="rules", permission="see_rules"),
    route("rules/<code>", rule_page, name="rule", permission="see_rules"),
)
