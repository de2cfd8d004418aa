"""What a record is called where people choose it or read of it."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db import models
from django.urls import NoReverseMatch, reverse


def name_of(row: models.Model) -> str:
    """By its screen's `option_label`. May cause a query for a relation that the name needs."""
    model = type(row)
    if admin.site.is_registered(model):
        return str(getattr(admin.site.get_model_admin(model), "option_label", str)(row))
    return str(row)


def page_of(row: models.Model, page: str = "change") -> str:
    """The address of its page in the admin, or of its history; empty where it has none."""
    options = row._meta
    try:
        return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=[quote(row.pk)])
    except NoReverseMatch:
        return ""
