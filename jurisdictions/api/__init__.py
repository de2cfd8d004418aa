"""This app's part of the API: one list and one detail for each kind of record."""

from jurisdictions.api.places import CourtViewSet, JurisdictionViewSet, SourceViewSet
from jurisdictions.api.records import CITED_FORMATS, Gone, RecordViewSet
from jurisdictions.api.sessions import LegislativeSessionViewSet
from jurisdictions.api.statutes import CodingViewSet, ProvisionViewSet, QuestionViewSet, StatuteViewSet

__all__ = [
    "CITED_FORMATS",
    "CodingViewSet",
    "CourtViewSet",
    "Gone",
    "JurisdictionViewSet",
    "LegislativeSessionViewSet",
    "ProvisionViewSet",
    "QuestionViewSet",
    "RecordViewSet",
    "SourceViewSet",
    "StatuteViewSet",
]
