"""Where every address of Keepsight is listed: the pages' own list, and the pages for what went
wrong."""

from django.urls import include, path

from keepsight.web.api.operations import api
from keepsight.web.urls import ROUTES

# The names by which allauth looks for those of our pages that it leads people to.
KNOWN_TO_ALLAUTH = {
    "account_login": "sign_in",
    "mfa_authenticate": "sign_in_code",
    "mfa_index": "account",
    "openid_connect_callback": "from_organisation",
}
_LINES = {each.name: each for each in ROUTES}

urlpatterns = [
    path("", include("keepsight.web.urls")),
    path("api/v1/", api.urls),
    *(
        path(_LINES[ours].address, _LINES[ours].pattern.callback, name=theirs)
        for theirs, ours in KNOWN_TO_ALLAUTH.items()
    ),
]

handler400 = "keepsight.web.error.view.not_right"
handler403 = "keepsight.web.error.view.refused"
handler404 = "keepsight.web.error.view.not_found"
handler500 = "keepsight.web.error.view.went_wrong"
