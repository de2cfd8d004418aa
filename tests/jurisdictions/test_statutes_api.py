"""Statutes, provisions and the codebook over the API."""

from __future__ import annotations

import datetime as dt
import itertools
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jurisdictions.lifecycle import Wording, state_by_dates
from jurisdictions.models import Source
from jurisdictions.partial_dates import PartialDate
from tests.asking import answer, ask, refusal, slugs
from tests.world import (
    a_coding,
    a_jurisdiction,
    a_penalty,
    a_provision,
    a_question,
    a_reporting_duty,
    a_source,
    a_statute,
    a_text,
    an_event,
)


@pytest.mark.parametrize(
    ("date", "status", "because"),
    [
        ("2019-11-19", "not-yet", []),
        ("2019-11-20", "enacted", ["enacted"]),
        ("2020-01-01", "in-force", ["enacted", "in-force"]),
    ],
)
def test_statute_shows_its_status_on_the_date_asked_about(
    world: SimpleNamespace, date: str, status: str, because: list[str]
) -> None:
    told = {"basis": "events", "why": ""}
    if status == "not-yet":
        told["why"] = "nothing of its life is on record before 2019-11-20"
    expected = {"date": date, "status": status, "sure": True, "because": because, **told}
    assert ask("statutes/xa-images-act/", as_of=date)["status_on"] == expected
    page = ask("statutes/", as_of=date)
    assert page["results"][0]["status_on"] == expected
    assert page["applied"]["as_of"] == date
    assert slugs("statutes/", as_of=date, status_=status) == ["xa-images-act"]
    assert slugs("statutes/", as_of=date, status_="repealed") == []


def test_date_is_today_where_none_is_named(world: SimpleNamespace) -> None:
    today = timezone.localdate().isoformat()
    assert ask("statutes/")["applied"]["as_of"] == today
    assert ask("statutes/xa-images-act/")["status_on"]["date"] == today


def test_status_filter_gives_the_status_that_each_shows(world: SimpleNamespace) -> None:
    a_statute("xa-bill", world.arcadia, kind="bill")
    an_event(a_statute("xa-old", world.arcadia), "repealed", "2010-01-01")
    shown = {row["slug"]: row["status_on"]["status"] for row in ask("statutes/", as_of="2021-01-01")["results"]}
    assert shown == {"xa-bill": "not-on-record", "xa-images-act": "in-force", "xa-old": "repealed"}
    for slug, status in shown.items():
        assert slugs("statutes/", status_=status, as_of="2021-01-01") == [slug]


def test_statuses_follow_a_change_at_once(world: SimpleNamespace) -> None:
    assert slugs("statutes/", status_="in-force", as_of="2021-01-01") == ["xa-images-act"]
    world.act.events.update(status="draft")
    world.act.provisions.update(status="draft")
    assert slugs("statutes/", status_="in-force", as_of="2021-01-01") == []


def test_guidelines_are_listed_where_they_are_asked_for(world: SimpleNamespace) -> None:
    an_event(a_statute("xa-notice", world.arcadia, kind="guideline"), "issued", "2020-01-01")
    assert slugs("statutes/") == ["xa-images-act"]
    assert slugs("statutes/", kind="guideline") == ["xa-notice"]
    assert slugs("statutes/", status_="issued") == ["xa-notice"]


def test_event_filters_ask_for_one_event(world: SimpleNamespace) -> None:
    assert slugs("statutes/", event_kind="amended", event_after="2022") == ["xa-images-act"]
    # It was enacted, and something happened in 2022; but nothing enacted it then.
    assert slugs("statutes/", event_kind="enacted", event_after="2022") == []
    assert slugs("statutes/", event_after="2019", event_before="2019") == ["xa-images-act"]


def test_question_and_answer_ask_for_one_coding(world: SimpleNamespace) -> None:
    assert slugs("statutes/", question="wholly-synthetic", answer="yes") == ["xa-images-act"]
    assert slugs("statutes/", question="wholly-synthetic", answer="partial") == []
    assert slugs("provisions/", question="wholly-synthetic") == ["xa-images-act-9"]


