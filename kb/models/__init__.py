from kb.models.counts import PublishedCount
from kb.models.indicators import Indicator, Observation
from kb.models.loads import Load, last_loaded
from kb.models.requests import CorrectionRequest, RequestKind, RequestState
from kb.models.versions import DataChange, DataVersion, data_version, is_still, one_version, version_told

__all__ = [
    "CorrectionRequest",
    "DataChange",
    "DataVersion",
    "Indicator",
    "Load",
    "Observation",
    "PublishedCount",
    "RequestKind",
    "RequestState",
    "data_version",
    "is_still",
    "last_loaded",
    "one_version",
    "version_told",
]
