"""The addresses of a finding."""

from keepsight.web.finding.view import finding_page
from keepsight.web.route import route

ROUTES = (route("findings/<finding_id>", finding_page, name="finding", permission="see_findings"),)
