"""How well an answer rests: the rule, its twin in the database, and what the API says and filters."""

from __future__ import annotations

import csv
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jurisdictions.grades import Grade, grade_of
from jurisdictions.models import Coding, Question, Reading, Source, SourceKind
from tests.asking import answer, ask, refusal
from tests.world import a_coding, a_question, a_source

BEST: dict[str, Any] = {
    "source_kind": "primary", "source_read": True, "read": "clause", "words": "appears to be", "pinpoint": "s. 1(1)",
    "coder": "first", "reviewer": "second",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "grade", "told"),
    [
        (
            {},
            "A",
            "law itself was read; the place in it is given; the term of the law is named; a second reader agrees",
        ),
        ({"source_kind": "official"}, "A", "a government's page was read"),
        ({"read": ""}, "A", "the law itself was read"),
        ({"read": "", "source_kind": "official"}, "B", "whether the clause itself was read is not on record"),
        ({"read": "definition"}, "B", "the definition was read, the clause that punishes was not"),
        ({"read": "digest"}, "B", "only a digest or report of the clause was read"),
        ({"words": ""}, "B", "no term of the law is named"),
        ({"reviewer": ""}, "B", "no second reader yet"),
        ({"reviewer": "first"}, "B", "no second reader yet"),
        ({"source_kind": "report"}, "B", "the official text was not read"),
        ({"pinpoint": ""}, "C", "the place in it is not given"),
        ({"source_read": False}, "C", "its source was not opened"),
        ({"source_kind": "scholarship"}, "C", "a work of scholarship was read, which is secondary"),
        ({"source_kind": "news"}, "C", "a press report was read, which is secondary"),
        ({"source_kind": "advocacy"}, "C", "which is secondary"),
        ({"source_kind": None}, "C", "its source is not public"),
    ],
)
def test_rule(changed: dict[str, Any], grade: str, told: str) -> None:
    found = grade_of(**BEST | changed)
    assert found.grade == grade
    assert told in "; ".join(found.because)


FACTS = st.fixed_dictionaries({
    "kind": st.sampled_from(SourceKind.values),
    "opened": st.booleans(),
    "status": st.sampled_from(["published", "draft"]),
    "read": st.sampled_from(["", *Reading.values]),
    "words": st.sampled_from(["", "appears to be"]),
    "pinpoint": st.sampled_from(["", "s. 1"]),
    "coder": st.sampled_from(["", "first"]),
    "reviewer": st.sampled_from(["", "first", "second"]),
})  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.lists(FACTS, min_size=1, max_size=12))
def test_the_database_has_the_same_rule(world: SimpleNamespace, facts: list[dict[str, Any]]) -> None:
    Coding.objects.all().delete()
    for fact in facts:
        number = Coding.objects.count()
        kept = {"kind": fact["kind"], "read": fact["opened"], "status": fact["status"]}
        source = Source.objects.filter(slug__startswith="kept", **kept).first()
        source = source or a_source(f"kept-{'-'.join(map(str, kept.values()))}", **kept)
        question = Question.objects.filter(slug=f"q{number}").first() or a_question(f"q{number}")
        columns = {name: fact[name] for name in ("read", "words", "pinpoint", "coder", "reviewer")}
        a_coding(world.new_text, question, source=source, **columns)
    rows: Any = Coding.objects.with_grade()
    computed = dict(rows.values_list("pk", "grade_is"))
    assert computed == {coding.pk: coding.graded.grade for coding in Coding.objects.select_related("source")}


def test_better_grades_satisfy_who_asks_for_less() -> None:
    assert [(one, least) for one in Grade for least in Grade if one.at_least(least)] == [
        ("A", "A"), ("A", "B"), ("A", "C"), ("B", "B"), ("B", "C"), ("C", "C"),
    ]  # fmt: skip


def graded(world: SimpleNamespace) -> None:
    """Three answers on one wording, one of each grade."""
    press = a_source("press", kind="news")
    a_coding(world.new_text, a_question("best"), words="appears to be", pinpoint="s. 1", read="clause",
             coder="first", reviewer="second")  # fmt: skip
    a_coding(world.new_text, a_question("good"), pinpoint="s. 1", words="représentation", words_language="fr")
    a_coding(world.new_text, a_question("weak"), source=press, pinpoint="p. 2")


def test_api_gives_the_grade_and_why(world: SimpleNamespace) -> None:
    graded(world)
    rows = {row["question"]["slug"]: row for row in ask("codings/", wording=world.new_text.slug)["results"]}
    assert {slug: row["grade"] for slug, row in rows.items()} == {
        "best": "A", "good": "B", "weak": "C", "possession": "C",
    }  # fmt: skip
    assert rows["good"]["grade_because"] == [
        "the law itself was read", "the place in it is given", "the term of the law is named", "no second reader yet",
    ]  # fmt: skip
    assert (rows["good"]["words"], rows["good"]["words_language"]) == ("représentation", "fr")
    assert rows["best"]["read"] == "clause"
    wording = ask("provisions/xa-images-act-1/")["wordings"][-1]
    assert {row["question"]["slug"]: row["grade"] for row in wording["codings"]}["best"] == "A"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"grade": "A"}, {"best"}),
        ({"grade": "A,B"}, {"best", "good"}),
        ({"grade": "C"}, {"weak", "possession"}),
        ({"words": "appear"}, {"best"}),
        ({"words": '"appears to be"'}, {"best"}),
        ({"words": "représentations"}, {"good"}),
        ({"words": "appear", "grade": "C"}, set()),
        ({"read": "clause"}, {"best"}),
    ],
)
def test_answers_are_found_by_grade_by_term_and_by_what_was_read(
    world: SimpleNamespace, asked: dict[str, str], found: set[str]
) -> None:
    graded(world)
    rows = ask("codings/", wording=world.new_text.slug, **asked)["results"]
    assert {row["question"]["slug"] for row in rows} == found


def test_a_grade_that_there_is_not_is_refused(world: SimpleNamespace) -> None:
    assert "'D' is not one of A, B, C" in refusal("codings/", grade="D")["grade"]


def test_csv_has_grade_and_term(world: SimpleNamespace) -> None:
    graded(world)
    text = answer("codings/", format="csv", grade="A", fields="grade,words,grade_because").content.decode()
    head, row = list(csv.reader(text.splitlines()))
    told = dict(zip(head, row, strict=True))
    assert (told["grade"], told["words"]) == ("A", "appears to be")
    assert "a second reader agrees" in told["grade_because"]


@pytest.mark.parametrize("number", [1, 3])
def test_grades_cost_no_query(world: SimpleNamespace, django_assert_num_queries: Any, number: int) -> None:
    for place in range(number):
        a_coding(world.new_text, a_question(f"more{place}"), source=a_source(f"source{place}"), pinpoint="s. 1")
    with django_assert_num_queries(2):
        rows = ask("codings/", grade="B", fields="grade,grade_because")["results"]
    assert len(rows) == number + 2
