"""The coverage explorer: which jurisdictions meet conditions on a day, in five lists, with the evidence for each."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdictions.models import Jurisdiction, Question
from kb import references
from kb.asking import coverage
from kb.asking.coverage import CoverageAsked
from kb.coverage.answering import Outcome
from kb.coverage.causes import Kind
from kb.coverage.comparing import moves, moves_sentence
from kb.coverage.conditions import Basis, Condition
from kb.coverage.counting import KINDS, sentence, told_by_kind
from kb.coverage.report import Coverage, entries
from kb.languages import names
from kb.languages.citation_languages import citation_languages
from kb.pages.coverage import conditions, tiles
from kb.pages.coverage.ticked import TickedPage, grades
from kb.pages.page import Twin, with_query
from kb.pages.places import choices
from kb.references.rules.statutes import cited
from kb.references.state import state_of_answer

#: Entries of a list that are shown open; longer lists are folded to a line each.
OPEN = 4

#: Letters of citations that stand beside the name of a place.
LINE = 80

FORMATS = ("csv", "json")


class CoveragePage(TickedPage):
    """The explorer: pick conditions, read the answer, cite it, take it along."""

    template_name = "kb/pages/coverage/explorer.html"
    section = "coverage"
    parameters = (*coverage.ASKED, "compare_to")

    def answer(self, **named: Any) -> dict[str, Any]:
        question = coverage.read(self.reader, self.as_of, required=False)
        self.check()
        within, asked = question.within, question.asked
        questions = list(Question.objects.public())
        known = choices.named()
        scopes = choices.scopes()
        context = {
            "title": _("Coverage explorer"),
            "description": _("Which jurisdictions have law in force that meets the conditions you pick, on any day."),
            "picker": conditions.pickable(questions, asked.where),
            "written": conditions.written(asked),
            "codebook": questions,
            "kinds": [(kind, kind in question.kinds) for kind in kinds_on_record()],
            "bases": coverage.BASES[::-1],
            "basis": question.basis.value,
            "scopes": scopes,
            "within": within,
            "alone": known[within] if within and within not in dict(scopes) else "",
            "compare_to": question.compare_to,
            "conditions": asked.every,
            "of_the_place": asked.of_the_place,
            **grades(question.grade),
            "presets": conditions.presets(self.request.path, {one.slug for one in questions}, timezone.localdate()),
        }
        if not asked:
            return context
        labels = conditions.labels_of(questions)
        return context | self.answered(question, labels, known)

    def answered(self, question: CoverageAsked, labels: dict[str, str], known: dict[str, str]) -> dict[str, Any]:
        now, then = question.answer()
        found = entries(now)
        languages = citation_languages()
        shapes = tiles.by_outcome(found, known, languages, self.address)
        twin = Twin(with_query(reverse("api-coverage"), question.query()))
        cite = references.of_answer(
            "coverage",
            title=question.title,
            as_of=now.date,
            address=self.permanent(),
            downloads={
                media: self.request.build_absolute_uri(twin.with_format(name))
                for media, name in (("application/json", "json"), ("text/csv", "csv"))
            },
            summary=str(sentence(now)),
            state=state_of_answer(found),
        )
        spelled = conditions.spelled_out(now.query, labels)
        title = _("Coverage: %(conditions)s") % {"conditions": spelled}
        if then:
            title = _("%(title)s, compared with %(day)s") % {"title": title, "day": names.day(then.date)}
        return {
            "title": title,
            "description": f"{spelled}. {_('Which jurisdictions have law in force that meets this, and why.')}",
            "spelled": spelled,
            "chosen": self.chosen(question, labels),
            "labels": labels,
            "places": known,
            "languages_of": languages,
            "sentence": sentence(now, labels, known),
            "ahead": now.date > timezone.localdate(),
            "lists": [
                listed(outcome, in_order(found[outcome.value], known)) | {"kinds": told_by_kind(now, outcome, known)}
                for outcome in Outcome
            ],
            "total": len(now.places),
            "maps": tiles.drawn(shapes, known, question.within),
            "moved": moved(moves(now, then), now, then) if then else None,
            "twin": twin,
            "formats": [(name.upper(), twin.with_format(name)) for name in FORMATS],
            **self.cited(cite, twin),
            "citation": cite.bluebook,
            "map_address": self.asked_at(reverse("map"), drop=("compare_to",)),
        }

    def chosen(self, question: CoverageAsked, labels: dict[str, str]) -> list[dict[str, Any]]:
        """Everything asked for, each with the address of the page without it: conditions, kinds, what counts as law."""
        asked = question.asked
        found = [
            {
                "asked": name,
                "label": labels[condition.question],
                "answers": [answer for answer in conditions.ANSWERS if answer in condition.accepts],
                "without": self.without(name, condition),
            }
            for name, parts in zip(
                coverage.CONDITIONS, (asked.where, asked.any_of, asked.none_of, asked.also), strict=True
            )
            for condition in parts
        ]
        for kind in question.kinds:
            rest = [one for one in question.kinds if one != kind]
            found.append(
                {"asked": "kind", "kind": kind, "without": self.asked_at(self.request.path, drop=("kind",), kind=rest)}
            )
        if question.basis is not Basis.ENFORCEABLE:
            without = self.asked_at(self.request.path, drop=("basis", "enforceable"))
            found.append({"asked": "basis", "basis": question.basis.value, "without": without})
        return found

    def without(self, name: str, condition: Condition) -> str:
        """This page without one condition of a parameter. Those of `also` stand by themselves, others by question."""
        given = self.reader.data.getlist(name)
        if name == "also":
            rest = [one for one in given if _normal(one) != str(condition)]
        else:
            rest = [one for one in given if one.partition(":")[0].strip() != condition.question]
        return self.asked_at(self.request.path, drop=(name,), **{name: rest})


def _normal(text: str) -> str:
    """A condition as it was read, however it was written."""
    question, _colon, answers = text.partition(":")
    return f"{question.strip()}:{'|'.join(sorted({answer.strip() for answer in answers.split('|')}))}"


def kinds_on_record() -> list[str]:
    """The kinds of which there are jurisdictions, in the order in which they are told: one query."""
    known = set(Jurisdiction.objects.public().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in KINDS if kind in known]


def in_order(found: list[dict[str, Any]], known: dict[str, str]) -> list[dict[str, Any]]:
    """The entries of a list as the reader's alphabet has the names of their places."""
    rank = {code: number for number, code in enumerate(known)}
    return sorted(found, key=lambda entry: rank[entry["jurisdiction"]["code"]])


