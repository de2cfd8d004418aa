"""Reading the dated facts of a place or a topic in one line."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.chronicle import Kind, Scope, Span, What, chronicle, moments
from tests.world import (
    a_case,
    a_coding,
    a_holding,
    a_provision,
    a_ruling,
    a_statute,
    a_text,
    an_effect,
    an_event,
    an_issue,
)


def line(client: Client, **asked: Any) -> str:
    page = client.get("/en/timeline/", asked)
    assert page.status_code == 200, page.content.decode()
    return page.content.decode().partition('<div id="line">')[2].partition('<div id="closing"')[0]


def days(html: str) -> list[str]:
    return re.findall(r'<span class="moment__day">(?:some day in )?<time datetime="([^"]+)"', html)


def test_everything_dated_stands_in_one_line_newest_first(client: Client, world: SimpleNamespace) -> None:
    html = line(client)
    assert days(html) == ["2022-03-01", "2021-05-04", "2020-06-01", "2020-01-01", "2019-11-20"]
    for told in ("Wording begins", "Wording ends", "Amended", "In force", "Struck", "Arc.", "Enacted"):
        assert told in html


def test_it_can_run_the_other_way(client: Client, world: SimpleNamespace) -> None:
    assert days(line(client, ordering="date")) == ["2019-11-20", "2020-01-01", "2020-06-01", "2021-05-04", "2022-03-01"]


@pytest.mark.parametrize(
    ("ordering", "wanted"),
    [
        ("date", ["2019-11-20", "2020-01-01", "2020-05-31", "2020-05", "2020-06-01", "2020"]),
        ("-date", ["2020-06-01", "2020-05-31", "2020-05", "2020-01-01", "2020", "2019-11-20"]),
    ],
)
def test_a_month_and_a_year_stand_after_their_days(
    client: Client, world: SimpleNamespace, ordering: str, wanted: list[str]
) -> None:
    for date in ("2020", "2020-05", "2020-05-31"):
        an_event(world.act, "committee", date, by=date)
    html = line(client, ordering=ordering, to="2020")
    assert days(html) == wanted
    assert html.count("some day in") == 2


def test_a_place_narrows_it_and_what_lies_within_can_count(client: Client, world: SimpleNamespace) -> None:
    an_event(a_statute("xa-no-act", world.north), "enacted", "2023-04-05")
    assert days(line(client, jurisdiction="xa-no")) == ["2023-04-05"]
    assert "2023-04-05" not in days(line(client, jurisdiction="XA"))
    assert "2023-04-05" in days(line(client, within="XA"))


def test_a_question_of_the_codebook_is_a_topic(client: Client, world: SimpleNamespace) -> None:
    other = a_statute("xa-other", world.arcadia)
    an_event(other, "enacted", "2023-04-05")
    text = a_text(a_provision(other), "2023-05-05")
    for answer, told in (("no", False), ("yes", True), ("partial", True), ("unclear", False), ("silent", False)):
        coding = a_coding(text, world.possession, answer)
        found = days(line(client, question="possession"))
        assert ("2023-04-05" in found, "2023-05-05" in found) == (told, told), answer
        coding.delete()
    # The old wording answers yes: so its end, and the ruling on its clause, belong to the topic.
    assert days(line(client, question="possession")) == ["2022-03-01", "2021-05-04", "2020-01-01", "2019-11-20"]


def test_an_issue_is_a_topic_of_rulings_and_their_effects(client: Client, world: SimpleNamespace) -> None:
    a_holding(a_ruling(a_case("other", world.trial), "2023-01-01"), an_issue("another"))
    html = line(client, issue="virtual-image")
    assert days(html) == ["2021-05-04"]
    assert f'href="/en/rulings/{world.top_ruling.slug}/"' in html
    assert "Struck" in html
    assert 'href="/en/provisions/xa-images-act-1/"' in html


def test_the_end_of_an_effect_is_told(client: Client, world: SimpleNamespace) -> None:
    an_effect(world.holding, world.definition_text, "enjoined", until="2021-06-07")
    html = line(client, **{"from": "2021-06"})
    assert "No longer: Enjoined" in html
    assert "2021-06-07" in days(html)


def test_years_keep_what_may_lie_in_them_and_no_more(client: Client, world: SimpleNamespace) -> None:
    assert days(line(client, **{"from": "2021", "to": "2021"})) == ["2021-05-04"]
    an_event(world.act, "committee", "2021")
    assert days(line(client, **{"from": "2021-06", "to": "2021-07"})) == ["2021"]


def test_kinds_can_be_picked(client: Client, world: SimpleNamespace) -> None:
    html = line(client, kind="ruling")
    assert days(html) == ["2021-05-04", "2020-06-01"]
    assert "Struck" not in html
    assert days(line(client, kind="wording")) == ["2022-03-01", "2020-01-01"]


def test_what_is_ahead_of_the_day_is_marked_and_not_called_certain(client: Client, world: SimpleNamespace) -> None:
    an_event(world.act, "duty-starts", "2190-02-03")
    html = line(client)
    assert html.count("moment--ahead") == 1
    assert "planned, and plans change" in html
    then = line(client, as_of="2021-12-31")
    assert then.count("moment--ahead") == 2
    assert then.count("plans change") == 1, "what is past today was no mere plan"
    # The day asked about goes along.
    assert f'href="/en/statutes/{world.act.slug}/?as_of=2021-12-31"' in then


def test_wordings_without_a_first_day_are_owned_up_to(client: Client, world: SimpleNamespace) -> None:
    assert "no first day on record" not in line(client)
    a_text(a_provision(world.act, "s. 2"), None, shown_on="2024-01-01")
    html = line(client)
    assert "1 wording has no first day on record." in html
    assert "2024-01-01" not in days(html)


def test_nothing_on_record_is_not_nothing(client: Client, world: SimpleNamespace) -> None:
    html = line(client, jurisdiction="XA-SO")
    assert "Nothing dated is on record for this." in html
    assert "does not mean that nothing happened" in html


def test_drafts_and_what_hangs_on_them_do_not_show(client: Client, world: SimpleNamespace) -> None:
    hidden = a_statute("xa-hidden", world.arcadia, citation="Hidden Act", status="draft")
    an_event(hidden, "in-force", "2023-01-01")
    a_text(a_provision(hidden), "2023-01-01")
    an_event(world.act, "committee", "2023-02-02", status="draft")
    source = world.source
    type(source).objects.filter(pk=source.pk).update(status="draft", title="Hidden source")
    html = line(client)
    assert "Hidden" not in html
    assert "2023" not in html
    assert "Arcadian Gazette" not in html


def test_each_event_names_its_source_and_markup_in_it_is_text(client: Client, world: SimpleNamespace) -> None:
    type(world.source).objects.filter(pk=world.source.pk).update(publisher="<i>Gazette</i>")
    html = line(client)
    assert '<a href="https://gazette.example/gazette" rel="external">&lt;i&gt;Gazette&lt;/i&gt;' in html


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"jurisdiction": "ZZ"}, "jurisdiction", "is the code of no jurisdiction here"),
        ({"within": "XA-NX"}, "within", "did you mean"),
        ({"question": "posession"}, "question", "did you mean possession?"),
        ({"issue": "no-such"}, "issue", "is not one of virtual-image"),
        ({"kind": "rulings"}, "kind", "did you mean ruling?"),
        ({"from": "soon"}, "from", "is not a date"),
        ({"from": "2022", "to": "2021"}, "to", "ends before it begins"),
        ({"page": "9"}, "page", "ask for a page from 1 to 1"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    client: Client, world: SimpleNamespace, asked: dict[str, str], parameter: str, told: str
) -> None:
    page = client.get("/en/timeline/", asked)
    html = page.content.decode()
    assert page.status_code == 400
    assert f"<code>{parameter}</code>" in html
    assert told in html.replace("&#x27;", "'")


def test_a_changed_choice_is_answered_with_the_line_alone(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/timeline/", {"kind": "ruling", "from": ""}, headers={"HX-Request": "true"}, follow=True)
    html = page.content.decode()
    assert "<html" not in html
    assert days(html) == ["2021-05-04", "2020-06-01"]
    assert page.redirect_chain == [("/en/timeline/?kind=ruling", 302)]
    assert "http://testserver/en/timeline/?kind=ruling&amp;as_of=" in html, "the permanent address is put in place too"


def test_lists_behind_it_ask_the_same(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/timeline/", {"jurisdiction": "XA", "from": "2021", "to": "2021"})
    counts = [len(client.get(address).json()["results"]) for _label, address in page.context["lists"]]
    assert counts == [0, 2, 1, 1]
    assert page["X-Robots-Tag"] == "noindex"


def test_one_step_leads_to_what_was_new_and_to_what_is_planned_for_the_same_place(
    client: Client, world: SimpleNamespace
) -> None:
    soon = timezone.localdate() + dt.timedelta(days=40)
    late = timezone.localdate() - dt.timedelta(days=10)
    an_event(world.act, "duty-starts", soon.isoformat())
    an_event(world.act, "amended", late.isoformat())
    spans = dict(client.get("/en/timeline/", {"jurisdiction": "XA", "from": "2020"}).context["spans"])
    assert list(spans) == ["The last 30 days", "The next 90 days"]
    assert all("jurisdiction=XA" in address for address in spans.values())
    assert [days(client.get(address).content.decode()) for address in spans.values()] == [
        [late.isoformat()],
        [soon.isoformat()],
    ]


def test_queries_do_not_grow_with_the_line(client: Client, world: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/timeline/", {"within": "XA"})
        return len(captured)

    queries()
    once = queries()
    for number in range(3):
        statute = a_statute(f"xa-more-{number}", world.south)
        an_event(statute, "in-force", f"2023-01-0{number + 1}")
        text = a_text(a_provision(statute), f"2023-01-0{number + 1}", valid_to=f"2024-01-0{number + 1}")
        ruling = a_ruling(a_case(f"more-{number}", world.trial), f"2023-02-0{number + 1}")
        an_effect(a_holding(ruling, world.issue), text, "narrowed", until="2024-01-01")
    assert (once, queries()) == (12, 12)


def test_a_limit_gives_the_first_of_the_whole_line(world: SimpleNamespace) -> None:
    for date in ("2020", "2020-05", "2020-05-31", "2023-01-01"):
        an_event(world.act, "committee", date)
    for newest_first in (True, False):
        whole = chronicle(newest_first=newest_first)
        for limit in range(1, len(whole)):
            cut = chronicle(newest_first=newest_first, limit=limit)
            assert cut[:limit] == whole[:limit]


def test_a_span_that_must_hold_a_date_surely_drops_a_year_that_may_lie_in_it(world: SimpleNamespace) -> None:
    an_event(world.act, "committee", "2021")
    last = dt.date(2021, 6, 30)

    def dates(**span: Any) -> list[str]:
        found = chronicle(span=Span(last=last, **span), kinds=(Kind.EVENT,), events=("committee",))
        return [str(entry.date) for entry in found]

    assert (dates(), dates(surely=True)) == (["2021"], [])


def test_one_day_of_one_instrument_is_one_moment(world: SimpleNamespace) -> None:
    told = list(moments(chronicle(Scope(jurisdictions=("XA",)), kinds=(Kind.EVENT, Kind.WORDING))))
    newest = [(entry.what, entry.record) for entry in told[0].entries]
    assert told[0].subject == world.act
    assert [what for what, _record in newest] == [What.EVENT, What.BEGINS, What.ENDS]
    assert [record for _what, record in newest[1:]] == [world.new_text, world.old_text]
