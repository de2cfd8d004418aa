"""Pages whose form asks for conditions by ticking boxes: what it sends leads to the one address that asks the same.

A box has a name and a value of its own, while a condition of the API is one value, `question:answer|answer`. Boxes
are therefore named `pick.<question>`, and an address with them leads to one with `where`.
"""

from __future__ import annotations

from django.http import QueryDict

from jurisdictions.grades import Grade
from kb.coverage.report import below
from kb.pages.page import Page

PICK = "pick."


def grades(asked: Grade | None) -> dict[str, object]:
    """What the form's choice of a grade shows, and the sentence that says what became of lower ones. Asking for C or
    better asks for all."""
    return {"grades": [Grade.A, Grade.B], "grade": asked, "below": below(asked) if asked else ""}


class TickedPage(Page):
    def plain(self, sent: QueryDict) -> QueryDict:
        sent = super().plain(sent)
        if not any(name.startswith(PICK) for name in sent):
            return sent
        kept = QueryDict(mutable=True)
        kept.setlist("where", sent.getlist("where"))
        for name, values in sent.lists():
            if name.startswith(PICK):
                kept.appendlist("where", f"{name.removeprefix(PICK)}:{'|'.join(sorted(set(values)))}")
            elif name != "where":
                kept.setlist(name, values)
        return QueryDict(kept.urlencode())
