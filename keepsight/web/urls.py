"""Every address of Keepsight, the page it leads to and the permission it needs: the tables of all
journeys, one after another."""

from keepsight.web.account import routes as account
from keepsight.web.api import routes as for_systems
from keepsight.web.assessment import routes as assessment
from keepsight.web.audit import routes as audit
from keepsight.web.begun_in_error import routes as begun_in_error
from keepsight.web.break_glass import routes as break_glass
from keepsight.web.care import routes as care
from keepsight.web.child import routes as child
from keepsight.web.concern import routes as concern
from keepsight.web.cover import routes as cover
from keepsight.web.disagreement import routes as disagreement
from keepsight.web.draft import routes as draft
from keepsight.web.family import routes as family
from keepsight.web.finding import routes as finding
from keepsight.web.front_door import routes as front_door
from keepsight.web.health import health
from keepsight.web.lesson import routes as lesson
from keepsight.web.matching import routes as matching
from keepsight.web.meeting import routes as meeting
from keepsight.web.network import routes as network
from keepsight.web.people import routes as people
from keepsight.web.plan import routes as plan
from keepsight.web.printing import routes as printing
from keepsight.web.public import routes as public
from keepsight.web.raising import routes as raising
from keepsight.web.recording import routes as recording
from keepsight.web.restriction import routes as restriction
from keepsight.web.route import ANYBODY, Route, route
from keepsight.web.rule import routes as rule
from keepsight.web.sight import routes as sight
from keepsight.web.sign_in import routes as sign_in
from keepsight.web.strategy_discussion import routes as strategy_discussion
from keepsight.web.system import routes as system
from keepsight.web.visit import routes as visit
from keepsight.web.watch import routes as watch
from keepsight.web.work import routes as work

ROUTES: tuple[Route, ...] = (
    route("health", health, name="health", permission=ANYBODY),
    *sign_in.ROUTES,
    *public.ROUTES,
    *account.ROUTES,
    *draft.ROUTES,
    *sight.ROUTES,
    *work.ROUTES,
    *child.ROUTES,
    *network.ROUTES,
    *restriction.ROUTES,
    *break_glass.ROUTES,
    *cover.ROUTES,
    *people.ROUTES,
    *audit.ROUTES,
    *recording.ROUTES,
    *visit.ROUTES,
    *family.ROUTES,
    *care.ROUTES,
    *assessment.ROUTES,
    *strategy_discussion.ROUTES,
    *begun_in_error.ROUTES,
    *concern.ROUTES,
    *plan.ROUTES,
    *meeting.ROUTES,
    *raising.ROUTES,
    *front_door.ROUTES,
    *disagreement.ROUTES,
    *matching.ROUTES,
    *finding.ROUTES,
    *rule.ROUTES,
    *lesson.ROUTES,
    *watch.ROUTES,
    *printing.ROUTES,
    *system.ROUTES,
    *for_systems.ROUTES,
)

urlpatterns = [each.pattern for each in ROUTES]
