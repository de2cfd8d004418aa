"""Asking the editors for a correction, an addition or a removal, and what became of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework.exceptions import Throttled

from jurisdictions.parameters import ParameterReader
from kb.models import CorrectionRequest, RequestKind
from kb.pages.page import Page, asked
from kb.web.throttling import address_of

#: Requests that one address may send in an hour.
AN_HOUR, SECONDS = 10, 3600

_KINDS = {
    RequestKind.CORRECTION: gettext_lazy("A fact is wrong or out of date"),
    RequestKind.ADDITION: gettext_lazy("Something is missing"),
    RequestKind.REMOVAL: gettext_lazy("Something should not be public"),
    RequestKind.OTHER: gettext_lazy("Something else"),
}


class CorrectionForm(forms.ModelForm):
    """What a reader fills in. `website` is a field that people do not see: programs that fill in every field
    of every form give themselves away by it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=_KINDS,
        widget=forms.RadioSelect,
        initial=RequestKind.CORRECTION,
    )
    about = forms.CharField(
        label=gettext_lazy("Which page or record?"),
        help_text=gettext_lazy("Its address on this site, or its citation."),
        max_length=500,
    )
    text = forms.CharField(
        label=gettext_lazy("What should the editors know?"),
        help_text=gettext_lazy("Do not name victims, and do not describe or link to any material."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Where can it be checked?"),
        help_text=gettext_lazy("The address of a statute, a ruling or an official page."),
        max_length=1000,
        required=False,
        assume_scheme="https",
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("For questions back. It is erased when the decision is recorded."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)

    class Meta:
        model = CorrectionRequest
        fields = ("kind", "about", "text", "source_url", "contact")

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""


class CorrectionsPage(Page):
    """The form. Sending it files a request and leads to the page that tells what becomes of it."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "kb/pages/corrections.html"
    parameters = ("about",)
    dated = False
    indexed = False
    private = True

    def answer(self, **named: Any) -> dict[str, Any]:
        return self.body(CorrectionForm(initial={"about": (self.reader.one("about") or "")[:500]}))

    def body(self, form: CorrectionForm) -> dict[str, Any]:
        return {"title": _("Ask for a correction"), "form": form, "permalink": None}

    def post(self, request: HttpRequest) -> HttpResponse:
        self.reader, self.as_of = ParameterReader(asked(request.GET)), timezone.localdate()
        form = CorrectionForm(request.POST)
        if not form.is_valid():
            response = self.respond(request, self.body(form))
            response.status_code = 422
            return response
        if not may_send(request):
            raise Throttled
        form.instance.language = get_language() or "en"
        filed = form.save()
        return HttpResponseRedirect(reverse("correction", args=[filed.reference]))


class CorrectionPage(Page):
    """What became of one request, for whoever has its reference. It repeats nothing that was written."""

    template_name = "kb/pages/correction.html"
    dated = False
    indexed = False
    private = True

    def answer(self, **named: Any) -> dict[str, Any]:
        filed = CorrectionRequest.objects.filter(reference=str(named["reference"]).upper()).first()
        if filed is None:
            raise Http404
        return {"title": _("Your request"), "filed": filed, "kind": _KINDS[RequestKind(filed.kind)], "permalink": None}


def may_send(request: HttpRequest) -> bool:
    """Whether this address has sent fewer than `AN_HOUR` requests in the last hour; counts this one. The
    address itself is not kept, only a digest of it, and that for the hour."""
    key = "correction:" + hashlib.sha256(address_of(request).encode()).hexdigest()
    cache = caches["throttle"]
    cache.add(key, 0, timeout=SECONDS)
    try:
        return cache.incr(key) <= AN_HOUR
    except ValueError:  # it expired between the two calls
        return True


urlpatterns = [
    path("corrections/", CorrectionsPage.as_view(), name="corrections"),
    path("corrections/<slug:reference>/", CorrectionPage.as_view(), name="correction"),
]
