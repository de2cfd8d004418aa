"""The curated data as it is loaded: nothing of the dossiers lost, and the known links made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pycountry
import pytest
import yaml
from django.db.models import Count, Q

from cases.models import AppealOutcome, Case, Charge, Effect, Holding, Issue, Ruling, Treatment
from jurisdictions.models import (
    AppellateReview,
    Coding,
    Court,
    Jurisdiction,
    LegislativeEvent,
    Participation,
    Provision,
    ProvisionText,
    Question,
    Source,
    Statute,
)
from jurisdictions.partial_dates import PartialDate
from kb.curated.dumping import dump
from kb.curated.loading import data_folders, load
from kb.models import Indicator, Observation

pytestmark = pytest.mark.usefixtures("curated")

TESTS = Path(__file__).parents[2]
LAW = yaml.safe_load((TESTS / "jurisdictions/dossier_counts.yaml").read_text())
CASES = yaml.safe_load((TESTS / "cases/dossier_counts.yaml").read_text())

ROWS = {
    "statutes": Statute, "events": LegislativeEvent, "provisions": Provision, "wordings": ProvisionText,
    "codings": Coding, "questions": Question, "participations": Participation, "cases": Case, "charges": Charge,
    "rulings": Ruling, "holdings": Holding, "cites": Treatment, "appeal_outcomes": AppealOutcome, "effects": Effect,
    "issues": Issue, "indicators": Indicator, "observations": Observation,
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_nothing_of_the_dossiers_is_lost(kind: str) -> None:
    counts = (LAW | CASES)[kind]
    assert ROWS[kind]._default_manager.count() == counts["data"]
    assert counts["data"] == counts["dossiers"] or counts["difference"]


def test_sources_of_both_halves_add_up() -> None:
    halves = LAW["sources_of_statutes_or_uncited"]["data"] + CASES["sources_of_cases_and_indicators_only"]["data"]
    assert Source.objects.count() == halves


@pytest.mark.parametrize(
    ("kind", "drafts"),
    [(kind, n) for counts in (LAW, CASES) for kind, n in counts["drafts"].items() if kind in ROWS],
)
def test_what_was_only_recalled_is_a_draft(kind: str, drafts: int) -> None:
    assert ROWS[kind]._default_manager.filter(status="draft").count() == drafts


def test_link_counts_are_those_recorded() -> None:
    assert Statute.amends.through.objects.count() == LAW["amends"]["data"]
    assert Statute.sources.through.objects.count() == LAW["statute_sources"]["data"]
    assert Provision.incorporates.through.objects.count() == LAW["incorporates"]["data"]
    assert Coding.objects.exclude(recoded_from="").count() == LAW["recoded"]["data"]


def test_load_dump_load_gives_no_difference(tmp_path: Path) -> None:
    dump(tmp_path)
    for folder in data_folders():
        for path in folder.glob("*.yaml"):
            if path.name not in ("places.yaml", "courts.yaml"):
                written = tmp_path / folder.parent.name / "data" / path.name
                assert written.read_text() == path.read_text(), f"{path.name} is not in the form that dump_kb writes"
    assert (tmp_path / "docs/codebook.md").read_text() == (TESTS.parent / "docs/codebook.md").read_text()
    changes = load(data_folders(), force=True)
    assert changes is not None
    assert changes.count == 0


def test_every_country_and_every_part_of_the_united_states_is_there() -> None:
    codes = set(Jurisdiction.objects.values_list("code", flat=True))
    own_us_code = {"AS", "GU", "MP", "PR", "UM", "VI"}  # kept as US-PR and so on, once each
    assert {country.alpha_2 for country in pycountry.countries} - codes == own_us_code
    assert {f"US-{code}" for code in own_us_code} <= codes
    assert Jurisdiction.objects.within("US").exclude(code="US").count() == 57


def test_every_district_court_has_one_circuit_and_every_circuit_the_supreme_court() -> None:
    districts = Court.objects.filter(jurisdiction__code="US", level="trial", courts_db_id__gt="")
    assert districts.count() == 94
    for day in (dt.date(1981, 9, 30), dt.date(1981, 10, 1), dt.date(2026, 11, 1)):
        standing = AppellateReview.objects.standing_on(day).filter(lower__in=districts)
        circuits = standing.values("lower").annotate(n=Count("upper")).filter(n=1)
        assert circuits.count() == 94
        assert set(standing.values_list("upper__level", flat=True)) == {"appellate"}
    uppers = set(AppellateReview.objects.filter(lower__in=districts).values_list("upper", flat=True))
    assert AppellateReview.objects.filter(lower__in=uppers, upper__slug="scotus").count() == len(uppers)


def test_alabama_answered_to_the_fifth_circuit_until_the_split() -> None:
    relations = AppellateReview.objects.filter(lower__slug="almd")
    days = (dt.date(1981, 9, 30), dt.date(1981, 10, 1))
    assert [list(relations.standing_on(d).values_list("upper__slug", flat=True)) for d in days] == [["ca5"], ["ca11"]]


def test_state_high_courts_answer_to_the_supreme_court_on_federal_questions() -> None:
    relation = AppellateReview.objects.get(lower__slug="wis", upper__slug="scotus")
    assert relation.scope == "federal-questions"


def test_child_pornography_offences_take_in_the_definitions_of_section_2256() -> None:
    assert Provision.objects.get(slug="us-18-usc-2252a-a-5").incorporates.filter(slug="us-18-usc-2256-8-b").exists()
    for section in ("us-18-usc-2252", "us-18-usc-2252a"):
        links = Provision.objects.filter(statute__slug=section, incorporates__statute__slug="us-18-usc-2256")
        assert links.exists(), section


def test_former_wordings_of_2256_are_wordings_and_were_struck_and_the_new_one_was_not() -> None:
    clause = Provision.objects.get(slug="us-18-usc-2256-8-b")
    old, new = clause.texts.all()
    assert [str(old.valid_from), str(old.valid_to), str(new.valid_from)] == ["1996-09-30", "2003-04-30", "2003-04-30"]
    ashcroft = Effect.objects.filter(holding__ruling__slug="ashcroft-v-free-speech-coalition-2002")
    assert {(e.text.slug, e.kind, e.reach) for e in ashcroft.select_related("text")} == {
        ("us-18-usc-2256-8-b--1996-09-30", "struck", "nationwide"),
        ("us-18-usc-2256-8-d--1996-09-30", "struck", "nationwide"),
    }
    assert not new.effects.exists()
    assert not Statute.objects.get(slug="us-cppa-1996").provisions.exists()


def test_anderegg_limits_1466a_b_1_for_the_parties_and_then_in_its_circuit() -> None:
    effects = Effect.objects.filter(text__provision__slug="us-18-usc-1466a-b-1", kind="struck-as-applied")
    assert {(one.holding.ruling.slug, one.reach, str(one.since), one.until) for one in effects} == {
        ("anderegg-2025-02-13", "parties", "2025-02-13", None),
        ("united-states-v-anderegg-2026", "territory", "2026-08-25", None),
    }
    appeal = Ruling.objects.get(slug="anderegg-2025-02-13").appeals.get()
    assert (appeal.kind, appeal.by and appeal.by.slug, appeal.docket, str(appeal.filed)) == (
        "affirms",
        "united-states-v-anderegg-2026",
        "25-1354",
        "2025-03-03",
    )


def test_effects_undone_by_a_later_ruling_name_it_and_end() -> None:
    undone = Effect.objects.exclude(ended_by=None).select_related("ended_by")
    assert {(e.holding.ruling.slug, e.ended_by.slug) for e in undone if e.ended_by} >= {
        ("united-states-v-hilton-1999", "ashcroft-v-free-speech-coalition-2002"),
        ("united-states-v-williams-ca11-2006", "united-states-v-williams-2008"),
    }
    assert all(e.until == e.ended_by.date for e in undone if e.ended_by)


def test_the_leading_cases_are_joined_by_treatments() -> None:
    edges = set(Treatment.objects.values_list("citing__slug", "kind", "cited__slug"))
    assert edges >= {
        ("osborne-v-ohio-1990", "distinguishes", "stanley-v-georgia-1969"),
        ("osborne-v-ohio-1990", "applies", "new-york-v-ferber-1982"),
        ("new-york-v-ferber-1982", "distinguishes", "miller-v-california-1973"),
        ("ashcroft-v-free-speech-coalition-2002", "overrules", "united-states-v-hilton-1999"),
        ("united-states-v-williams-2008", "distinguishes", "ashcroft-v-free-speech-coalition-2002"),
        ("anderegg-2025-02-13", "applies", "stanley-v-georgia-1969"),
    }


def test_every_holding_answers_what_its_issue_asks() -> None:
    for holding in Holding.objects.select_related("issue"):
        holding.clean()


def test_every_published_statute_and_case_has_a_source_that_can_be_opened() -> None:
    for model in (Statute, Case):
        bare = model._default_manager.filter(status="published", sources__isnull=True)
        assert list(bare) == []
    assert not Source.objects.filter(~Q(url__startswith="http"), status="published").exists()


def test_cautions_survive() -> None:
    assert Statute.objects.exclude(note="").count() >= 189
    assert Coding.objects.exclude(note="").count() >= 674


def test_official_texts_have_an_address_and_say_whether_they_were_read() -> None:
    addressed = Statute.objects.exclude(official_url="")
    assert addressed.count() >= 150
    assert 0 < addressed.filter(official_url_read=True).count() < addressed.count()


def test_no_event_date_is_more_exact_than_its_source() -> None:
    partial = [event.date for event in LegislativeEvent.objects.all() if event.date.precision != "day"]
    assert PartialDate(2025) in partial
    assert len(partial) >= 60
