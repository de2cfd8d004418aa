"""Answers that are kept: what is kept and for whom, and that nothing is made twice."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from jurisdictions.models import Statute
from kb.models import data_version, is_still
from kb.models.versions import bring_up_to_date, note_changes
from kb.pages.about import CodebookPage
from kb.web.kept import Kept, Memory, key_of, may_be_kept, packed, response_of
from tests.editors import an_editor
from tests.world import a_jurisdiction, a_statute, make_world

API, PAGE = "/api/v1/statutes/", "/en/statutes/"


@pytest.fixture
def keeping(settings: Any, transactional_db: None) -> SimpleNamespace:
    """A site that keeps answers, on a database where changes are committed, and so noted."""
    settings.KEPT_ANSWERS_BYTES = 2**20
    return make_world()


def asked(client: Client, address: str, **headers: str) -> tuple[Any, list[str]]:
    """The answer, and the statements that it took."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    return response, [query["sql"] for query in captured]


@pytest.mark.parametrize("address", [API, PAGE, "/api/v1/statutes/xa-images-act/", "/api/v1/matrix/?within=XA"])
def test_what_is_asked_again_is_not_made_again(keeping: SimpleNamespace, client: Client, address: str) -> None:
    first, many = asked(client, address)
    again, one = asked(client, address)
    assert (first.status_code, again.content, again.headers["ETag"]) == (200, first.content, first.headers["ETag"])
    assert len(many) > len(one) == 1
    assert "kb_dataversion" in one[0]
    assert {name: told for name, told in again.headers.items() if not name.startswith("RateLimit")} == {
        name: told for name, told in first.headers.items() if not name.startswith("RateLimit")
    }


