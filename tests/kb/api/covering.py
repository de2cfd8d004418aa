"""What the tests of coverage share: how it is asked, and what is hidden."""

from __future__ import annotations

from typing import Any

from jurisdictions.models import Record
from tests.asking import ask

BOTH = ["possession:yes", "wholly-synthetic:yes"]
LISTS = ("match", "no_match", "unclear", "silent", "not_assessed")


def codes(body: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [entry["jurisdiction"]["code"] for entry in body[name]] for name in LISTS}


def where(code: str, **parameters: Any) -> str:
    """The list that a jurisdiction is in."""
    body = ask("coverage/", **({"where": BOTH} | parameters))
    return next(name for name, found in codes(body).items() if code in found)


def hide(record: Record, status: str = "draft") -> None:
    reason = "Asked for." if status == "withdrawn" else ""
    type(record)._default_manager.filter(pk=record.pk).update(status=status, withdrawn_reason=reason)
