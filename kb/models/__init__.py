from kb.models.indicators import Indicator, Observation
from kb.models.loads import Load
from kb.models.requests import CorrectionRequest, RequestKind, RequestState

__all__ = ["CorrectionRequest", "Indicator", "Load", "Observation", "RequestKind", "RequestState"]
