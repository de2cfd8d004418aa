"""What binds a court: for an issue, a court and a day the rulings that bind, that are its own, and that persuade."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.authority import Weight
from cases.models import Holding, HoldingAnswer, Issue
from cases.precedents import Concerning, Precedents
from jurisdictions.models import Court, Provision, Statute
from kb import references
from kb.asking.precedents import PrecedentsAsked, if_given, read_concerning
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.courts.reasoning import (
    HoldingOnDay,
    RulingNamed,
    court_asked,
    courts_named,
    courts_on,
    not_yet,
    on_days,
)
from kb.pages.page import Page, Twin, in_groups, with_query
from kb.pages.page import asked as as_asked

#: What is answered before anything is picked: issue, court and, where the answer needs it, the ruling asked about.
EXAMPLES = (
    ("private-possession-obscene-virtual", "wiwd", "anderegg-2025-02-13"),
    ("virtual-non-obscene", "ca9", ""),
    ("morphed-image", "ca6", ""),
)
SIDE_BY_SIDE = (Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE)
#: Groups of which it is known what they are to the court.
KNOWN = (Weight.BINDING, Weight.OWN_COURT, Weight.BINDING_ON_OTHER_LAW, Weight.PERSUASIVE)


class PrecedentsPage(Page):
    """Pick court, issue and day, and a clause or instrument if only holdings on it are wanted; the answer is the
    API's. `ruling` is where the reader comes from: of its holdings the page says first in which group they are."""

    template_name = "kb/pages/courts/precedents.html"
    section = "precedents"
    parameters = ("issue", "court", "provision", "statute", "ruling")

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        """A court given by its name leads to the address that has its slug."""
        given = as_asked(request.GET).copy()
        text = given.get("court", "").strip()
        if text and len(given.getlist("court")) == 1:
            found = courts_named(text)
            if len(found) == 1 and found[0].slug != given["court"]:
                given["court"] = found[0].slug
                return HttpResponseRedirect(f"{request.path}?{given.urlencode()}")
        return super().get(request, **named)

    def answer(self, **named: Any) -> dict[str, Any]:
        issue = if_given(self.reader, "issue", Issue)
        court, perhaps = court_asked(self.reader)
        concerning = read_concerning(self.reader)
        ruling = self.reader.one("ruling")
        self.check()
        context: dict[str, Any] = {
            "title": _("What binds a court"),
            "description": _("Pick a court, a question of law and a day: which rulings bind, which persuade, and why."),
            "issues": in_groups(Issue.objects.public().order_by("position", "slug"), lambda one: one.kind),
            "courts": courts_on(self.as_of),
            "issue": issue,
            "court": court,
            "perhaps": [
                (one, self.asked_at(self.request.path, court=one.slug, as_of=self.reader.data.get("as_of")))
                for one in perhaps
            ],
            "concerned": concerned_by(issue, concerning) if issue else {},
            "concerning": concerning,
            "from_ruling": ruling,
            "day_kept": f"?as_of={self.as_of.isoformat()}",
        }
        if issue is None or court is None:
            return context | {"examples": examples(self)}
        return context | self.found(PrecedentsAsked(issue, court, self.as_of, concerning), ruling)

    def found(self, asked: PrecedentsAsked, ruling: str | None) -> dict[str, Any]:
        answer, issue, court = asked.answer(), asked.issue, asked.court
        everything = [entry for group in answer.groups.values() for entry in group]
        shown_all = on_days(everything)
        groups = {weight: in_order([one for one in shown_all if one.weight == weight]) for weight in answer.groups}
        by_slug = {one.ruling.slug: one.ruling for one in shown_all}
        pending = {one.ruling.slug: one.good_law.appeals for one in shown_all}
        sentence = summed_up(answer, groups, asked.about)
        permanent = self.request.build_absolute_uri(with_query(self.request.path, asked.query()))
        api = with_query(reverse("api-precedents"), asked.query())
        title = _("Precedents for %(court)s: %(issue)s") % {"court": court.name, "issue": said(issue.title)}
        if asked.about:
            title = _("%(title)s (holdings on %(law)s)") % {"title": title, "law": asked.about}
        cited = references.of_answer(
            "precedents",
            title=title,
            as_of=self.as_of,
            address=permanent,
            downloads={"application/json": self.request.build_absolute_uri(api)},
        )
        return {
            "heading": title,
            "title": title,
            "description": sentence,
            "sentence": sentence,
            "about": asked.about,
            "columns": [(weight.value, groups[weight]) for weight in SIDE_BY_SIDE],
            "other_law": groups[Weight.BINDING_ON_OTHER_LAW],
            "not_determinable": groups[Weight.NOT_DETERMINABLE],
            "not_yet": not_yet(issue, self.as_of),
            "count": len(everything),
            "splits": [
                [
                    (answer_, [(by_slug[one.ruling.slug], pending[one.ruling.slug]) for one in held])
                    for answer_, held in zip(split.answers, split.holdings, strict=True)
                ]
                for split in answer.splits
            ],
            "asked_about": [one for found in groups.values() for one in found if ruling and one.ruling.slug == ruling],
            "rules": answer.rules,
            **self.cited(cited, Twin(api)),
            "twin": Twin(api),
        }


