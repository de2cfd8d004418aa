"""The version of the curated data: loading it again, in whatever order, is no change."""

from __future__ import annotations

from kb.curated.loading import data_folders, load
from kb.models import DataChange, DataVersion
from kb.models.versions import published


def test_loading_the_same_data_again_changes_nothing(curated: None) -> None:
    version = DataVersion.objects.latest()
    assert not DataChange.objects.exists()
    load(data_folders(), force=True)
    assert list(DataVersion.objects.all()) == [version]
    assert (str(version.checked_first), str(version.checked_last)) < ("2026-10", "2027")


def test_what_is_kept_is_what_is_published(curated: None) -> None:
    assert published()[0] == DataVersion.objects.latest().digest
