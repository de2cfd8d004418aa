from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from jurisdictions.models import Jurisdiction
from kb.drawing.maps import LOOKS, PATTERNED, Map, Shape, us_map, world_map
from kb.drawing.tiles import US, WORLD, Place

WORLD_PLACES = {place.code: (region, place) for region, places in WORLD.items() for place in places}
US_PLACES = {place.code: ("us", place) for place in US}


class Reader(HTMLParser):
    """Tags with their attributes, in order; and the ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]


def drawn(map: Map) -> str:  # noqa: A002  # a map
    return "".join(
        render_to_string(f"kb/drawing/{name}.html", {"map": map, "title": "Possession"})
        for name in ("map", "legend", "twin")
    )


def test_every_code_on_record_has_a_tile_on_one_of_the_maps(curated: None) -> None:
    shapes = {code: Shape("match", name) for code, name in Jurisdiction.objects.public().values_list("code", "name")}
    us, world = us_map(shapes, id="us"), world_map(shapes, id="world")
    assert us.unplaced == ()
    assert world.unplaced == ()
    tiles = {tile.code for map_ in (us, world) for region in map_.regions for tile in region.tiles}
    assert len(shapes) > 300
    assert set(shapes) <= tiles


@pytest.mark.parametrize("region", [US, *WORLD.values()])
def test_no_two_tiles_share_a_place(region: tuple[Place, ...]) -> None:
    assert [
        (one.code, other.code)
        for one, other in combinations(region, 2)
        if one.row == other.row and one.column < other.column + other.span and other.column < one.column + one.span
    ] == []


def test_no_code_is_drawn_twice() -> None:
    assert len(WORLD_PLACES) == sum(map(len, WORLD.values())) == 249
    assert len(US_PLACES) == len(US) == 57


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FR", "ES"),
        ("FR", "BE"),
        ("DE", "NL"),
        ("DE", "PL"),
        ("CH", "LI"),
        ("IT", "VA"),
        ("NO", "SE"),
        ("CA", "US"),
        ("US", "MX"),
        ("BR", "PY"),
        ("AR", "CL"),
        ("IN", "BD"),
        ("CN", "MN"),
        ("KR", "JP"),
        ("SG", "ID"),
        ("KE", "UG"),
        ("ZA", "LS"),
        ("US-CA", "US-NV"),
        ("US-MA", "US-NH"),
        ("US-TX", "US-OK"),
        ("US-VA", "US-WV"),
        ("US-FL", "US-GA"),
    ],
)
def test_neighbours_touch_at_a_side_or_a_corner(one: str, other: str) -> None:
    places = WORLD_PLACES | US_PLACES
    (region, first), (same_region, second) = places[one], places[other]
    assert region == same_region
    assert max(abs(first.column - second.column), abs(first.row - second.row)) <= 1


@pytest.mark.parametrize(("state", "look"), LOOKS.items())
def test_every_state_is_told_by_class_pattern_sign_and_words(state: str, look: str) -> None:
    html = drawn(us_map({"US-WI": Shape(state, "Wisconsin", "/wi/", "Met by § 948.12.")}, id="m"))
    tags = Reader(html).tags
    (link,) = [
        attributes for tag, attributes in tags if tag == "a" and "drawing-tile" in (attributes.get("class") or "")
    ]
    assert link["class"] == f"drawing-tile drawing-tile--{look}"
    assert link["href"] == "/wi/"
    word = state.replace("_", " ").replace("-", " ").capitalize()
    assert link["aria-label"] == f"Wisconsin: {word}. Met by § 948.12."
    assert ("use", f"#m-sign-{look}") in [(tag, attributes.get("href")) for tag, attributes in tags]
    filled = [attributes.get("fill") for tag, attributes in tags if attributes.get("class") == "drawing-over"]
    assert filled == ([f"url(#m-{look})"] * 2 if look in PATTERNED else [])
    assert f"m-sign-{look}" in Reader(html).ids


def test_what_was_not_asked_about_is_no_link_and_no_state() -> None:
    html = drawn(us_map({}, id="m", names={"US-WI": "Wisconsin"}))
    assert "Wisconsin: not in this question" in html
    assert 'class="drawing-tile drawing-tile--outside"' in html
    assert [attributes["href"] for tag, attributes in Reader(html).tags if tag == "a"] == ["#m-after"]


def test_legend_counts_and_table_lists_each_state_in_order() -> None:
    shapes = {
        "US-WI": Shape("no_match", "Wisconsin"),
        "US-TX": Shape("match", "Texas"),
        "US-CA": Shape("match", "California"),
        "US-OH": Shape("not_assessed", "Ohio"),
    }
    map_ = us_map(shapes, id="m")
    assert [(count.state, count.number) for count in map_.counts] == [
        ("match", 2),
        ("no_match", 1),
        ("not_assessed", 1),
    ]
    assert [[row.code for row in group.rows] for group in map_.groups] == [["US-CA", "US-TX"], ["US-WI"], ["US-OH"]]
    assert map_.outside == 57 - 4


def test_one_dictionary_serves_both_maps() -> None:
    shapes = {code: Shape("yes", code) for code in ("US", "US-WI", "FR", "EU", "GB-SCT", "NEVERLAND")}
    assert sorted(us_map(shapes, id="u").shapes) == ["US", "US-WI"]
    world = world_map(shapes, id="w")
    assert sorted(world.shapes) == ["EU", "FR", "GB-SCT", "NEVERLAND", "US"]
    assert world.unplaced == ("NEVERLAND",)
    assert "NEVERLAND" in render_to_string("kb/drawing/twin.html", {"map": world})


def test_two_maps_on_a_page_share_no_id() -> None:
    shapes = {"US-WI": Shape("silent", "Wisconsin"), "US": Shape("yes", "United States")}
    ids = Reader(
        "".join(drawn(map_) for map_ in (us_map(shapes, id="a"), us_map(shapes, id="b"), world_map(shapes, id="c")))
    ).ids
    assert len(ids) > 30
    assert len(ids) == len(set(ids))


def test_every_reference_names_an_id_that_is_there() -> None:
    html = drawn(world_map({"FR": Shape("unclear", "France", "/fr/")}, id="w"))
    named = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', html))
    assert {one or other for one, other in named} <= set(Reader(html).ids)


def test_hostile_words_are_escaped() -> None:
    hostile = '"><script>alert(1)</script>'
    html = drawn(us_map({"US-WI": Shape("yes", hostile, 'javascript:"x', hostile)}, id="m", names={"US-CA": hostile}))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_no_style_attribute_or_element() -> None:
    html = drawn(world_map({"FR": Shape("unclear", "France", "/fr/")}, id="w"))
    assert [tag for tag, attributes in Reader(html).tags if tag == "style" or "style" in attributes] == []


def test_numbers_keep_their_points_in_french() -> None:
    with translation.override("fr"):
        html = drawn(us_map({"US-GU": Shape("yes", "Guam")}, id="m"))
    assert 'y="369.6"' in html
    assert "369,6" not in html


@pytest.mark.parametrize("bad", ["", "1a", "a b", 'a"', "a)"])
def test_an_id_that_could_break_out_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="cannot be the id of a drawing"):
        us_map({}, id=bad)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="not a state of a map"):
        Shape("maybe", "Arcadia")


def test_map_of_the_world_is_small() -> None:
    shapes = {
        code: Shape("not_assessed", "A name of some length", f"/jurisdictions/{code}/", "") for code in WORLD_PLACES
    }
    assert len(render_to_string("kb/drawing/map.html", {"map": world_map(shapes, id="w"), "title": "x"})) < 150_000
