"""The curated YAML of this app: issues, and cases with their charges, rulings and all that hangs on them."""

from __future__ import annotations

from cases.models import AppealOutcome, Case, Charge, Effect, Holding, Issue, Ruling, Treatment
from jurisdictions.importing.spec import Spec

ISSUES = Spec(key="issues", model=Issue, fields=("title", "text", "kind", "position"))

CHARGES = Spec(
    key="charges",
    model=Charge,
    parent="case",
    position="position",
    fields=("citation", "disposition", "date"),
    refs=("statute", "provision"),
)

EFFECTS = Spec(
    key="effects",
    model=Effect,
    parent="holding",
    fields=("kind", "reach", "since", "until", "pinpoint"),
    refs=("text", "court", "ended_by", "source"),
)

HOLDINGS = Spec(
    key="holdings",
    model=Holding,
    parent="ruling",
    fields=("answer", "scope", "dictum", "summary", "pinpoint", "recoded_from"),
    refs=("issue", "source"),
    many=("statutes", "provisions"),
    children=(EFFECTS,),
)

TREATMENTS = Spec(
    key="treatments",
    model=Treatment,
    parent="citing",
    fields=("kind", "found_by", "pinpoint"),
    refs=("cited", "issue", "source"),
)

APPEALS = Spec(
    key="appeals",
    model=AppealOutcome,
    parent="of",
    fields=("kind", "docket", "filed", "appellant", "pinpoint"),
    refs=("by", "court", "source"),
)

RULINGS = Spec(
    key="rulings",
    model=Ruling,
    parent="case",
    fields=("own_caption", "date", "kind", "citations", "precedential", "composition", "outcome", "summary"),
    refs=("court",),
    many=("sources",),
    children=(HOLDINGS, TREATMENTS, APPEALS),
)

CASES = Spec(
    key="cases",
    model=Case,
    fields=("caption", "docket", "kind", "language", "started", "state", "summary", "sentence"),
    refs=("jurisdiction", "court"),
    ref_keys={"jurisdiction": "code"},
    many=("sources",),
    children=(CHARGES, RULINGS),
)

#: In the order rows are written.
SPECS = (ISSUES, CASES)
