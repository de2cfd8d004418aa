"""This app's part of the API: one list and one detail for each kind of record."""

from jurisdictions.api.places import CourtViewSet, JurisdictionViewSet, SourceViewSet, TranspositionViewSet
from jurisdictions.api.records import CITED_FORMATS, Gone, RecordViewSet
from jurisdictions.api.sessions import LegislativeSessionViewSet
from jurisdictions.api.statutes import (
    CodingViewSet,
    PenaltyViewSet,
    ProvisionViewSet,
    QuestionViewSet,
    ReportingDutyViewSet,
    StatuteViewSet,
)

__all__ = [
    "CITED_FORMATS",
    "CodingViewSet",
    "CourtViewSet",
    "Gone",
    "JurisdictionViewSet",
    "LegislativeSessionViewSet",
    "PenaltyViewSet",
    "ProvisionViewSet",
    "QuestionViewSet",
    "RecordViewSet",
    "ReportingDutyViewSet",
    "SourceViewSet",
    "StatuteViewSet",
    "TranspositionViewSet",
]
