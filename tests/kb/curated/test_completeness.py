"""How complete the record is said to be: counted by place and by question, of public records only."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from jurisdictions.models import Coding, Jurisdiction, Penalty, Question
from kb.curated.campaign import Aim
from kb.curated.completeness import completeness
from tests.world import a_coding, a_jurisdiction, a_penalty, a_provision, a_statute, a_text


def test_places_are_counted_by_what_was_read_of_them(world: SimpleNamespace) -> None:
    Coding.objects.update(words="", reviewer="", pinpoint="", read="")
    a_penalty(world.new_text)
    a_penalty(world.old_text, status="draft")
    type(world.offence).objects.filter(pk=world.offence.pk).update(role="offence")
    exact = Coding.objects.filter(text=world.new_text).first()
    assert exact is not None
    Coding.objects.filter(pk=exact.pk).update(words="depicts", pinpoint="(1)", read="clause", reviewer="second")
    bill = a_statute("xa-bill", world.arcadia, kind="bill")
    a_text(a_provision(bill), None)
    (arcadia,) = (one for one in completeness().places if one.code == "XA")
    assert (arcadia.read, arcadia.penalties) == (1, 1)
    rests = arcadia.answers
    assert rests.number == Coding.objects.public().count()
    assert (rests.exact, rests.twice) == (1, 1)
    assert sum(rests.grades) == rests.number
    # A bill's wording is no law, and has no first day to be found.
    assert arcadia.wordings == arcadia.dated > 0


def test_a_place_of_whose_law_nothing_is_on_record_is_not_listed(world: SimpleNamespace) -> None:
    a_jurisdiction("XB")
    hidden = a_jurisdiction("XC", status="draft")
    a_coding(a_text(a_provision(a_statute("xc-act", hidden))), world.possession)
    assert {"XB", "XC"}.isdisjoint(one.code for one in completeness().places)


def test_questions_are_counted_by_answer_and_by_place(world: SimpleNamespace) -> None:
    north = a_text(a_provision(a_statute("xa-no-act", world.north)))
    a_coding(north, world.possession, "silent")
    (possession,) = (one for one in completeness().questions if one.slug == "possession")
    counted = dict(possession.by_answer)
    assert counted["silent"] == 1
    assert sum(counted.values()) == possession.answers.number == world.possession.codings.count()
    assert possession.places == 2
    assert list(counted) == ["yes", "partial", "unclear", "silent", "no"]


@pytest.mark.parametrize(
    ("aim", "wanted", "stands"),
    [
        (Aim("n", 7, 58, 7), 7, True),
        (Aim("n", 6, 58, 7), 7, False),
        (Aim("n", 6, 58, 6, fewer=True), 6, True),
        (Aim("n", 7, 58, 6, fewer=True), 6, False),
        (Aim("n", 74, 99, 0.75), 75, False),
        (Aim("n", 75, 99, 0.75), 75, True),
        (Aim("n", 1, None, 0, fewer=True), 0, False),
    ],
)
def test_an_aim_stands_where_what_is_wanted_is_reached(aim: Aim, wanted: int, stands: bool) -> None:
    assert (aim.number_wanted, aim.stands) == (wanted, stands)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_queries_however_many_rows(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(number):
        place = a_jurisdiction(f"XB-{n}")
        a_coding(a_text(a_provision(a_statute(f"act-{n}", place))), world.possession)
    with django_assert_num_queries(9):
        assert len(completeness().places) > number


@pytest.mark.usefixtures("curated")
def test_all_faces_tell_the_same_of_the_curated_data(client: Client, tmp_path: Path) -> None:
    known = completeness()
    assert sum(one.answers.number for one in known.places) == Coding.objects.public().count()
    assert sum(one.answers.number for one in known.questions) == Coding.objects.public().count()
    assert sum(one.penalties for one in known.places) == Penalty.objects.public().count()
    assert len(known.questions) == Question.objects.public().count()
    out = tmp_path / "report.md"
    call_command("data_report", out=out, stdout=StringIO())
    printed = StringIO()
    call_command("kb_status", stdout=printed)
    report, status = out.read_text(), printed.getvalue()
    page = re.sub(r"<[^>]*>|\s+", " ", client.get("/en/completeness/").content.decode())
    for one in known.places:
        numbers = (one.wordings, one.dated, one.answers.number, one.answers.exact)
        assert f"| {one.code} | {' | '.join(map(str, numbers))} |" in report
        assert f"{one.code} | {' | '.join(map(str, numbers))} |" in status
        name = Jurisdiction.objects.get(code=one.code).name
        assert f"{name} {' '.join(f'{n:,}' for n in numbers)} ".replace(" ", "") in page.replace(" ", "")
