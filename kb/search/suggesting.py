"""Where to go on from a search that found nothing: near words that some record has, and good entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cases.models import Issue
from jurisdictions.models import Jurisdiction, Question, Status
from kb.search.finding import union
from kb.search.indexed import INDEX, TEXT

#: Trigram similarity from which a word may be a misspelling of another: "feber" and "ferber" have 0.44.
NEAR = 0.4
#: Shorter words are near to too many others.
SHORTEST = 4


def near_words(typed: list[str]) -> dict[str, list[str]]:
    """For each word (in the form of `name_key`) that no public record has, the nearest that some have, best
    first; a word that is known, short, a number or near to nothing is left out. One query.

    It reads the words of all public records: some 100 ms for two thousand of them, and only for searches
    that found nothing.
    """
    unknown = [word for word in dict.fromkeys(typed) if len(word) >= SHORTEST and not word.isdigit()]
    if not unknown:
        return {}
    sql, params = _words().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            # The inner statement is Django's own; what was typed goes in as a parameter.
            f"""
            WITH known AS MATERIALIZED (
                SELECT word, count(*) AS uses FROM ({sql}) AS texts(word)
                WHERE length(word) >= %s GROUP BY word
            )
            SELECT typed.word, near.word, near.likeness
            FROM unnest(%s::text[]) AS typed(word)
            CROSS JOIN LATERAL (
                SELECT known.word, similarity(known.word, typed.word) AS likeness FROM known
                WHERE similarity(known.word, typed.word) >= %s
                ORDER BY likeness DESC, uses DESC, known.word LIMIT 4
            ) AS near
            """,  # noqa: S608
            [*params, SHORTEST - 1, unknown, NEAR],
        )
        rows = cursor.fetchall()
    known = {word for word, near, _ in rows if near == word}
    found: dict[str, list[str]] = {}
    for word, near, _ in rows:
        if word not in known:
            found.setdefault(word, []).append(near)
    return found


def _words() -> QuerySet[Any]:
    """Every word of every public record's name and text, one a row."""
    parts = []
    for indexed in INDEX:
        text = Concat(Cast(indexed.title, TEXT), Value(" "), Cast(indexed.body, TEXT), output_field=TEXT)
        parts.append(indexed.rows().order_by().annotate(word=_split(text)).values_list("word"))
    return union(parts)


def _split(text: Any) -> Func:
    key = Func(text, function="name_key", output_field=TEXT)
    return Func(key, Value(" "), function="string_to_table", output_field=TEXT, set_returning=True)


@dataclass(frozen=True)
class Entry:
    """A record to start from: `kind` is issue, question or jurisdiction."""

    kind: str
    slug: str
    text: str


def entries() -> list[Entry]:
    """The first issues and questions, and the jurisdictions with most instruments. Three queries."""
    issues = Issue.objects.public().order_by("position", "slug")[:5]
    questions = Question.objects.public().order_by("position", "slug")[:5]
    jurisdictions = (
        Jurisdiction.objects.public()
        .annotate(instruments=Count("statutes", filter=Q(statutes__status=Status.PUBLISHED)))
        .filter(instruments__gt=0)
        .order_by("-instruments", "code")[:5]
    )
    return [
        *(Entry("issue", slug, title) for slug, title in issues.values_list("slug", "title")),
        *(Entry("question", slug, label) for slug, label in questions.values_list("slug", "label")),
        *(Entry("jurisdiction", slug, name) for slug, name in jurisdictions.values_list("slug", "name")),
    ]
