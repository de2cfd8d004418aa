"""ETags, caches, other origins, and the quota."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from jurisdictions.models import Statute
from kb.models.versions import note_changes
from tests.asking import answer, ask


def test_answer_that_has_not_changed_is_not_sent_again(world: SimpleNamespace) -> None:
    first = answer("statutes/")
    same = Client().get("/api/v1/statutes/", headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    weak = Client().get("/api/v1/statutes/", headers={"if-none-match": f'"other", W/{first["ETag"]}'})
    assert weak.status_code == 304
    Statute.objects.update(title="Another title")
    note_changes()
    changed = Client().get("/api/v1/statutes/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_etag_tells_formats_and_pages_apart_and_is_the_same_for_the_same(world: SimpleNamespace) -> None:
    paths = ["?", "?format=csv", "?as_of=2021-01-01", "?fields=slug", "?page_size=1"]
    tags = [Client().get(f"/api/v1/sources/{path}")["ETag"] for path in paths]
    assert len(set(tags)) == len(paths)
    assert tags == [Client().get(f"/api/v1/sources/{path}")["ETag"] for path in paths]


def test_head_has_the_headers_of_get(world: SimpleNamespace) -> None:
    head, got = Client().head("/api/v1/statutes/"), answer("statutes/")
    assert head.content == b""
    assert head["ETag"] == got["ETag"]
    assert head["Content-Type"] == got["Content-Type"]


def test_precondition_that_no_longer_holds_is_a_problem(world: SimpleNamespace) -> None:
    response = Client().get("/api/v1/statutes/", headers={"if-match": '"other"'})
    assert (response.status_code, response["Content-Type"]) == (412, "application/problem+json")


def test_caches_keep_answers_but_ask_each_time_and_keep_no_errors(world: SimpleNamespace) -> None:
    good, bad = answer("statutes/"), answer("statutes/nonsense/")
    assert good["Cache-Control"] == "public, no-cache"
    assert bad["Cache-Control"] == "no-store"
    assert "ETag" not in bad
    for response in (good, bad):
        # Not the language, and no cookie: neither plays a part in the answer.
        assert set(response["Vary"].split(", ")) - {"Accept-Encoding"} == {"Accept", "origin"}
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["statutes/", "statutes/nonsense/", "nonsense/", "statutes/?nonsense=1", "limits/"])
def test_scripts_of_any_site_may_read(path: str) -> None:
    response = Client().get(f"/api/v1/{path}", headers={"origin": "https://researcher.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    for name in ("ETag", "Link", "RateLimit-Remaining", "Retry-After"):
        assert name in response["Access-Control-Expose-Headers"]


@pytest.mark.django_db
def test_preflight_allows_reading_only() -> None:
    response = Client().options(
        "/api/v1/statutes/",
        headers={"origin": "https://researcher.example", "access-control-request-method": "GET"},
    )
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
def test_each_answer_says_what_is_left(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 10
    left = [answer(path)["RateLimit-Remaining"] for path in ("statutes/", "statutes/nonsense/", "nonsense/", "")]
    assert left == ["9", "8", "7", "6"]
    response = answer("statutes/")
    assert response["RateLimit-Limit"] == "10"
    assert 1 <= int(response["RateLimit-Reset"]) <= 60


@pytest.mark.django_db
def test_asking_for_the_quota_does_not_spend_it(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 10
    ask("statutes/")
    for _ in range(3):
        body = ask("limits/")
        assert (body["limit"], body["window"], body["remaining"]) == (10, 60, 9)
    assert answer("statutes/")["RateLimit-Remaining"] == "8"


@pytest.mark.django_db
def test_request_over_the_quota_is_told_when_to_come_back(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    monkeypatch.setattr("kb.web.throttling.time.time", lambda: 1_000_000_020.0 - 20)
    assert [answer("statutes/").status_code for _ in range(3)] == [200, 200, 429]
    response = answer("statutes/")
    assert response["Content-Type"] == "application/problem+json"
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["RateLimit-Remaining"] == "0"
    assert answer("limits/").json()["remaining"] == 0
    monkeypatch.setattr("kb.web.throttling.time.time", lambda: 1_000_000_020.0 + 60)
    assert answer("statutes/").status_code == 200


@pytest.mark.django_db
def test_quota_is_counted_by_address_and_no_header_is_believed(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 10
    client = Client()
    client.get("/api/v1/", headers={"x-forwarded-for": "203.0.113.1"})
    same = client.get("/api/v1/", headers={"x-forwarded-for": "203.0.113.2"})
    assert same["RateLimit-Remaining"] == "8"
    other = client.get("/api/v1/", REMOTE_ADDR="203.0.113.9")
    assert other["RateLimit-Remaining"] == "9"


@pytest.mark.django_db
def test_addresses_of_one_ipv6_subscriber_share_a_quota(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 10
    addresses = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    left = [Client().get("/api/v1/", REMOTE_ADDR=address)["RateLimit-Remaining"] for address in addresses]
    assert left == ["9", "8", "9"]
