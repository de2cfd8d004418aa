"""Timelines, strips of wordings, citation graphs, splits and figures."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.drawing.chart import Observation, chart
from kb.drawing.graph import STYLES, Edge, Node, graph
from kb.drawing.scale import Years, in_two_lines, lanes, ordered, shortened
from kb.drawing.split import Mark, split
from kb.drawing.timeline import Bar, Event, Piece, strip, timeline

TODAY = dt.date(2026, 6, 1)
HOSTILE = '"><script>alert(1)</script>'
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2030, 12, 31))


def pieces(bar: Bar) -> dict[str, Piece]:
    (drawn,) = strip([bar], id="s", today=TODAY).bars
    return {piece.what: piece for piece in drawn.pieces}


# Timeline


def test_events_are_listed_by_year_and_those_ahead_are_marked() -> None:
    found = timeline(
        [Event("2027-03", "b"), Event("2025-02-01", "a"), Event("2025", "whole year")], id="t", today=TODAY
    )
    assert [(year.year, [(entry.event.label, entry.ahead) for entry in year.entries]) for year in found.years] == [
        ("2025", [("whole year", False), ("a", False)]),
        ("2027", [("b", True)]),
    ]


def test_a_date_that_may_be_past_or_ahead_is_not_called_ahead() -> None:
    found = timeline([Event("2026", "some time in 2026")], id="t", today=TODAY)
    assert not found.years[0].entries[0].ahead


def test_partial_dates_and_spans_look_their_part() -> None:
    events = [Event("2025", "a"), Event("2025-03", "b"), Event("2025-03-09", "c"), Event("2025-03", "d", until="2026")]
    html = render_to_string("kb/drawing/timeline.html", {"timeline": timeline(events, id="t", today=TODAY)})
    for precision in ("year", "month", "day", "span"):
        assert f"drawing-event drawing-event--{precision}" in html
    assert '<time datetime="2025-03">2025-03</time>' in html


# Strip


def test_a_full_date_leaves_nothing_open() -> None:
    assert set(pieces(Bar("a", "2001-01-01", "2003-01-01"))) == {"sure"}


def test_a_start_known_to_the_year_is_drawn_over_the_whole_year() -> None:
    found = pieces(Bar("a", "2001", "2003-01-01"))
    year = Years(2001, 2026, 12, 708)
    assert found["perhaps"].x == year.x(dt.date(2001, 1, 1))
    assert found["sure"].x == year.x(dt.date(2001, 12, 31))


def test_an_end_known_to_the_month_is_drawn_over_the_month() -> None:
    found = pieces(Bar("a", "2001-01-01", "2003-04"))
    assert found["perhaps"].x == pytest.approx(found["sure"].x + found["sure"].width, abs=0.2)
    assert found["perhaps"].width > 0


def test_a_start_not_on_record_is_unknown_until_a_source_shows_it() -> None:
    found = pieces(Bar("a", None, None, shown_on="2018-05-01"))
    assert set(found) == {"unknown", "sure", "open"}
    assert found["unknown"].x == 12
    assert found["unknown"].width > 0


def test_a_wording_of_which_no_day_is_known_is_never_drawn_as_sure() -> None:
    assert set(pieces(Bar("a", None, None))) == {"unknown"}


@given(start=DAYS, length=st.integers(1, 20000))
def test_pieces_lie_inside_the_strip_in_order(start: dt.date, length: int) -> None:
    (drawn,) = strip([Bar("a", str(start.year), start + dt.timedelta(days=400 + length))], id="s", today=TODAY).bars
    edges = [edge for piece in drawn.pieces for edge in (piece.x, piece.x + piece.width)]
    assert edges == sorted(edges) or max(a - b for a, b in pairwise(edges)) < 0.2
    assert 12 <= min(edges) <= max(edges) <= 708.1


def test_the_chosen_date_is_a_line() -> None:
    found = strip([Bar("a", "2001-01-01", None)], id="s", today=TODAY, chosen=dt.date(2001, 1, 1))
    assert found.chosen is not None
    assert found.chosen.x == 12


def test_no_wordings_no_drawing() -> None:
    assert render_to_string("kb/drawing/strip.html", {"strip": strip([], id="s", today=TODAY)}).strip() == ""


# Graph

RANK = st.sampled_from(["supreme", "appellate", "trial", "regulator", ""])


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, RANK), min_size=1, max_size=40), st.data())
def test_no_two_rulings_overlap_and_time_runs_from_left_to_right(given_: list[tuple[dt.date, str]], data: Any) -> None:
    nodes = [Node(str(n), f"Doe v. Arcadia {n}", day, rank=rank) for n, (day, rank) in enumerate(given_)]
    keys = st.sampled_from([node.key for node in nodes])
    edges = data.draw(
        st.lists(
            st.builds(Edge, by=st.none() | keys, of=keys, kind=st.sampled_from(list(STYLES)), label=st.just("x")),
            max_size=10,
        )
    )
    found = graph(nodes, edges, focus="0", id="g")
    assert len([box for box in found.boxes if box.node]) == len(nodes)
    for one, other in combinations(found.boxes, 2):
        assert abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
    assert all(
        box.x >= 0 and box.x + box.width <= found.width and box.y + box.height <= found.height for box in found.boxes
    )
    in_time = sorted((box for box in found.boxes if box.node), key=lambda box: box.x)
    assert [box.node.when for box in in_time if box.node] == sorted(day for day, _ in given_)


def test_higher_courts_stand_above_and_lower_below() -> None:
    nodes = [
        Node("high", "A", "2001", rank="supreme"),
        Node("me", "B", "2001", rank="appellate"),
        Node("low", "C", "2001", rank="trial"),
    ]
    y = {box.key: box.y for box in graph(nodes, [], focus="me", id="g").boxes}
    assert y["high"] < y["me"] < y["low"]


@pytest.mark.parametrize(("kind", "style"), STYLES.items())
def test_what_was_done_is_told_by_line_and_word(kind: str, style: str) -> None:
    nodes = [Node("a", "Old", "2001-01-01", "/a/"), Node("b", "New", "2020-01-01", "/b/")]
    edge = Edge(None if kind == "pending" else "b", "a", kind, kind.capitalize())
    html = render_to_string("kb/drawing/graph.html", {"graph": graph(nodes, [edge], focus="a", id="g"), "title": "x"})
    assert f"drawing-arrow--{style}" in html
    assert f">{kind.capitalize()}</text>" in html
    assert f"<td>{kind.capitalize()}</td>" in html


def test_an_edge_to_a_ruling_that_is_not_shown_is_left_out() -> None:
    assert graph([Node("a", "A", "2001")], [Edge("a", "gone", "follows", "Follows")], focus="a", id="g").arrows == ()


# Split


def mark(
    answer: str = "yes", when: str = "2001-01-01", rank: str = "trial", good: bool | None = True, **more: Any
) -> Mark:
    return Mark(answer, answer.capitalize(), when, rank, good, more.pop("label", "Doe v. Arcadia"), **more)


@given(st.lists(st.tuples(DAYS, RANK), min_size=1, max_size=30))
def test_no_two_marks_overlap(given_: list[tuple[dt.date, str]]) -> None:
    found = split([mark(when=day.isoformat(), rank=rank) for day, rank in given_], id="s")
    spots = [spot for row in found.rows for spot in row.spots]
    assert len(spots) == len(given_)
    for one, other in combinations(spots, 2):
        assert abs(one.y - other.y) >= 20 or one.x + one.width <= other.x or other.x + other.width <= one.x


def test_rows_run_from_the_highest_court_down() -> None:
    found = split(
        [mark(rank="trial"), mark(rank="supreme"), mark(rank="constitutional"), mark(rank="appellate")], id="s"
    )
    assert [(row.level, len(row.spots)) for row in found.rows] == [("highest", 2), ("appellate", 1), ("trial", 1)]


def test_answer_and_standing_are_told_by_shape_and_words() -> None:
    marks = [mark("yes", good=True, href="/a/"), mark("no", good=False), mark("other", good=None)]
    html = render_to_string(
        "kb/drawing/split.html", {"split": split(marks, id="s"), "title": "x", "yes_label": "Protected"}
    )
    assert "drawing-mark--yes drawing-mark--good" in html
    assert "drawing-mark--no drawing-mark--fallen" in html
    assert "drawing-mark--other drawing-mark--open" in html
    assert "Doe v. Arcadia, 2001-01-01: Yes, nothing on record undoes it" in html
    assert "Doe v. Arcadia, 2001-01-01: No, undone" in html
    assert "Protected <b>1</b>" in html


def test_an_answer_that_has_no_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="not an answer"):
        mark("protected")


# Figures


def figure(value: int, period: str = "2025", year: int = 2025) -> Observation:
    return Observation(
        Decimal(value), str(value), period, f"the year {period}", dt.date(year, 1, 1), dt.date(year, 12, 31)
    )


def test_bars_start_at_zero_and_are_in_proportion() -> None:
    found = chart([figure(50, "2024", 2024), figure(100)], id="c")
    lines = [line for period in found.periods for line in period.lines]
    assert [(line.start, line.width) for line in lines] == [(0, 500), (0, 1000)]
    assert found.zero == 0


def test_a_value_below_zero_runs_the_other_way() -> None:
    found = chart([figure(-50), figure(50)], id="c")
    assert [(line.start, line.width) for line in found.periods[0].lines] == [(0, 500), (500, 500)]


def test_two_figures_for_one_period_are_both_shown_and_said_to_differ() -> None:
    found = chart([figure(485000), figure(440419)], id="c")
    html = render_to_string("kb/drawing/chart.html", {"chart": found, "title": "Reports"})
    assert [period.differ for period in found.periods] == [True]
    assert ">485000<" in html
    assert ">440419<" in html
    assert "Sources differ" in html


def test_one_observation_alone_is_a_plain_figure() -> None:
    html = render_to_string(
        "kb/drawing/chart.html", {"chart": chart([figure(12)], id="c", unit="reports"), "title": "x"}
    )
    assert "<svg" not in html
    assert "the year 2025" in html
    assert "12" in html


def test_zeros_alone_make_no_bar() -> None:
    assert [line.width for line in chart([figure(0), figure(0)], id="c").periods[0].lines] == [0, 0]


# What holds for all


def everything(id_: str, word: str) -> str:
    nodes = [Node("a", word, "2001", "/a/", "supreme", word, word), Node("b", word, "2002", "/b/", "trial", word, word)]
    edges = [Edge("b", "a", "follows", word, word), Edge(None, "b", "pending", word, word, word)]
    drawings: dict[str, Any] = {
        "timeline": timeline(
            [Event("2025", word, word, word, "/x/", word, word, when_label=word)], id=f"{id_}-t", today=TODAY
        ),
        "strip": strip(
            [Bar(word, "2001-01-15", "2003", href="/x/", note=word), Bar(word, None, None)],
            id=f"{id_}-s",
            today=TODAY,
            chosen=TODAY,
        ),
        "graph": graph(nodes, edges, focus="a", id=f"{id_}-g"),
        "split": split(
            [mark(label=word, court=word, note=word), mark(when="2026-05", label=word)], id=f"{id_}-p", chosen=TODAY
        ),
        "chart": chart(
            [Observation(Decimal(n), word, word, word, TODAY, TODAY, "/x/", word, word) for n in (1, 3)],
            id=f"{id_}-c",
            unit=word,
        ),
    }
    return "".join(
        render_to_string(f"kb/drawing/{name}.html", {name: drawing, "title": word})
        for name, drawing in drawings.items()
    )


def test_hostile_words_are_escaped() -> None:
    html = everything("one", HOSTILE)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 20


def test_no_style_attribute_or_element() -> None:
    assert re.findall(r"<style|\sstyle=", everything("one", "Doe v. Arcadia")) == []


def test_drawn_twice_ids_are_unique_and_references_are_met() -> None:
    html = everything("one", "Doe") + everything("two", "Doe")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) > 20
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)
    assert {
        name for group in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html) for name in group.split()
    } <= set(ids)


def test_coordinates_keep_their_points_in_french() -> None:
    with translation.override("fr"):
        html = everything("one", "Doe")
    assert re.findall(r'\s(?:x|y|width|height|viewBox)="[^"]*[,\u202f\u00a0][^"]*"', html) == []


def test_lanes_hold_what_meets_apart() -> None:
    assert lanes([(0, 10), (5, 15), (10, 20), (16, 18)]) == [0, 1, 0, 1]


def test_long_gaps_are_shortened_and_order_is_kept() -> None:
    scale = ordered([dt.date(1969, 1, 1), dt.date(2024, 1, 1), dt.date(2025, 1, 1)], left=0, year=10, longest=50)
    assert [scale.x(dt.date(year, 1, 1)) for year in (1969, 2024, 2025)] == [0, 50, 60]
    assert 0 < scale.x(dt.date(2000, 1, 1)) < 50


def test_long_captions_are_cut_at_a_word() -> None:
    assert shortened("Doe v. Commonwealth of Arcadia", 24) == "Doe v. Commonwealth of…"
    assert in_two_lines("United States v. Doe", 16) == ("United States v.", "Doe")
