"""The tiles of the maps, as SVG.

Written here and not in `kb/drawing/map.html`: the two maps have some five hundred tiles, and a template takes
several times as long to print them, most of it to look up the same handful of names.
"""

from __future__ import annotations

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kb.drawing.maps import Region, Tile
from kb.languages import words
from kb.templatetags.law import colon

register = template.Library()


@register.simple_tag
def tiles(region: Region, prefix: str) -> SafeString:
    """Every tile of the region, one to a line. `prefix`: the id of its map, with which those of its patterns and
    signs begin. A tile is named to a screen reader by jurisdiction, state and note, and leads where its shape does;
    one that was not asked about is hidden from it."""
    return mark_safe("".join(_tile(tile, prefix) for tile in region.tiles))  # noqa: S308  (escaped in `_tile`)


def _tile(tile: Tile, prefix: str) -> str:
    shape, label = tile.shape, escape(tile.label)
    box = f'x="{tile.x}" y="{tile.y}" width="{tile.width}" height="{tile.height}" rx="3"'
    text = f'<text x="{tile.middle}" y="{tile.text_y}">{escape(tile.text)}</text>'
    if shape is None:
        told = f"{label}{colon()} {escape(_('not in this question'))}"
        begin = '<g class="drawing-tile drawing-tile--outside" aria-hidden="true">'
        return f"{begin}<title>{told}</title><rect {box}/>{text}</g>\n"
    told = f"{label}{colon()} {escape(words.word('map', shape.state))}.{f' {escape(shape.note)}' if shape.note else ''}"
    name, leads = ("a", f'href="{escape(shape.href)}"') if shape.href else ("g", 'role="img"')
    over = f'<rect class="drawing-over" {box} fill="url(#{prefix}-{tile.look})"/>' if tile.patterned else ""
    sign = f'<use href="#{prefix}-sign-{tile.look}" x="{tile.sign_x}" y="{tile.sign_y}" width="12" height="12"/>'
    return (
        f'<{name} class="drawing-tile drawing-tile--{tile.look}" {leads} aria-label="{told}">'
        f"<title>{told}</title><rect {box}/>{over}{text}{sign}</{name}>\n"
    )