def test_who_has_it_already_is_told_before_anything_is_made(
    keeping: SimpleNamespace, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.KEPT_ANSWERS_BYTES = 0  # so that it can only be told from the tag
    tag = client.get("/en/codebook/")["ETag"]
    monkeypatch.setattr(CodebookPage, "answer", lambda page: pytest.fail("it was made"))
    same, statements = asked(client, "/en/codebook/", **{"if-none-match": tag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", tag)
    assert len(statements) == 1


@pytest.mark.parametrize("address", [API, PAGE])
def test_what_is_published_or_withdrawn_is_seen_at_the_next_request(
    keeping: SimpleNamespace, client: Client, address: str
) -> None:
    act = a_statute("xa-later-act", keeping.arcadia, status="draft")
    tags = []
    for status, seen in (("draft", False), ("published", True), ("withdrawn", False), ("published", True)):
        Statute.objects.filter(pk=act.pk).update(status=status, withdrawn_reason="Wrong.")
        for _ in range(2):
            answer = client.get(address)
            assert (act.slug in answer.content.decode()) is seen, status
        tags.append(answer["ETag"])
    assert len(set(tags)) == 3, "published twice, the data is the same"


def test_each_way_of_asking_has_an_answer_of_its_own(keeping: SimpleNamespace, client: Client) -> None:
    ways: list[dict[str, str]] = [{}, {"accept": "text/csv"}, {"hx-request": "true"}]
    for _ in range(2):
        bodies = [client.get(f"{API}?page_size=1", headers=headers).content for headers in ways[:2]]
        assert bodies[0] != bodies[1]
        whole, part = (client.get("/en/search/?q=act", headers=headers).content for headers in (ways[0], ways[2]))
        assert len(part) < len(whole)
    french, english = client.get("/fr/statutes/").content, client.get(PAGE).content
    assert french != english


def test_an_editors_pages_and_forms_are_never_kept(keeping: SimpleNamespace, client: Client) -> None:
    editor = an_editor("alice")
    editor.get(PAGE)
    assert len(asked(editor, PAGE)[1]) == len(asked(editor, PAGE)[1]) > 1
    assert "ETag" not in editor.get(PAGE).headers
    form = client.get("/en/corrections/")
    assert "ETag" not in form.headers
    assert form["Cache-Control"] == "no-store"
    assert len(asked(client, "/api/v1/limits/")[1]) == 1
    first, again = (client.get("/api/v1/limits/").json()["remaining"] for _ in range(2))
    assert first == again, "asking what is left spends nothing"


def test_a_kept_answer_spends_the_quota_like_any(keeping: SimpleNamespace, client: Client, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    told = [client.get(API) for _ in range(4)]
    assert [one.status_code for one in told] == [200, 200, 200, 429]
    assert [one.headers["RateLimit-Remaining"] for one in told] == ["2", "1", "0", "0"]


def test_answers_go_packed_to_whoever_takes_that(keeping: SimpleNamespace, client: Client) -> None:
    plain = client.get(API)
    for _ in range(2):
        small = client.get(API, headers={"accept-encoding": "br, gzip;q=0.8"})
        assert small["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.content) == plain.content
        assert "Accept-Encoding" in small["Vary"]
        assert small["ETag"] == f"W/{plain['ETag']}"
        assert client.get(API, headers={"if-none-match": small["ETag"]}).status_code == 304
    for refusing in ("br", "gzip;q=0", "identity"):
        assert "Content-Encoding" not in client.get(API, headers={"accept-encoding": refusing}).headers


def test_an_answer_made_while_the_data_changed_is_not_kept(
    keeping: SimpleNamespace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forth and back: the version is the same before and after, and the answer of neither."""
    made = CodebookPage.answer

    def meanwhile(page: CodebookPage) -> dict[str, Any]:
        answer = made(page)
        for title in ("Another", keeping.act.title):
            Statute.objects.filter(pk=keeping.act.pk).update(title=title)
        bring_up_to_date()
        return answer

    data_version()
    monkeypatch.setattr(CodebookPage, "answer", meanwhile)
    first, _ = asked(client, "/en/codebook/")
    monkeypatch.setattr(CodebookPage, "answer", made)
    again, statements = asked(client, "/en/codebook/")
    assert first["ETag"] == again["ETag"], "the data is what it was"
    assert len(statements) > 1


def test_a_version_is_no_longer_the_same_once_anything_was_noted(world: SimpleNamespace) -> None:
    version = data_version()
    assert version is not None
    assert is_still(version)
    a_jurisdiction("XD", status="draft")
    note_changes()
    assert not is_still(version), "noted, and not looked at yet"
    bring_up_to_date()
    assert not is_still(version), "looked at: the digest is the same, but that is more than could be known before"
    version = data_version()
    assert version is not None
    assert is_still(version)


def of(size: int) -> Kept:
    return Kept((), b"x" * size, None)


def test_memory_forgets_what_was_not_asked_for_longest() -> None:
    memory = Memory(100)
    for name in ("a", "b", "c", "d"):
        memory.keep(1, name, of(25))
    assert memory.get(1, "a")
    memory.keep(1, "e", of(25))
    assert [name for name in "abcde" if memory.get(1, name)] == ["a", "c", "d", "e"]
    assert memory.used == 100
    memory.keep(1, "large", of(26))
    assert memory.get(1, "large") is None
    assert memory.get(1, "a")


def test_memory_holds_one_version_and_takes_none_that_is_older() -> None:
    memory = Memory(100)
    memory.keep(2, "a", of(10))
    memory.keep(1, "b", of(10))
    assert memory.get(1, "b") is None
    assert memory.get(2, "a")
    memory.keep(3, "c", of(10))
    assert memory.get(2, "a") is None
    assert (memory.used, memory.version) == (10, 3)


def test_only_whole_public_answers_may_be_kept() -> None:
    assert may_be_kept(HttpResponse("x"))
    assert not may_be_kept(HttpResponse("x", status=404))
    assert not may_be_kept(HttpResponse("x", headers={"Cache-Control": "no-store"}))
    with_cookie = HttpResponse("x")
    with_cookie.set_cookie("seen", "1")
    assert not may_be_kept(with_cookie)


def test_the_key_names_all_that_an_answer_depends_on(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    ask = RequestFactory()
    keys = [
        key_of(ask.get("/en/x/", headers={"host": "a.example"})),
        key_of(ask.get("/en/x/", headers={"host": "b.example"})),
        key_of(ask.get("/en/x/", headers={"host": "a.example"}, secure=True)),
        key_of(ask.get("/en/x/?a=1", headers={"host": "a.example"})),
        key_of(ask.get("/api/x/", headers={"host": "a.example"})),
        key_of(ask.get("/api/x/", headers={"host": "a.example", "accept": "text/csv"})),
        key_of(ask.get("/en/x/", headers={"host": "a.example", "hx-request": "true"})),
    ]
    assert len(set(keys)) == len(keys)
    assert "" not in keys
    import datetime as dt

    monkeypatch.setattr("kb.web.kept.timezone.localdate", lambda: dt.date(2031, 1, 1))
    assert key_of(ask.get("/en/x/", headers={"host": "a.example"})) not in keys
    for other in (
        ask.post("/en/x/", headers={"host": "a.example"}),
        ask.get("/admin/", headers={"host": "a.example"}),
        ask.get("/en/x/", headers={"host": "c.example"}),
        ask.get("/en/x/?" + "a" * 5_000, headers={"host": "a.example"}),
    ):
        assert key_of(other) == ""


def test_a_browser_and_a_script_share_what_is_the_same_for_both() -> None:
    ask = RequestFactory()
    browsers = ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html, application/xml;q=0.9, */*;q=0.8")
    assert len({key_of(ask.get("/en/x/", headers={"accept": accept})) for accept in ("", *browsers)}) == 1
    json = ("", "*/*", "application/json", "application/*", *browsers)
    assert len({key_of(ask.get("/api/x/", headers={"accept": accept})) for accept in json}) == 1
    others = ("text/csv", "application/ld+json", "image/png", "application/json;q=0, */*")
    assert len({key_of(ask.get("/api/x/", headers={"accept": accept})) for accept in ("", *others)}) == 5


def test_a_short_answer_is_not_packed() -> None:
    assert packed(b"x" * 199) is None
    kept = Kept((("Content-Type", "text/plain"), ("ETag", '"1"')), b"ok", None)
    assert response_of(kept, RequestFactory().get("/", headers={"accept-encoding": "gzip"})).content == b"ok"
