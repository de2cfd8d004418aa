"""What search engines are told: /robots.txt and /sitemap.xml; and the icon."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.views.generic import RedirectView


def robots(request: HttpRequest) -> HttpResponse:
    """Nothing is listed as forbidden: what may not be indexed says so itself, in its header, so that no public
    list of it exists."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


class Icon(RedirectView):
    """Where browsers look of themselves; the pages name the drawn icon."""

    permanent = False

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("kb/icon.svg")


urlpatterns: list[URLPattern] = [
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", Icon.as_view(), name="favicon"),
]
