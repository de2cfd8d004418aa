"""One clause: its wordings over time, the answers of each, what rulings did to it, and what would change it."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cases.models import Charge, Effect, EffectKind, Reach
from cases.precedents import standings
from cases.provision_status import ProvisionStatus
from jurisdictions import lives
from jurisdictions.models import ProvisionText, Statute, StatuteKind, WordingState
from kb import references
from kb.asking.provision_status import ProvisionStatusAsked
from kb.languages import names
from kb.pages.courts.reasoning import court_asked, courts_on
from kb.pages.law.bills import bills_on
from kb.pages.law.effects import (
    charges_on,
    compared,
    drawn,
    effects_on,
    holdings_on,
    provisions,
    reasoning,
    shown_effect,
    sources_of,
    wording_shown,
)
from kb.pages.law.wordings import (
    WordingOn,
    dates_in_words,
    name_of,
    nearest_wording,
    wording_on,
)
from kb.pages.page import Page, found, with_query
from kb.planning import by_key


class ProvisionPage(Page):
    """One clause on a day, with the wording that was law then beside all the others."""

    template_name = "kb/pages/law/provision.html"
    section = "statutes"
    parameters = ("compare", "court")

    @by_key()
    def answer(self, **named: Any) -> dict[str, Any]:
        provision = found(provisions(), named["slug"])
        statute, texts = provision.statute, list(provision.public_texts)  # type: ignore[attr-defined]
        asked = (
            self.reader.choice("compare", [text.slug for text in texts], "") if "compare" in self.reader.data else ""
        )
        court, perhaps = court_asked(self.reader)
        self.check()
        life = lives.status_of(statute, self.as_of)
        status = ProvisionStatusAsked(self.as_of, court).answer(provision)
        chosen = wording_of(status, texts, statute)
        other = next((text for text in texts if text.slug == asked), None)
        if chosen and other == chosen.text:
            other = None
        effects = effects_on(texts)
        holdings = holdings_on(provision)
        by_then = [one for one in holdings if one.ruling.date.latest <= self.as_of]
        shown_effects = [shown_effect(effect, chosen, status) for effect in effects]
        shown = [wording_shown(text, chosen, effects, self, status.shown.get(text.pk)) for text in texts]
        path_here = reverse("provision", args=[provision.slug])
        twin = self.on_the_day(reverse("api-provisions-detail", args=[provision.slug]))
        cited = references.of(provision, as_of=self.as_of, address=self.request.build_absolute_uri(path_here))
        return {
            "title": f"{provision.label}, {statute.citation}",
            "description": _("%(clause)s, %(citation)s: its wordings, their answers, and whether it is enforceable.")
            % {"clause": provision.label, "citation": statute.citation},
            "provision": provision,
            "statute": statute,
            "life": life,
            "status": status,
            "steps": reasoning(status, effects),
            "court": court,
            "perhaps": [(one, self.asked_at(self.request.path, court=one.slug)) for one in perhaps],
            "courts": SimpleLazyObject(lambda: courts_on(self.as_of)),
            "chosen": chosen,
            "chosen_name": name_of(chosen.text) if chosen else "",
            "chosen_dates": dates_in_words(chosen.text, status.shown.get(chosen.text.pk)) if chosen else "",
            "wordings": shown,
            "strip": drawn(shown, self, bill=statute.kind == StatuteKind.BILL),
            "others": [(text.slug, name_of(text)) for text in texts if chosen and text != chosen.text],
            "other": other,
            "other_name": name_of(other) if other else "",
            "compared": compared(other, chosen.text) if chosen and other else [],
            "effects": shown_effects,
            # Whoever asks whether a clause was struck must read beside the verdict which wording of it was.
            "undone": [one for one in shown_effects if struck_before(one.effect, status)],
            "holdings": by_then,
            "standings": standings(by_then, self.as_of),
            "later_holdings": len(holdings) - len(by_then),
            "charges": charges_on(Charge.objects.filter(provision=provision)),
            "bills": bills_on(statute, self.as_of),
            "sources": sources_of(texts),
            **self.cited(cited, twin),
            "twin": twin,
            "status_twin": with_query(
                reverse("api-provision-status", args=[provision.slug]),
                {"as_of": self.as_of.isoformat(), "court": court and court.slug},
            ),
        }


def struck_before(effect: Effect, status: ProvisionStatus) -> bool:
    """Whether it struck, for everybody and by the day asked about, a wording that the day's wording replaced."""
    return (
        effect.kind == EffectKind.STRUCK
        and effect.reach == Reach.NATIONWIDE
        and effect.since.earliest <= status.date
        and effect.text_id in {text.pk for text, _ in status.earlier}
    )


def wording_of(status: ProvisionStatus, texts: list[ProvisionText], statute: Statute) -> WordingOn | None:
    """The wording that the verdict is about; where it is about none, the one nearest to the day, as not law."""
    if status.text is None:
        return nearest_wording(texts, statute, status.date)
    text = next(text for text in texts if text == status.text)
    if status.shown_by is not None:
        told = _("A ruling of %(day)s shows it in force") % {"day": names.day(status.shown_by.day)}
        return WordingOn(text, WordingState.IN_FORCE, told)
    return wording_on(text, statute, status.date)


urlpatterns = [
    path("provisions/<slug:slug>/", ProvisionPage.as_view(), name="provision"),
]
