"""Finding a jurisdiction by region and parent, and reading its answers, its law and what stands above it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.asking import ask, slugs
from tests.world import (
    a_case,
    a_coding,
    a_jurisdiction,
    a_part_in,
    a_penalty,
    a_provision,
    a_question,
    a_reporting_duty,
    a_reservation,
    a_ruling,
    a_source,
    a_statute,
    a_text,
    a_transposition,
    an_event,
    an_indicator,
    an_observation,
)

LIST = "/en/jurisdictions/"
PAGE = "/en/jurisdictions/xa/"


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


def cells(page: Any) -> dict[str, str]:
    return {row.question.slug: row.cell.answer for _group, rows in page.context["answers"].groups for row in rows}


def row_of(page: Any, question: str) -> Any:
    groups = page.context["answers"].groups
    return next(row for _group, rows in groups for row in rows if row.question.slug == question)


def test_places_stand_under_their_whole_and_those_without_record_apart(client: Client, world: SimpleNamespace) -> None:
    a_statute("xa-no-act", world.north)
    union = a_jurisdiction("XU", name="Union of Arcadia", kind="supranational")
    a_statute("xu-directive", union, kind="directive")
    italy = a_jurisdiction("IT", name="Italy")
    a_statute("it-cp", italy)
    page = client.get(LIST)
    tree = {
        region.name: (
            [row.place.code for row in region.single],
            {row.place.code: [part.place.code for part in row.parts] for row in region.whole},
        )
        for region in page.context["regions"]
    }
    assert tree == {"bodies": (["XU"], {}), "europe": (["IT"], {}), "parts": ([], {"XA": ["XA-NO"]})}
    assert page.context["bare"] == [world.south]
    assert "1 instrument, 1 case" in body(page)
    assert "That does not mean that they have no law" in body(page)


@pytest.mark.parametrize(
    "asked",
    [{}, {"q": "mark"}, {"kind": "state"}, {"parent": "XA"}, {"within": "XA-NO"}, {"legal_system": "common-law"}],
)
def test_the_list_finds_what_the_api_finds(client: Client, world: SimpleNamespace, asked: dict[str, str]) -> None:
    page = client.get(LIST, asked)
    kept = [row.place for region in page.context["regions"] for row in region.rows]
    assert sorted(place.slug for place in [*kept, *page.context["bare"]]) == sorted(slugs("jurisdictions/", **asked))


def test_the_lists_filters_can_be_taken_off(client: Client, world: SimpleNamespace) -> None:
    page = client.get(LIST, {"kind": "state", "parent": "XA"})
    assert [(chip.name, chip.value, chip.without) for chip in page.context["chips"]] == [
        ("Kind", "State", f"{LIST}?parent=XA"),
        ("Directly under", "Arcadia", f"{LIST}?kind=state"),
    ]
    assert client.get(LIST, {"kind": "planet"}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_queries_do_not_depend_on_its_length(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(1, number):
        a_statute(f"x{n}-act", a_jurisdiction(f"X{n}"))
    client.get(LIST)
    with django_assert_num_queries(5):
        assert client.get(LIST).context["on_record"] == number


@pytest.mark.parametrize("day", ["2021-01-01", "2021-06-01", "2023-01-01"])
def test_answers_are_those_of_the_matrix(client: Client, world: SimpleNamespace, day: str) -> None:
    a_question("registration", group="limits")
    page = client.get(PAGE, {"as_of": day})
    twin = ask("matrix/", within="XA-NO", as_of=day)["results"] + ask("matrix/", within="XA", as_of=day)["results"]
    row = next(row for row in twin if row["jurisdiction"]["code"] == "XA")
    assert cells(page) == {question: cell["answer"] for question, cell in row["cells"].items()}
    assert cells(page)["registration"] == "not-assessed"


def test_an_answer_names_clause_source_pinpoint_and_caution(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    row = row_of(page, "possession")
    assert [(giver.clause.about.provision, giver.coding.note) for giver in row.givers] == [
        ("xa-images-act-1", "With intent to share only.")
    ]
    assert 'href="/en/provisions/xa-images-act-1/?as_of=2023-01-01"' in body(page)
    assert "With intent to share only." in body(page)


def test_an_answer_by_a_definition_says_so(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    through = {giver.clause.about.provision: giver.through and giver.through.about.provision
               for giver in row_of(page, "wholly-synthetic").givers}  # fmt: skip
    # The definition is no clause beside the offence that takes it in.
    assert through == {"xa-images-act-1": "xa-images-act-9"}
    assert "by the definition it takes in:" in body(page)
    assert "s. 9(2)" in body(page)


def test_a_clause_that_cannot_be_enforced_is_marked_beside_its_answer(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2021-06-01"})
    assert [giver.limited for giver in row_of(page, "possession").givers] == ["not-enforceable"]
    assert '<span class="tag tag--warn">Not enforceable</span>' in body(page)


def test_many_clauses_are_folded_after_the_first(client: Client, world: SimpleNamespace) -> None:
    for n in range(4):
        a_coding(a_text(a_provision(world.act, f"s. 4{n}")), world.possession, "yes")
    row = row_of(client.get(PAGE, {"as_of": "2021-01-01"}), "possession")
    assert (len(row.givers), len(row.more)) == (2, 3)
    assert "3 more clauses" in body(client.get(PAGE, {"as_of": "2021-01-01"}))


def test_a_place_of_which_nothing_is_known_says_that_this_is_not_no(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/jurisdictions/xa-so/")
    assert set(cells(page).values()) == {"not-assessed"}
    told = body(page)
    assert "That is not “no”: its law of that day was not assessed here." in told
    assert "That does not mean that it has none." in told
    assert "Not on record: which treaties it is party to" in told


def test_law_is_grouped_by_what_it_was_that_day(client: Client, world: SimpleNamespace) -> None:
    bill = a_statute("xa-bill", world.arcadia, kind="bill", citation="Bill 7")
    an_event(bill, "introduced", "2024-02-01")
    an_event(bill, "failed", "2025-02-01")
    made = a_statute("xa-made", world.arcadia, citation="Made Act")
    an_event(made, "enacted", "2024-01-01")
    a_statute("xa-old", world.arcadia, citation="Old Act")
    a_statute("xa-guide", world.arcadia, kind="guideline", citation="Guide")
    page = client.get(PAGE, {"as_of": "2024-06-01"})
    assert {group: [row.statute.slug for row in rows] for group, rows in page.context["law"]} == {
        "in-force": ["xa-images-act"],
        "bills": ["xa-bill"],
        "enacted": ["xa-made"],
        "other": ["xa-old"],
        "guidelines": ["xa-guide"],
    }
    stages = [dict(client.get(PAGE, {"as_of": day}).context["law"])["bills"][0].life.status
              for day in ("2024-06-01", "2025-06-01")]  # fmt: skip
    assert stages == ["pending", "failed"]


def test_the_timeline_is_newest_first_and_marks_what_lies_ahead(client: Client, world: SimpleNamespace) -> None:
    line, left_out = client.get(PAGE, {"as_of": "2021-01-01"}).context["line"]
    entries = [(entry.event.kind, entry.ahead) for year in line.years for entry in year.entries]
    assert entries == [("amended", True), ("in-force", False), ("enacted", False)]
    assert left_out == 0


def test_penalties_on_record_come_with_their_clause(client: Client, world: SimpleNamespace) -> None:
    type(world.new_text).objects.filter(pk=world.new_text.pk).update(penalty="Up to five years")
    page = client.get(PAGE, {"as_of": "2023-01-01"})
    assert [threat.clause.about.penalty for threat in page.context["answers"].threats] == ["Up to five years"]
    assert client.get(PAGE, {"as_of": "2021-01-01"}).context["answers"].threats == []


def test_penalties_and_duties_kept_as_data_are_told_in_words(client: Client, world: SimpleNamespace) -> None:
    a_penalty(world.new_text, occasion="first", maximum_months=30, fine="added", maximum_fine=250_000, currency="USD")
    a_reporting_duty(world.new_text, deadline="at once", names_ai="yes")
    page = body(client.get(PAGE, {"as_of": "2023-01-01"}))
    assert "up to 2 years 6 months in prison, and a fine of up to USD 250,000" in page
    assert "Possession; first offence" in page
    assert "Providers of storage → The hotline of Arcadia · at once · within 24 hours" in page
    assert "2 years 6 months" not in body(client.get(PAGE, {"as_of": "2021-01-01"}))


def test_articles_of_directives_in_its_law_count_from_the_day_they_were_found_so(
    client: Client, world: SimpleNamespace
) -> None:
    directive = a_statute("xu-dir", a_jurisdiction("XU", kind="supranational"), kind="directive", citation="Dir. 1")
    found = a_transposition(world.arcadia, a_provision(directive, "s. 5"), as_of="2024-03")
    found.measures.add(world.act)
    page = client.get(PAGE, {"as_of": "2024-03-01"})
    assert page.context["transpositions"] == [found]
    assert "Dir. 1, s. 5" in body(page)
    assert "Found to be met in part" in body(page)
    assert client.get(PAGE, {"as_of": "2024-02-29"}).context["transpositions"] == []


def test_rulings_given_later_are_not_shown(client: Client, world: SimpleNamespace) -> None:
    page = client.get(PAGE, {"as_of": "2021-01-01"})
    assert page.context["rulings"] == []
    # The trial court's ruling has no holding on record.
    assert client.get(PAGE, {"as_of": "2022-01-01"}).context["rulings"] == [world.top_ruling]


def test_whoever_stands_trial_is_counted_and_not_named(client: Client, world: SimpleNamespace) -> None:
    a_case("zeno", world.trial, caption="Arcadia v. Zeno")
    page = client.get(PAGE)
    assert sum(n for _, n in page.context["cases"]) == 2
    assert "Zeno" not in page.content.decode()
    assert f'href="/en/cases/?jurisdiction={world.arcadia.code}"' in page.content.decode()


def test_law_above_it_and_treaties_are_what_is_on_record(client: Client, world: SimpleNamespace) -> None:
    treaty = a_statute("xu-treaty", a_jurisdiction("XU", kind="supranational"), kind="treaty", citation="Treaty of Arc")
    a_reservation(a_part_in(treaty, world.arcadia, in_force="2024"))
    page = client.get("/en/jurisdictions/xa-no/")
    assert [one for one, _counts in page.context["above"]] == [world.arcadia]
    assert [one.treaty for one in page.context["participations"]] == [treaty]
    for told in ("Treaty of Arc", "In force for it", "Not for drawings.", "Others may bind it"):
        assert told in body(page)


def test_figures_about_it_stand_with_their_caution(client: Client, world: SimpleNamespace) -> None:
    figure = an_indicator("arrests", jurisdiction=world.arcadia, note="Counts persons, not acts.")
    an_observation(figure, "2025", 12)
    page = client.get(PAGE)
    assert [one["indicator"] for one in page.context["figures"]] == [figure]
    assert "Counts persons, not acts." in body(page)


def test_nothing_hidden_shows(client: Client, world: SimpleNamespace) -> None:
    world.new_text.codings.update(source=a_source("secret", title="Secret source", status="draft"))
    a_statute("xa-bill", world.arcadia, kind="bill", title="Hidden bill", status="draft")
    a_case("hidden", world.trial, caption="Arcadia v. Hidden", status="draft")
    a_ruling(world.case, "2022-01-01", court=world.supreme, status="draft")
    an_indicator("secret-figure", jurisdiction=world.arcadia, status="draft")
    a_jurisdiction("XA-EA", name="Eastmark", parent=world.arcadia, status="draft")
    page = client.get(PAGE)
    for hint in ("Secret source", "Hidden bill", "Arcadia v. Hidden", "secret-figure", "Eastmark"):
        assert hint not in body(page)
    assert page.context["ruling_number"] == 1
    assert "Eastmark" not in body(client.get(LIST))


def test_names_are_escaped(client: Client, world: SimpleNamespace) -> None:
    type(world.arcadia).objects.filter(pk=world.arcadia.pk).update(name="<script>x</script>", note="<b>n</b>")
    for address in (PAGE, LIST):
        page = client.get(address).content.decode()
        assert "<script>x" not in page
        assert "<b>n</b>" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_queries_do_not_depend_on_what_is_found(
    client: Client, world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for n in range(number):
        a_coding(a_text(a_provision(world.act, f"s. 8{n}")), world.synthetic)
        an_event(a_statute(f"xa-bill-{n}", world.arcadia, kind="bill"), "introduced", "2024-02-01")
        a_ruling(a_case(f"case-{n}", world.trial), f"2020-0{n + 1}-01")
        an_observation(an_indicator(f"figure-{n}", jurisdiction=world.arcadia))
        a_jurisdiction(f"XA-P{n}", parent=world.arcadia)
    client.get(PAGE, {"as_of": "2021-06-01"})
    with django_assert_num_queries(35):
        client.get(PAGE, {"as_of": "2021-06-01"})


def test_having_wholly_synthetic_material_is_asked_of_one_clause_with_its_limits(
    client: Client, world: SimpleNamespace
) -> None:
    limit = a_question("obscenity-required", group="material", direction="limits", label="Obscenity required")
    a_coding(world.old_text, limit, "yes", pinpoint="s. 1(4)")
    other = a_text(a_provision(world.act, "s. 3"))
    a_coding(other, limit, "no")
    page = client.get(PAGE, {"as_of": "2021-01-01"})
    assert page.context["answers"].groups[0][0] == "together"
    row = row_of(page, "possession-of-wholly-synthetic")
    assert (row.cell.answer, [(name, one.answer) for name, one in row.cell.limits]) == (
        "yes", [("obscenity-required", "yes")],
    )  # fmt: skip
    [giver] = row.givers
    assert [(part.question, part.answer, part.coding.pinpoint) for part in giver.parts] == [
        ("possession", "yes", "s. 1(1)"), ("wholly-synthetic", "yes", "s. 9(2)"),
        ("obscenity-required", "yes", "s. 1(4)"),
    ]  # fmt: skip
    told = body(page)
    assert "Possession of wholly synthetic material" in told
    assert "s. 1(4)" in told.partition('id="possession-of-wholly-synthetic"')[2].partition("</tr>")[0]
    # Of all offences together it depends on the clause.
    assert row_of(page, "obscenity-required").cell.answer == "varies"
    assert "no in s. 3; yes in s. 1" in told


def test_a_no_of_some_clauses_says_how_many_and_is_no_answer_of_the_place(
    client: Client, world: SimpleNamespace
) -> None:
    a_question("drawings", group="material")
    drawings = type(world.synthetic).objects.get(slug="drawings")
    a_coding(world.old_text, drawings, "no")
    a_text(a_provision(world.act, "s. 3"))
    page = client.get(PAGE, {"as_of": "2021-01-01"})
    row = row_of(page, "drawings")
    assert (row.cell.answer, len(row.givers)) == ("not-assessed", 1)
    assert "1 of 2 clauses say no; the others were not asked" in body(page)
    assert page.context["answers"].open["material"] == 1
