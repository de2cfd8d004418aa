"""JSON of statutes, provisions with their wordings, and the codebook."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework import serializers

from jurisdictions import lives
from jurisdictions.grades import GRADES
from jurisdictions.lifecycle import Basis
from jurisdictions.models import (
    Answer,
    Coding,
    LegislativeEvent,
    LifeStatus,
    Penalty,
    Provision,
    ProvisionRole,
    ProvisionText,
    Question,
    ReportingDuty,
    Statute,
    WordingState,
)
from jurisdictions.serializers.places import JurisdictionShort, ProvisionShort, StatuteShort
from jurisdictions.serializers.records import (
    ASSERTED,
    CHECKED,
    Address,
    AssertionSerializer,
    RecordSerializer,
    SourceShort,
)


class OnDate(RecordSerializer):
    """Something derived for the `as_of` of the request; subclasses say what."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, source="*", read_only=True, **kwargs)

    def derive(self, record: Any, as_of: dt.date) -> dict[str, Any]:
        raise NotImplementedError

    def to_representation(self, instance: Any) -> dict[str, Any]:
        whole = self.derive(instance, self.context["as_of"])
        return {name: value for name, value in whole.items() if name in self.fields}


class StatusOn(OnDate):
    """The statute's status on `date`, from its events, wordings and session; `sure` is false where a partial date
    leaves it open, only the research states it, or what is on record contradicts itself. `basis` is what it follows
    from, `because` names the kinds of event that decided, oldest first, and `why` says the rest."""

    date = serializers.DateField(read_only=True)
    status = serializers.ChoiceField(choices=LifeStatus.choices, read_only=True)
    sure = serializers.BooleanField(read_only=True)
    because = serializers.ListField(child=serializers.CharField(), read_only=True)
    basis = serializers.ChoiceField(choices=[basis.value for basis in Basis], read_only=True)
    why = serializers.CharField(read_only=True)

    class Meta:
        model = Statute
        fields = ("date", "status", "sure", "because", "basis", "why")

    def derive(self, record: Statute, as_of: dt.date) -> dict[str, Any]:
        life = lives.status_of(record, as_of)
        return {
            "date": as_of.isoformat(),
            "status": life.status,
            "sure": life.sure,
            "because": list(life.because),
            "basis": life.basis.value,
            "why": life.why,
        }


class EventRow(AssertionSerializer):
    """One dated step in an instrument's life."""

    class Meta:
        model = LegislativeEvent
        fields = ("slug", "date", "kind", "by", *ASSERTED)


class StatuteSerializer(RecordSerializer):
    url = Address("statutes")
    jurisdiction = JurisdictionShort(read_only=True)
    status_on = StatusOn()
    events = EventRow(many=True, read_only=True, source="public_events")
    provisions = ProvisionShort(many=True, read_only=True, source="public_provisions")
    amends = StatuteShort(many=True, read_only=True, source="public_amends")
    amended_by = StatuteShort(many=True, read_only=True, source="public_amended_by")
    sources = SourceShort(many=True, read_only=True, source="public_sources")

    class Meta:
        model = Statute
        fields = ("slug", "url", "jurisdiction", "kind", "citation", "title", "language", "summary", "status_on",
                  "events", "provisions", "amends", "amended_by", "official_url", "official_url_read", "sources",
                  *CHECKED)  # fmt: skip


class QuestionShort(RecordSerializer):
    url = Address("questions")

    class Meta:
        model = Question
        fields = ("slug", "label", "url")


class QuestionSerializer(RecordSerializer):
    url = Address("questions")
    answers = serializers.ListField(child=serializers.ChoiceField(choices=Answer.choices), read_only=True)
    relevant_to = serializers.ListField(child=serializers.ChoiceField(choices=ProvisionRole.choices), read_only=True)

    class Meta:
        model = Question
        fields = ("slug", "url", "label", "text", "rule", "group", "position", "answers", "direction", "relevant_to",
                  "edition", *CHECKED)  # fmt: skip


class GradeField(serializers.ChoiceField):
    """How well the answer rests: see `jurisdictions.grades`."""

    joins = ("source",)

    def __init__(self) -> None:
        super().__init__(choices=GRADES, source="*", read_only=True)

    def to_representation(self, value: Any) -> str:
        return value.graded.grade.value


class GradeBecause(serializers.ListField):
    """What the answer rests on and, after it, what it lacks of the next better grade."""

    joins = ("source",)

    def __init__(self) -> None:
        super().__init__(child=serializers.CharField(), source="*", read_only=True)

    def to_representation(self, data: Any) -> list[str]:
        return list(data.graded.because)


#: Of every answer: what was read for it, by whom, and how well it therefore rests.
GROUNDS = ("words", "words_language", "read", "recoded_from", "coder", "reviewer", "grade", "grade_because")


