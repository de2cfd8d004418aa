"""Asking what became of a ruling, and what it did to others, as of a day."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from jurisdictions.models import Record
from kb.models.versions import note_changes
from tests.asking import ask, refusal
from tests.world import a_case, a_ruling, a_treatment, an_appeal

#: What is said where the record is silent.
SILENT = "no-negative-treatment"
TOP, TRIAL = "rulings/merrow-2021-05-04/history/", "rulings/merrow-2020-06-01/history/"


def edges(path: str, **parameters: Any) -> list[tuple[str, str | None, str, int]]:
    return [(edge["kind"], edge["by"], edge["of"], edge["depth"]) for edge in ask(path, **parameters)["edges"]]


def hide(record: Record, status: str = "draft", reason: str = "") -> None:
    type(record)._default_manager.filter(pk=record.pk).update(status=status, withdrawn_reason=reason)


def chain(world: SimpleNamespace, length: int, kind: str = "follows") -> list[Any]:
    """Rulings of the highest court, a year apart, each treating the one before."""
    rulings = [world.top_ruling]
    for number in range(length):
        case = a_case(f"chain-{number}", world.supreme)
        rulings.append(a_ruling(case, f"{2022 + number}-01-01", slug=f"chain-{number}"))
        a_treatment(rulings[-1], rulings[-2], kind, note="See the headnote.")
    return rulings


def test_answer_gives_the_standing_and_the_line_up_and_down(world: SimpleNamespace) -> None:
    body = ask(TRIAL, as_of="2021-05-04")
    assert body["ruling"]["slug"] == "merrow-2020-06-01"
    assert body["ruling"]["court_name"] == "District Court of Northmark"
    law = body["good_law"]
    assert (law["status"], law["since"], law["stands"]) == ("reversed", "2021-05-04", False)
    assert body["edges"] == [
        {"what": "appeal", "kind": "reverses", "by": "merrow-2021-05-04", "of": "merrow-2020-06-01", "depth": 1,
         "court": None, "issue": None, "note": ""}
    ]  # fmt: skip
    assert [ruling["slug"] for ruling in body["rulings"]] == ["merrow-2020-06-01", "merrow-2021-05-04"]
    assert body["applied"] == {"as_of": "2021-05-04", "time_zone": "UTC", "depth": 2}
    assert body["permalink"].endswith("/history/?as_of=2021-05-04")
    assert edges(TOP, as_of="2021-05-04") == [("reverses", "merrow-2021-05-04", "merrow-2020-06-01", 1)]


def test_nothing_later_than_the_day_is_seen(world: SimpleNamespace) -> None:
    body = ask(TRIAL, as_of="2021-05-03")
    assert (body["good_law"]["status"], body["edges"]) == (SILENT, [])
    assert [ruling["slug"] for ruling in body["rulings"]] == ["merrow-2020-06-01"]


def test_depth_bounds_how_far_the_graph_goes(world: SimpleNamespace) -> None:
    chain(world, 3)
    found = [len(edges(TOP, as_of="2030-01-01", depth=depth)) for depth in (1, 2, 3, 6)]
    assert found == [2, 3, 4, 4]
    assert edges(TOP, as_of="2030-01-01", depth=3)[-1] == ("follows", "chain-2", "chain-1", 3)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_ring_ends_where_it_closes_and_each_edge_is_told_once(world: SimpleNamespace, length: int) -> None:
    rulings = chain(world, length, "overrules")
    a_treatment(rulings[0], rulings[-1], "overrules")
    body = ask(TOP, as_of="2030-01-01", depth=6)
    overruling = [(edge["by"], edge["of"]) for edge in body["edges"] if edge["kind"] == "overrules"]
    assert len(overruling) == len(set(overruling)) == length + 1
    assert body["good_law"]["status"] == "unclear"
    assert body["good_law"]["stands"] is None
    assert "conflicting-record" in [step["rule"] for step in body["good_law"]["steps"]]


def test_pending_appeal_is_seen_from_the_day_it_was_filed(world: SimpleNamespace) -> None:
    an_appeal(world.trial_ruling, None, "pending", court=world.appeal, filed="2020-07-01")
    assert edges(TRIAL, as_of="2020-06-30") == []
    body = ask(TRIAL, as_of="2020-07-01")
    assert [(edge["kind"], edge["by"], edge["court"]) for edge in body["edges"]] == [("pending", None, "xaca1")]
    assert [entry["court"] for entry in body["ruling"]["appeal_pending"]] == ["xaca1"]
    assert body["good_law"]["steps"][-1]["rule"] == "appeal-pending"


def test_an_appeal_decided_since_was_pending_until_then(world: SimpleNamespace) -> None:
    world.trial_ruling.appeals.update(filed="2020-07-01", docket="20-5")
    before = ask(TRIAL, as_of="2021-05-03")
    assert [(edge["kind"], edge["by"], edge["court"]) for edge in before["edges"]] == [("pending", None, "xasup")]
    assert before["ruling"]["appeal_pending"][0]["docket"] == "20-5"
    after = ask(TRIAL, as_of="2021-05-04")
    assert [edge["kind"] for edge in after["edges"]] == ["reverses"]
    assert after["ruling"]["appeal_pending"] == []


def test_a_treatment_says_to_which_issue_it_goes(world: SimpleNamespace) -> None:
    later = a_ruling(a_case("later", world.supreme), "2022-01-01", slug="later")
    a_treatment(later, world.top_ruling, "limits", issue=world.issue)
    [edge] = [edge for edge in ask(TOP, as_of="2023-01-01", depth=1)["edges"] if edge["what"] == "treatment"]
    assert (edge["kind"], edge["issue"]) == ("limits", "virtual-image")


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"depth": "0"}, "depth", "'0' is not one of 1, 2, 3, 4, 5, 6"),
        ({"depth": "7"}, "depth", "is not one of"),
        ({"as_of": "2021"}, "as_of", "names no day"),
        ({"as_of": "2021-05-03"}, "as_of", "merrow-2021-05-04 was given only on 2021-05-04"),
        ({"deep": "1"}, "deep", "did you mean depth?"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    world: SimpleNamespace, asked: dict[str, str], parameter: str, told: str
) -> None:
    refused = refusal(TOP, **asked)
    assert list(refused) == [parameter]
    assert told in refused[parameter]


def test_unknown_ruling_and_draft_are_answered_alike_and_a_withdrawn_one_is_gone(world: SimpleNamespace) -> None:
    assert "never-was" in ask("rulings/never-was/history/", status=404)["detail"]
    hide(world.top_ruling)
    assert ask(TOP, status=404)["detail"] == "there is no ruling with the slug 'merrow-2021-05-04'"
    hide(world.top_ruling, "withdrawn", "Sealed.")
    assert ask(TOP, status=410)["detail"] == "merrow-2021-05-04 was withdrawn: Sealed."


def test_drafts_are_shown_nowhere(world: SimpleNamespace) -> None:
    first = chain(world, 2, "overrules")[1]
    hide(first)
    body = ask(TOP, as_of="2030-01-01", depth=6)
    assert "chain" not in str(body)
    assert body["good_law"]["status"] == SILENT
    hide(first, "published")
    hide(first.treatments_given.get())
    assert "chain" not in str(ask(TOP, as_of="2030-01-01", depth=6))
    an_appeal(world.trial_ruling, None, "pending", court=world.appeal, filed="2020-07-01")
    hide(world.appeal)
    assert "xaca1" not in str(ask(TRIAL, as_of="2020-07-01"))


def test_client_that_has_the_answer_gets_304(world: SimpleNamespace, client: Any) -> None:
    address = f"/api/v1/{TRIAL}?as_of=2021-05-04"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    hide(world.top_ruling)
    note_changes()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_depend_on_how_many_rulings_treat_it(
    world: SimpleNamespace, django_assert_num_queries: Any, number: int
) -> None:
    for day in range(1, number + 1):
        a_treatment(a_ruling(a_case(f"case-{day}", world.supreme), f"2022-01-0{day}"), world.top_ruling, "follows")
    with django_assert_num_queries(8):
        assert len(ask(TOP, as_of="2030-01-01", depth=1)["edges"]) == number + 1
