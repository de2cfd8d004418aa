"""Query parameters: read once, at the edge; everything wrong with a request is found in one go."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException

from jurisdictions.partial_dates import PartialDate
from jurisdictions.sentences import say, told

#: Rows a page without `page_size`, and at most.
PAGE_SIZE, MAX_PAGE_SIZE = 50, 200

#: The zone in which today is counted, wherever a request names no day; so says `settings.TIME_ZONE` too.
TIME_ZONE = "UTC"

#: What may stand in a slug or code: anything else names nothing.
SLUG = r"[-_A-Za-z0-9]{1,250}"

_YEAR = r"(?:1[2-9][0-9]{2}|2[01][0-9]{2}|2200)"
_LEAP_YEAR = r"(?:(?:1[2-9]|2[01])(?:0[48]|[2468][048]|[13579][26])|1200|1600|2000)"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = (
    rf"(?:{_YEAR}-{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|{_YEAR}-(?:0[13-9]|1[0-2])-(?:29|30)"
    rf"|{_YEAR}-(?:0[13578]|1[02])-31|{_LEAP_YEAR}-02-29)"
)

#: The days, and the partial dates, that `PartialDate` accepts, for the API's description.
DAY_PATTERN = rf"^{_DAY}$"
PARTIAL_DATE_PATTERN = rf"^(?:{_YEAR}(?:-{_MONTH})?|{_DAY})$"


@dataclass(frozen=True)
class ParameterFault:
    """One thing wrong with a request: the parameter, what is wrong with it, and what to do about it."""

    parameter: str
    detail: str
    did_you_mean: str = ""

    def as_json(self) -> dict[str, str]:
        body = {"parameter": self.parameter, "detail": self.detail}
        return body | {"did_you_mean": self.did_you_mean} if self.did_you_mean else body


class InvalidParameters(APIException):
    """400 with every `ParameterFault` of the request."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, faults: list[ParameterFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that comes closest to `word`; "" where none is near."""
    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word[:250].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


def not_one_of(word: str, known: Iterable[str]) -> tuple[str, str]:
    """The sentence that says so, and the nearest known word or ""."""
    words = list(known)
    near = nearest(word, words)
    known_words = ", ".join(words)
    if near:
        text = say("{word} is not one of {known}; did you mean {near}?", word=shown(word), known=known_words, near=near)
    else:
        text = say("{word} is not one of {known}", word=shown(word), known=known_words)
    return text, near


def shown(value: str) -> str:
    """A value as an error message quotes it: short, and with nothing in it that does not print."""
    return repr(value if len(value) <= 60 else value[:60] + "…")


class ParameterReader:
    """Takes the parameters of one request, one by one; collects what is wrong with them in `faults`."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.faults: list[ParameterFault] = []

    def fault(self, name: str, detail: str, did_you_mean: str = "") -> None:
        self.faults.append(ParameterFault(name, detail, did_you_mean))

    @contextmanager
    def refusing(self, name: str) -> Iterator[None]:
        """A ValueError inside the block becomes a fault of the parameter `name`."""
        try:
            yield
        except ValueError as error:
            self.fault(name, told(error))

    def check_names(self, known: list[str]) -> None:
        """Refuse parameters that nobody would read, empty values, and text that no database can hold."""
        for name, values in self.data.lists():
            if name not in known:
                near = nearest(name, known)
                if near:
                    text = say("there is no such parameter; did you mean {near}?", near=near)
                else:
                    text = say("there is no such parameter; known are {known}", known=", ".join(sorted(known)))
                self.fault(shown(name)[1:-1], text, near)
            elif any("\x00" in value for value in values):
                self.fault(name, say("holds a NUL character: remove it"))
            elif any(not value.strip() for value in values):
                self.fault(name, say("is empty: give it a value, or leave it out"))

    def one(self, name: str) -> str | None:
        """The value of a parameter that may stand once; None where it is missing or already refused."""
        values = self.data.getlist(name)
        if len(values) > 1:
            self.fault(name, say("is given {count} times: give it once", count=len(values)))
        if len(values) != 1 or self.refused(name):
            return None
        return values[0]

    def words(self, name: str) -> list[str]:
        """The values of a parameter that may be repeated or hold a comma-separated list."""
        if self.refused(name):
            return []
        words = [word.strip() for value in self.data.getlist(name) for word in value.split(",")]
        if any(not word for word in words):
            self.fault(name, say("holds an empty value between commas: remove the comma"))
            return []
        return list(dict.fromkeys(words))

    def refused(self, name: str) -> bool:
        return any(fault.parameter == name for fault in self.faults)

    def as_of(self) -> dt.date:
        """The date that the law is asked about; today (in UTC) where the request names none."""
        value = self.one("as_of")
        if value is None:
            return timezone.localdate()
        try:
            date = PartialDate.parse(value)
            if date.day is None:
                day = f"{value}{'-01' if date.month else '-01-01'}"
                raise ValueError(say("{value} names no day: write {day}", value=shown(value), day=day))
        except ValueError as error:
            self.fault("as_of", told(error))
            return timezone.localdate()
        return date.earliest

    def page_size(self) -> int:
        value = self.one("page_size")
        if value is None:
            return PAGE_SIZE
        # int() alone would take "+5", " 5", "1_0" and other scripts' digits.
        if re.fullmatch(r"[1-9][0-9]{0,2}", value) and int(value) <= MAX_PAGE_SIZE:
            return int(value)
        text = say("{value} is not a whole number from 1 to {most}", value=shown(value), most=MAX_PAGE_SIZE)
        self.fault("page_size", text)
        return PAGE_SIZE

    def flag(self, name: str) -> bool:
        """A parameter that is true or false; false where it is missing."""
        value = self.one(name)
        if value not in (None, "true", "false"):
            self.fault(name, say("{value} is neither true nor false", value=shown(value or "")))
        return value == "true"

    def choice(self, name: str, known: Iterable[str], default: str) -> str:
        value = self.one(name)
        words = list(known)
        if value is None or value in words:
            return value or default
        self.fault(name, *not_one_of(value, words))
        return default

    def done(self) -> None:
        """Raise InvalidParameters if anything was wrong."""
        if self.faults:
            raise InvalidParameters(self.faults)
