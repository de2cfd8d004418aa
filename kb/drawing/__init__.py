"""Drawings made on the server as SVG: maps, timelines, citation graphs, figures, splits.

The modules here compute where things stand and know neither Django nor the database; the partials in
`kb/templates/kb/drawing/` print what they computed, and `kb/static/kb/drawing.css` colours it. Every drawing
takes an `id` that is unique on its page, and has a table that says the same.
"""
