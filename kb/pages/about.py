"""What the site says of itself: its codebook, its method, its data, privacy, accessibility."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases.authority import RULES
from cases.models import ANSWERS, Holding, Issue, IssueKind
from cases.models import cases as case_models
from cases.models import issues as issue_models
from cases.models import rulings as ruling_models
from jurisdictions.grades import Grade
from jurisdictions.models import Answer, Coding, Jurisdiction, Question, QuestionGroup, Source, Status, Statute
from jurisdictions.models import sources as source_models
from jurisdictions.models import statutes as statute_models
from kb import references
from kb.asking.record_start import record_start
from kb.coverage.matrix import RULE
from kb.coverage.subjects import JOINED, OF_EVERY_QUESTION
from kb.curated.campaign import aims
from kb.curated.completeness import completeness
from kb.languages import words
from kb.pages.page import Page, Twin, in_groups
from kb.records import RECORDS
from kb.references.formats import jsonld

#: Answers of the API that are not a list of one kind of record, by the name in their address.
COMPUTED = ("search", "coverage", "matrix", "precedents")

#: Vocabularies that the codebook page defines: its heading, the words, and the choices with their sentences.
VOCABULARIES = (
    ("statute", statute_models.StatuteKind),
    ("role", statute_models.ProvisionRole),
    ("event", statute_models.EventKind),
    ("life", statute_models.LifeStatus),
    ("source", source_models.SourceKind),
    ("scope", ruling_models.HoldingScope),
    ("treatment", ruling_models.TreatmentKind),
    ("appeal", ruling_models.AppealKind),
    ("effect", ruling_models.EffectKind),
    ("reach", ruling_models.Reach),
    ("disposition", case_models.Disposition),
    ("holding", issue_models.HoldingAnswer),
)


class CodebookPage(Page):
    """The questions, what counts as an answer, and what each word means here."""

    template_name = "kb/pages/codebook.html"
    section = "codebook"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        coded = Count("codings", filter=Q(codings__status=Status.PUBLISHED))
        # A count groups the rows, and grouped rows lose the model's own order.
        questions = Question.objects.public().annotate(coded=coded).order_by("position", "slug")
        held = Count("holdings", filter=Q(holdings__status=Status.PUBLISHED))
        issues = Issue.objects.public().annotate(held=held).order_by("position", "slug")
        headings = vocabulary_headings()
        return {
            "title": _("Codebook"),
            "description": _("The questions put to each provision, what counts as an answer, and what words mean."),
            "answers": list(Answer),
            "groups": in_groups(questions, lambda row: QuestionGroup(row.group)),
            "rule": RULE,
            "joined": JOINED,
            "of_every_question": OF_EVERY_QUESTION,
            "issues": [
                (kind, sorted(ANSWERS[kind]), rows) for kind, rows in in_groups(issues, lambda row: IssueKind(row.kind))
            ],
            "vocabularies": [
                (name, headings[name], [(one.value, words.word(name, one.value), one.label) for one in choices])
                for name, choices in VOCABULARIES
            ],
            "twin": Twin(reverse("api-questions-list")),
        }  # fmt: skip


def vocabulary_headings() -> dict[str, str]:
    return {
        "statute": _("Kinds of instrument"),
        "role": _("What a clause does: its role"),
        "event": _("Events in an instrument's life"),
        "life": _("Status of an instrument on a date"),
        "source": _("Kinds of source"),
        "scope": _("Scope of a holding"),
        "treatment": _("What a later ruling does to an earlier one"),
        "appeal": _("What review does to a ruling"),
        "effect": _("What a holding does to a wording"),
        "reach": _("Whom an effect reaches"),
        "disposition": _("What became of a charge"),
        "holding": _("Answers of holdings"),
    }


class MethodPage(Page):
    """How facts are found, coded and checked, how answers are computed, and what is not known."""

    template_name = "kb/pages/method.html"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        return {
            "title": _("About the method"),
            "description": _("How facts are found, coded and checked, how answers are computed, what is not known."),
            "rules": list(RULES.values()),
            "record_start": record_start(),
            "counts": {
                "jurisdictions": Jurisdiction.objects.public().count(),
                "statutes": Statute.objects.public().count(),
                "codings": Coding.objects.public().count(),
                "holdings": Holding.objects.public().count(),
                "sources": Source.objects.public().count(),
            },
            "grades": grades(),
        }  # fmt: skip


def grades() -> list[tuple[Grade, int]]:
    """Each grade with the number of public answers that have it. One query."""
    rows: Any = Coding.objects.public().with_grade().order_by()
    found = dict(rows.values("grade_is").annotate(number=Count("pk")).values_list("grade_is", "number"))
    return [(grade, found.get(grade.value, 0)) for grade in Grade]


class CompletenessPage(Page):
    """How far the record has come: what is aimed at, and by place and question what was read and how well it rests."""

    template_name = "kb/pages/completeness.html"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        return {
            "title": _("How complete is it?"),
            "description": _("What was read of each place's law and for each question, from what, and by how many."),
            "aims": aims(),
            "known": completeness(),
            "grades": [grade.value for grade in Grade],
            "twin": Twin(reverse("api-codings-list")),
        }


class DataPage(Page):
    """How to get at all of it, and under which licence."""

    template_name = "kb/pages/data.html"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        absolute = self.request.build_absolute_uri
        downloads = {
            "application/json": absolute(reverse("api-index")),
            "text/csv": absolute(f"{reverse('api-matrix')}?format=csv"),
        }
        reference = references.of_knowledge_base(address=absolute(reverse("home")), downloads=downloads)
        return {
            "title": _("Data and API"),
            "description": _("How to query, download and cite the knowledge base, and under which licence."),
            "records": [(name, reverse(f"api-{name}-list")) for name in RECORDS],
            "computed": [(name, reverse(f"api-{name}")) for name in COMPUTED],
            "cited": reference,
            "json_ld": jsonld.script(reference),
            "twin": Twin(reverse("api-index")),
        }


class PrivacyPage(Page):
    template_name = "kb/pages/privacy.html"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        return {
            "title": _("Privacy and corrections"),
            "description": _("What this site says about people, what it records of readers, and how to change it."),
        }


class AccessibilityPage(Page):
    template_name = "kb/pages/accessibility.html"
    dated = False

    def answer(self, **named: Any) -> dict[str, Any]:
        return {
            "title": _("Accessibility"),
            "description": _("How far these pages can be used by everyone, how that is tested, and whom to tell."),
        }


urlpatterns = [
    path("codebook/", CodebookPage.as_view(), name="codebook"),
    path("method/", MethodPage.as_view(), name="method"),
    path("completeness/", CompletenessPage.as_view(), name="completeness"),
    path("data/", DataPage.as_view(), name="data"),
    path("privacy/", PrivacyPage.as_view(), name="privacy"),
    path("accessibility/", AccessibilityPage.as_view(), name="accessibility"),
]
