"""The floor: the fewest hand-written statements that fetch the rows an answer is made of.

Each function runs its statements through a plain psycopg cursor, fetches everything and returns the number of
rows; it decides nothing, shapes nothing and parses no date. The rows are those of the public only, as in the
answer. The courts' relations of review are not among them: the answer keeps them between requests, and only asks
whether they have changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import psycopg

#: A ruling that the public may see; `{0}` is the alias of its row.
_RULING = """
    JOIN cases_case {0}_case ON {0}_case.id = {0}.case_id AND {0}_case.status = 'published'
    JOIN jurisdictions_jurisdiction {0}_place
        ON {0}_place.id = {0}_case.jurisdiction_id AND {0}_place.status = 'published'
    JOIN jurisdictions_court {0}_court ON {0}_court.id = {0}.court_id AND {0}_court.status = 'published'
"""

_HOLDINGS = f"""
SELECT holding.slug, holding.answer, holding.scope, holding.dictum, holding.summary, holding.pinpoint, holding.note,
    ruling.id, ruling.slug, ruling.date, ruling.citations, ruling.kind, ruling.precedential, ruling.composition,
    ruling.own_caption, ruling_case.caption, ruling_court.slug, ruling_court.name,
    source.slug, source.status, source.title, source.url,
    ARRAY(
        SELECT place.code || ' ' || statute.kind FROM cases_holding_statutes link
        JOIN jurisdictions_statute statute ON statute.id = link.statute_id AND statute.status = 'published'
        JOIN jurisdictions_jurisdiction place ON place.id = statute.jurisdiction_id AND place.status = 'published'
        WHERE link.holding_id = holding.id
    ),
    ARRAY(
        SELECT coalesce(text.valid_to, '') FROM cases_effect effect
        JOIN jurisdictions_provisiontext text ON text.id = effect.text_id AND text.status = 'published'
        JOIN jurisdictions_provision provision ON provision.id = text.provision_id AND provision.status = 'published'
        JOIN jurisdictions_statute statute ON statute.id = provision.statute_id AND statute.status = 'published'
        JOIN jurisdictions_jurisdiction place ON place.id = statute.jurisdiction_id AND place.status = 'published'
        WHERE effect.holding_id = holding.id AND effect.status = 'published'
    )
FROM cases_holding holding
    JOIN cases_issue issue ON issue.id = holding.issue_id AND issue.status = 'published'
    JOIN cases_ruling ruling ON ruling.id = holding.ruling_id AND ruling.status = 'published'
    {_RULING.format("ruling")}
    LEFT JOIN jurisdictions_source source ON source.id = holding.source_id
WHERE issue.id = %(issue)s AND holding.status = 'published' AND ruling.date_earliest <= %(day)s
ORDER BY ruling.date_latest DESC, holding.slug
"""  # noqa: S608 - text of ours

_LATER = f"""
SELECT treatment.cited_id, treatment.kind, treatment.note, ruling.slug, ruling.date, ruling.citations,
    ruling.precedential, ruling.own_caption, ruling_case.caption, ruling_court.slug, ruling_court.name
FROM cases_treatment treatment
    JOIN cases_ruling ruling ON ruling.id = treatment.citing_id AND ruling.status = 'published'
    {_RULING.format("ruling")}
WHERE treatment.cited_id = ANY(%(rulings)s) AND treatment.status = 'published' AND treatment.found_by = 'person'
    AND ruling.date_latest <= %(day)s
