"""What binds a court: for an issue, a court and a day the rulings that bind, that are its own, and that persuade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.authority import Weight
from cases.models import HoldingAnswer, Issue
from cases.precedents import Precedents
from jurisdictions.models import Court, Record
from jurisdictions.parameters import nearest, shown
from jurisdictions.sentences import say
from kb import references
from kb.asking.precedents import PrecedentsAsked
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.courts.reasoning import HoldingOnDay, RulingNamed, courts_named, courts_on, not_yet, on_days
from kb.pages.page import Page, Twin, in_groups, with_query
from kb.pages.page import asked as as_asked

#: What is answered before anything is picked: issue, court and, where the answer needs it, the ruling asked about.
EXAMPLES = (
    ("private-possession-obscene-virtual", "wiwd", "anderegg-2025-02-13"),
    ("virtual-non-obscene", "ca9", ""),
    ("morphed-image", "ca6", ""),
)
SIDE_BY_SIDE = (Weight.BINDING, Weight.OWN_COURT, Weight.PERSUASIVE)


class PrecedentsPage(Page):
    """Pick court, issue and day; the answer is the API's. `ruling` is where the reader comes from: of its
    holdings the page says first in which group they are."""

    template_name = "kb/pages/courts/precedents.html"
    section = "precedents"
    parameters = ("issue", "court", "ruling")

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
        issue = self.chosen("issue", Issue)
        court, perhaps = self.chosen_court()
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
                (one, self.address(self.request.path, issue=issue and issue.slug, court=one.slug, ruling=ruling))
                for one in perhaps
            ],
            "from_ruling": ruling,
            "day_kept": f"?as_of={self.as_of.isoformat()}",
        }
        if issue is None or court is None:
            return context | {"examples": examples(self)}
        return context | self.found(PrecedentsAsked(issue, court, self.as_of), ruling)

    def found(self, asked: PrecedentsAsked, ruling: str | None) -> dict[str, Any]:
        answer, issue, court = asked.answer(), asked.issue, asked.court
        everything = [entry for group in answer.groups.values() for entry in group]
        shown_all = on_days(everything)
        groups = {weight: in_order([one for one in shown_all if one.weight == weight]) for weight in answer.groups}
        by_slug = {one.ruling.slug: one.ruling for one in shown_all}
        sentence = summed_up(answer, groups)
        permanent = self.request.build_absolute_uri(with_query(self.request.path, asked.query()))
        api = with_query(reverse("api-precedents"), asked.query())
        title = _("Precedents for %(court)s: %(issue)s") % {"court": court.name, "issue": said(issue.title)}
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
            "columns": [(weight.value, groups[weight]) for weight in SIDE_BY_SIDE],
            "not_determinable": groups[Weight.NOT_DETERMINABLE],
            "not_yet": not_yet(issue, self.as_of),
            "count": len(everything),
            "splits": [
                [
                    (answer_, [by_slug[one.ruling.slug] for one in held])
                    for answer_, held in zip(split.answers, split.holdings, strict=True)
                ]
                for split in answer.splits
            ],
            "asked_about": [one for found in groups.values() for one in found if ruling and one.ruling.slug == ruling],
            "rules": answer.rules,
            **self.cited(cited, Twin(api)),
            "twin": Twin(api),
        }

    def chosen[R: Record](self, name: str, model: type[R]) -> R | None:
        """The public record whose slug the parameter gives; none where it is not given."""
        slug = self.reader.one(name)
        if slug is None:
            return None
        rows: Any = model._default_manager.public()
        found: R | None = rows.filter(slug=slug).first()
        if found is None:
            near = nearest(slug, rows.values_list("slug", flat=True))
            if near:
                told = say("there is no {name} {slug}; did you mean {near}?", name=name, slug=shown(slug), near=near)
            else:
                told = say("there is no {name} {slug}", name=name, slug=shown(slug))
            self.reader.fault(name, told, near)
        return found

    def chosen_court(self) -> tuple[Court | None, Sequence[Court]]:
        """The court, or those that the words may mean."""
        text = self.reader.one("court")
        if text is None:
            return None, ()
        found = courts_named(text.strip())
        if len(found) == 1:
            return found[0], ()
        return (None, found) if found else (self.chosen("court", Court), ())


def in_order(found: list[HoldingOnDay]) -> list[HoldingOnDay]:
    """What stands first, then what may, then what no longer does; the latest first in each."""
    return sorted(found, key=lambda one: {True: 0, None: 1, False: 2}[one.good_law.stands])


def summed_up(answer: Precedents, groups: dict[Weight, list[HoldingOnDay]]) -> str:
    """The answer in sentences that can be quoted. What no longer stands binds nobody and is counted apart."""
    reached = {
        weight: [one for one in found if one.holding.answer != HoldingAnswer.NOT_REACHED]
        for weight, found in groups.items()
    }
    standing = {weight: [one for one in found if one.good_law.stands] for weight, found in reached.items()}
    values = {"day": names.day(answer.date), "court": answer.court.name, "issue": said(answer.issue.title)}
    binding, own, persuasive = (standing[weight] for weight in SIDE_BY_SIDE)
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
    if persuasive:
        text = ngettext(
            "One ruling persuades without binding: %(which)s.",
            "%(number)s rulings persuade without binding: %(which)s.",
            len(rulings := which(persuasive)),
        )
        told.append(
            text % {"number": len(rulings), "which": "; ".join(rulings) if few(rulings) else counted(persuasive)}
        )
    unsure = sum(one.good_law.stands is None for weight in SIDE_BY_SIDE for one in reached[weight])
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
    told.append(_("Only rulings on record here are weighed."))
    if answer.date > timezone.localdate():
        told.append(_("That day is still ahead: this is the answer if nothing on record changes until then."))
    return " ".join(told)


def which(found: list[HoldingOnDay]) -> list[str]:
    """Each ruling once, with what it answered: "Stanley v. Georgia (U.S., 1969: protected, limited)"."""
    told: list[str] = []
    by_ruling: list[tuple[RulingNamed, list[HoldingOnDay]]] = in_groups(found, lambda one: one.ruling)
    for ruling, held in by_ruling:
        answers = dict.fromkeys(words.word("holding", one.holding.answer).lower() for one in held)
        standings = dict.fromkeys(one.good_law.status.value for one in held)
        answers |= {words.word("standing", one).lower(): None for one in standings if one != "good"}
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
