"""Questions of law: what courts held on each, and whether they are divided on the day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases.api import IssueViewSet
from cases.models import Holding, HoldingAnswer, Issue, IssueKind
from cases.precedents import OnRecord, on_record, splits
from kb.drawing import split as drawn
from kb.languages import names, words
from kb.languages.saying import said
from kb.pages.courts.reasoning import LEVELS, HoldingOnDay, courts_on, not_yet, on_days
from kb.pages.page import ListPage, Page, Twin, found, in_groups, with_query

#: The side of the question that each answer takes; what is neither stands apart.
SIDES = {
    "protected": "yes", "unconstitutional": "yes", "yes": "yes",
    "not-protected": "no", "constitutional": "no", "no": "no",
    "mixed": "other", "not-reached": "other",
}  # fmt: skip
ANSWERS = list(HoldingAnswer.values)


class IssuesPage(ListPage):
    """All of them, or those that filters leave, by kind."""

    template_name = "kb/pages/courts/issues.html"
    section = "issues"
    viewset = IssueViewSet
    twin_name = "api-issues-list"

    def answer(self, **named: Any) -> dict[str, Any]:
        _filterset, rows, _ordering = self.listed(Issue.objects.public())
        page = self.paged(rows)
        by_issue: dict[int, list[OnRecord]] = defaultdict(list)
        for entry in on_record(self.as_of):
            by_issue[entry.issue].append(entry)
        ever = dict(Holding.objects.public().order_by().values_list("issue").annotate(Count("pk")))
        listed = [
            {
                "issue": issue,
                "count": len(entries := by_issue[issue.pk]),
                "answers": tally(entries),
                "split": bool(splits(entries)),
                "later": ever.get(issue.pk, 0) - len(entries),
            }
            for issue in page.object_list
        ]
        return {
            "title": _("Questions of law"),
            "description": _("The questions of law that courts have answered, and where courts are divided."),
            "rows": page,
            "groups": in_groups(listed, lambda row: row["issue"].kind),
            "kinds": IssueKind.values,
            "twin": self.twin(),
        }


class IssuePage(Page):
    """One question on a day: the holdings on each side of it, by level of court and date."""

    template_name = "kb/pages/courts/issue.html"
    section = "issues"

    def answer(self, **named: Any) -> dict[str, Any]:
        self.check()
        issue = found(Issue.objects.all(), named["slug"])
        record = on_record(self.as_of, issue)
        held = sorted(on_days(record), key=_by_court_and_date)
        by_slug = {one.ruling.slug: (one.ruling, one.good_law.appeals) for one in held}
        day = self.as_of.isoformat()
        return {
            "title": said(issue.title),
            "description": said(issue.text),
            "issue": issue,
            "held": held,
            "sides": [
                (side, labels(issue.kind, side, held), of_side)
                for side in ("yes", "no", "other")
                if (of_side := [one for one in held if SIDES[one.holding.answer] == side]) or side != "other"
            ],
            "answers": tally(record),
            "standing": sum(one.good_law.stands is True for one in held),
            "unclear": sum(one.good_law.stands is None for one in held),
            "splits": [
                [(answer, [by_slug[one.ruling.slug] for one in of_side]) for answer, of_side in zip(*pair, strict=True)]
                for pair in ((one.answers, one.holdings) for one in splits(record))
            ],
            "picture": picture(held, self) if held else None,
            "words": {side: labels(issue.kind, side, held) for side in ("yes", "no", "other")},
            "not_yet": not_yet(issue, self.as_of),
            "courts": courts_on(self.as_of),
            "day_kept": f"?as_of={day}",
            "twin": Twin(with_query(reverse("api-issues-detail", args=[issue.slug]), {"as_of": day})),
            "holdings_twin": with_query(reverse("api-holdings-list"), {"issue": issue.slug, "as_of": day}),
        }


def tally(entries: Iterable[OnRecord]) -> list[tuple[str, int]]:
    """How many holdings gave each answer, in the order of the vocabulary; those that still stood, or may have."""
    counts = Counter(entry.holding.answer for entry in entries if entry.good_law.stands is not False)
    return [(answer, counts[answer]) for answer in ANSWERS if counts[answer]]


def labels(kind: str, side: str, held: Iterable[HoldingOnDay]) -> str:
    """What a side is called: its answers among these holdings, or those that the kind of question has for it."""
    given = {one.holding.answer for one in held if SIDES[one.holding.answer] == side}
    usual = {
        IssueKind.PROTECTED: {"yes": ["protected"], "no": ["not-protected"], "other": ["mixed"]},
        IssueKind.VALID: {"yes": ["unconstitutional"], "no": ["constitutional"], "other": ["mixed"]},
        IssueKind.REACH: {"yes": ["yes"], "no": ["no"], "other": ["mixed"]},
    }
    answers = [one for one in ANSWERS if one in given] or usual[IssueKind(kind)][side]
    return " / ".join(words.word("holding", one) for one in answers)


def picture(held: Iterable[HoldingOnDay], page: Page) -> drawn.Split:
    return drawn.split(
        [
            drawn.Mark(
                answer=SIDES[one.holding.answer],
                answer_label=words.word("holding", one.holding.answer),
                when=one.ruling.date,
                when_label=names.day(one.ruling.date),
                rank=one.ruling.level,
                good=one.good_law.stands,
                standing_label=standing_label(one),
                label=one.ruling.caption,
                court=one.ruling.court,
                href=page.address(reverse("ruling", args=[one.ruling.slug])),
                note=_("In passing (dictum)") if one.holding.dictum else "",
            )
            for one in held
        ],
        id="split",
        chosen=page.as_of,
    )


def standing_label(one: HoldingOnDay) -> str:
    """How it stands, and whether it is under appeal."""
    told = [said(one.good_law.words)]
    told += [_("appeal pending") if appeal.sure else _("appeal perhaps pending") for appeal in one.good_law.appeals]
    return ", ".join(told)


def _by_court_and_date(one: HoldingOnDay) -> tuple[int, int, str]:
    """The highest courts first, and of one level the latest first."""
    level = LEVELS.index(one.ruling.level) if one.ruling.level in LEVELS else len(LEVELS)
    return level, -one.ruling.date.latest.toordinal(), one.holding.slug


urlpatterns = [
    path("issues/", IssuesPage.as_view(), name="issues"),
    path("issues/<slug:slug>/", IssuePage.as_view(), name="issue"),
]
