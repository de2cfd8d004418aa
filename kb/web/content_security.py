"""Content-Security-Policy: strict everywhere, wider only where the stock admin needs it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP, build_policy

# Unfold runs on Alpine.js and htmx, which evaluate expressions found in attributes, and both
# it and the stock admin carry inline scripts and styles without a nonce. Only signed-in
# editors reach these pages, and everything on them still comes from this site alone.
ADMIN_CSP: dict[str, Any] = {
    **settings.SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}


class PathContentSecurityPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """Django's middleware, with the admin's own policy below /admin/.

    Elsewhere a view can set its own with `django.views.decorators.csp.csp_override`.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith("/admin/"):
            # Django leaves a header alone that is there already.
            response.headers.setdefault(str(CSP.HEADER_ENFORCE), build_policy(ADMIN_CSP))
        return super().process_response(request, response)
