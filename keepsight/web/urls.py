"""Every address of Keepsight, the page it leads to and the permission it needs, in one table."""

from keepsight.web.health import health
from keepsight.web.route import ANYBODY, route
from keepsight.web.sign_in.view import sign_in, sign_out

ROUTES = (
    route("health", health, name="health", permission=ANYBODY),
    route("sign-in", sign_in, name="sign_in", permission=ANYBODY),
    route("sign-out", sign_out, name="sign_out", permission=ANYBODY),
)

urlpatterns = [each.pattern for each in ROUTES]

handler400 = "keepsight.web.error.view.not_right"
handler403 = "keepsight.web.error.view.refused"
handler404 = "keepsight.web.error.view.not_found"
handler500 = "keepsight.web.error.view.went_wrong"
