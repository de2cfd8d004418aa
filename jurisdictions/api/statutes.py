"""Lists and details of statutes, provisions and the codebook."""

from __future__ import annotations

from typing import Any

from jurisdictions import filters, lives, serializers
from jurisdictions.api.records import CITED_FORMATS, RecordViewSet
from jurisdictions.models import Coding, Penalty, Provision, Question, ReportingDuty, Statute


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


class OfWordingsViewSet(RecordViewSet):
    # What hangs on wordings, and shows whether each is law.

    def share(self, rows: list[Any]) -> None:
        lives.share_at(rows, "text", "provision", "statute")


class CodingViewSet(OfWordingsViewSet):
    """Answers of the codebook, each for one wording and from one source. No row means *not assessed*, never *no*."""

    queryset = Coding.objects.all()
    serializer_class = serializers.CodingSerializer
    filterset_class = filters.CodingFilterSet


class PenaltyViewSet(OfWordingsViewSet):
    """What may be ordered for one conduct under one wording: terms in months, fines in whole units of a currency. No
    row means *not recorded*: the wording's own words may tell more."""

    queryset = Penalty.objects.all()
    serializer_class = serializers.PenaltySerializer
    filterset_class = filters.PenaltyFilterSet


class ReportingDutyViewSet(OfWordingsViewSet):
    """Who must report such material, to whom and how fast, under one wording."""

    queryset = ReportingDuty.objects.all()
    serializer_class = serializers.ReportingDutySerializer
    filterset_class = filters.ReportingDutyFilterSet
