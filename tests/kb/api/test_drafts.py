"""Drafts never leak: not as rows, nor inside other records, nor by counts, filters, search or suggestions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Record
from kb.records import RECORDS
from tests.asking import answer, ask, refusal, slugs
from tests.world import (
    a_charge,
    a_coding,
    a_court,
    a_holding,
    a_jurisdiction,
    a_part_in,
    a_penalty,
    a_provision,
    a_reporting_duty,
    a_reservation,
    a_review,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    a_transposition,
    a_treatment,
    an_appeal,
    an_effect,
    an_event,
    an_indicator,
    an_issue,
    an_observation,
)

#: Stands in every text of the records below, and in no other record.
MARK = "zxqv"


@pytest.fixture
def hidden(world: SimpleNamespace) -> dict[str, Record]:
    """One more record of each kind, each hanging on public records in every way it can, all marked."""
    w = world
    h: dict[str, Any] = {}
    h["source"] = a_source(f"{MARK}-source", title=MARK)
    h["jurisdiction"] = a_jurisdiction("ZXQV-1", name=MARK, parent=w.arcadia)
    h["court"] = a_court(f"{MARK}-court", w.arcadia, name=MARK)
    w.trial.predecessor, w.trial.predecessor_before = h["court"], "1981-10-01"
    w.trial.save()
    h["review"] = a_review(w.trial, h["court"], authority=MARK)
    h["statute"] = a_statute(f"{MARK}-act", w.arcadia, title=MARK)
    h["statute"].amends.add(w.act)
    w.act.amends.add(h["statute"])
    w.new_text.made_by = h["statute"]
    w.new_text.save()
    w.act.sources.add(h["source"])
    h["event"] = an_event(w.act, "repealed", "2021-01-01", by=MARK)
    h["provision"] = a_provision(w.act, f"s. {MARK}", slug=f"{MARK}-provision")
    w.offence.incorporates.add(h["provision"])
    h["provision"].incorporates.add(w.offence)
    w.definition.parent = h["provision"]
    w.definition.save()
    h["text"] = a_text(w.offence, None, summary=MARK, slug=f"{MARK}-text")
    h["coding"] = a_coding(w.new_text, w.synthetic, "no", pinpoint=MARK, slug=f"{MARK}-coding", source=h["source"])
    h["penalty"] = a_penalty(w.new_text, condition=MARK, slug=f"{MARK}-penalty", source=h["source"])
    h["duty"] = a_reporting_duty(w.new_text, who=MARK, slug=f"{MARK}-duty")
    treaty = a_statute("xa-treaty", w.arcadia, kind="treaty")
    h["part"] = a_part_in(treaty, w.north, slug=f"{MARK}-part", pinpoint=MARK)
    h["reservation"] = a_reservation(a_part_in(treaty, w.arcadia), summary=MARK, slug=f"{MARK}-reservation")
    h["transposition"] = a_transposition(w.arcadia, w.offence, pinpoint=MARK, slug=f"{MARK}-transposition")
    h["transposition"].measures.add(h["statute"])
    h["issue"] = an_issue(f"{MARK}-issue", title=MARK)
    h["ruling"] = a_ruling(w.case, "2022-01-01", court=w.appeal, outcome=MARK, slug=f"{MARK}-ruling")
    h["holding"] = a_holding(w.top_ruling, h["issue"], summary=MARK, slug=f"{MARK}-holding")
    w.holding.statutes.add(h["statute"])
    w.holding.provisions.add(h["provision"])
    h["treatment"] = a_treatment(h["ruling"], w.top_ruling, "overrules", pinpoint=MARK)
    h["appeal"] = an_appeal(w.trial_ruling, h["ruling"], "vacates", pinpoint=MARK)
    h["effect"] = an_effect(w.holding, w.new_text, "enjoined", reach="territory", court=h["court"], pinpoint=MARK,
                            until="2023", ended_by=h["ruling"], slug=f"{MARK}-effect")  # fmt: skip
    h["charge"] = a_charge(w.case, MARK, statute=h["statute"], provision=h["provision"], slug=f"{MARK}-charge")
    h["indicator"] = an_indicator(f"{MARK}-indicator", measure=MARK, jurisdiction=h["jurisdiction"])
    h["observation"] = an_observation(w.indicator, "2024", 7, pinpoint=MARK, slug=f"{MARK}-observation")
    w.case.sources.add(h["source"])
    w.top_ruling.sources.add(h["source"])
    return h


def lists() -> str:
    """All lists, with their counts checked, as one text."""
    found = []
    for resource in RECORDS:
        page = ask(f"{resource}/", page_size=200, count="true")
        assert page["next"] is None
        assert page["count"] == len(page["results"])
        found.append(repr(page["results"]))
    return "\n".join(found).lower()


def everything() -> str:
    """All lists, all details and all lists as CSV, as one text."""
    found = [lists()]
    for resource in RECORDS:
        found += [repr(ask(f"{resource}/{slug}/")).lower() for slug in slugs(f"{resource}/", fields="slug")]
        found.append(answer(f"{resource}/", page_size=200, format="csv").content.decode().lower())
    return "\n".join(found)


def test_the_marked_records_are_seen_while_they_are_public(hidden: dict[str, Record]) -> None:
    seen = everything()
    for record in hidden.values():
        assert record.slug in seen


def test_marked_drafts_are_nowhere(hidden: dict[str, Record]) -> None:
    for record in hidden.values():
        type(record).objects.filter(pk=record.pk).update(status="draft")
    assert MARK not in everything()


KINDS = [
    "source", "jurisdiction", "court", "review", "statute", "event", "provision", "text", "coding", "penalty", "duty",
    "part", "reservation", "transposition", "issue", "ruling", "holding", "treatment", "appeal", "effect", "charge",
    "indicator", "observation",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_draft_alone_is_nowhere(hidden: dict[str, Record], kind: str) -> None:
    record = hidden[kind]
    type(record).objects.filter(pk=record.pk).update(status="draft")
    seen = lists()
    # What hangs on a draft of another slug may be seen; the draft's own slug may not.
    assert f"'{record.slug}'" not in seen
    assert f"/{record.slug}/" not in seen


@pytest.mark.parametrize(
    ("parent", "resource"),
    [
        ("arcadia", "statutes"), ("arcadia", "courts"), ("arcadia", "provisions"), ("arcadia", "codings"),
        ("arcadia", "effects"), ("act", "provisions"), ("act", "codings"), ("act", "effects"),
        ("act", "penalties"), ("new_text", "reporting-duties"), ("arcadia", "transpositions"),

        ("offence", "effects"), ("old_text", "effects"), ("possession", "codings"), ("case", "rulings"),
        ("case", "holdings"), ("case", "effects"), ("issue", "holdings"), ("top_ruling", "holdings"),
        ("top_ruling", "effects"), ("supreme", "rulings"), ("holding", "effects"),
    ],
)  # fmt: skip
def test_what_hangs_on_a_draft_is_not_listed(world: SimpleNamespace, parent: str, resource: str) -> None:
    a_penalty(world.new_text)
    a_reporting_duty(world.new_text)
    a_transposition(world.arcadia, world.offence)
    record = getattr(world, parent)
    before = ask(f"{resource}/", count="true")["count"]
    type(record).objects.filter(pk=record.pk).update(status="draft")
    page = ask(f"{resource}/", count="true")
    assert page["count"] == len(page["results"]) < before


@pytest.mark.parametrize(
    ("path", "parameter", "kind"),
    [
        ("statutes/", "jurisdiction", "jurisdiction"), ("statutes/", "within", "jurisdiction"),
        ("statutes/", "amends", "statute"), ("statutes/", "source", "source"), ("provisions/", "statute", "statute"),
        ("provisions/", "incorporates", "provision"), ("codings/", "wording", "text"), ("rulings/", "court", "court"),
        ("rulings/", "issue", "issue"), ("effects/", "holding", "holding"), ("treatments/", "citing", "ruling"),
    ],
)  # fmt: skip
def test_draft_named_in_a_filter_is_refused_like_one_that_never_was(
    hidden: dict[str, Record], path: str, parameter: str, kind: str
) -> None:
    record = hidden[kind]
    type(record).objects.filter(pk=record.pk).update(status="draft")
    name = getattr(record, "code", record.slug)
    said = refusal(path, **{parameter: name})[parameter]
    assert said.startswith(f"no {record._meta.verbose_name} has the ")
    nearly = refusal(path, **{parameter: f"{name}x"})[parameter]
    assert f"did you mean {name}" not in nearly


def test_nothing_is_found_by_way_of_a_draft(hidden: dict[str, Record], world: SimpleNamespace) -> None:
    assert len(ask("holdings/", provision="zxqv-provision")["results"]) == 1
    for record in hidden.values():
        type(record).objects.filter(pk=record.pk).update(status="draft")
    # A repeal, an answer, an issue, a charge and a host that only drafts know.
    assert ask("statutes/", event_kind="repealed")["results"] == []
    assert [row["slug"] for row in ask("statutes/", status_="in-force")["results"]] == ["xa-images-act"]
    assert ask("provisions/", question="wholly-synthetic", answer="no")["results"] == []
    assert ask("indicators/", period_before="2024")["results"] == []
    for resource in RECORDS:
        assert ask(f"{resource}/", q=MARK)["results"] == []


def test_holding_is_not_found_by_the_statute_of_a_draft_provision(world: SimpleNamespace) -> None:
    other = a_statute("xa-other-act", world.arcadia)
    clause = a_provision(other, status="draft")
    world.holding.provisions.add(clause)
    assert ask("holdings/", statute=other.slug)["results"] == []
    type(clause).objects.update(status="published")
    assert [row["slug"] for row in ask("holdings/", statute=other.slug)["results"]] == [world.holding.slug]


def test_sources_of_a_host_count_only_where_the_public_sees_them(world: SimpleNamespace) -> None:
    secret = a_source("secret", url="https://secret.example/x")
    world.act.sources.add(secret)
    assert len(ask("statutes/", source_host="secret.example")["results"]) == 1
    type(secret).objects.filter(pk=secret.pk).update(status="draft")
    assert ask("statutes/", source_host="secret.example")["results"] == []


def test_draft_and_unknown_are_refused_in_the_same_words(world: SimpleNamespace) -> None:
    draft = a_statute("draft-act", world.arcadia, status="draft")
    for slug in (draft.slug, "no-such-act"):
        body = ask(f"statutes/{slug}/", status=404)
        assert body["detail"] == f"there is no statute with the slug '{slug}'"


def test_withdrawn_record_says_why(world: SimpleNamespace) -> None:
    a_statute("gone-act", world.arcadia, status="withdrawn", withdrawn_reason="Entered twice.")
    body = ask("statutes/gone-act/", status=410)
    assert body["detail"] == "gone-act was withdrawn: Entered twice."
    assert "gone-act" not in [row["slug"] for row in ask("statutes/")["results"]]


def test_what_hangs_on_a_withdrawn_record_says_why_too(world: SimpleNamespace) -> None:
    type(world.act).objects.update(status="withdrawn", withdrawn_reason="Entered twice.")
    assert "Entered twice" in ask(f"provisions/{world.offence.slug}/", status=410)["detail"]
    # A draft that hangs on it was never public, and stays unknown.
    type(world.offence).objects.filter(pk=world.offence.pk).update(status="draft")
    ask(f"provisions/{world.offence.slug}/", status=404)


def test_withdrawn_record_under_a_draft_stays_unknown(world: SimpleNamespace) -> None:
    gone = a_statute("gone-act", world.arcadia, status="withdrawn", withdrawn_reason="Entered twice.")
    type(world.arcadia).objects.filter(pk=world.arcadia.pk).update(status="draft")
    ask(f"statutes/{gone.slug}/", status=404)
