"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kb.pages import robots


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the web process answers; asks the database nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("kb.api.router")),
    path("healthz", healthz, name="healthz"),
    *robots.urlpatterns,
    # /en/… and /fr/…; an address without a language leads to the one that the browser asks for.
    *i18n_patterns(path("", include("kb.pages.urls"))),
]

# Under /api/ these answer with problem documents, elsewhere with pages.
handler400 = "kb.errors.bad_request"
handler403 = "kb.errors.permission_denied"
handler404 = "kb.errors.not_found"
handler500 = "kb.errors.server_error"
