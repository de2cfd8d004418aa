"""What pages show of holdings and of the engine's reasoning about them: rulings by their captions, steps with
the rule each rests on, and the courts that can be asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases import rows
from cases.authority import RULES, Rule, Step
from cases.models import Holding, Issue, Ruling, caption_of
from cases.precedents import Law, OnRecord, Precedent
from cases.standing import GoodLaw, PendingAppeal
from jurisdictions.models import Court, Source
from jurisdictions.parameters import ParameterReader
from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import Joined, Sentence, joined, say
from kb.asking.precedents import if_given
from kb.languages import names
from kb.languages.saying import said

#: Levels of bodies whose decisions are no precedents, and which none binds.
NOT_COURTS = ("regulator", "other")
#: Levels of courts from the highest.
LEVELS = ("international", "supreme", "constitutional", "appellate", "military-appellate", "trial")


@dataclass(frozen=True, slots=True)
class RulingNamed:
    """A ruling as it is named in running text and in drawings."""

    slug: str
    caption: str
    language: str
    date: PartialDate
    citation: str
    court: str
    court_name: str
    level: str

    @property
    def year(self) -> str:
        """As it is written: a number would be grouped like one."""
        return str(self.date.year)

    @property
    def named(self) -> str:
        return f"{self.caption} ({self.court}, {self.year})"


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of reasoning; `rule` is None where the step names none that is on record."""

    text: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class LaterShown:
    """`about` is the title of the only issue it goes to; "": the whole ruling."""

    kind: str
    note: str
    by: RulingNamed
    about: str
    appeals: tuple[PendingAppeal, ...]


@dataclass(frozen=True, slots=True)
class HoldingOnDay:
    """One holding, its ruling and its standing on a day; before a court also its weight there, and why; `law` is the
    place whose enactment it says the meaning of, where it does."""

    holding: Any
    ruling: RulingNamed
    good_law: GoodLaw
    standing: list[StepShown]
    later: list[LaterShown]
    source: Source | None
    weight: str = ""
    steps: list[StepShown] | None = None
    law: Law | None = None

    @property
    def law_name(self) -> str:
        """The place as the reader's language calls it."""
        return names.place_name(self.law.code, self.law.name) if self.law else ""


def rulings_named(slugs: Iterable[str]) -> dict[str, RulingNamed]:
    """The public rulings with these slugs: one query, or none."""
    wanted = list(dict.fromkeys(slugs))
    if not wanted:
        return {}
    found = {}
    for slug, caption, language, date, citations, short, name, level in (
        Ruling.objects.public()
        .filter(rows.among_words("slug", wanted))
        .order_by()
        .values_list(
            "slug", caption_of(), "case__language", "date", "citations",
            "court__short_name", "court__name", "court__level",
        )
    ):  # fmt: skip
        citation = citations[0] if citations else ""
        found[slug] = RulingNamed(slug, caption, language, date, citation, short or name, name, level)
    return found


def rulings_of(entries: Iterable[Precedent | OnRecord]) -> dict[str, RulingNamed]:
    """Every ruling that the entries name: those that hold, those that treated them, those their standing rests on."""
    wanted: list[str] = []
    for entry in entries:
        wanted += [entry.holding.ruling.slug, *(later.citing.slug for later in entry.later)]
        wanted += [slug for edge in entry.good_law.edges for slug in (edge.by, edge.of)]
    return rulings_named(wanted)


def on_days(entries: Sequence[Precedent | OnRecord]) -> list[HoldingOnDay]:
    """The entries as a page shows them: two queries, however many there are."""
    known = rulings_of(entries)
    slugs = {entry.holding.source.slug for entry in entries if entry.holding.source}
    sources = {one.slug: one for one in Source.objects.public().filter(rows.among_words("slug", slugs))}
    return [_on_day(entry, known, sources) for entry in entries]