ORDER BY ruling.date_latest, treatment.id
"""  # noqa: S608 - text of ours

_UNDOINGS = """
WITH RECURSIVE edge (ruling, kind, maker) AS (
    (
        SELECT cited_id, kind, citing_id FROM cases_treatment
        WHERE cited_id = ANY(%(rulings)s) AND kind IN ('overrules', 'limits', 'questions', 'criticizes')
            AND status = 'published' AND found_by = 'person'
        UNION ALL
        SELECT of_id, kind, by_id FROM cases_appealoutcome
        WHERE of_id = ANY(%(rulings)s) AND kind IN ('affirms', 'reverses', 'vacates', 'amends', 'stays')
            AND status = 'published' AND by_id IS NOT NULL
    )
    UNION
    SELECT onto.* FROM edge CROSS JOIN LATERAL (
        SELECT cited_id, kind, citing_id FROM cases_treatment
        WHERE cited_id = edge.maker AND kind = 'overrules' AND status = 'published' AND found_by = 'person'
        UNION ALL
        SELECT of_id, kind, by_id FROM cases_appealoutcome
        WHERE of_id = edge.maker AND kind IN ('affirms', 'reverses', 'vacates', 'amends', 'stays')
            AND status = 'published' AND by_id IS NOT NULL
        OFFSET 0
    ) AS onto
)
SELECT ruling, kind, maker FROM edge
"""

_RULINGS = f"""
SELECT ruling.id, ruling.slug, ruling.date FROM cases_ruling ruling
    {_RULING.format("ruling")}
WHERE ruling.id = ANY(%(rulings)s) AND ruling.status = 'published'
"""  # noqa: S608 - text of ours

_EFFECTS = """
SELECT effect.text_id, effect.slug, effect.kind, effect.reach, effect.since, effect.until, effect.note,
    effect.ended_by_id, ending.slug, reached.slug, reached.status, holding.ruling_id, ruling.slug, ruling.own_caption,
    ruling_case.caption,
    court.slug, source.slug, source.title, source.url, source.status
FROM cases_effect effect
    JOIN cases_holding holding ON holding.id = effect.holding_id AND holding.status = 'published'
    JOIN cases_ruling ruling ON ruling.id = holding.ruling_id AND ruling.status = 'published'
    JOIN cases_case ruling_case ON ruling_case.id = ruling.case_id AND ruling_case.status = 'published'
    JOIN jurisdictions_court court ON court.id = ruling.court_id AND court.status = 'published'
    LEFT JOIN cases_ruling ending ON ending.id = effect.ended_by_id
    LEFT JOIN jurisdictions_court reached ON reached.id = effect.court_id
    LEFT JOIN jurisdictions_source source ON source.id = effect.source_id
WHERE effect.text_id = ANY(%(texts)s) AND effect.status = 'published'
ORDER BY effect.text_id, effect.since_latest, effect.id
"""

_LIVES = """
SELECT statute_id, date, kind FROM jurisdictions_legislativeevent
WHERE statute_id = ANY(%(statutes)s) AND status = 'published' AND date_earliest <= %(day)s
"""

_PLACES = "SELECT code, slug, name, kind, path FROM jurisdictions_jurisdiction WHERE status = 'published' ORDER BY code"

_WORDINGS = """
SELECT text.id, provision.id, statute.id, place.code, text.in_force @> %(day)s::date, text.slug, provision.slug,
    provision.label, statute.slug, statute.citation, statute.kind, text.valid_from, text.valid_to, text.shown_on,
    text.penalty, text.note
FROM jurisdictions_provisiontext text
    JOIN jurisdictions_provision provision ON provision.id = text.provision_id AND provision.status = 'published'
    JOIN jurisdictions_statute statute ON statute.id = provision.statute_id AND statute.status = 'published'
    JOIN jurisdictions_jurisdiction place ON place.id = statute.jurisdiction_id AND place.status = 'published'
WHERE text.status = 'published' AND statute.kind <> 'guideline'
    AND (text.valid_from IS NULL OR text.valid_from_earliest <= %(day)s)
    AND (text.valid_to IS NULL OR text.valid_to_latest > %(day)s)
"""

_INCORPORATED = """
SELECT link.from_provision_id, link.to_provision_id FROM jurisdictions_provision_incorporates link
    JOIN jurisdictions_provision provision ON provision.id = link.to_provision_id AND provision.status = 'published'
