"""Where every address of Keepsight is listed: the pages' own list, and the pages for what went
wrong."""

from django.urls import include, path

urlpatterns = [path("", include("keepsight.web.urls"))]

handler400 = "keepsight.web.error.view.not_right"
handler403 = "keepsight.web.error.view.refused"
handler404 = "keepsight.web.error.view.not_found"
handler500 = "keepsight.web.error.view.went_wrong"
