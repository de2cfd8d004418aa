"""Pages whose form asks for conditions by ticking boxes: what it sends leads to the one address that asks the same.

A box has a name and a value of its own, while a condition of the API is one value, `question:answer|answer`. Boxes
are therefore named `pick.<question>`, and an address with them leads to one with `where`. What else is asked is written
in rows, a question to choose and boxes to tick: `any.1` and `any.1.is` lead to `any`, and so for `none` and `also`.
"""

from __future__ import annotations

import re

from django.http import QueryDict

from jurisdictions.grades import Grade
from kb.coverage.counting import below
from kb.pages.page import Page

PICK = "pick."

#: Parameters of which the form has rows.
ROWS = ("any", "none", "also")

_ROW = re.compile(rf"(?P<asked>{'|'.join(ROWS)})[.](?P<number>[0-9]{{1,3}})(?P<answers>[.]is)?")


def grades(asked: Grade | None) -> dict[str, object]:
    """What the form's choice of a grade shows, and the sentence that says what became of lower ones. Asking for C or
    better asks for all."""
    return {"grades": [Grade.A, Grade.B], "grade": asked, "below": below(asked) if asked else ""}


class TickedPage(Page):
    def plain(self, sent: QueryDict) -> QueryDict:
        sent = super().plain(sent)
        rows = {name: found for name in sent if (found := _ROW.fullmatch(name))}
        if not rows and not any(name.startswith(PICK) for name in sent):
            return sent
        kept = QueryDict(mutable=True)
        for asked in ("where", *ROWS):
            kept.setlist(asked, sent.getlist(asked))
        for name, values in sent.lists():
            if name.startswith(PICK):
                kept.appendlist("where", _condition(name.removeprefix(PICK), values))
            elif name in rows:
                # A row without a question, or without an answer, asks nothing yet.
                if not rows[name]["answers"] and (answers := sent.getlist(f"{name}.is")):
                    kept.appendlist(rows[name]["asked"], _condition(values[0], answers))
            elif name not in ("where", *ROWS):
                kept.setlist(name, values)
        return QueryDict(kept.urlencode())


def _condition(question: str, answers: list[str]) -> str:
    return f"{question}:{'|'.join(sorted(set(answers)))}"
