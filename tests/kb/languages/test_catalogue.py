"""The catalogue of the pages: everything a reader may see is said in French too."""

from __future__ import annotations

from django.conf import settings

from kb.languages.messages import collect, faults, po_path


def test_every_message_is_translated_and_compiled() -> None:
    po = po_path(settings.BASE_DIR)
    assert faults(po.read_bytes(), po.with_suffix(".mo").read_bytes(), collect(settings.BASE_DIR)) == []
