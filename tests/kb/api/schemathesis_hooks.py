"""What schemathesis cannot know from the description: which slugs are on record, and that cursors are given out.

The API refuses a slug that names nothing, and a cursor that it did not give out, though both look right;
where schemathesis means to send a valid request, this puts a slug of the kind that the description names
(`x-slug-of`, `x-code-of`, `x-condition-on`) and a day on record (`x-day-on-record`), and leaves away the cursor, and
the older spelling of a parameter that it also gives in the newer (`x-older-for`); a condition that one of several
parameters must give (`x-one-of`) is given. Requests that are meant to be wrong stay as they are.
"""

from __future__ import annotations

from typing import Any

import schemathesis

API = "/api/v1/"


def naming(definition: dict[str, Any]) -> tuple[str, str] | None:
    """(column, resource) of the records that a parameter names; None where it names none."""
    schema = definition.get("schema", {})
    for inner in (schema, schema.get("items", {})):
        for column in ("slug", "code"):
            if f"x-{column}-of" in inner:
                return column, inner[f"x-{column}-of"]
    return None


@schemathesis.hook
def before_call(context: Any, case: Any, **kwargs: Any) -> None:
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    case.query = case.query or {}
    case.query.pop("cursor", None)
    for definition in case.operation.definition.raw.get("parameters", []):
        name, named = definition.get("name"), naming(definition)
        one_of = definition["schema"].get("x-one-of")
        if one_of and not any(other in case.query for other in one_of):
            case.query[name] = []
        if name not in case.query:
            continue
        if definition["schema"].get("x-older-for") in case.query:
            case.query.pop(name)
            continue
        if definition["schema"].get("x-day-on-record"):
            case.query[name] = "2026-01-01"
        if "x-condition-on" in definition["schema"].get("items", {}):
            case.query[name] = [f"{on_record(case.operation, 'slug', 'questions')}:yes"]
        if named is None:
            continue
        found = on_record(case.operation, *named)
        if found is None:
            case.query.pop(name)
        else:
            case.query[name] = [found] if "items" in definition["schema"] else found


_found: dict[tuple[int, str, str], str | None] = {}


def on_record(operation: Any, column: str, resource: str) -> str | None:
    """A slug or code of the resource, from the server under test; None where it has no such list or no row."""
    key = (id(operation.schema), column, resource)
    if key not in _found:
        probe = next((found for found in operations(operation.schema) if found.path == f"{API}{resource}/"), None)
        rows = []
        if probe is not None:
            response = probe.Case(query={"page_size": 1, "fields": column}).call()
            rows = response.json()["results"]
        _found[key] = rows[0][column] if rows else None
    return _found[key]


def operations(schema: Any) -> list[Any]:
    return [result.ok() for result in schema.get_all_operations()]
