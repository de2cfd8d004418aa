"""People who work in the admin, each in a browser of their own, and the forms they fill in."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse


class Editor(Client):
    """A browser in which `user` is signed in."""

    user: User

    def open_form(self, address: str) -> dict[str, Any]:
        """The values that the page's largest form would send if nothing were typed."""
        page = self.get(address)
        assert page.status_code == 200, page.status_code
        return form_values(page.content.decode())


def an_editor(name: str = "alice", **columns: Any) -> Editor:
    """A superuser's browser, unless `columns` says otherwise."""
    browser = Editor()
    browser.user = User.objects.create_user(name, is_staff=True, **({"is_superuser": True} | columns))
    browser.force_login(browser.user)
    return browser


def address(of: models.Model | type[models.Model], page: str) -> str:
    """Of a page of the admin: `changelist`, `add`, `import`, `export`; or of a row: `change`, `history`, `delete`."""
    options = of._meta
    if page in ("publish", "withdraw", "draft"):
        return address(of, "change").replace("/change/", f"/{page}/")
    args = [of.pk] if isinstance(of, models.Model) else []
    return reverse(f"{admin.site.name}:{options.app_label}_{options.model_name}_{page}", args=args)


def told(response: Any) -> list[str]:
    """What this response has to say, on the page that follows."""
    return [str(message) for message in response.wsgi_request._messages._queued_messages]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.select = self.textarea = ""
        self.open = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form":
            self.forms.append({})
            self.open = True
        elif not self.open:
            return
        elif tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._add(name, given.get("value") or ("on" if given.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value") or "")
        elif tag == "textarea":
            self.textarea = name
            self.forms[-1][name] = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.forms[-1][self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def _add(self, name: str, value: str) -> None:
        form = self.forms[-1]
        form[name] = [*form[name], value] if isinstance(form.get(name), list) else (
            [form[name], value] if name in form else value
        )  # fmt: skip


def form_values(html: str) -> dict[str, Any]:
    parser = _Forms()
    parser.feed(html)
    form = max(parser.forms, key=len)
    # The empty form that the browser copies for each new row is never sent by itself.
    values = {name: value for name, value in form.items() if "__prefix__" not in name}
    return {name: value.removeprefix("\n") if isinstance(value, str) else value for name, value in values.items()}
