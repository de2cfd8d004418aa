"""What every list and detail of records does: read the parameters, answer with public rows only, say why not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from jurisdictions.filtering import RecordFilterSet
from jurisdictions.models import Record
from jurisdictions.parameters import SLUG, ParameterReader, nearest, shown
from jurisdictions.sentences import joined
from jurisdictions.serializers.records import RecordSerializer, Selection, paths, plan, selection_of

#: Besides a list's own filters, in the order they are described.
LIST_PARAMETERS = ("as_of", "ordering", "page_size", "cursor", "count", "fields", "format")
DETAIL_PARAMETERS = ("as_of", "fields", "format")

FORMATS = ("json", "csv")

#: Of records that can be cited.
CITED_FORMATS = (*FORMATS, "ris", "bibtex", "csl-json", "jsonld")


class Gone(APIException):
    """410: the record was public and is withdrawn, or hangs on one that is; with the reason."""

    status_code = status.HTTP_410_GONE

    def __init__(self, withdrawn: Record) -> None:
        super().__init__(f"{withdrawn.slug} was withdrawn: {withdrawn.withdrawn_reason}")


@dataclass(frozen=True)
class Parameters:
    """What one request asks for. `filterset` is None for a detail."""

    as_of: dt.date
    selection: Selection = field(default_factory=dict)
    ordering: str = ""
    page_size: int = 0
    cursor: str | None = None
    count: bool = False
    filterset: RecordFilterSet | None = None


@cache
def _paths(serializer: type[RecordSerializer]) -> list[str]:
    return list(paths(serializer()))


class Rows(BaseSerializer):
    """The rows themselves, for a format that is not made of their JSON."""

    def to_representation(self, instance: Record) -> Record:
        return instance


class RecordViewSet(ReadOnlyModelViewSet):
    """A list and a detail of one kind of record; subclasses name queryset, serializer and filters, and say by
    `formats` in which of the project's formats (settings) they answer."""

    lookup_field = "slug"
    lookup_value_regex = SLUG
    filterset_class: type[RecordFilterSet] = RecordFilterSet
    queryset: QuerySet
    serializer_class: type[RecordSerializer]
    formats: tuple[str, ...] = FORMATS
    parameters = Parameters(dt.date.min)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action in ("list", "retrieve"):
            self.parameters = self.read_parameters(request.query_params)

    def read_parameters(self, data: QueryDict) -> Parameters:
        """Raises InvalidParameters that lists everything wrong with the request."""
        reader = ParameterReader(data)
        listing = self.action == "list"
        known = [*self.filterset_class.base_filters, *LIST_PARAMETERS] if listing else [*DETAIL_PARAMETERS]
        reader.check_names(known)
        as_of, selection = reader.as_of(), self.read_fields(reader)
        if self.takes_records():
            selection = {}  # a citation is made of what it needs
        reader.choice("format", self.formats, "json")  # obeyed by content negotiation; here only checked
        if not listing:
            reader.done()
            return Parameters(as_of, selection)
        orderings = self.orderings()
        parameters = Parameters(
            as_of,
            selection,
            ordering=reader.choice("ordering", orderings, orderings[0]),
            page_size=reader.page_size(),
            cursor=reader.one("cursor"),
            count=reader.flag("count"),
            filterset=self.read_filters(reader, as_of),
        )
        reader.done()
        return parameters

    def read_filters(self, reader: ParameterReader, as_of: dt.date) -> RecordFilterSet:
        for name, kind in self.filterset_class.base_filters.items():
            if name in reader.data and not reader.refused(name):
                reader.words(name) if kind.many else reader.one(name)
        # What is refused already is not looked up: the database cannot even be asked about some of it.
        sound = reader.data.copy()
        for name in [name for name in sound if reader.refused(name)]:
            del sound[name]
        filterset = self.filterset_class(sound, self.queryset, as_of=as_of)
        for name, errors in filterset.form.errors.as_data().items():
            reader.fault(
                name,
                joined(" ", [error.message if error.params is None else " ".join(error.messages) for error in errors]),
            )
        return filterset

    def read_fields(self, reader: ParameterReader) -> Selection:
        names = reader.words("fields")
        known = self.field_paths() if names else []
        for name in names:
            if name not in known:
                near = nearest(name, known)
                hint = f"did you mean {near}?" if near else f"known are {', '.join(n for n in known if '.' not in n)}"
                reader.fault("fields", f"there is no field {shown(name)}; {hint}", near)
        return {} if reader.refused("fields") else selection_of(names)

    @classmethod
    def field_paths(cls) -> list[str]:
        """Every dotted name that `fields` takes."""
        return _paths(cls.serializer_class)

    @classmethod
    def orderings(cls) -> list[str]:
        """Every value that `ordering` takes, the default first."""
        default = cls.filterset_class.default_ordering
        rest = [f"{sign}{name}" for name in cls.filterset_class.orderings for sign in ("", "-")]
        return [default, *(name for name in rest if name != default)]

    def get_queryset(self) -> QuerySet:
        return plan(self.row_serializer(), self.all_rows().public())  # type: ignore[attr-defined]

    def all_rows(self) -> QuerySet:
        """Drafts and withdrawn records too."""
        return super().get_queryset()

    def row_serializer(self) -> RecordSerializer:
        """A serializer of one row that shows only the fields asked for."""
        serializer = self.serializer_class(context=self.get_serializer_context())
        serializer.prune(self.parameters.selection)
        return serializer

    def get_renderers(self) -> list[BaseRenderer]:
        return [renderer for renderer in super().get_renderers() if renderer.format in self.formats]

    def takes_records(self) -> bool:
        """Whether the answer's format is made of the rows and not of their JSON."""
        return getattr(getattr(self.request, "accepted_renderer", None), "takes_records", False)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if self.takes_records():
            return Rows(*args, **kwargs)
        serializer: Any = super().get_serializer(*args, **kwargs)
        (serializer.child if kwargs.get("many") else serializer).prune(self.parameters.selection)
        return serializer

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "as_of": self.parameters.as_of}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        filterset = self.parameters.filterset
        return filterset.filter_queryset(queryset) if filterset else queryset

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        self.share(rows or [])
        return rows

    def share(self, rows: list[Any]) -> None:
        """Let the rows of one answer read together what they derive: see `jurisdictions.lives.share`."""

    def get_object(self) -> Record:
        slug = self.kwargs[self.lookup_field]
        record = self.get_queryset().filter(self.lookup(slug)).first()
        if record is not None:
            self.share([record])
            return record
        hidden = self.all_rows().filter(self.lookup(slug)).first()
        if hidden is not None and (withdrawn := hidden.withdrawn()):
            raise Gone(withdrawn)
        # A draft is unknown in the same words as a slug that never was.
        raise NotFound(f"there is no {self.queryset.model._meta.verbose_name} with the slug {shown(slug)}")

    def lookup(self, slug: str) -> Q:
        return Q(slug=slug)