def listed(outcome: Outcome, found: list[dict[str, Any]]) -> dict[str, Any]:
    """One of the five lists. Who has no provision that answers anything is named only: there is nothing to show."""
    shown = [shown_entry(entry) for entry in found if entry["provisions"]]
    return {
        "name": outcome.value,
        "number": len(found),
        "entries": shown,
        "bare": [entry for entry in found if not entry["provisions"]],
        "open": len(shown) <= OPEN and outcome is Outcome.MATCH,
    }


def shown_entry(entry: dict[str, Any]) -> dict[str, Any]:
    provisions = [shown_provision(provision) for provision in entry["provisions"]]
    named = {provision["cited"]: provision["statute"]["slug"] for provision in provisions}
    head = list(named.items())[: 2 if len("; ".join(list(named)[:2])) <= LINE else 1]
    return {
        **entry,
        "provisions": provisions,
        "head": head,
        "more": len(named) - len(head),
        "unshown": max(0, entry["provisions_considered"] - len(provisions)),
    }


def shown_provision(provision: dict[str, Any]) -> dict[str, Any]:
    return {
        **provision,
        "cited": cited(provision["statute"]["citation"], provision["label"]),
        "conditions": [
            {
                **condition,
                # A definition's answer says whose it is; the clause's own need not.
                "definition": condition["through"]
                if condition["through"] and condition["through"]["provision"] != provision["provision"]
                else None,
            }
            for condition in provision["conditions"]
        ],
    }


def moved(found: list[dict[str, Any]], now: Coverage, then: Coverage) -> dict[str, Any]:
    """What is in another list on the later day than on the earlier, whichever was asked for first, by kind: those that
    became matches before the others."""
    ahead = then.date > now.date
    rank = {outcome.value: number for number, outcome in enumerate(Outcome)}
    rows = [
        {
            "jurisdiction": move["jurisdiction"],
            "kind": move["kind"],
            "before": move["to" if ahead else "from"],
            "after": move["from" if ahead else "to"],
            "clause_before": shown_deciding(move["deciding"]["to" if ahead else "from"]),
            "clause_after": shown_deciding(move["deciding"]["from" if ahead else "to"]),
            "because": [shown_cause(cause) for cause in move["because"]],
        }
        for move in found
    ]
    rows.sort(key=lambda row: (rank[row["after"]], rank[row["before"]]))
    first, last = sorted((now.date, then.date))
    return {
        "first": first,
        "last": last,
        "sentence": moves_sentence(now, then, found),
        "number": len(rows),
        "law_changed": [row for row in rows if row["kind"] == Kind.LAW_CHANGED],
        "others": [
            (kind.value, mine)
            for kind in (Kind.DATE_NOT_EXACT, Kind.WE_LEARNED)
            if (mine := [row for row in rows if row["kind"] == kind])
        ],
    }


def shown_deciding(clause: dict[str, Any] | None) -> dict[str, Any] | None:
    """The clause that decided, with what it is cited as."""
    return clause and {**clause, "cited": cited(clause["statute"]["citation"], clause["label"])}


def shown_cause(cause: dict[str, Any]) -> dict[str, Any]:
    """A cause with a name that templates can branch on: "first shown" is `first_shown`."""
    return {**cause, "what": cause["what"].replace(" ", "_")}


urlpatterns = [
    path("coverage/", CoveragePage.as_view(), name="coverage"),
]
