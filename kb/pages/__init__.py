"""The public site: one module a page, each with its addresses; all are listed in `kb.pages.urls`."""
