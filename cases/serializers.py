"""JSON of issues, cases, rulings and what they do."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import rows
from cases.models import (
    AppealOutcome,
    Case,
    Charge,
    Effect,
    Holding,
    HoldingAnswer,
    Issue,
    Ruling,
    Treatment,
)
from cases.standing import pending_on
from jurisdictions.serializers import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    CourtShort,
    JurisdictionShort,
    ProvisionShort,
    RecordSerializer,
    SourceShort,
    StatuteShort,
    WordingOnDate,
)


class IssueShort(RecordSerializer):
    url = Address("issues")

    class Meta:
        model = Issue
        fields = ("slug", "title", "kind", "url")


class SortedAnswers(serializers.ListField):
    child = serializers.ChoiceField(choices=HoldingAnswer.choices)

    def to_representation(self, data: frozenset[str]) -> list[str]:  # type: ignore[override]
        return sorted(data)


class IssueSerializer(RecordSerializer):
    url = Address("issues")
    answers = SortedAnswers(read_only=True, help_text="What a holding on it may answer.")

    class Meta:
        model = Issue
        fields = ("slug", "url", "title", "text", "kind", "answers", "position", *CHECKED)


class CaseShort(RecordSerializer):
    url = Address("cases")

    class Meta:
        model = Case
        fields = ("slug", "caption", "url")


class Caption(serializers.CharField):
    """What a ruling is called: its own caption, else its case's."""

    #: Read by `plan`: the case is joined.
    joins = ("case",)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)


class RulingShort(RecordSerializer):
    """A ruling in short form, with what is needed to cite it."""

    url = Address("rulings")
    caption = Caption()
    court = CourtShort(read_only=True)

    class Meta:
        model = Ruling
        fields = ("slug", "caption", "court", "date", "citations", "url")


class ChargeRow(RecordSerializer):
    """One charge, by the clause it was brought under."""

    statute = StatuteShort(read_only=True, allow_null=True)
    provision = ProvisionShort(read_only=True, allow_null=True)

    class Meta:
        model = Charge
        fields = ("slug", "position", "citation", "statute", "provision", "disposition", "date", *CHECKED)


class CaseSerializer(RecordSerializer):
    url = Address("cases")
    jurisdiction = JurisdictionShort(read_only=True)
    court = CourtShort(read_only=True)
    charges = ChargeRow(many=True, read_only=True, source="public_charges")
    rulings = RulingShort(many=True, read_only=True, source="public_rulings")
    sources = SourceShort(many=True, read_only=True, source="public_sources")

    class Meta:
        model = Case
        fields = ("slug", "url", "caption", "jurisdiction", "court", "docket", "kind", "language", "started",
                  "state", "summary", "sentence", "charges", "rulings", "sources", *CHECKED)  # fmt: skip


class HoldingRow(AssertionSerializer):
    """The answer of the ruling it stands under to one issue; its own record has the provisions and effects."""

    url = Address("holdings")
    issue = IssueShort(read_only=True)

    class Meta:
        model = Holding
        fields = ("slug", "url", "issue", "answer", "scope", "dictum", "summary", "recoded_from", *ASSERTED)


class AppealOfThis(AssertionSerializer):
    """What review did to the ruling it stands under; a pending appeal has a court and no ruling yet."""

    by = RulingShort(read_only=True, allow_null=True)
    court = CourtShort(read_only=True, allow_null=True)

    class Meta:
        model = AppealOutcome
        fields = ("slug", "kind", "by", "court", "docket", "filed", "appellant", *ASSERTED)


class AppealByThis(AssertionSerializer):
    """What the ruling it stands under did to an earlier one on review."""

    of = RulingShort(read_only=True)

    class Meta:
        model = AppealOutcome
        fields = ("slug", "kind", "of", *ASSERTED)


class TreatmentGiven(AssertionSerializer):
    url = Address("treatments")
    cited = RulingShort(read_only=True)
    issue = IssueShort(read_only=True, allow_null=True)

    class Meta:
        model = Treatment
        fields = ("slug", "url", "kind", "cited", "issue", "found_by", *ASSERTED)


class TreatmentReceived(AssertionSerializer):
    url = Address("treatments")
    citing = RulingShort(read_only=True)
    issue = IssueShort(read_only=True, allow_null=True)

    class Meta:
        model = Treatment
        fields = ("slug", "url", "kind", "citing", "issue", "found_by", *ASSERTED)


