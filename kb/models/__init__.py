from kb.models.counts import PublishedCount
from kb.models.indicators import Indicator, Observation
from kb.models.loads import Load, last_loaded
from kb.models.requests import CorrectionRequest, RequestKind, RequestState

__all__ = [
    "CorrectionRequest",
    "Indicator",
    "Load",
    "Observation",
    "PublishedCount",
    "RequestKind",
    "RequestState",
    "last_loaded",
]
