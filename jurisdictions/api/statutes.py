"""Lists and details of statutes, provisions and the codebook."""

from __future__ import annotations

from typing import Any

from jurisdictions import filters, lives, serializers
from jurisdictions.api.records import CITED_FORMATS, RecordViewSet
from jurisdictions.models import Coding, Provision, Question, Statute


class StatuteViewSet(RecordViewSet):
    """Instruments, from constitutions to bills, with the dated events of their life and the status on `as_of`
    that follows from them."""

    queryset = Statute.objects.all()
    serializer_class = serializers.StatuteSerializer
    filterset_class = filters.StatuteFilterSet
    formats = CITED_FORMATS

    def share(self, rows: list[Any]) -> None:
        lives.share(rows)


class ProvisionViewSet(RecordViewSet):
    """Clauses, with every wording, the days it is in force, and the codebook's answers for it."""

    queryset = Provision.objects.all()
    serializer_class = serializers.ProvisionSerializer
    filterset_class = filters.ProvisionFilterSet
    formats = CITED_FORMATS

    def share(self, rows: list[Any]) -> None:
        lives.share_at(rows, "statute")


class QuestionViewSet(RecordViewSet):
    """The public codebook: what is asked of each clause, and what counts as an answer."""

    queryset = Question.objects.all()
    serializer_class = serializers.QuestionSerializer
    filterset_class = filters.QuestionFilterSet


class CodingViewSet(RecordViewSet):
    """Answers of the codebook, each for one wording and from one source. No row means *not assessed*, never *no*."""

    queryset = Coding.objects.all()
    serializer_class = serializers.CodingSerializer
    filterset_class = filters.CodingFilterSet

    def share(self, rows: list[Any]) -> None:
        lives.share_at(rows, "text", "provision", "statute")