def in_order(found: list[HoldingOnDay]) -> list[HoldingOnDay]:
    """What stands first, then what may, then what no longer does; the latest first in each."""
    return sorted(found, key=lambda one: {True: 0, None: 1, False: 2}[one.good_law.stands])


def concerned_by(issue: Issue, concerning: Concerning) -> dict[str, list[tuple[str, str]]]:
    """The instruments, and the clauses, that holdings on the issue concern, and those asked about: slug and what to
    call each."""
    held = Holding.objects.public().filter(issue=issue).order_by().values("pk")
    clauses = (
        Provision.objects.public()
        .filter(pk__in=Holding.provisions.through.objects.filter(holding__in=held).values("provision"))
        .select_related("statute")
        .order_by("statute__citation", "position", "label")
    )
    by_themselves = Holding.statutes.through.objects.filter(holding__in=held).values("statute")
    statutes = Statute.objects.public().filter(Q(pk__in=by_themselves) | Q(pk__in=clauses.order_by().values("statute")))
    found = {
        "statute": list(statutes.order_by("citation").values_list("slug", "citation")),
        "provision": [(one.slug, f"{one.statute.citation}, {one.label}") for one in clauses],
    }
    clause, statute = concerning.provision, concerning.statute
    if statute and statute.slug not in dict(found["statute"]):
        found["statute"].append((statute.slug, statute.citation))
    if clause and clause.slug not in dict(found["provision"]):
        found["provision"].append((clause.slug, f"{clause.statute.citation}, {clause.label}"))
    return found