WHERE link.from_provision_id = ANY(%(provisions)s)
"""

_CODINGS = """
SELECT coding.text_id, question.slug, coding.answer {more} FROM jurisdictions_coding coding
    JOIN jurisdictions_question question ON question.id = coding.question_id AND question.status = 'published'
    {source}
WHERE coding.text_id = ANY(%(texts)s) AND coding.status = 'published' AND question.slug = ANY(%(questions)s)
"""
_WITH_EVIDENCE = _CODINGS.format(
    more=", coding.pinpoint, coding.note, coding.checked_on, source.slug, source.title, source.url, source.kind,"
    " source.status",
    source="LEFT JOIN jurisdictions_source source ON source.id = coding.source_id",
)
_ANSWERS = _CODINGS.format(more="", source="")


class Floor:
    """Statements on one plain connection, planned anew each time or, with `prepare`, once and for all. Each
    method returns how many rows it fetched."""

    def __init__(self, connection: psycopg.Connection[Any], *, prepare: bool) -> None:
        self.connection, self.prepare = connection, prepare

    def _rows(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        with psycopg.Cursor[Any](self.connection) as cursor:
            cursor.execute(statement.encode(), parameters, prepare=self.prepare)
            return cursor.fetchall()

    def precedents(self, issue: int, day: dt.date) -> int:
        holdings = self._rows(_HOLDINGS, issue=issue, day=day)
        rulings = [row[7] for row in holdings]
        return len(holdings) + len(self._rows(_LATER, rulings=rulings, day=day)) + self._undoings(rulings)

    def _undoings(self, rulings: Iterable[int]) -> int:
        edges = self._rows(_UNDOINGS, rulings=list(rulings))
        ends = {ruling for edge in edges for ruling in (edge[0], edge[2])}
        # A statement of its own: joined to the recursion, whose rows the planner takes to be many, it reads all.
        return len(edges) + (len(self._rows(_RULINGS, rulings=list(ends))) if ends else 0)

    def status(self, provision: int, day: dt.date) -> int:
        wordings = self._rows(
            "SELECT text.id, provision.statute_id, text.slug, text.valid_from, text.valid_to, text.shown_on,"
            " text.in_force @> %(day)s::date FROM jurisdictions_provisiontext text"
            " JOIN jurisdictions_provision provision ON provision.id = text.provision_id"
            " WHERE provision.id = %(provision)s AND text.status = 'published'",
            provision=provision,
            day=day,
        )
        lives = self._rows(_LIVES, statutes=[row[1] for row in wordings[:1]], day=day)
        effects = self._rows(_EFFECTS, texts=[row[0] for row in wordings])
        return len(wordings) + len(lives) + len(effects) + self._undoings(_rulings_of(effects))

    def coverage(self, questions: list[str], day: dt.date) -> int:
        found, texts = self._law(questions, day, _WITH_EVIDENCE)
        effects = self._rows(_EFFECTS, texts=texts)
        return found + len(effects) + self._undoings(_rulings_of(effects))

    def matrix(self, questions: list[str], day: dt.date) -> int:
        return self._law(questions, day, _ANSWERS)[0]

    def _law(self, questions: list[str], day: dt.date, codings: str) -> tuple[int, list[int]]:
        places = self._rows(_PLACES)
        wordings = self._rows(_WORDINGS, day=day)
        texts = [row[0] for row in wordings]
        links = self._rows(_INCORPORATED, provisions=[row[1] for row in wordings])
        lives = self._rows(_LIVES, statutes=list({row[2] for row in wordings}), day=day)
        coded = self._rows(codings, texts=texts, questions=questions)
        return sum(map(len, (places, wordings, links, lives, coded))), texts


def _rulings_of(effects: list[tuple[Any, ...]]) -> set[int]:
    return {row[11] for row in effects} | {row[7] for row in effects if row[7]}