def test_answers_of_wordings_no_longer_in_force_do_not_count(world: SimpleNamespace) -> None:
    assert slugs("provisions/", question="possession", answer="yes") == []
    assert slugs("provisions/", question="possession", answer="partial") == ["xa-images-act-1"]
    assert slugs("provisions/", question="possession", answer="yes", as_of="2021-06-01") == ["xa-images-act-1"]
    assert slugs("provisions/", question="possession", answer="partial", as_of="2021-06-01") == []
    assert slugs("statutes/", question="possession", answer="yes", as_of="2021-06-01") == ["xa-images-act"]


def test_provision_shows_every_wording_and_its_state(world: SimpleNamespace) -> None:
    body = ask("provisions/xa-images-act-1/", as_of="2022-03-01")
    old, new = body["wordings"]
    assert old["state_on"] == {"date": "2022-03-01", "state": "not-in-force", "because": "it ended on 2022-03-01"}
    assert new["state_on"]["state"] == "in-force"
    assert [row["answer"] for row in new["codings"]] == ["partial"]
    assert new["codings"][0]["note"] == "With intent to share only."
    assert new["codings"][0]["source"]["slug"] == "gazette"
    assert [row["slug"] for row in body["incorporates"]] == ["xa-images-act-9"]


@pytest.mark.parametrize(
    ("columns", "date", "state", "because"),
    [
        ({"valid_from": "2025"}, "2024-12-31", "not-in-force", "it begins on 2025"),
        ({"valid_from": "2025"}, "2025-06-01", "unclear", "its dates are on record only to the month or year"),
        ({"valid_from": "2025"}, "2025-12-31", "in-force", ""),
        ({"valid_from": "2020-01-01", "valid_to": "2025"}, "2025-06-01", "unclear",
         "its dates are on record only to the month or year"),
        ({"valid_from": "2020-01-01", "valid_to": "2025"}, "2025-12-31", "not-in-force", "it ended on 2025"),
        ({"valid_from": None, "shown_on": "2020-05-01"}, "2020-05-01", "in-force", ""),
        ({"valid_from": None, "shown_on": "2020-05-01"}, "2020-04-30", "unclear", "start not on record"),
        ({"valid_from": None}, "2030-01-01", "unclear",
         "made law, but no source shows it in force: commencement not on record"),
    ],
)  # fmt: skip
def test_state_of_a_wording_is_never_guessed(
    world: SimpleNamespace, columns: dict[str, Any], date: str, state: str, because: str
) -> None:
    clause = a_provision(world.act, "s. 5")
    a_text(clause, **columns)
    shown = ask(f"provisions/{clause.slug}/", as_of=date)["wordings"][0]["state_on"]
    assert shown == {"date": date, "state": state, "because": because}


DAYS = st.sampled_from([None, "2020", "2020-06", "2020-06-15", "2021", "2021-03"])


class StateTwins(TestCase):
    """Of a wording, Python's state and the database's conditions say the same on any date."""

    numbers = itertools.count()

    @settings(max_examples=100)
    @given(start=DAYS, end=DAYS, shown=DAYS, date=st.dates(dt.date(2019, 12, 1), dt.date(2022, 2, 1)))
    def test_agree(self, start: str | None, end: str | None, shown: str | None, date: dt.date) -> None:
        # What the database refuses has no state.
        assume(not (start and end) or PartialDate.parse(end).latest > PartialDate.parse(start).earliest)
        clause = a_provision(a_statute(f"act{next(self.numbers)}", a_jurisdiction("XA")))
        text = a_text(clause, start, valid_to=end, shown_on=None if start else shown)
        state = state_by_dates(Wording(0, 0, text.valid_from, text.valid_to, text.shown_on), date).state
        rows = type(text).objects.filter(pk=text.pk)
        assert (state == "in-force") == rows.in_force_on(date).exists()
        assert (state == "unclear") == rows.perhaps_in_force_on(date).exists()
        assert (state == "not-in-force") == (not rows.not_surely_out_of_force_on(date).exists())


