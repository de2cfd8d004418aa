"""What every face says of every instrument and clause on a day, and where two of them disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cases.provision_status import provision_status, wording_on
from jurisdictions import lives
from jurisdictions.lifecycle import IN_FORCE, UNCLEAR, status_on
from jurisdictions.models import Provision, Statute
from kb.coverage.answering import Clause
from kb.coverage.law import law_on
from kb.pages.law.wordings import nearest_wording
from kb.search.standing import standings

#: What an instrument with a clause surely in force is, and what one is none of whose clauses is law.
LAW = {"in-force", "in-force-in-part"}
NO_LAW = {"not-yet", "pending", "failed", "lapsed", "withdrawn", "vetoed", "issued", "repealed", "struck-down"}


def disagreements(date: dt.date, *, verdicts: bool = True) -> Iterator[str]:
    """Each in a line that names the record: none, where all is of one mind. Without `verdicts` the wording that a
    clause's status is about is asked for, and not the whole answer: some six queries a clause less."""
    provisions = list(Provision.objects.public().select_related("statute__jurisdiction").prefetch_related("texts"))
    lives.share(provision.statute for provision in provisions)
    codes = {provision.statute.jurisdiction.code for provision in provisions}
    law = law_on(date, jurisdictions=codes, questions=["possession"], in_practice=verdicts)
    clauses = {clause.provision: clause for clause in law.clauses}
    listed = lives.statuses_on(date)
    found = standings([("statute", pk, None) for pk in listed], date)
    for statute in lives.share(Statute.objects.public().select_related("jurisdiction")):
        status = lives.status_of(statute, date).status
        if not listed[statute.pk].status == status == found["statute", statute.pk][1]:
            yield f"{statute.slug}: shown {status}, listed {listed[statute.pk].status}, found {found}"
    for provision in provisions:
        yield from _of_clause(provision, clauses.get(provision.pk), date, verdicts=verdicts)


def _of_clause(provision: Provision, clause: Clause | None, date: dt.date, *, verdicts: bool) -> Iterator[str]:
    statute = provision.statute
    status = status_on(lives.of(statute), date).status
    texts = [text for text in provision.texts.all() if text.status == "published"]
    weighed = "no law" if clause is None else "perhaps" if clause.unsure else "law"
    _text, sure = wording_on(provision, texts, date)
    if weighed != {True: "law", None: "perhaps", False: "no law"}[sure]:
        yield f"{provision.slug}: coverage takes it for {weighed}, its own status for {sure}"
    shown = nearest_wording(texts, statute, date)
    state = {IN_FORCE: "law", UNCLEAR: "perhaps"}.get(shown.state if shown else "", "no law")
    if state != weighed:
        yield f"{provision.slug}: its page says {state}, and coverage takes it for {weighed}"
    if (weighed == "law" and status not in LAW) or (weighed == "perhaps" and status in NO_LAW):
        yield f"{provision.slug}: coverage takes it for {weighed}, and its statute is {status}"
    if verdicts and clause is not None:
        verdict = provision_status(provision, date).enforceability.verdict.value
        if verdict != (clause.force.value if weighed == "law" else "not-determinable"):
            yield f"{provision.slug}: {verdict} by its own status, {clause.force.value} in coverage"
