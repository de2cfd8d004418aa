"""Every list of records, by the name that stands in its address. To add one, add its line here."""

from __future__ import annotations

from cases import api as cases
from jurisdictions import api as jurisdictions
from jurisdictions.api import RecordViewSet
from kb.figures.viewset import IndicatorViewSet, PublishedCountViewSet

RECORDS: dict[str, type[RecordViewSet]] = {
    "jurisdictions": jurisdictions.JurisdictionViewSet,
    "courts": jurisdictions.CourtViewSet,
    "sources": jurisdictions.SourceViewSet,
    "sessions": jurisdictions.LegislativeSessionViewSet,
    "statutes": jurisdictions.StatuteViewSet,
    "provisions": jurisdictions.ProvisionViewSet,
    "questions": jurisdictions.QuestionViewSet,
    "codings": jurisdictions.CodingViewSet,
    "penalties": jurisdictions.PenaltyViewSet,
    "reporting-duties": jurisdictions.ReportingDutyViewSet,
    "transpositions": jurisdictions.TranspositionViewSet,
    "issues": cases.IssueViewSet,
    "cases": cases.CaseViewSet,
    "rulings": cases.RulingViewSet,
    "holdings": cases.HoldingViewSet,
    "treatments": cases.TreatmentViewSet,
    "effects": cases.EffectViewSet,
    "indicators": IndicatorViewSet,
    "published-counts": PublishedCountViewSet,
}
