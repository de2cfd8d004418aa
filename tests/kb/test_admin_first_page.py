"""The admin's first page, its side bar, figures, accounts, and the policy its pages are served with."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth.models import Permission, User

from kb.models import Observation
from tests import world as build
from tests.editors import Editor, address, an_editor
from tests.jurisdictions.test_admin_edit_a_statute import faults, new_row


def test_it_counts_what_awaits_a_look_and_links_to_it(alice: Editor, world: SimpleNamespace) -> None:
    build.an_event(world.act, "repealed", "2027", status="draft")
    build.a_source("old", checked_on="2019")
    page = alice.get("/admin/")
    rows = {row["kind"].name: row for row in page.context["awaiting"]}
    assert rows["legislative events"]["total"] == 4
    assert rows["legislative events"]["kind"].by_status == {"draft": 1, "published": 3}
    assert rows["sources"]["kind"].stale == 1
    assert rows["statutes"]["kind"].without_source == 1
    html = page.content.decode()
    assert 'href="/admin/jurisdictions/legislativeevent/?status__exact=draft"' in html
    assert 'href="/admin/jurisdictions/statute/?has_source=no"' in html
    listed = alice.get("/admin/jurisdictions/statute/?has_source=no").context["cl"]
    assert list(listed.result_list) == [world.act]


def test_an_account_sees_only_what_it_may(alice: Editor, world: SimpleNamespace) -> None:
    carol = an_editor("carol", is_superuser=False)
    carol.user.user_permissions.add(Permission.objects.get(codename="view_source"))
    page = carol.get("/admin/")
    assert [row["kind"].name for row in page.context["awaiting"]] == ["sources"]
    html = page.content.decode()
    assert 'href="/admin/jurisdictions/source/"' in html
    assert 'href="/admin/auth/user/"' not in html


def test_who_is_not_signed_in_is_asked_to(alice: Editor) -> None:
    alice.logout()
    response = alice.get("/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_who_signs_in_comes_to_the_first_page(alice: Editor) -> None:
    alice.user.set_password("a fine long one")
    alice.user.save()
    alice.logout()
    form = alice.open_form("/admin/login/") | {"username": "alice", "password": "a fine long one"}
    assert alice.post("/admin/login/", form)["Location"] == "/admin/"


def test_a_figure_is_added_and_a_period_that_is_none_refused(alice: Editor, world: SimpleNamespace) -> None:
    form = alice.open_form(address(world.indicator, "change"))
    form |= new_row("observations", 1, period="2026-Q1", value="12", source=world.source.pk)
    response = alice.post(address(world.indicator, "change"), form)
    assert faults(response)["observations-1-period"][0].startswith("'2026-Q1' is not a period")
    alice.post(address(world.indicator, "change"), form | {"observations-1-period": "2026-H1"})
    figure = Observation.objects.get(period="2026-H1")
    assert (figure.slug, str(figure.period_end), figure.status) == ("reports--2026-h1", "2026-06-30", "draft")


def test_an_account_is_added_and_its_password_is_not_shown(alice: Editor) -> None:
    form = alice.open_form("/admin/auth/user/add/")
    form |= {
        "username": "eve",
        "usable_password": "true",
        "password1": "a fine long one",
        "password2": "a fine long one",
    }
    alice.post("/admin/auth/user/add/", form)
    eve = User.objects.get(username="eve")
    assert not eve.is_staff
    page = alice.get(address(eve, "change")).content.decode()
    assert eve.password not in page


def test_pages_of_the_admin_have_their_own_policy_and_others_the_strict_one(alice: Editor) -> None:
    """Unfold runs on Alpine.js, which evaluates attributes (docs/decisions/0007-editing.md)."""
    admin_policy = alice.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in admin_policy
    assert "default-src 'none'" in admin_policy
    assert "unsafe" not in alice.get("/healthz")["Content-Security-Policy"]