class AppealPending(serializers.Serializer):
    """An appeal that was pending on the date asked about."""

    court = serializers.CharField(allow_null=True, help_text="Slug of the court that has it.")
    court_name = serializers.CharField(allow_null=True)
    docket = serializers.CharField()
    filed = serializers.CharField(allow_null=True, help_text="Null: not on record; it counts from the ruling's day.")
    sure = serializers.BooleanField(help_text="False: partial dates leave open whether it was pending that day.")
    told = serializers.CharField(help_text="The same in a sentence.")


class AppealsPendingOn(serializers.ListField):
    """The appeals from the ruling that were pending on the date asked about."""

    child = AppealPending()
    #: Read by `plan`.
    reads, reads_with = ("appeals",), ("of", "court", "by__court")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, data: Ruling) -> list[dict[str, object]]:  # type: ignore[override]
        found = [rows.appeal_of(one) for one in data.public_appeals]  # type: ignore[attr-defined]
        return [entry.shown() for entry in pending_on(found, self.context["as_of"])]


class RulingSerializer(RecordSerializer):
    url = Address("rulings")
    case = CaseShort(read_only=True)
    caption = Caption(help_text="Its own, as its court published it; else its case's.")
    jurisdiction = JurisdictionShort(source="case.jurisdiction", read_only=True)
    court = CourtShort(read_only=True)
    appeal_pending = AppealsPendingOn(help_text="Appeals from it that were pending on `as_of`.")
    holdings = HoldingRow(many=True, read_only=True, source="public_holdings")
    appeals = AppealOfThis(many=True, read_only=True, source="public_appeals")
    appeals_decided = AppealByThis(many=True, read_only=True, source="public_appeals_decided")
    treatments_given = TreatmentGiven(many=True, read_only=True, source="public_treatments_given")
    treatments_received = TreatmentReceived(many=True, read_only=True, source="public_treatments_received")
    sources = SourceShort(many=True, read_only=True, source="public_sources")

    class Meta:
        model = Ruling
        fields = ("slug", "url", "caption", "case", "jurisdiction", "court", "date", "kind", "citations",
                  "precedential", "composition", "outcome", "summary", "appeal_pending", "holdings", "appeals",
                  "appeals_decided", "treatments_given", "treatments_received", "sources", *CHECKED)  # fmt: skip


class EffectRow(AssertionSerializer):
    """What the holding it stands under does to one wording."""

    url = Address("effects")
    provision = ProvisionShort(source="text.provision", read_only=True)
    wording = WordingOnDate(source="text", read_only=True)
    court = CourtShort(read_only=True, allow_null=True)
    ended_by = RulingShort(read_only=True, allow_null=True)

    class Meta:
        model = Effect
        fields = ("slug", "url", "kind", "provision", "wording", "reach", "court", "since", "until", "ended_by",
                  *ASSERTED)  # fmt: skip


class HoldingSerializer(HoldingRow):
    ruling = RulingShort(read_only=True)
    statutes = StatuteShort(many=True, read_only=True, source="public_statutes")
    provisions = ProvisionShort(many=True, read_only=True, source="public_provisions")
    effects = EffectRow(many=True, read_only=True, source="public_effects")

    class Meta:
        model = Holding
        fields = ("slug", "url", "ruling", "issue", "answer", "scope", "dictum", "summary", "statutes",
                  "provisions", "effects", "recoded_from", *ASSERTED)  # fmt: skip


class TreatmentSerializer(AssertionSerializer):
    url = Address("treatments")
    citing = RulingShort(read_only=True)
    cited = RulingShort(read_only=True)
    issue = IssueShort(read_only=True, allow_null=True, help_text="The only one it goes to; null: the whole ruling.")

    class Meta:
        model = Treatment
        fields = ("slug", "url", "kind", "citing", "cited", "issue", "found_by", *ASSERTED)


class HoldingShort(RecordSerializer):
    url = Address("holdings")
    issue = IssueShort(read_only=True)

    class Meta:
        model = Holding
        fields = ("slug", "issue", "answer", "scope", "url")


class EffectSerializer(EffectRow):
    jurisdiction = JurisdictionShort(source="text.provision.statute.jurisdiction", read_only=True)
    statute = StatuteShort(source="text.provision.statute", read_only=True)
    holding = HoldingShort(read_only=True)
    ruling = RulingShort(source="holding.ruling", read_only=True)

    class Meta:
        model = Effect
        fields = ("slug", "url", "kind", "jurisdiction", "statute", "provision", "wording", "reach", "court", "since",
                  "until", "ended_by", "holding", "ruling", *ASSERTED)  # fmt: skip
