"""The engine's sentences: English as text, and the same in the reader's language on a page."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from cases.authority import Authority, Court, Hierarchy, Holding, Ruling
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Sentence, joined, say, told
from kb.languages.messages import Found, Key, compiled, po_path, updated
from kb.languages.saying import is_translated, said

REVIEWS = say("{upper} reviews {lower}.", upper="The Court of Arcadia", lower="the Court of Elis")
CATALOGUE = {
    "{upper} reviews {lower}.": "{lower} relève de {upper}.",
    "{effect}: {told}": "{effect} : {told}",
    "It began on {date}.": "Début : {date}.",
    " or ": " ou ",
    "yes": "oui",
    "silent": "muet",
    "Drawings": "Dessins",
    "idem": "idem",
}


@pytest.fixture
def french(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A small catalogue of its own, with French as the reader's language."""
    found = Found()
    for text in CATALOGUE:
        found.add(Key(text), "arcadia.py")
    po = updated(b"", found).decode()
    for text, french in CATALOGUE.items():
        po = po.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{french}"')
    path = po_path(tmp_path).with_suffix(".mo")
    path.parent.mkdir(parents=True)
    path.write_bytes(compiled(po.encode()))
    settings.LOCALE_PATHS = [tmp_path / "kb" / "locale"]
    _forget_catalogues()
    with translation.override("fr"):
        yield
    _forget_catalogues()


def _forget_catalogues() -> None:
    trans_real._translations = {}  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


def test_a_sentence_is_its_english_text() -> None:
    assert REVIEWS == "The Court of Arcadia reviews the Court of Elis."
    assert REVIEWS.template == "{upper} reviews {lower}."
    assert REVIEWS.values == {"upper": "The Court of Arcadia", "lower": "the Court of Elis"}
    assert len({REVIEWS, "The Court of Arcadia reviews the Court of Elis."}) == 1
    assert json.dumps([REVIEWS]) == '["The Court of Arcadia reviews the Court of Elis."]'


def test_dates_are_written_as_the_sources_give_them_and_kept_as_dates() -> None:
    sentence = say("{first} to {last}", first=PartialDate(2025, 3), last=dt.date(2026, 1, 9))
    assert sentence == "2025-03 to 2026-01-09"
    assert sentence.values["first"] == PartialDate(2025, 3)


def test_a_sentence_without_values_is_taken_as_it_is_written() -> None:
    assert say("Not {any} of them.") == "Not {any} of them."


def test_values_are_put_in_as_they_are() -> None:
    assert say("{name} is no code", name="{0.__class__}") == "{0.__class__} is no code"


@pytest.mark.parametrize("text", [REVIEWS, joined("; ", [REVIEWS, say("yes")])])
def test_nothing_of_a_sentence_can_be_changed(text: Any) -> None:
    with pytest.raises(AttributeError, match="does not change"):
        text.template = "{lower} reviews {upper}."
    with pytest.raises(AttributeError, match="does not change"):
        del text.template
    with pytest.raises(TypeError):
        REVIEWS.values["upper"] = "another"  # type: ignore[index]


@pytest.mark.parametrize("again", [lambda text: pickle.loads(pickle.dumps(text)), copy.deepcopy])  # noqa: S301
def test_sentences_survive_pickling_and_copying(again: Any) -> None:
    nested = again(joined("; ", [say("{effect}: {told}", effect="struck-1", told=REVIEWS), "Elis"]))
    assert nested == "struck-1: The Court of Arcadia reviews the Court of Elis.; Elis"
    assert nested.separator == "; "
    assert nested.parts[0].values["told"].template == REVIEWS.template


def test_an_error_tells_its_sentence() -> None:
    with pytest.raises(ValueError, match="not a date") as refused:
        PartialDate.parse("Tuesday")
    assert isinstance(told(refused.value), Sentence)
    assert told(KeyError(3)) == "3"
    assert told(OSError(2, "no such file")) == "[Errno 2] no such file"


def test_the_steps_of_reasoning_are_sentences() -> None:
    elis = Court("elis", "trial", "EL")
    authority = Authority(Hierarchy([elis], []))
    holding = Holding("h", Ruling("r", "elis", PartialDate(2001)))
    steps = authority.weigh(holding, court="elis", date=dt.date(2020, 1, 1)).steps
    assert [type(step.text) for step in steps] == [Sentence]
    assert steps[0].text == "No rule of precedent is on record for EL (legal system: not recorded)."


def test_in_english_a_page_says_the_same_with_dates_in_words() -> None:
    with translation.override("en"):
        assert said(REVIEWS) == REVIEWS
        assert said(say("It began on {date}.", date=PartialDate(2025, 3))) == "It began on March 2025."
        assert is_translated("Whatever stands here")


@pytest.mark.usefixtures("french")
def test_a_page_says_it_in_the_readers_language() -> None:
    assert said(REVIEWS) == "the Court of Elis relève de The Court of Arcadia."
    assert said(say("It began on {date}.", date=dt.date(2025, 3, 1))) == "Début : 1er mars 2025."
    assert said(say("It began on {date}.", date=PartialDate(2025, 3))) == "Début : mars 2025."


@pytest.mark.usefixtures("french")
def test_sentences_in_sentences_are_translated_too() -> None:
    effect = say("{effect}: {told}", effect="struck-1", told=REVIEWS)
    assert said(effect) == "struck-1 : the Court of Elis relève de The Court of Arcadia."
    assert said(joined(say(" or "), [say("silent"), say("yes")])) == "muet ou oui"
    assert said(joined("; ", [say("yes"), "Elis"])) == "oui; Elis"


@pytest.mark.usefixtures("french")
def test_a_label_is_looked_up_as_it_is() -> None:
    assert said("Drawings") == "Dessins"
    assert said("") == ""


@pytest.mark.usefixtures("french")
def test_what_the_catalogue_lacks_stays_english_and_says_so() -> None:
    missing = say("{court} has moved.", court="The Court of Arcadia")
    assert said(missing) == "The Court of Arcadia has moved."
    assert not is_translated(missing)
    assert not is_translated(say("{effect}: {told}", effect="struck-1", told=missing))
    assert not is_translated(joined(say(" and "), [say("yes")]))
    assert not is_translated("A label of nothing")


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("text", [REVIEWS, "Drawings", "", "idem", joined(say(" or "), [say("yes"), "Elis"])])
def test_what_the_catalogue_has_is_translated_even_where_both_are_alike(text: str) -> None:
    assert is_translated(text)
