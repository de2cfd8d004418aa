"""When the curated data was last loaded, and which data that was."""

from __future__ import annotations

import datetime as dt

from django.db import models


class Load(models.Model):
    """One finished load of the curated files. A load of the same files finds its digest here and rests."""

    digest = models.CharField(max_length=64, help_text="sha256 of the files and of the packages that places come from.")
    finished_at = models.DateTimeField()
    changes = models.PositiveIntegerField(help_text="Rows and links made, changed or removed.")

    class Meta:
        ordering = ["-finished_at", "-id"]
        get_latest_by = ["finished_at", "id"]

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M} ({self.changes} changes)"


def last_loaded() -> dt.datetime | None:
    """When the curated data was last loaded; None where it never was."""
    last = Load.objects.first()
    return last.finished_at if last else None
