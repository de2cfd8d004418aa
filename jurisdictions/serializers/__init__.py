"""JSON shapes of this app's records."""

from jurisdictions.serializers.places import (
    CourtSerializer,
    CourtShort,
    JurisdictionSerializer,
    JurisdictionShort,
    SourceSerializer,
    StatuteShort,
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
    ProvisionSerializer,
    ProvisionShort,
    QuestionSerializer,
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
    "ProvisionSerializer",
    "ProvisionShort",
    "QuestionSerializer",
    "RecordSerializer",
    "SourceSerializer",
    "SourceShort",
    "StatuteSerializer",
    "StatuteShort",
    "WordingOnDate",
]
