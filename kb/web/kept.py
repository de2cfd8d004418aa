"""Public answers, kept in the process for whoever asks next: pages and JSON alike, each under the state it is of.

An answer is kept under the version of the data that it was read from, and only if the database says, after it was
made, that nothing has changed since that version was asked for. A request asks for the version first; what was
published or withdrawn before it began is then another version, under which nothing old is kept. So no reader sees what
was withdrawn before they asked, nor an old answer under a new version: see docs/decisions/0023.

The ETag names the same: who holds an answer of this version is told so before anything is made.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.settings import api_settings

from kb.models import DataVersion, data_version, is_still, one_version
from kb.web.addresses import is_api
from kb.web.throttling import spend

#: What a request for a page can say, besides its address, that makes another answer of it.
VARIES_BY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")

#: Shorter answers do not gain by it. As Django's own middleware.
WORTH_PACKING = 200

#: The longest that an answer's address and headers may be together to be kept, in letters.
LONGEST_KEY = 4_096


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its headers as the views made them, its body, and the same gzipped where that is worth it."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes | None

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed or b"") + sum(len(name) + len(value) for name, value in self.headers)


@dataclass(slots=True)
class Memory:
    """Answers of one version of the data, the least asked for forgotten first where they take more than `bound` bytes.
    Safe to share between threads."""

    bound: int
    version: int | None = None
    used: int = 0
    _answers: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, version: int, key: str) -> Kept | None:
        with self._lock:
            if version != self.version or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def keep(self, version: int, key: str, answer: Kept) -> None:
        """Forgets what is of an older version; keeps nothing that is older than what it has, or takes too much."""
        with self._lock:
            if self.version is None or version > self.version:
                self.version, self.used = version, 0
                self._answers.clear()
            if version < self.version or answer.size > self.bound // 4 or key in self._answers:
                return
            self._answers[key] = answer
            self.used += answer.size
            while self.used > self.bound:
                _, oldest = self._answers.popitem(last=False)
                self.used -= oldest.size


class KeptAnswersMiddleware:
    """Stands inside what dresses every answer anew (quota, security, other origins), and outside all that makes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # templates change under it
        self.get_response = get_response
        self.memory = Memory(settings.KEPT_ANSWERS_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with one_version():
            asked = key_of(request)
            version = data_version() if asked else None
            if not asked or version is None:
                return self.get_response(request)
            etag = f'"{version.short}-{asked}"'
            known = self.of_the_version(request, version, asked, etag)
            if known is not None and spend(request) is not None:
                return known
            return self.made(request, version, asked, etag)

    def of_the_version(self, request: HttpRequest, version: DataVersion, key: str, etag: str) -> HttpResponse | None:
        """What needs nothing to be made: that the client has it already, or an answer that is kept."""
        if request.headers.get("If-None-Match", "*") != "*":
            told = get_conditional_response(request, etag=etag)
            if told is not None and told.status_code == 304:
                told.headers["ETag"] = etag
                return told
        kept = self.memory.get(version.pk, key) if request.method == "GET" else None
        if kept is None:
            return None
        return conditional(request, etag, response_of(kept, request))

    def made(self, request: HttpRequest, version: DataVersion, key: str, etag: str) -> HttpResponseBase:
        response = self.get_response(request)
        if not may_be_kept(response):
            return response
        assert isinstance(response, HttpResponse)
        response.headers["ETag"] = etag
        # Asked again after the answer was made: of a day that is over, or of data that moved meanwhile, it is not kept.
        if request.method == "GET" and self.memory.bound and key == key_of(request) and is_still(version):
            kept = Kept(tuple(response.headers.items()), response.content, packed(response.content))
            self.memory.keep(version.pk, key, kept)
            return conditional(request, etag, response_of(kept, request))
        return conditional(request, etag, response)


def key_of(request: HttpRequest) -> str:
    """What the request asks, on which day, of which program; empty where the answer may be for one reader alone, is
    none of the public ones, or is not read."""
    public = is_api(request) or request.path.startswith(tuple(f"/{language}/" for language, _ in settings.LANGUAGES))
    if not public or request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return ""
    try:
        host = request.get_host()
    except DisallowedHost:  # refused elsewhere, in its own words
        return ""
    told = "\n".join([
        build(), timezone.localdate().isoformat(), request.scheme or "", host, request.get_full_path(),
        *([_formats(request)] if is_api(request) else [request.headers.get(name, "") for name in VARIES_BY]),
    ])  # fmt: skip
    return "" if len(told) > LONGEST_KEY else hashlib.sha256(told.encode()).hexdigest()[:32]


def _formats(request: HttpRequest) -> str:
    """Accept, as far as it can choose among the API's formats; empty where it comes to JSON, which needs no asking."""
    asked = request.headers.get("Accept", "").lower().replace(" ", "")
    if "q=0" in asked.replace("q=0.", ""):
        return asked  # something is refused
    chosen = [part for part in asked.split(",") if (media := part.partition(";")[0]) in _media_types() or "*" in media]
    if not chosen:
        return asked  # nothing, or nothing that there is
    return "" if all("*" in part or part.startswith("application/json") for part in chosen) else ",".join(chosen)


@cache
def _media_types() -> frozenset[str]:
    renderers: Any = api_settings.DEFAULT_RENDERER_CLASSES
    return frozenset(str(renderer.media_type) for renderer in renderers)


def may_be_kept(response: HttpResponseBase) -> bool:
    """Whether it is an answer that anybody may have, whole, and not an error or a form."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not response.has_header("Content-Encoding")
    )


def conditional(request: HttpRequest, etag: str, response: HttpResponse) -> HttpResponse:
    """The response, or 304 or 412 where the request's conditions ask for that."""
    told = get_conditional_response(request, etag=etag, response=response)
    if told is not None and told is not response:
        told.headers.setdefault("ETag", etag)
    return told or response


def response_of(kept: Kept, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(kept.body, headers=dict(kept.headers))
    if kept.packed is None:
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    if _takes_gzip(request.headers.get("Accept-Encoding", "")):
        response.content = kept.packed
        response.headers["Content-Encoding"] = "gzip"
        # The same answer, and not the same bytes.
        response.headers["ETag"] = f"W/{response.headers['ETag']}"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def packed(body: bytes) -> bytes | None:
    """The body gzipped; None where that gains little. Public answers hold no secret that its length could betray."""
    if len(body) < WORTH_PACKING:
        return None
    made = zlib.compressobj(level=6, wbits=31)
    small = made.compress(body) + made.flush()
    return small if len(small) < len(body) else None


def _takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding allows gzip: by its name, and not with q=0."""
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


@cache
def build() -> str:
    """A digest of the program itself, so that another one's answers are never taken for this one's."""
    root = Path(settings.BASE_DIR)
    state = hashlib.sha256()
    for path in _sources(root):
        state.update(path.relative_to(root).as_posix().encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def _sources(root: Path) -> Iterable[Path]:
    kinds = {".py", ".html", ".txt", ".mo", ".css", ".js", ".svg"}
    for app in ("cases", "jurisdictions", "kb"):
        yield from sorted(path for path in (root / app).rglob("*") if path.suffix in kinds)
    yield root / "uv.lock"
