"""A reader asks for a correction; an editor decides; the reader reads the decision."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client

from kb.models import CorrectionRequest
from tests.editors import Editor, an_editor

pytestmark = pytest.mark.django_db

LETTER = {
    "kind": "correction",
    "about": "/en/statutes/arcadia-act/",
    "text": "It came into force a day later.",
    "source_url": "https://law.arcadia.example/gazette/12",
    "contact": "reader@example.org",
}


def send(client: Client, **changes: Any) -> Any:
    return client.post("/en/corrections/", LETTER | changes)


def test_it_is_filed_and_leads_to_its_own_page(client: Client) -> None:
    answer = send(client)
    filed = CorrectionRequest.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/en/corrections/{filed.reference}/"
    assert (filed.about, filed.contact, filed.state) == (LETTER["about"], LETTER["contact"], "open")
    page = client.get(answer["Location"])
    assert filed.reference in page.content.decode()
    # Whoever sees the address over a shoulder learns nothing of what was written.
    assert "a day later" not in page.content.decode()
    assert "reader@example.org" not in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Cache-Control"] == "no-store"


def test_the_form_knows_which_page_it_came_from(client: Client) -> None:
    page = client.get("/en/corrections/", {"about": "/en/cases/x/"})
    assert re.search(r'<input[^>]*name="about"[^>]*value="/en/cases/x/"', page.content.decode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "x" * 5001),
        ("about", ""),
        ("kind", "praise"),
        ("contact", "no address"),
        ("source_url", "::"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client: Client, field: str, value: str) -> None:
    answer = send(client, **{field: value})
    assert answer.status_code == 422
    assert CorrectionRequest.objects.count() == 0
    assert list(answer.context["form"].errors) == [field]
    body = answer.content.decode()
    assert f'href="#id_{field}' in body
    kept = "a day later" if field != "text" else LETTER["about"]
    assert kept in body


def test_a_field_that_people_do_not_see_stops_programs(client: Client) -> None:
    assert send(client, website="https://spam.example").status_code == 422
    assert CorrectionRequest.objects.count() == 0


def test_one_address_may_send_ten_in_an_hour(client: Client) -> None:
    assert [send(client).status_code for _ in range(11)] == [302] * 10 + [429]
    assert CorrectionRequest.objects.count() == 10
    caches["throttle"].clear()
    assert send(client).status_code == 302


def test_it_cannot_be_sent_from_another_site() -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/corrections/", LETTER)
    assert answer.status_code == 403
    assert "open its page again" in answer.content.decode()


def test_an_unknown_reference_is_not_found(client: Client) -> None:
    assert client.get("/en/corrections/ABCDEFGHJK/").status_code == 404


def test_an_editor_decides_once_and_the_contact_is_erased_everywhere(client: Client, alice: Editor) -> None:
    send(client)
    filed = CorrectionRequest.objects.get()
    address = f"/admin/kb/correctionrequest/{filed.pk}/change/"
    form = alice.open_form(address)
    assert alice.post(address, form | {"state": "accepted", "decision": ""}).status_code == 200
    assert alice.post(address, form | {"state": "accepted", "decision": "The gazette says so."}).status_code == 302
    filed.refresh_from_db()
    assert (filed.state, filed.contact, filed.decided_by) == ("accepted", "", alice.user)
    # The log keeps the decision, and not the reader's address.
    log = apps.get_model("kb", "CorrectionRequestHistory").objects.filter(pgh_obj=filed)
    assert list(log.order_by("pgh_id").values_list("state", flat=True)) == ["open", "accepted"]
    assert "contact" not in {field.name for field in log.model._meta.fields}
    page = client.get(f"/fr/corrections/{filed.reference}/").content.decode()
    assert "The gazette says so." in page
    # Decided, it is read only.
    assert alice.post(address, form | {"state": "declined", "decision": "No."}).status_code == 403


def test_editors_see_how_many_await_a_decision_and_only_they(client: Client, alice: Editor) -> None:
    send(client)
    assert "1 request of readers awaits a decision" in alice.get("/admin/").content.decode()
    carol = an_editor("carol", is_superuser=False)
    carol.user.user_permissions.add(Permission.objects.get(codename="view_statute"))
    assert "of readers" not in carol.get("/admin/").content.decode()
    assert carol.get("/admin/kb/correctionrequest/").status_code == 403


def test_the_database_keeps_no_decision_without_a_reason(client: Client) -> None:
    send(client)
    with pytest.raises(IntegrityError, match="a_decided_request_says_why"), transaction.atomic():
        CorrectionRequest.objects.update(state="declined")
    with pytest.raises(ValueError, match="needs a state other than open, and its reason"):
        CorrectionRequest.objects.get().decide("declined", " ", by=an_editor("dora").user)
