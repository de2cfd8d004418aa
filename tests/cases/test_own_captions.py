"""A ruling is called as its own court published it, wherever it is named."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.models import Ruling
from tests import world as build
from tests.asking import ask, slugs
from tests.editors import Editor, address
from tests.jurisdictions.test_admin_edit_a_statute import filled
from tests.kb.references.citing import of, ris_of

OWN = "Merrow v. Harbour Board"
DAY = "2022-01-01"


@pytest.fixture
def named(world: SimpleNamespace) -> SimpleNamespace:
    """The Supreme Court published the case of Arcadia v. Merrow under a caption of its own."""
    Ruling.objects.filter(pk=world.top_ruling.pk).update(own_caption=OWN)
    world.top_ruling.refresh_from_db()
    later = build.a_ruling(build.a_case("tarn", world.appeal), "2021-08-01")
    build.a_treatment(world.top_ruling, world.trial_ruling, "questions")
    build.a_treatment(later, world.top_ruling, "follows")
    world.later = later
    return world


def test_without_one_it_is_called_as_its_case(world: SimpleNamespace) -> None:
    assert world.top_ruling.caption == "Arcadia v. Merrow"
    assert ask("rulings/merrow-2021-05-04/")["caption"] == "Arcadia v. Merrow"


def test_every_answer_of_the_api_calls_it_so(named: SimpleNamespace) -> None:
    body = ask("rulings/merrow-2021-05-04/")
    assert (body["caption"], body["case"]["caption"]) == (OWN, "Arcadia v. Merrow")
    captions = {
        "case": {row["slug"]: row["caption"] for row in ask("cases/merrow/")["rulings"]}["merrow-2021-05-04"],
        "appeal": ask("rulings/merrow-2020-06-01/")["appeals"][0]["by"]["caption"],
        "holding": ask(f"holdings/{named.holding.slug}/")["ruling"]["caption"],
        "effect": ask(f"effects/{named.effect.slug}/")["ruling"]["caption"],
        "precedents": ask("precedents/", issue="virtual-image", court="xatr1", as_of=DAY)["not_determinable"][0][
            "ruling"
        ]["caption"],
        "history": ask("rulings/merrow-2021-05-04/history/", as_of=DAY)["ruling"]["caption"],
        "status": ask("provisions/xa-images-act-1/status/", as_of="2021-06-01")["effects"][0]["ruling"]["caption"],
    }
    assert captions == dict.fromkeys(captions, OWN)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/en/rulings/merrow-2021-05-04/", {}),
        ("/en/rulings/merrow-2020-06-01/", {}),  # by which it was reversed
        ("/en/cases/merrow/", {}),
        ("/en/issues/virtual-image/", {}),
        ("/en/precedents/", {"issue": "virtual-image", "court": "xatr1"}),
        ("/en/provisions/xa-images-act-1/", {}),
        ("/en/statutes/xa-images-act/", {}),
        ("/en/timeline/", {}),
    ],
)
def test_every_page_calls_it_so(client: Client, named: SimpleNamespace, path: str, asked: dict[str, str]) -> None:
    page = client.get(path, {**asked, **({} if "timeline" in path else {"as_of": DAY})})
    assert page.status_code == 200
    assert OWN in page.content.decode()


def test_its_page_leads_to_its_case_under_the_case_s_caption(client: Client, named: SimpleNamespace) -> None:
    body = client.get("/en/rulings/merrow-2021-05-04/").content.decode()
    assert '<a href="/en/cases/merrow/">Arcadia v. Merrow</a>' in body
    assert f"<h1><cite>{OWN}</cite></h1>" in body
    assert f"<title>{OWN}, Arc., 4 May 2021" in body


def test_it_is_cited_so(named: SimpleNamespace) -> None:
    found = of(named.top_ruling, dt.date(2022, 1, 1))
    assert found.bluebook_text.startswith(f"{OWN}, 12 Arc. 345")
    assert found.oscola_text.startswith("Merrow v Harbour Board 12 Arc 345")
    assert found.title == OWN
    assert ris_of(found)["title"] == OWN
    assert of(named.case, dt.date(2022, 1, 1)).title == "Arcadia v. Merrow"


@pytest.mark.parametrize("typed", ["Harbour Board", "merrow v. harbour board", "Merrow v Harbour Board"])
def test_search_finds_it_by_its_own_caption(named: SimpleNamespace, typed: str) -> None:
    results = ask("search/", q=typed, as_of=DAY)["results"]
    found = {(row["type"], row["slug"]): row for row in results}
    assert found["ruling", "merrow-2021-05-04"]["title"] == OWN
    assert ("ruling", "merrow-2020-06-01") not in found
    assert found["holding", named.holding.slug]["subtitle"].startswith(OWN)
    if "v" in typed.lower().split():
        assert results[0]["slug"] == "merrow-2021-05-04"


def test_search_finds_it_by_its_case_s_caption_too(named: SimpleNamespace) -> None:
    assert "merrow-2021-05-04" in [row["slug"] for row in ask("search/", q="Arcadia v. Merrow")["results"]]


def test_lists_are_searched_and_sorted_by_it(named: SimpleNamespace) -> None:
    assert slugs("rulings/", q="harbour") == ["merrow-2021-05-04"]
    assert slugs("holdings/", q="harbour") == [named.holding.slug]
    assert slugs("effects/", q="harbour") == [named.effect.slug]
    assert len(slugs("treatments/", q="harbour")) == 2
    # Arcadia v. Merrow, Arcadia v. Tarn, Merrow v. Harbour Board
    in_order = ["merrow-2020-06-01", named.later.slug, "merrow-2021-05-04"]
    assert slugs("rulings/", ordering="caption") == in_order
    assert slugs("rulings/", ordering="-caption") == in_order[::-1]
    first = ask("rulings/", ordering="caption", page_size=2)
    assert [row["slug"] for row in first["results"]] == in_order[:2]
    assert [row["slug"] for row in Client().get(first["next"]).json()["results"]] == in_order[2:]


def test_an_editor_gives_it(alice: Editor, world: SimpleNamespace) -> None:
    form: dict[str, Any] = filled(
        alice, Ruling, case=world.case.pk, court=world.appeal.pk, date="2026-03", kind="opinion", outcome="affirmed",
        summary="It affirms.", own_caption=OWN,
    )  # fmt: skip
    alice.post(address(Ruling, "add"), form)
    ruling = Ruling.objects.get(court=world.appeal)
    assert (ruling.own_caption, str(ruling)) == (OWN, f"{OWN} (2026-03)")
    listed = alice.get(address(Ruling, "changelist"), {"q": "harbour"}).content.decode()
    assert OWN in listed
    assert "Arcadia v. Merrow" not in listed.partition("<table")[2].partition("</table>")[0]
