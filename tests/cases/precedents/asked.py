"""Rulings to ask about, and how an answer on precedents is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from jurisdictions.models import Record
from tests.world import (
    a_case,
    a_holding,
    a_ruling,
)

#: What is said where the record is silent.
SILENT = "no-negative-treatment"


GROUPS = ("binding", "own_court", "binding_on_other_law", "persuasive", "not_determinable")


def decided(u: SimpleNamespace, court: Any, date: str, given: str = "protected", **columns: Any) -> Any:
    ruling = a_ruling(a_case(f"{court.slug}-{date}", court), date, slug=f"{court.slug}-{date}", **columns)
    a_holding(ruling, u.issue, given, pinpoint="at 7").statutes.add(u.act)
    return ruling


def groups(body: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [entry["ruling"]["slug"] for entry in body[name]] for name in GROUPS}


def hide(record: Record) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(status="draft")
