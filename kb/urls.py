"""Every address of the site."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kb.views import HomeView


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the web process answers; asks the database nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("admin/", admin.site.urls),
    path("api/", include("kb.api.router")),
    path("healthz", healthz, name="healthz"),
]

# Under /api/ these answer with problem documents, elsewhere as Django does.
handler400 = "kb.api.errors.bad_request"
handler403 = "kb.api.errors.permission_denied"
handler404 = "kb.api.errors.not_found"
handler500 = "kb.api.errors.server_error"
