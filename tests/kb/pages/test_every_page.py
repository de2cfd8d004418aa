"""What holds for every page: its language, its address, its headers, its errors."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings

from kb.pages.urls import urlpatterns

PLAIN = [pattern.name for pattern in urlpatterns if "<" not in str(pattern.pattern)]


def address(name: str, language: str = "en") -> str:
    return f"/{language}/{next(p for p in urlpatterns if p.name == name).pattern}"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PLAIN)
def test_pages_that_need_no_record_answer_in_both_languages(
    client: Client, world: SimpleNamespace, name: str, language: str
) -> None:
    page = client.get(address(name, language))
    body = page.content.decode()
    assert page.status_code == 200
    assert page["Content-Language"] == language
    assert f'<html lang="{language}">' in body
    assert body.count("<h1") == 1
    assert "style=" not in body
    assert "onclick" not in body
    assert f'hreflang="{"fr" if language == "en" else "en"}" href="http://testserver/' in body


@pytest.mark.parametrize("name", PLAIN)
def test_an_unknown_parameter_is_refused_by_name(client: Client, world: SimpleNamespace, name: str) -> None:
    page = client.get(address(name), {"nonsense": "1"})
    assert page.status_code == 400
    assert "<code>nonsense</code>" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(("asked", "there"), [("fr-CA,fr;q=0.9", "/fr/"), ("de", "/en/"), ("en-GB", "/en/")])
def test_an_address_without_a_language_leads_to_the_readers(
    client: Client, world: SimpleNamespace, asked: str, there: str
) -> None:
    home = client.get("/", headers={"accept-language": asked})
    assert (home.status_code, home["Location"]) == (302, there)
    page = client.get("/codebook/", headers={"accept-language": asked})
    assert (page.status_code, page["Location"]) == (302, f"{there}codebook/")
    assert "Accept-Language" in page["Vary"]


def test_what_other_sites_append_and_empty_fields_ask_nothing(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/figures/", {"utm_source": "letter", "fbclid": "x", "q": "report", "organisation": ""})
    assert (page.status_code, page["Location"]) == (302, "/en/figures/?q=report")


def test_a_form_that_asks_in_place_is_led_to_the_page_of_its_error(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/timeline/", {"from": "soon"}, headers={"hx-request": "true"})
    assert (page.status_code, page["HX-Redirect"], page.content) == (400, "/en/timeline/?from=soon", b"")


def test_the_permanent_address_has_the_day_in_it(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/statutes/", {"as_of": "2024-05-01"})
    assert page.context["permalink"] == "http://testserver/en/statutes/?as_of=2024-05-01"
    today = client.get("/en/statutes/")
    assert today.context["permalink"] == f"http://testserver/en/statutes/?as_of={today.context['today']:%Y-%m-%d}"


def test_a_day_before_the_record_is_refused_and_not_answered_as_no_law(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/statutes/", {"as_of": "1300-01-01"})
    assert page.status_code == 400
    assert "the record starts in" in page.content.decode()


def test_a_withdrawn_record_answers_with_its_reason(client: Client, world: SimpleNamespace) -> None:
    type(world.act).objects.filter(pk=world.act.pk).update(status="withdrawn", withdrawn_reason="Entered <twice>.")
    page = client.get(f"/en/statutes/{world.act.slug}/")
    assert page.status_code == 410
    assert "Entered &lt;twice&gt;." in page.content.decode()


def test_a_draft_is_unknown_like_what_never_was(client: Client, world: SimpleNamespace) -> None:
    type(world.act).objects.filter(pk=world.act.pk).update(status="draft")
    draft = client.get(f"/en/statutes/{world.act.slug}/")
    never = client.get("/en/statutes/never-was/")
    assert draft.status_code == never.status_code == 404
    assert draft.content == never.content.replace(b"never-was", world.act.slug.encode())


def test_other_programs_learn_what_a_page_is_and_where_it_stands(client: Client, world: SimpleNamespace) -> None:
    html = client.get(f"/en/statutes/{world.act.slug}/").content.decode()
    address = f"http://testserver/en/statutes/{world.act.slug}/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert re.search(f'<meta property="og:title" content="[^"]*{re.escape(world.act.citation)}', html)
    (described,) = re.findall(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    thing = json.loads(described)
    assert (thing["@type"], thing["legislationIdentifier"]) == ("Legislation", world.act.citation)
    (told,) = re.findall(r'ld\+json"[^>]*>(.*?)</script>', client.get("/en/data/").content.decode(), re.DOTALL)
    assert json.loads(told)["@type"] == "Dataset"


def test_pages_share_the_quota_of_the_api(client: Client, world: SimpleNamespace) -> None:
    with override_settings(API_REQUESTS_PER_MINUTE=2):
        answers = [client.get("/en/codebook/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert "Too many requests" in answers[2].content.decode()


def test_a_failure_of_ours_has_a_page_that_asks_the_database_nothing(client: Client, world: SimpleNamespace) -> None:
    from kb.pages.about import CodebookPage

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CodebookPage, "answer", fail)
        page = client.get("/fr/codebook/")
    assert page.status_code == 500
    assert '<html lang="fr">' in page.content.decode()


def test_robots_are_told_of_no_case_and_the_icon_is_found(client: Client, world: SimpleNamespace) -> None:
    told = client.get("/robots.txt").content.decode()
    assert "case" not in told
    assert "Sitemap: http://testserver/sitemap.xml" in told
    assert client.get("/favicon.ico").status_code == 302


def test_every_address_has_a_name() -> None:
    names = [pattern.name for pattern in urlpatterns]
    assert len(names) == len(set(names))
    assert all(names)


def test_the_sitemap_lists_what_may_be_indexed_in_both_languages(client: Client, world: SimpleNamespace) -> None:
    sitemap = client.get("/sitemap.xml")
    assert sitemap["Content-Type"].startswith("application/xml")
    body = sitemap.content.decode()
    for language in ("en", "fr"):
        assert f"<loc>http://testserver/{language}/statutes/{world.act.slug}/</loc>" in body
    assert 'hreflang="fr" href="http://testserver/fr/codebook/"' in body
    # Neither pages about cases nor what a reader sends is ever listed; nor is a draft.
    assert "/cases/" not in body
    assert "/rulings/" not in body
    assert "/corrections/" not in body
    for listed in re.findall(r"<loc>http://testserver(/en/[^<]*)</loc>", body):
        assert "X-Robots-Tag" not in client.get(listed).headers, listed
    type(world.act).objects.filter(pk=world.act.pk).update(status="draft")
    assert world.act.slug not in client.get("/sitemap.xml").content.decode()


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, world: SimpleNamespace) -> None:
    page = client.get("/en/codebook/")
    assert page["Cache-Control"] == "no-cache"
    again = client.get("/en/codebook/", headers={"if-none-match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    zipped = client.get("/en/codebook/", headers={"accept-encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip"
    assert client.get("/en/codebook/", headers={"if-none-match": zipped["ETag"]}).status_code == 304
