"""Public pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from cases.models import Case, Holding, Ruling
from jurisdictions.models import Coding, Jurisdiction, Provision, Source, Statute
from kb.loading import last_loaded
from kb.models import Indicator

#: Shown on the first page, by the resource that lists them.
KINDS = {
    "jurisdictions": Jurisdiction,
    "statutes": Statute,
    "provisions": Provision,
    "codings": Coding,
    "cases": Case,
    "rulings": Ruling,
    "holdings": Holding,
    "indicators": Indicator,
    "sources": Source,
}


class HomeView(TemplateView):
    """The first page: what there is and where. A query for each kind that is counted."""

    template_name = "kb/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = [
            {
                "name": name.capitalize(),
                "count": model._default_manager.public().count(),
                "address": f"{reverse(f'api-{name}-list')}?count=true",
            }
            for name, model in KINDS.items()
        ]
        return super().get_context_data(**kwargs) | {"kinds": kinds, "loaded": last_loaded()}