class CodingRow(AssertionSerializer):
    """The answer to one question for the wording it stands under. `words` is the term of the law on which it turns."""

    url = Address("codings")
    question = QuestionShort(read_only=True)
    grade = GradeField()
    grade_because = GradeBecause()

    class Meta:
        model = Coding
        fields = ("slug", "url", "question", "answer", *GROUNDS, *ASSERTED)


class StateOn(OnDate):
    """Whether the wording is law on `date`, by its own dates and by what its statute was; `because` says why it is
    not, or why that is not sure."""

    date = serializers.DateField(read_only=True)
    state = serializers.ChoiceField(choices=WordingState.choices, read_only=True)
    because = serializers.CharField(read_only=True)

    class Meta:
        model = ProvisionText
        fields = ("date", "state", "because")

    def derive(self, record: ProvisionText, as_of: dt.date) -> dict[str, Any]:
        found = lives.wording_on(record, as_of)
        return {"date": as_of.isoformat(), "state": found.state, "because": found.why}


class WordingShort(RecordSerializer):
    """A wording by its slug and dates; it has no address of its own: see its provision."""

    class Meta:
        model = ProvisionText
        fields = ("slug", "valid_from", "valid_to", "shown_on")


class WordingOnDate(WordingShort):
    """A wording by its slug and dates, and whether it is law on the date asked about."""

    state_on = StateOn()

    class Meta:
        model = ProvisionText
        fields = (*WordingShort.Meta.fields, "state_on")


#: What a penalty is for, and what may be ordered.
THREATENED = ("conduct", "occasion", "depicted", "condition", "offence_class", "minimum_months", "maximum_months",
              "life", "fine", "minimum_fine", "maximum_fine", "currency")  # fmt: skip

#: Who must report to whom, and how fast.
REPORTED = ("who", "to", "deadline_hours", "deadline", "names_ai")


class PenaltyRow(AssertionSerializer):
    """What may be ordered for one conduct under the wording it stands under: terms in months, fines in whole units of
    `currency`. An empty bound is one that is not stated, or was not read."""

    url = Address("penalties")

    class Meta:
        model = Penalty
        fields = ("slug", "url", *THREATENED, *ASSERTED)


class ReportingDutyRow(AssertionSerializer):
    """Who must report such material, to whom and how fast, under the wording it stands under."""

    url = Address("reporting-duties")

    class Meta:
        model = ReportingDuty
        fields = ("slug", "url", *REPORTED, *ASSERTED)


class WordingRow(RecordSerializer):
    """One wording of the provision it stands under, with its codings and what it threatens or orders."""

    state_on = StateOn()
    made_by = StatuteShort(read_only=True, allow_null=True)
    codings = CodingRow(many=True, read_only=True, source="public_codings")
    penalties = PenaltyRow(many=True, read_only=True, source="public_penalties")
    reporting_duties = ReportingDutyRow(many=True, read_only=True, source="public_reporting_duties")

    class Meta:
        model = ProvisionText
        fields = ("slug", "valid_from", "valid_to", "shown_on", "state_on", "made_by", "summary", "penalty",
                  "codings", "penalties", "reporting_duties", *CHECKED)  # fmt: skip


class ProvisionSerializer(RecordSerializer):
    url = Address("provisions")
    jurisdiction = JurisdictionShort(source="statute.jurisdiction", read_only=True)
    statute = StatuteShort(read_only=True)
    parent = ProvisionShort(read_only=True, allow_null=True)
    children = ProvisionShort(many=True, read_only=True, source="public_children")
    incorporates = ProvisionShort(many=True, read_only=True, source="public_incorporates")
    incorporated_by = ProvisionShort(many=True, read_only=True, source="public_incorporated_by")
    wordings = WordingRow(many=True, read_only=True, source="public_texts")

    class Meta:
        model = Provision
        fields = ("slug", "url", "label", "jurisdiction", "statute", "parent", "children", "position", "is_group",
                  "incorporates", "incorporated_by", "wordings", *CHECKED)  # fmt: skip


class OfAWording(RecordSerializer):
    # Where the wording stands on which the row hangs.

    jurisdiction = JurisdictionShort(source="text.provision.statute.jurisdiction", read_only=True)
    statute = StatuteShort(source="text.provision.statute", read_only=True)
    provision = ProvisionShort(source="text.provision", read_only=True)
    wording = WordingOnDate(source="text", read_only=True)


STANDS_IN = ("jurisdiction", "statute", "provision", "wording")


class CodingSerializer(OfAWording, CodingRow):
    class Meta:
        model = Coding
        fields = ("slug", "url", "question", "answer", *STANDS_IN, *GROUNDS, *ASSERTED)


class PenaltySerializer(OfAWording, PenaltyRow):
    class Meta:
        model = Penalty
        fields = ("slug", "url", *STANDS_IN, *THREATENED, *ASSERTED)


class ReportingDutySerializer(OfAWording, ReportingDutyRow):
    class Meta:
        model = ReportingDuty
        fields = ("slug", "url", *STANDS_IN, *REPORTED, *ASSERTED)
