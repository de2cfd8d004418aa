"""Where a fact was read, and what every public record has in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from jurisdictions.fields import PartialDateField, earliest_of, latest_of
from jurisdictions.text_search import matching, search_column, weighed

SLUG_LENGTH = 250


def tracked[M: models.Model](model: type[M]) -> type[M]:
    """Keep every change of the model's rows, by triggers that nothing can go around.

    Generated columns are left out: the columns they are made from are kept.
    """
    generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=generated or None,
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        model_name=f"{model.__name__}History",
    )(model)


def tracked_links[M: models.Model](model: type[M]) -> type[M]:
    """Keep every link made or removed of a many-to-many relation (a proxy of its through model)."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None, model_name=f"{model.__name__}History"
    )(model)


class Status(models.TextChoices):
    DRAFT = "draft", "Draft: not reviewed, or nothing was read for it; editors only"
    PUBLISHED = "published", "Published: reviewed, and its sources can be opened"
    WITHDRAWN = "withdrawn", "Withdrawn: was public and is no longer; the reason is shown"


class RecordQuerySet(models.QuerySet):
    """Questions every public record can be asked."""

    def public(self) -> Self:
        """Rows the public may see: published, as are all the records they hang on."""
        model: Any = self.model
        paths = ["status", *(f"{parent}__status" for parent in model.PUBLIC_PARENTS)]
        public = self.filter(**dict.fromkeys(paths, Status.PUBLISHED))
        for relation in model.PUBLIC_IF_NAMED:
            parents = model._meta.get_field(relation).related_model.PUBLIC_PARENTS
            paths = [f"{relation}__status", *(f"{relation}__{parent}__status" for parent in parents)]
            named = Q(**dict.fromkeys(paths, Status.PUBLISHED))
            public = public.filter(Q(**{f"{relation}__isnull": True}) | named)
        return public

    def matching(self, text: str) -> Self:
        """Rows whose own words answer what a person typed ("…", or, -), stemmed in each row's language;
        none where nothing in it can be searched for. Raises FieldError where there is no column `search`."""
        tagged = any(field.name == "language" for field in self.model._meta.fields)
        return self.filter(matching(text, language="language" if tagged else ""))


class Record(models.Model):
    """A public record: a stable slug, a status, and the day its facts were checked against their sources.

    `PUBLIC_PARENTS` names the relations (as lookup paths) that must be published too before the
    public sees a row; `PUBLIC_IF_NAMED` relations that may be empty and, where they are not, must lead
    to a public record: without it the row would say nothing, or say that a draft exists.
    """

    PUBLIC_PARENTS: tuple[str, ...] = ()
    PUBLIC_IF_NAMED: tuple[str, ...] = ()

    slug = models.SlugField(
        max_length=SLUG_LENGTH, unique=True, blank=True, help_text="Its address for good: set once, never reused."
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    withdrawn_reason = models.CharField(
        max_length=500, blank=True, help_text="Shown to whoever asks for a withdrawn record."
    )
    checked_on = PartialDateField(
        null=True, blank=True, help_text="When its facts were last checked against their sources."
    )
    note = models.TextField(blank=True, help_text="Caution: what a reader must know before relying on it.")
    curated_in = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="The data file it is loaded from; empty for a record made in the admin.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_withdrawn_with_a_reason",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawn_reason=""),
                violation_error_message="A withdrawn record needs the reason that readers will be shown.",
            ),
            models.CheckConstraint(name="%(class)s_has_a_known_status", condition=Q(status__in=Status.values)),
        ]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive what follows from other columns, and fill an empty slug. Two rows with the same default
        slug are told apart by a number: this asks the database once for each number tried."""
        self.derive()
        if not self.slug:
            self.slug = self._free_slug()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
        super().save(*args, **kwargs)

    def default_slug(self) -> str:
        """The slug a record gets when none was given; empty where a person must choose it."""
        return ""

    def derive(self) -> None:
        """Fill the columns that follow from others. Bulk writes go past `save` and call this themselves."""

    def is_public(self) -> bool:
        """Whether the public may see it: the twin of `RecordQuerySet.public` for a row at hand.

        Follows `PUBLIC_PARENTS`: join them for lists, or each causes a query.
        """
        return all(record.status == Status.PUBLISHED for record in self.itself_and_parents())

    def withdrawn(self) -> Record | None:
        """The withdrawn record, itself or one it hangs on, because of which the public no longer sees it.

        None where it is public, or hangs on a draft and so may never have been.
        """
        chain = list(self.itself_and_parents())
        if any(record.status == Status.DRAFT for record in chain):
            return None
        return next((record for record in chain if record.status == Status.WITHDRAWN), None)

    def itself_and_parents(self) -> Iterator[Record]:
        """Every record that must be published before the public sees it, itself first."""
        yield self
        for parent in self.PUBLIC_PARENTS:
            row: Record = self
            for relation in parent.split("__"):
                row = getattr(row, relation)
            yield row
        for relation in self.PUBLIC_IF_NAMED:
            named = getattr(self, relation)
            if named is not None:
                yield from named.itself_and_parents()

    def _free_slug(self) -> str:
        base = slug = self.default_slug()[: SLUG_LENGTH - 4]
        number = 1
        taken = type(self)._default_manager
        while slug and taken.filter(slug=slug).exists():
            number += 1
            slug = f"{base}--{number}"
        return slug


class SourceKind(models.TextChoices):
    PRIMARY = "primary", "The law, ruling or official record itself"
    OFFICIAL = "official", "A government's page about it"
    REPORT = "report", "A report by a body that studies the matter"
    SCHOLARSHIP = "scholarship", "A scholarly work"
    NEWS = "news", "News of record"
    ADVOCACY = "advocacy", "An organisation that takes a side"


@tracked
class Source(Record):
    """A document that can be opened, and on which facts stand."""

    url = models.URLField(max_length=1000)
    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=SourceKind)
    language = models.CharField(max_length=10, default="en", help_text="BCP 47 tag of the document's language.")
    published = PartialDateField(null=True, blank=True)
    retrieved = PartialDateField(null=True, blank=True, help_text="When it was opened.")
    read = models.BooleanField(default=False, help_text="Whether its text was opened, and not only its title.")
    archived_url = models.URLField(max_length=1000, blank=True, help_text="A copy that will not change.")
    content_hash = models.CharField(max_length=128, blank=True, help_text="sha256:… of the text that was read.")
    published_earliest = earliest_of("published")
    published_latest = latest_of("published")
    search = search_column(weighed("title", "publisher", weight="A", language="language"))

    class Meta(Record.Meta):
        ordering = ["slug"]
        indexes = [GinIndex(fields=["search"], name="source_search")]

    def __str__(self) -> str:
        return self.title


class Assertion(Record):
    """One statement about the law, resting on one source and a place in it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pinpoint = models.CharField(max_length=200, blank=True, help_text="The place in the source: (b)(1), at 250.")

    class Meta(Record.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_is_published_only_with_a_source",
                condition=~Q(status=Status.PUBLISHED) | Q(source__isnull=False),
                violation_error_message="Name the source before publishing: without one it stays a draft.",
            ),
        ]
