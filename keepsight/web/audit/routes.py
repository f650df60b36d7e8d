"""The addresses of the audit."""

from keepsight.web.audit.view import audit, of_child
from keepsight.web.route import route

ROUTES = (
    route("audit", audit, name="audit", permission="see_audit"),
    route("children/<child>/audit", of_child, name="child_audit", permission="see_who_looked"),
)
