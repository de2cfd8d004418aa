"""A reader looks up a question of law and sees what courts held on each side of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Issue
from tests.world import a_case, a_holding, a_ruling, a_treatment, an_appeal, an_issue

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> dict[str, dict]:
    groups = client.get("/en/issues/", query).context["groups"]
    return {row["issue"].slug: row for _, rows in groups for row in rows}


def against(w: SimpleNamespace, slug: str = "tarn", **columns: object) -> object:
    return a_holding(a_ruling(a_case(slug, w.appeal), "2021-08-01"), w.issue, "not-protected", **columns)


def test_each_question_has_its_count_and_whether_courts_are_divided(client: Client, world: SimpleNamespace) -> None:
    an_issue("quiet", kind="reach")
    against(world)
    before = listed(client, as_of="2021-06-01")["virtual-image"]
    assert (before["count"], before["split"], before["later"]) == (1, False, 1)
    after = listed(client, as_of="2022-01-01")["virtual-image"]
    assert (after["count"], after["split"], after["later"]) == (2, True, 0)
    assert after["answers"] == [("protected", 1), ("not-protected", 1)]
    quiet = listed(client)["quiet"]
    assert (quiet["count"], quiet["split"], quiet["answers"]) == (0, False, [])
    assert "Courts are divided" in client.get("/en/issues/", {"as_of": "2022-01-01"}).content.decode()


def test_what_was_overruled_divides_nobody(client: Client, world: SimpleNamespace) -> None:
    fallen = against(world)
    a_treatment(world.top_ruling, fallen.ruling, "overrules")  # type: ignore[attr-defined]
    row = listed(client)["virtual-image"]
    assert (row["count"], row["split"], row["answers"]) == (2, False, [("protected", 1)])


def test_what_was_overruled_on_another_question_still_divides(client: Client, world: SimpleNamespace) -> None:
    fallen = against(world)
    a_treatment(world.top_ruling, fallen.ruling, "overrules", issue=an_issue("other"))  # type: ignore[attr-defined]
    assert listed(client)["virtual-image"]["split"] is True
    a_treatment(world.top_ruling, fallen.ruling, "overrules", issue=world.issue)  # type: ignore[attr-defined]
    assert listed(client)["virtual-image"]["split"] is False


def test_an_appeal_that_is_pending_is_said_in_the_split_the_picture_and_the_list(
    client: Client, world: SimpleNamespace
) -> None:
    an_appeal(against(world).ruling, None, "pending", court=world.supreme, filed="2021-09-01")  # type: ignore[attr-defined]
    body = client.get("/en/issues/virtual-image/", {"as_of": "2022-01-01"}).content.decode()
    divided = body.partition("Courts are divided")[2].partition("</p>")[0]
    table = body.partition('<table id="split-table">')[2].partition("</table>")[0]
    held = body.partition('id="held"')[2]
    assert divided.count("Appeal pending") == held.count("◔</span> Appeal pending") == 1
    assert "<td>No negative treatment on record, appeal pending</td>" in table
    assert "<td>No negative treatment on record</td>" in table


def test_what_was_said_in_passing_divides_nobody(client: Client, world: SimpleNamespace) -> None:
    against(world, dictum=True)
    assert listed(client)["virtual-image"]["split"] is False


def test_the_list_can_be_narrowed(client: Client, world: SimpleNamespace) -> None:
    an_issue("quiet", kind="reach", title="A quiet question")
    assert list(listed(client, kind="reach")) == ["quiet"]
    assert list(listed(client, q="quiet")) == ["quiet"]
    assert client.get("/en/issues/", {"kind": "none"}).status_code == 400


def test_holdings_stand_on_their_side_the_highest_court_first(client: Client, world: SimpleNamespace) -> None:
    low = a_holding(a_ruling(a_case("low", world.trial), "2021-09-01"), world.issue, "protected")
    no = against(world)
    open_ = a_holding(a_ruling(a_case("open", world.trial), "2021-10-01"), world.issue, "not-reached")
    page = client.get("/en/issues/virtual-image/", {"as_of": "2022-01-01"})
    sides = {side: [one.holding.slug for one in held] for side, _, held in page.context["sides"]}
    assert sides == {"yes": [world.holding.slug, low.slug], "no": [no.slug], "other": [open_.slug]}  # type: ignore[attr-defined]
    body = page.content.decode()
    assert '<table id="split-table">' in body
    assert "Courts are divided" in body
    assert "4 holdings on record by that day; nothing on record had undone 4 of them." in body


def test_a_ruling_that_stands_within_limits_is_called_limited_wherever_it_is_named(
    client: Client, world: SimpleNamespace
) -> None:
    a_treatment(a_ruling(a_case("later", world.supreme), "2021-08-01"), world.top_ruling, "limits")
    body = client.get("/en/issues/virtual-image/").content.decode()
    table = body.partition('<table id="split-table">')[2].partition("</table>")[0]
    assert "<td>Limited</td>" in table
    assert "good law</td>" not in table.lower()


def test_a_side_without_holdings_is_a_gap_and_not_a_no(client: Client, world: SimpleNamespace) -> None:
    body = client.get("/en/issues/virtual-image/").content.decode()
    assert "None on record. That does not say that there is none." in body
    assert (
        "No two holdings of different courts that nothing on record had undone contradict each other outright." in body
    )
    empty = client.get("/en/issues/virtual-image/", {"as_of": "2020-01-01"}).content.decode()
    assert "No holding on this question is on record by" in empty
    assert "Given after that day: 1 holding" in empty


def test_it_leads_to_what_binds_a_court(client: Client, world: SimpleNamespace) -> None:
    body = client.get("/en/issues/virtual-image/", {"as_of": "2022-01-01"}).content.decode()
    assert '<form class="fields" method="get" action="/en/precedents/">' in body
    assert '<input type="hidden" name="issue" value="virtual-image">' in body
    assert '<option value="xatr1">District Court of Northmark</option>' in body


def test_drafts_never_show_and_data_is_escaped(client: Client, world: SimpleNamespace) -> None:
    draft = a_ruling(a_case("hidden", world.appeal), "2021-08-01", status="draft")
    a_holding(draft, world.issue, "not-protected", summary="secret")
    Issue.objects.filter(pk=world.issue.pk).update(title="Is <b> bold?")
    body = client.get("/en/issues/virtual-image/").content.decode()
    assert "secret" not in body
    assert "Is &lt;b&gt; bold?</h1>" in body
    assert listed(client)["virtual-image"]["count"] == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(
    client: Client, world: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        an_issue(f"another-{number}", kind="validity")
        more = against(world, f"more-{number}")
        a_treatment(world.top_ruling, more.ruling, "limits")  # type: ignore[attr-defined]
    client.get("/en/issues/virtual-image/")
    with django_assert_num_queries(10):
        assert len(listed(client)) == 1 + rows
    with django_assert_num_queries(13):
        page = client.get("/en/issues/virtual-image/")
    assert len(page.context["held"]) == 1 + rows
