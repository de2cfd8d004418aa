"""Which language a citation is in, for pages that have the citation and not the statute's row."""

from __future__ import annotations

from jurisdictions.models import Statute


def citation_languages() -> dict[str, str]:
    """The language of every public statute that is not in English and of its provisions, by slug. One query."""
    rows = Statute.objects.public().exclude(language="en").values_list("slug", "language", "provisions__slug")
    return {slug: language for statute, language, provision in rows for slug in (statute, provision) if slug}
