"""JSON-LD after schema.org: a document of its own, or a part of a page."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kb.references.reference import Reference


def document(cited: Reference) -> dict[str, Any]:
    return {"@context": "https://schema.org", **cited.schema}


def script(cited: Reference) -> SafeString:
    """For a page. It holds data, not a script: a Content-Security-Policy does not keep it back."""
    text = json.dumps(document(cited), ensure_ascii=False)
    # As Django's json_script does, so that nothing in a title can end the element.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04X}")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)
