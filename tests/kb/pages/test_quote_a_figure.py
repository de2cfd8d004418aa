"""Quoting a figure: whose it is, for which period, and how far its source can be trusted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from tests.world import a_source, an_observation

pytestmark = pytest.mark.django_db


def test_each_figure_names_its_source_and_what_kind_of_source_that_is(client: Client, world: SimpleNamespace) -> None:
    press = a_source("press", url="https://press.example/", publisher="The Arcadian", kind="news")
    an_observation(world.indicator, "2025", 440, source=press)
    body = " ".join(client.get("/en/figures/").content.decode().split())
    assert (
        '<a href="https://press.example/">The Arcadian</a> <span class="source__about">(News of record)</span>' in body
    )


def test_a_draft_source_is_not_named(client: Client, world: SimpleNamespace) -> None:
    hidden = a_source("hidden", url="https://hidden.example/", publisher="Nobody", status="draft")
    an_observation(world.indicator, "2025", 440, source=hidden)
    body = client.get("/en/figures/").content.decode()
    assert "hidden.example" not in body
    assert "Nobody" not in body
