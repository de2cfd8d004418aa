"""Searching for a term of the law: it finds the provisions whose answers turn on it."""

from __future__ import annotations

from types import SimpleNamespace

from tests.kb.search.asked import first, found
from tests.world import a_coding, a_provision, a_statute, a_text


def test_term_of_the_law_finds_the_provision_that_turns_on_it(world: SimpleNamespace) -> None:
    world.new_text.codings.update(words="virtually indistinguishable")
    hit = first('"virtually indistinguishable"')

    assert (hit["type"], hit["slug"], hit["reason"]) == ("provision", "xa-images-act-1", "term of the law")
    assert "<mark>virtually</mark>" in hit["snippet_html"]


def test_term_in_the_language_of_the_law(world: SimpleNamespace) -> None:
    loi = a_statute("xa-loi", world.arcadia, language="fr", title="Loi sur les images")
    text = a_text(a_provision(loi, "art. 1", slug="xa-loi-1"))
    a_coding(text, world.possession, words="représentation d'un mineur", words_language="fr")

    assert first("représentations mineurs")["slug"] == "xa-loi-1"


def test_term_of_a_draft_finds_nothing(world: SimpleNamespace) -> None:
    world.new_text.codings.update(words="virtually indistinguishable", status="draft")

    assert found('"virtually indistinguishable"') == []
