"""JSON shapes of this app's records."""

from jurisdictions.serializers.places import (
    CourtSerializer,
    CourtShort,
    JurisdictionSerializer,
    JurisdictionShort,
    ProvisionShort,
    SourceSerializer,
    StatuteShort,
    TranspositionSerializer,
)
from jurisdictions.serializers.records import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    RecordSerializer,
    SourceShort,
)
from jurisdictions.serializers.sessions import LegislativeSessionSerializer
from jurisdictions.serializers.statutes import (
    CodingSerializer,
    PenaltySerializer,
    ProvisionSerializer,
    QuestionSerializer,
    ReportingDutySerializer,
    StatuteSerializer,
    WordingOnDate,
)

__all__ = [
    "ASSERTED",
    "CHECKED",
    "Address",
    "AssertionSerializer",
    "CodingSerializer",
    "CourtSerializer",
    "CourtShort",
    "JurisdictionSerializer",
    "JurisdictionShort",
    "LegislativeSessionSerializer",
    "PenaltySerializer",
    "ProvisionSerializer",
    "ProvisionShort",
    "QuestionSerializer",
    "RecordSerializer",
    "ReportingDutySerializer",
    "SourceSerializer",
    "SourceShort",
    "StatuteSerializer",
    "StatuteShort",
    "TranspositionSerializer",
    "WordingOnDate",
]