def _on_day(
    entry: Precedent | OnRecord, known: Mapping[str, RulingNamed], sources: Mapping[str, Source]
) -> HoldingOnDay:
    weighed = entry.weighed if isinstance(entry, Precedent) else None
    return HoldingOnDay(
        holding=entry.holding,
        ruling=known[entry.holding.ruling.slug],
        good_law=entry.good_law,
        standing=steps_shown(entry.good_law.steps, known),
        later=[LaterShown(one.kind, one.note, known[one.citing.slug], one.about, one.appeals) for one in entry.later],
        source=sources.get(entry.holding.source.slug) if entry.holding.source else None,
        weight=weighed.weight.value if weighed else "",
        steps=steps_shown(weighed.steps, known) if weighed else None,
        law=entry.law if isinstance(entry, Precedent) else None,
    )


def steps_shown(steps: Iterable[Step], known: Mapping[str, RulingNamed]) -> list[StepShown]:
    return [StepShown(captioned(step.text, known), RULES.get(step.rule)) for step in steps]


def captioned(text: str, known: Mapping[str, RulingNamed]) -> str:
    """The sentence with rulings named by caption, court and year (the engine names them by slug), and a question of
    law in the reader's language."""
    if isinstance(text, Joined):
        return joined(text.separator, [captioned(part, known) for part in text.parts])
    if isinstance(text, Sentence):
        values = {
            name: said(value) if name == "issue" else captioned(value, known) for name, value in text.values.items()
        }
        return say(text.template, **values)
    return known[text].named if isinstance(text, str) and text in known else text


def not_yet(issue: Issue, date: dt.date) -> list[Holding]:
    """Holdings on the issue that were surely given only after the day."""
    return list(
        Holding.objects.public()
        .filter(issue=issue, ruling__date_earliest__gt=date)
        .select_related("ruling__case", "ruling__court")
        .order_by("ruling__date_latest", "slug")
    )


@dataclass(frozen=True, slots=True)
class CourtChoice:
    slug: str
    name: str
    short_name: str
    jurisdiction: str


def courts_on(date: dt.date) -> list[tuple[str, list[CourtChoice]]]:
    """Courts that sit, or may sit, on the day, by the place whose courts they are; the places by name, and the
    highest courts first. Two queries, and two more where the courts have changed."""
    hierarchy = rows.hierarchy()
    places: dict[str, list[tuple[int, str, CourtChoice]]] = {}
    for slug, name, short, level, code, place in (
        Court.objects.public()
        .exclude(level__in=NOT_COURTS)
        .values_list("slug", "name", "short_name", "level", "jurisdiction__code", "jurisdiction__name")
    ):
        if slug in hierarchy.courts and hierarchy.sits(slug, date) is not False:
            place_name = names.place_name(code, place)
            choice = CourtChoice(slug, name, short, place_name)
            places.setdefault(place_name, []).append((LEVELS.index(level), name, choice))
    return [(place, [choice for *_, choice in sorted(found, key=_by_rank)]) for place, found in sorted(places.items())]


def _by_rank(found: tuple[int, str, CourtChoice]) -> tuple[int, str]:
    return found[0], found[1]


def court_asked(reader: ParameterReader) -> tuple[Court | None, list[Court]]:
    """The court that the parameter gives, by slug or by name, or those that its words may mean; a fault, with the
    nearest slug, where there is none."""
    text = reader.one("court")
    if text is None:
        return None, []
    found = courts_named(text.strip())
    if len(found) == 1:
        return found[0], []
    return (None, found) if found else (if_given(reader, "court", Court), [])


def courts_named(text: str) -> list[Court]:
    """Courts that a person may mean: by slug, by a name in full, or by words that their names hold. Few, or none."""
    courts = Court.objects.public().exclude(level__in=NOT_COURTS).order_by("slug")
    if "\x00" in text:
        return []
    for condition in (
        {"slug": text},
        {"short_name__iexact": text},
        {"name__iexact": text},
        {"name_local__iexact": text},
    ):
        if found := list(courts.filter(**condition)[:6]):
            return found
    for word in text.split()[:12]:
        courts = courts.filter(name__icontains=word)
    return list(courts[:6])