def summed_up(answer: Precedents, groups: dict[Weight, list[HoldingOnDay]], about: str) -> str:
    """The answer in sentences that can be quoted. What no longer stands binds nobody and is counted apart."""
    reached = {
        weight: [one for one in found if one.holding.answer != HoldingAnswer.NOT_REACHED]
        for weight, found in groups.items()
    }
    standing = {weight: [one for one in found if one.good_law.stands] for weight, found in reached.items()}
    values = {"day": names.day(answer.date), "court": answer.court.name, "issue": said(answer.issue.title)}
    binding, own, other_law, persuasive = (standing[weight] for weight in KNOWN)
    told = []
    if binding:
        text = ngettext(
            "%(court)s, %(day)s, on “%(issue)s”: one ruling on record binds: %(which)s.",
            "%(court)s, %(day)s, on “%(issue)s”: %(number)s rulings on record bind: %(which)s.",
            len(rulings := which(binding)),
        )
        told.append(text % {**values, "number": len(rulings), "which": "; ".join(rulings)})
    elif reached[Weight.NOT_DETERMINABLE] or any(one.good_law.stands is None for one in reached[Weight.BINDING]):
        # One of those may bind: "none binds" would say more than is known.
        told.append(_("%(court)s, %(day)s, on “%(issue)s”: no ruling on record is known to bind.") % values)
    else:
        told.append(_("%(court)s, %(day)s, on “%(issue)s”: no ruling on record binds.") % values)
    if own:
        told.append(_("Its own precedent: %(which)s.") % {"which": "; ".join(which(own))})
    if other_law:
        text = ngettext(
            "One ruling binds only on the meaning of a law that the court does not apply as its own: %(which)s.",
            "%(number)s rulings bind only on the meaning of laws that the court does not apply as its own: %(which)s.",
            len(rulings := which(other_law)),
        )
        told.append(text % {"number": len(rulings), "which": "; ".join(rulings)})
    if persuasive:
        text = ngettext(
            "One ruling persuades without binding: %(which)s.",
            "%(number)s rulings persuade without binding: %(which)s.",
            len(rulings := which(persuasive)),
        )
        told.append(
            text % {"number": len(rulings), "which": "; ".join(rulings) if few(rulings) else counted(persuasive)}
        )
    unsure = sum(one.good_law.stands is None for weight in KNOWN for one in reached[weight])
    if number := len(reached[Weight.NOT_DETERMINABLE]):
        text = ngettext(
            "For one holding it cannot be determined whether it does.",
            "For %(number)s holdings it cannot be determined whether they do.",
            number,
        )
        told.append(text % {"number": number})
    if unsure:
        text = ngettext(
            "Whether one more still stands is unclear.", "Whether %(number)s more still stand is unclear.", unsure
        )
        told.append(text % {"number": unsure})
    if number := sum(len(groups[weight]) - len(found) for weight, found in reached.items()):
        # Such a holding is on record so that nobody takes silence for an answer; it settles nothing.
        text = ngettext(
            "One holding did not reach the question.", "%(number)s holdings did not reach the question.", number
        )
        told.append(text % {"number": number})
    if about:
        told.append(_("Only holdings on %(law)s are weighed, of rulings on record here.") % {"law": about})
    else:
        told.append(_("Only rulings on record here are weighed."))
    if answer.date > timezone.localdate():
        told.append(_("That day is still ahead: this is the answer if nothing on record changes until then."))
    return " ".join(told)


def which(found: list[HoldingOnDay]) -> list[str]:
    """Each ruling once, with what it answered, on whose law where that is another's, what later rulings made of it,
    and that it is under appeal: "Stanley v. Georgia (U.S., 1969: protected, limited)". Silence is not named."""
    told: list[str] = []
    by_ruling: list[tuple[RulingNamed, list[HoldingOnDay]]] = in_groups(found, lambda one: one.ruling)
    for ruling, held in by_ruling:
        answers = dict.fromkeys(words.word("holding", one.holding.answer).lower() for one in held)
        for one in held:
            if one.weight == Weight.BINDING_ON_OTHER_LAW and one.law:
                answers |= {_("on the meaning of the law of %(place)s") % {"place": one.law_name}: None}
            if not one.good_law.is_silent:
                answers |= {said(one.good_law.words).lower(): None}
        for appeal in held[0].good_law.appeals:
            answers |= {_("appeal pending") if appeal.sure else _("appeal perhaps pending"): None}
        told.append(f"{ruling.caption} ({ruling.court}, {ruling.year}: {', '.join(answers)})")
    return told


def few(rulings: list[str]) -> bool:
    """Whether naming each still makes a sentence that anyone would quote."""
    return len(rulings) <= 5


def counted(found: list[HoldingOnDay]) -> str:
    """How many holdings gave each answer: "3 protected, 2 mixed"."""
    answers = Counter(one.holding.answer for one in found)
    return ", ".join(f"{number} {words.word('holding', answer).lower()}" for answer, number in answers.most_common())


def examples(page: Page) -> list[dict[str, Any]]:
    """Worked examples, of what is on record."""
    issues = {one.slug: one for one in Issue.objects.public().filter(slug__in=[issue for issue, *_ in EXAMPLES])}
    courts = {one.slug: one for one in Court.objects.public().filter(slug__in=[court for _, court, _ in EXAMPLES])}
    return [
        {
            "issue": issues[issue],
            "court": courts[court],
            "address": page.address(reverse("precedents"), issue=issue, court=court, ruling=ruling),
        }
        for issue, court, ruling in EXAMPLES
        if issue in issues and court in courts
    ]


urlpatterns = [path("precedents/", PrecedentsPage.as_view(), name="precedents")]
