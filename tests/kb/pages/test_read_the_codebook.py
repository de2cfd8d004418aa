"""Reading the codebook: which questions are put to the law, in the order in which every other page has them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from tests.world import a_question, an_issue

pytestmark = pytest.mark.django_db


def test_questions_and_issues_stand_in_the_codebooks_own_order(client: Client, world: SimpleNamespace) -> None:
    places = {"zeal": 1, "apt": 3, "mild": 2}
    for slug, position in places.items():
        a_question(slug, group="duties", position=position)
        an_issue(slug, kind="reach", position=position)
    page = client.get("/en/codebook/")
    groups = {group.value: [one.slug for one in rows] for group, rows in page.context["groups"]}
    assert groups["duties"] == ["zeal", "mild", "apt"]
    issues = {kind.value: [one.slug for one in rows] for kind, _answers, rows in page.context["issues"]}
    assert issues["reach"] == ["zeal", "mild", "apt"]


def test_each_question_says_what_yes_does_and_to_which_clauses_it_is_put(
    client: Client, world: SimpleNamespace
) -> None:
    a_question("obscenity-required", group="material", direction="limits", relevant_to=["offence", "definition"])
    told = " ".join(client.get("/en/codebook/").content.decode().split())
    entry = told.partition('id="obscenity-required"')[2].partition("</li>")[0]
    assert "Yes limits the law. Put to clauses with the role: Offence, Definition" in entry
    assert "Of a place, never of one wording" in told
    assert "Possession of wholly synthetic material" in told