def test_provisions_in_force_are_told_from_those_that_are_not(world: SimpleNamespace) -> None:
    a_text(a_provision(world.act, "s. 7", slug="bill-clause"), None)
    assert slugs("provisions/", in_force="true", as_of="2021-01-01") == ["xa-images-act-1", "xa-images-act-9"]
    assert slugs("provisions/", in_force="false", as_of="2021-01-01") == ["bill-clause"]
    # One of its wordings is out of force; the provision is not.
    assert slugs("provisions/", in_force="false", as_of="2023-01-01") == ["bill-clause"]
    assert len(slugs("codings/", in_force="false", as_of="2023-01-01")) == 1


def test_coding_stands_with_place_statute_provision_and_wording(world: SimpleNamespace) -> None:
    body = ask("codings/", question="possession", answer="partial")["results"][0]
    assert body["jurisdiction"]["code"] == "XA"
    assert body["statute"]["citation"] == "Images Act, s. 1"
    assert body["provision"]["label"] == "s. 1"
    assert body["wording"]["valid_from"] == "2022-03-01"
    assert body["wording"]["state_on"]["state"] == "in-force"


def test_statutes_of_a_place_and_of_all_places_under_it(world: SimpleNamespace) -> None:
    a_statute("north-act", world.north, kind="bill")
    assert slugs("statutes/", jurisdiction="xa") == ["xa-images-act"]
    assert slugs("statutes/", within="xa") == ["north-act", "xa-images-act"]
    assert slugs("statutes/", within="xa", kind="bill") == ["north-act"]
    assert slugs("statutes/", ordering="-jurisdiction") == ["north-act", "xa-images-act"]


def test_related_rows_never_multiply_the_listed_one(world: SimpleNamespace) -> None:
    for number in range(3):
        world.act.sources.add(a_source(f"s{number}"))
    page = ask("statutes/", source_host="gazette.example", source="s0,s1,s2", event_after="1999", count="true")
    assert (page["count"], len(page["results"])) == (1, 1)


def test_question_out_of_the_codebook_is_refused(world: SimpleNamespace) -> None:
    assert "did you mean possession?" in refusal("codings/", question="posession")["question"]
    assert "did you mean unclear?" in refusal("codings/", answer="unclera")["answer"]


def more(world: SimpleNamespace, number: int) -> None:
    for place in range(number):
        question = a_question(f"q{place}")
        statute = a_statute(f"more{place}", world.north)
        statute.amends.add(world.act)
        world.act.amends.add(statute)
        for kind, date in (("introduced", "2019"), ("in-force", "2020")):
            an_event(statute, kind, date, a_source(f"source{place}{kind}"))
        statute.sources.add(*Source.objects.all())
        for label in ("s. 1", "s. 2"):
            clause = a_provision(statute, label, parent=world.offence)
            clause.incorporates.add(world.definition, world.offence)
            for start, end in (("2020", "2021"), ("2022", None)):
                text = a_text(clause, start, valid_to=end, made_by=world.act)
                a_coding(text, question)
                a_coding(text, world.possession)
                a_penalty(text)
                a_reporting_duty(text)


@pytest.mark.parametrize(
    ("resource", "queries"),
    [
        ("statutes", 10), ("provisions", 12), ("questions", 2), ("codings", 5), ("penalties", 6),
        ("reporting-duties", 6),
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(
    world: SimpleNamespace, django_assert_num_queries: Any, resource: str, queries: int, number: int
) -> None:
    more(world, number)
    with django_assert_num_queries(queries):
        assert len(ask(f"{resource}/")["results"]) > number


def test_filters_cost_a_query_for_each_record_named(world: SimpleNamespace, django_assert_num_queries: Any) -> None:
    asked = {"status_": "in-force", "question": "possession", "answer": "partial", "within": "XA", "fields": "slug"}
    ask("statutes/", **asked)
    # One more for the version of the data, and one asks whether what a status depends on has changed since.
    with django_assert_num_queries(1 + 2 + 1 + 1):
        ask("statutes/", **asked)


def test_detail_of_a_provision_is_thirteen_queries(world: SimpleNamespace, django_assert_num_queries: Any) -> None:
    more(world, 2)
    with django_assert_num_queries(13):
        assert answer("provisions/more0-1/").status_code == 200
