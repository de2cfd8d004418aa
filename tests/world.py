"""A tiny legal world of invented places, courts and people, and builders for more of it.

Arcadia (XA, a user-assigned ISO code) is a federation of Northmark and Southmark. Each builder makes
one published row with sensible defaults and takes any column by name.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from cases.models import (
    AppealOutcome,
    Case,
    Charge,
    Effect,
    Holding,
    Issue,
    Ruling,
    Treatment,
)
from jurisdictions.models import (
    AppellateReview,
    Coding,
    Court,
    Jurisdiction,
    LegislativeEvent,
    LegislativeSession,
    Participation,
    Penalty,
    Provision,
    ProvisionText,
    Question,
    ReportingDuty,
    Reservation,
    Source,
    Statute,
    Transposition,
)
from kb.models import Indicator, Observation, PublishedCount


def a_source(slug: str = "gazette", **columns: Any) -> Source:
    columns = {"url": f"https://gazette.example/{slug}", "title": f"Gazette: {slug}",
               "publisher": "Arcadian Gazette", "kind": "primary", "read": True} | columns  # fmt: skip
    return _make(Source, slug=slug, **columns)


def a_jurisdiction(code: str = "XA", **columns: Any) -> Jurisdiction:
    columns = {"name": f"Place {code}", "kind": "country", "legal_system": "common-law"} | columns
    return _make(Jurisdiction, code=code, **columns)


def a_court(slug: str, jurisdiction: Jurisdiction, **columns: Any) -> Court:
    columns = {"name": f"Court {slug}", "level": "trial"} | columns
    return _make(Court, slug=slug, jurisdiction=jurisdiction, **columns)


def a_review(lower: Court, upper: Court, **columns: Any) -> AppellateReview:
    return _make(AppellateReview, lower=lower, upper=upper, **({"authority": "Courts Act of Arcadia"} | columns))


def a_statute(slug: str, jurisdiction: Jurisdiction, **columns: Any) -> Statute:
    columns = {"kind": "act", "citation": slug.upper(), "title": f"Act {slug}", "summary": "An act."} | columns
    return _make(Statute, slug=slug, jurisdiction=jurisdiction, **columns)


def an_event(statute: Statute, kind: str, date: str, source: Source | None = None, **columns: Any) -> LegislativeEvent:
    return _make(LegislativeEvent, statute=statute, kind=kind, date=date, source=source or _any_source(), **columns)


def a_provision(statute: Statute, label: str = "s. 1", **columns: Any) -> Provision:
    columns = {"slug": f"{statute.slug}-{label.removeprefix('s. ').replace(' ', '-')}"} | columns
    return _make(Provision, statute=statute, label=label, **columns)


def a_text(provision: Provision, valid_from: str | None = "2020-01-01", **columns: Any) -> ProvisionText:
    columns = {"summary": "It is an offence."} | columns
    return _make(ProvisionText, provision=provision, valid_from=valid_from, **columns)


def a_question(slug: str = "possession", **columns: Any) -> Question:
    columns = {"label": slug.capitalize(), "text": f"Does it reach {slug}?", "group": "conduct"} | columns
    return _make(Question, slug=slug, **columns)


def a_coding(text: ProvisionText, question: Question, answer: str = "yes", **columns: Any) -> Coding:
    columns = {"source": columns.get("source") or _any_source()} | columns
    return _make(Coding, text=text, question=question, answer=answer, **columns)


def a_penalty(text: ProvisionText, conduct: str = "possession", **columns: Any) -> Penalty:
    columns = {"maximum_months": 60, "source": columns.get("source") or _any_source()} | columns
    return _make(Penalty, text=text, conduct=conduct, **columns)


def a_reporting_duty(text: ProvisionText, **columns: Any) -> ReportingDuty:
    columns = {"who": "Providers of storage", "to": "The hotline of Arcadia", "deadline_hours": 24,
               "source": columns.get("source") or _any_source()} | columns  # fmt: skip
    return _make(ReportingDuty, text=text, **columns)


def a_part_in(treaty: Statute, jurisdiction: Jurisdiction, **columns: Any) -> Participation:
    columns = {"kind": "party", "source": columns.get("source") or _any_source()} | columns
    return _make(Participation, treaty=treaty, jurisdiction=jurisdiction, **columns)


def a_reservation(participation: Participation, **columns: Any) -> Reservation:
    columns = {"articles": "art. 2", "summary": "Not for drawings.",
               "source": columns.get("source") or _any_source()} | columns  # fmt: skip
    return _make(Reservation, participation=participation, **columns)


def a_transposition(jurisdiction: Jurisdiction, article: Provision, **columns: Any) -> Transposition:
    columns = {"state": "part", "as_of": "2024", "source": columns.get("source") or _any_source()} | columns
    return _make(Transposition, jurisdiction=jurisdiction, article=article, **columns)


def an_issue(slug: str = "virtual-image", **columns: Any) -> Issue:
    columns = {"title": f"Issue {slug}", "text": "Is it protected?", "kind": "protected-expression"} | columns
    return _make(Issue, slug=slug, **columns)


def a_case(slug: str, court: Court, **columns: Any) -> Case:
    columns = {"caption": f"Arcadia v. {slug.capitalize()}", "kind": "criminal", "state": "decided",
               "summary": "A case.", "jurisdiction": court.jurisdiction} | columns  # fmt: skip
    return _make(Case, slug=slug, court=court, **columns)


def a_charge(case: Case, citation: str = "s. 1", **columns: Any) -> Charge:
    return _make(Charge, case=case, citation=citation, **({"disposition": "pending"} | columns))


def a_ruling(case: Case, date: str = "2021-05-04", **columns: Any) -> Ruling:
    columns = {"court": case.court, "kind": "opinion", "outcome": "affirmed", "summary": "A ruling.",
               "precedential": "precedential", "composition": "majority"} | columns  # fmt: skip
    return _make(Ruling, case=case, date=date, **columns)


def a_holding(ruling: Ruling, issue: Issue, answer: str = "protected", **columns: Any) -> Holding:
    columns = {"scope": "facial", "summary": "A holding.", "source": columns.get("source") or _any_source()} | columns
    return _make(Holding, ruling=ruling, issue=issue, answer=answer, **columns)


def a_treatment(citing: Ruling, cited: Ruling, kind: str = "follows", **columns: Any) -> Treatment:
    columns = {"source": columns.get("source") or _any_source()} | columns
    return _make(Treatment, citing=citing, cited=cited, kind=kind, **columns)


def an_appeal(of: Ruling, by: Ruling | None, kind: str = "affirms", **columns: Any) -> AppealOutcome:
    columns = {"source": columns.get("source") or _any_source()} | columns
    return _make(AppealOutcome, of=of, by=by, kind=kind, **columns)


def an_effect(holding: Holding, text: ProvisionText, kind: str = "struck", **columns: Any) -> Effect:
    columns = {"reach": "nationwide", "since": holding.ruling.date,
               "source": columns.get("source") or _any_source()} | columns  # fmt: skip
    return _make(Effect, holding=holding, text=text, kind=kind, **columns)


def an_indicator(slug: str = "reports", **columns: Any) -> Indicator:
    columns = {"organisation": "Arcadian Hotline", "measure": f"Measure {slug}", "unit": "reports"} | columns
    return _make(Indicator, slug=slug, **columns)


def an_observation(indicator: Indicator, period: str = "2025", value: int = 10, **columns: Any) -> Observation:
    columns = {"source": columns.get("source") or _any_source()} | columns
    return _make(Observation, indicator=indicator, period=period, value=value, **columns)


def a_session(jurisdiction: Jurisdiction, first_day: str = "2019-01-08", **columns: Any) -> LegislativeSession:
    columns = {"slug": f"{jurisdiction.slug}-session-{first_day}", "name": f"Session of {first_day}",
               "last_day": "2020-12-31", "carries_over": "no"} | columns  # fmt: skip
    return _make(LegislativeSession, jurisdiction=jurisdiction, first_day=first_day, **columns)


def a_published_count(slug: str = "union-2", number: int = 2, **columns: Any) -> PublishedCount:
    columns = {"organisation": "Union of Researchers", "subject": "Places that punish possession", "unit": "states",
               "counted_on": "2020-06", "query": {"where": ["possession:yes"]},
               "source": columns.get("source") or _any_source()} | columns  # fmt: skip
    return _make(PublishedCount, slug=slug, number=number, **columns)


def _any_source() -> Source:
    return Source.objects.filter(slug="gazette").first() or a_source()


def _make[M: Any](model: type[M], **columns: Any) -> M:
    """Save a row and read it back, so that dates are `PartialDate`s and generated columns are filled."""
    row = model(**({"status": "published"} | columns))
    row.save()
    row.refresh_from_db()
    return row


def make_world() -> SimpleNamespace:
    """Arcadia with its courts, one act with an offence and a definition, and one case up to the top.

    Section 1 (possession) was reworded on 1 March 2022; the old wording was struck on 4 May 2021 by
    the Supreme Court. Everything is published.
    """
    w = SimpleNamespace()
    w.source = a_source()
    w.arcadia = a_jurisdiction("XA", name="Arcadia")
    w.north = a_jurisdiction("XA-NO", name="Northmark", kind="state", parent=w.arcadia)
    w.south = a_jurisdiction("XA-SO", name="Southmark", kind="state", parent=w.arcadia)
    w.supreme = a_court("xasup", w.arcadia, name="Supreme Court of Arcadia", level="supreme", short_name="Arc.")
    w.appeal = a_court("xaca1", w.arcadia, name="First Circuit of Arcadia", level="appellate", short_name="1st Cir.")
    w.trial = a_court("xatr1", w.arcadia, name="District Court of Northmark", short_name="D. North.")
    a_review(w.trial, w.appeal)
    a_review(w.appeal, w.supreme)
    w.possession, w.synthetic = a_question("possession"), a_question("wholly-synthetic", group="material")
    w.act = a_statute("xa-images-act", w.arcadia, citation="Images Act, s. 1", title="Images Act")
    an_event(w.act, "enacted", "2019-11-20", by="Parliament")
    an_event(w.act, "in-force", "2020-01-01")
    an_event(w.act, "amended", "2022-03-01", by="Images (Amendment) Act")
    w.definition = a_provision(w.act, "s. 9", slug="xa-images-act-9")
    w.offence = a_provision(w.act, "s. 1", slug="xa-images-act-1")
    w.offence.incorporates.add(w.definition)
    w.definition_text = a_text(w.definition, "2020-01-01", summary="Defines image.")
    w.old_text = a_text(w.offence, "2020-01-01", valid_to="2022-03-01", summary="Possessing an image.")
    w.new_text = a_text(w.offence, "2022-03-01", summary="Possessing an image knowingly.")
    a_coding(w.definition_text, w.synthetic, "yes", pinpoint="s. 9(2)")
    a_coding(w.old_text, w.possession, "yes", pinpoint="s. 1(1)")
    a_coding(w.new_text, w.possession, "partial", note="With intent to share only.")
    w.issue = an_issue()
    w.case = a_case("merrow", w.trial, caption="Arcadia v. Merrow")
    w.trial_ruling = a_ruling(w.case, "2020-06-01", court=w.trial, precedential="non-precedential")
    w.top_ruling = a_ruling(w.case, "2021-05-04", court=w.supreme, citations=["12 Arc. 345"])
    an_appeal(w.trial_ruling, w.top_ruling, "reverses")
    w.holding = a_holding(w.top_ruling, w.issue, "protected", pinpoint="at 350")
    w.holding.provisions.add(w.offence)
    w.holding.statutes.add(w.act)
    w.effect = an_effect(w.holding, w.old_text, "struck")
    a_charge(w.case, "Images Act, s. 1", statute=w.act, provision=w.offence, disposition="dismissed")
    w.indicator = an_indicator()
    an_observation(w.indicator, "2025-H1", 485)
    w.session = a_session(w.arcadia)
    w.published_count = a_published_count(jurisdiction=w.arcadia)
    return w
