"""Where every address of Keepsight is listed: the pages' own list."""

from django.urls import include, path

urlpatterns = [path("", include("keepsight.web.urls"))]
