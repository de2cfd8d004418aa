from kb.models.indicators import Indicator, Observation
from kb.models.loads import Load

__all__ = ["Indicator", "Load", "Observation"]
