"""This app's part of the API: one list and one detail for each kind of record."""

from __future__ import annotations

from typing import Any

from cases import filters, serializers
from cases.models import Case, Effect, Holding, Issue, Ruling, Treatment
from jurisdictions import lives
from jurisdictions.api import CITED_FORMATS, RecordViewSet


class IssueViewSet(RecordViewSet):
    """Questions of law that rulings answer, each with the answers its kind allows."""

    queryset = Issue.objects.all()
    serializer_class = serializers.IssueSerializer
    filterset_class = filters.IssueFilterSet


class CaseViewSet(RecordViewSet):
    """Disputes, with their charges by clause and their rulings; captions as the court published them."""

    queryset = Case.objects.all()
    serializer_class = serializers.CaseSerializer
    filterset_class = filters.CaseFilterSet
    formats = CITED_FORMATS


class RulingViewSet(RecordViewSet):
    """Decisions, with their holdings, what review did to them, and what later rulings made of them."""

    queryset = Ruling.objects.all()
    serializer_class = serializers.RulingSerializer
    filterset_class = filters.RulingFilterSet
    formats = CITED_FORMATS


class HoldingViewSet(RecordViewSet):
    """Answers of rulings to issues, with scope, pinpoint, the clauses concerned and the effects on their wordings."""

    queryset = Holding.objects.all()
    serializer_class = serializers.HoldingSerializer
    filterset_class = filters.HoldingFilterSet

    def share(self, rows: list[Any]) -> None:
        effects = [effect for row in rows for effect in getattr(row, "public_effects", ())]
        lives.share_at(effects, "text", "provision", "statute")


class TreatmentViewSet(RecordViewSet):
    """What later rulings do to earlier ones, each asserted from a source; links found by machine are marked."""

    queryset = Treatment.objects.all()
    serializer_class = serializers.TreatmentSerializer
    filterset_class = filters.TreatmentFilterSet


class EffectViewSet(RecordViewSet):
    """What holdings do to wordings: upheld, struck, narrowed, enjoined, stayed; since when, until when, for whom."""

    queryset = Effect.objects.all()
    serializer_class = serializers.EffectSerializer
    filterset_class = filters.EffectFilterSet

    def share(self, rows: list[Any]) -> None:
        lives.share_at(rows, "text", "provision", "statute")
