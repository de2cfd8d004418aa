"""The conditions of the coverage explorer: the boxes that pick them, their words, and what is offered to begin with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jurisdictions.models import Question, QuestionGroup
from kb.coverage.conditions import NOT_ASSESSED, Condition, Query
from kb.coverage.subjects import Subject
from kb.languages import words
from kb.languages.saying import said
from kb.pages.coverage.ticked import PICK
from kb.pages.page import with_query

#: The order in which answers are offered: what reaches furthest first, what is not known last.
ANSWERS = ("yes", "partial", "no", "unclear", "silent", NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Box:
    answer: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Pickable:
    """A question of the codebook with a box for each answer that may be asked for."""

    question: Question
    boxes: tuple[Box, ...]

    @property
    def used(self) -> bool:
        return any(box.ticked for box in self.boxes)

    @property
    def name(self) -> str:
        return f"{PICK}{self.question.slug}"


def pickable(questions: Iterable[Question], conditions: Iterable[Condition]) -> list[tuple[str, list[Pickable]]]:
    """The codebook by group, with what is asked for ticked."""
    ticked = {condition.question: condition.accepts for condition in conditions}
    groups: dict[str, list[Pickable]] = {str(group): [] for group in QuestionGroup.values}
    for question in questions:
        allowed = [answer for answer in ANSWERS if answer in question.answers or answer == NOT_ASSESSED]
        accepts = ticked.get(question.slug, frozenset())
        groups[question.group].append(Pickable(question, tuple(Box(one, one in accepts) for one in allowed)))
    return [(group, found) for group, found in groups.items() if found]


@dataclass(frozen=True, slots=True)
class Row:
    """A condition that is written in the form as a question to choose and answers to tick; `question` is empty where
    it is to be filled in."""

    name: str
    question: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one parameter."""

    asked: str
    rows: tuple[Row, ...]


def written(query: Query) -> list[Rows]:
    """The rows of the form: those that say what is asked, and some that are to be filled in. An empty row has *yes*
    ticked, so that choosing its question is enough."""
    found = []
    for asked, conditions, empty in (("any", query.any_of, 2), ("none", query.none_of, 1), ("also", query.also, 1)):
        filled = [(condition.question, condition.accepts) for condition in conditions]
        rows = [*filled, *[("", frozenset({"yes"}))] * empty]
        found.append(
            Rows(
                asked,
                tuple(
                    Row(f"{asked}.{number}", question, tuple(Box(one, one in accepts) for one in ANSWERS))
                    for number, (question, accepts) in enumerate(rows, 1)
                ),
            )
        )
    return found


def spelled_out(query: Query, labels: Mapping[str, str]) -> str:
    """All that is asked, in a few words."""
    told = [spelled(query.where, labels)] if query.where else []
    if query.any_of:
        told.append(_("at least one of %(conditions)s") % {"conditions": spelled(query.any_of, labels, ", ")})
    if query.also:
        told.append(_("also %(conditions)s") % {"conditions": spelled(query.also, labels, ", ")})
    if query.none_of:
        told.append(_("nowhere %(conditions)s") % {"conditions": spelled(query.none_of, labels, ", ")})
    return "; ".join(told)


def spelled(conditions: Sequence[Condition], labels: Mapping[str, str], separator: str = "; ") -> str:
    """The conditions in a few words: "Possession (yes); Obscenity required (no or silent)"."""
    return separator.join(f"{labels[one.question]} ({or_list(one.accepts)})" for one in conditions)


def or_list(answers: Iterable[str]) -> str:
    found = [words.word("answer", answer).lower() for answer in ANSWERS if answer in answers]
    return _(" or ").join(found)


def labels_of(questions: Iterable[Subject]) -> dict[str, str]:
    """Slug -> the question's name in the reader's language."""
    return {question.slug: said(question.label or question.slug) for question in questions}


def presets(path: str, known: Collection[str], today: dt.date) -> list[dict[str, str]]:
    """Questions to begin with, of those whose terms the codebook has: what each asks, and its address."""
    without_test = ["possession:yes", "wholly-synthetic:yes", "obscenity-required:no"]
    year_ago = today.replace(day=min(today.day, 28), year=today.year - 1)
    offered: list[tuple[str, list[str], dict[str, str]]] = [
        (
            _("Which US states punish having wholly synthetic material without an obscenity test, on 1 January 2025?"),
            without_test,
            {"within": "US", "as_of": "2025-01-01"},
        ),
        (
            _("The same today against a year ago: what changed, and which act did it?"),
            without_test,
            {"within": "US", "compare_to": year_ago.isoformat()},
        ),
        (_("Where is having wholly synthetic material punished?"), ["possession:yes", "wholly-synthetic:yes"], {}),
        (
            _("Where is passing on altered images of a real, recognisable child punished?"),
            ["distribution:yes", "identifiable-child:yes"],
            {},
        ),
        (_("Where does the law reach the tools that make such material?"), ["ai-tool:partial|yes"], {}),
        (_("Where does the law shield authorised safety testing?"), ["testing-defence:partial|yes"], {}),
        (_("Where must providers report such material?"), ["provider-reporting:yes"], {}),
        (
            _("Where is having wholly synthetic material punished, and must providers take such material down?"),
            ["possession:yes", "wholly-synthetic:yes"],
            {"also": "takedown:yes"},
        ),
    ]
    return [
        {"text": text, "address": with_query(path, {"where": where, **rest})}
        for text, where, rest in offered
        if all(one.partition(":")[0] in known for one in (*where, *filter(None, [rest.get("also")])))
    ]
