"""Comparing jurisdictions side by side, on one day and on two."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.asking import ask
from tests.world import a_coding, a_jurisdiction, a_provision, a_question, a_source, a_statute, a_text

PAGE = "/en/compare/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def rows(page: Any) -> dict[str, tuple[str, list[str]]]:
    """Question -> its mark and the answers, in the order of the columns."""
    return {
        row.question.slug: (row.mark, [one.cell.answer for one in row.cells])
        for _group, found in page.context["body"]
        for row in found
    }


@pytest.fixture
def three(world: SimpleNamespace) -> SimpleNamespace:
    """Arcadia beside Borduria, which says no, and Carpania, of which nothing is known but one unclear answer."""
    world.borduria, world.carpania = a_jurisdiction("XB", name="Borduria"), a_jurisdiction("XC", name="Carpania")
    text = a_text(a_provision(a_statute("xb-act", world.borduria)))
    a_coding(text, world.possession, "no", note="Nothing on having it.")
    a_coding(text, world.synthetic, "yes")
    a_coding(a_text(a_provision(a_statute("xc-act", world.carpania))), world.possession, "unclear")
    return world


def test_rows_differ_only_where_two_say_different_things_for_certain(client: Client, three: SimpleNamespace) -> None:
    page = client.get(PAGE, {"jurisdiction": ["XC", "XA", "XB"], "as_of": "2020-06-01"})
    assert rows(page) == {
        "possession-of-wholly-synthetic": ("differ", ["not-assessed", "yes", "no"]),
        "possession": ("differ", ["unclear", "yes", "no"]),
        "wholly-synthetic": ("open", ["not-assessed", "yes", "yes"]),
    }
    two = client.get(PAGE, {"jurisdiction": ["XA", "XB"], "as_of": "2020-06-01"})
    assert rows(two)["wholly-synthetic"] == ("same", ["yes", "yes"])
    gap = client.get(PAGE, {"jurisdiction": ["XA", "XC"], "as_of": "2020-06-01"})
    assert rows(gap)["possession"] == ("open", ["yes", "unclear"])
    assert '<span aria-hidden="true">≠</span> differ' in body(two)


def test_cells_are_those_of_the_api_and_name_the_provision_and_its_evidence(
    client: Client, three: SimpleNamespace
) -> None:
    asked = {"jurisdiction": ["XA", "XB"], "as_of": "2020-06-01"}
    page, twin = client.get(PAGE, asked), ask("matrix/", **asked)
    for number, row in enumerate(twin["results"]):
        assert {slug: cell["answer"] for slug, cell in row["cells"].items()} == {
            slug: answers[number] for slug, (_mark, answers) in rows(page).items()
        }
    text = body(page)
    assert '<a href="/en/provisions/xa-images-act-1/?as_of=2020-06-01">' in text
    assert 'by the definition in <a href="/en/provisions/xa-images-act-9/">s. 9</a>' in text
    assert "s. 9(2)" in text
    assert "Nothing on having it." in text
    assert "Rulings are not counted here" in text


def test_downloads_hold_exactly_what_the_table_shows(client: Client, three: SimpleNamespace) -> None:
    a_question("drawings", group="material")
    page = client.get(PAGE, {"jurisdiction": ["XA", "XB"], "as_of": "2020-06-01"})
    assert page.context["twin"].address == (
        "/api/v1/matrix/?jurisdiction=XA&jurisdiction=XB&questions="
        "possession-of-wholly-synthetic%2Cpossession%2Cwholly-synthetic&as_of=2020-06-01"
    )
    sheet = client.get(page.context["twin"].with_format("csv")).content.decode().splitlines()
    limits = [
        f"possession-of-wholly-synthetic {limit}" for limit in ("obscenity-required", "indistinguishable-required")
    ]
    grades = [f"{question} grade" for question in rows(page)]
    assert sorted(sheet[0].split(",")) == sorted(["jurisdiction", "name", *rows(page), *grades, *limits])
    assert [line.split(",")[0] for line in sheet[1:]] == ["XA", "XB"]
    assert client.get(page.context["twin"].with_format("xlsx")).status_code == 200


def test_questions_may_be_chosen_and_are_then_shown_unanswered_too(client: Client, three: SimpleNamespace) -> None:
    a_question("drawings", group="material")
    page = client.get(PAGE, {"jurisdiction": "XA", "questions": "drawings", "as_of": "2020-06-01"})
    assert rows(page) == {"drawings": ("open", ["not-assessed"])}
    assert 'value="drawings" checked' in body(page)


def test_only_differences_says_how_many_rows_it_hides(client: Client, three: SimpleNamespace) -> None:
    page = client.get(PAGE, {"jurisdiction": ["XA", "XB"], "only": "differences", "as_of": "2020-06-01"})
    assert list(rows(page)) == ["possession-of-wholly-synthetic", "possession"]
    assert "1 more is not shown." in body(page)
    alone = client.get(PAGE, {"jurisdiction": "XA", "only": "differences", "as_of": "2020-06-01"})
    assert rows(alone) == {}
    assert "Nothing differs or changed" in body(alone)


@pytest.mark.parametrize(("as_of", "other"), [("2022-06-01", "2020-06-01"), ("2020-06-01", "2022-06-01")])
def test_two_days_show_each_change_in_order_with_the_event_behind_it(
    client: Client, three: SimpleNamespace, as_of: str, other: str
) -> None:
    page = client.get(PAGE, {"jurisdiction": ["XA", "XB"], "as_of": as_of, "compare_to": other})
    together, row = [row for _group, found in page.context["body"] for row in found if row.changed]
    assert (together.question.slug, row.question.slug) == ("possession-of-wholly-synthetic", "possession")
    assert [(str(day), cell.answer) for day, cell in together.cells[0].in_time] == [
        ("2020-06-01", "yes"), ("2022-06-01", "partial"),
    ]  # fmt: skip
    assert [(str(day), cell.answer) for day, cell in row.cells[0].in_time] == [
        ("2020-06-01", "yes"), ("2022-06-01", "partial"),
    ]  # fmt: skip
    assert [cause["what"] for cause in row.cells[0].because] == ["event", "wording_ends", "wording_begins"]
    text = body(page)
    assert f'Amended: <a href="/en/statutes/xa-images-act/?as_of={as_of}">Images Act, s. 1</a>' in text
    assert "changed" in text
    # What a ruling did is told beneath the table, and is the cause of no cell.
    assert "Arcadia v. Merrow" in text.partition('id="changes"')[2]


def test_more_than_six_are_refused_and_say_why(client: Client, world: SimpleNamespace) -> None:
    codes = [a_jurisdiction(f"X{letter}").code for letter in "BCDEFGH"]
    page = client.get(PAGE, {"jurisdiction": codes})
    assert page.status_code == 400
    assert "7 are asked for: at most 6 can be compared side by side" in body(page)
    assert client.get(PAGE, {"jurisdiction": codes[:6]}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"jurisdiction": "XZZ"}, "no jurisdiction has the code"),
        ({"jurisdiction": "XA", "questions": "posession"}, "did you mean possession?"),
        ({"jurisdiction": "XA", "compare_to": "soon"}, "compare_to"),
        ({"jurisdiction": "XA", "only": "same"}, "is not one of"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_reason(
    client: Client, world: SimpleNamespace, asked: dict[str, str], told: str
) -> None:
    page = client.get(PAGE, asked)
    assert page.status_code == 400
    assert told in body(page)


def test_fields_left_empty_are_not_in_the_address(client: Client, three: SimpleNamespace) -> None:
    sent = client.get(PAGE, {"jurisdiction": ["XA", "", "XB", ""], "compare_to": ""})
    assert (sent.status_code, sent["Location"]) == (302, "/en/compare/?jurisdiction=XA&jurisdiction=XB")
    nothing = client.get(PAGE, {"jurisdiction": ["", ""]})
    assert (nothing.status_code, nothing["Location"]) == (302, PAGE)


def test_without_jurisdictions_the_page_offers_the_choice(client: Client, world: SimpleNamespace) -> None:
    text = body(client.get(PAGE))
    assert text.count('name="jurisdiction"') == 6
    assert text.count('<option value="XA-NO">Northmark</option>') == 6
    for code in ("US-CA", "US-TX", "GB"):
        a_jurisdiction(code)
    [preset] = client.get(PAGE).context["presets"]
    assert preset["address"] == "/en/compare/?jurisdiction=US-CA&jurisdiction=US-TX&jurisdiction=GB"


def test_draft_source_and_draft_coding_are_named_nowhere_and_text_is_escaped(
    client: Client, three: SimpleNamespace
) -> None:
    secret = a_source("secret", status="draft")
    text = a_text(a_provision(a_statute("xd-act", a_jurisdiction("XD", name="<b>Dale</b>"))))
    a_coding(text, three.possession, "yes", source=secret, note="<u>Only</u> some.")
    a_coding(text, three.synthetic, "yes", status="draft")
    page = client.get(PAGE, {"jurisdiction": "XD", "as_of": "2023-01-01"})
    assert rows(page) == {"possession": ("same", ["yes"])}
    assert "secret" not in body(page)
    assert "&lt;u&gt;Only&lt;/u&gt; some." in body(page)
    assert "<b>Dale" not in body(page)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_much_is_compared(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    codes = ["XB", "XC", "XD"][:number]
    for code in codes:
        act = a_statute(f"{code.lower()}-act", a_jurisdiction(code))
        a_coding(a_text(a_provision(act), "2021-01-01"), world.possession)
    with django_assert_num_queries(26):
        page = client.get(PAGE, {"jurisdiction": ["XA", *codes], "as_of": "2022-06-01", "compare_to": "2020-06-01"})
        assert len(page.context["columns"]) == 1 + number


@pytest.fixture
def limited(three: SimpleNamespace) -> SimpleNamespace:
    """Both countries punish having wholly synthetic material; Arcadia by a clause that asks for obscenity."""
    three.obscenity = a_question("obscenity-required", group="material", direction="limits")
    act = a_statute("xe-act", a_jurisdiction("XE", name="Elbonia"))
    text = a_text(a_provision(act))
    for question in (three.possession, three.synthetic):
        a_coding(text, question, "yes")
    three.limit = a_coding(text, three.obscenity, "no")
    a_coding(three.old_text, three.obscenity, "yes")
    return three


def test_two_that_say_yes_differ_where_their_clauses_ask_different_things(
    client: Client, limited: SimpleNamespace
) -> None:
    asked = {"jurisdiction": ["XA", "XE"], "questions": ["possession", "wholly-synthetic"], "as_of": "2020-06-01"}
    page = client.get(PAGE, asked)
    assert rows(page) == {
        # Asked of one clause, and shown though only its two halves were named.
        "possession-of-wholly-synthetic": ("differ", ["yes", "yes"]),
        "possession": ("differ", ["yes", "yes"]),
        "wholly-synthetic": ("differ", ["yes", "yes"]),
    }
    text = body(page)
    assert "<b>3</b> differ, <b>0</b> are the same, <b>0</b> cannot be compared" in text
    assert "Obscenity-required: <span" in text
    limited.limit.delete()
    unknown = rows(client.get(PAGE, asked))
    assert unknown["wholly-synthetic"][0] == unknown["possession-of-wholly-synthetic"][0] == "open"
    # Having it is punished in both, whatever is not known of a limit.
    assert unknown["possession"][0] == "same"


def test_two_that_ask_the_same_are_the_same(client: Client, limited: SimpleNamespace) -> None:
    type(limited.limit).objects.filter(pk=limited.limit.pk).update(answer="yes")
    page = client.get(PAGE, {"jurisdiction": ["XA", "XE"], "as_of": "2020-06-01"})
    assert {mark for mark, _answers in rows(page).values()} == {"same"}
    assert "<b>0</b> differ, <b>4</b> are the same, <b>0</b> cannot be compared" in body(page)


def test_places_in_each_of_which_it_depends_on_the_clause_cannot_be_compared(
    client: Client, limited: SimpleNamespace
) -> None:
    for code, act in (("XA", limited.act), ("XE", limited.limit.text.provision.statute)):
        text = a_text(a_provision(act, "s. 7"), slug=f"{code.lower()}-other")
        a_coding(text, limited.obscenity, "partial")
    found = rows(client.get(PAGE, {"jurisdiction": ["XA", "XE"], "as_of": "2020-06-01"}))
    assert found["obscenity-required"] == ("open", ["varies", "varies"])
    alone = client.get(PAGE, {"jurisdiction": "XE", "as_of": "2020-06-01"})
    assert "no in s. 1; partial in s. 7" in body(alone)
