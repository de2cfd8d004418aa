"""Load the whole curated knowledge base: read, build, check, write; or say everything that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pghistory
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jurisdictions import reference
from jurisdictions.importing.building import Builder
from jurisdictions.importing.reading import Entry, Fault, Plain, label_of, read_folder
from jurisdictions.importing.spec import Spec
from jurisdictions.importing.specs import COURTS, JURISDICTIONS, REVIEWS
from jurisdictions.importing.writing import Changes, write
from kb.curated import counts
from kb.curated.importing import SPECS
from kb.models import Load, versions

#: Serialises loads: two of them at once would each see the other's rows as missing.
LOCK = 7_261_906

#: Files of the data folders that `jurisdictions.reference` reads itself.
REFERENCE_FILES = ("places.yaml", "courts.yaml")


class LoadRefused(Exception):
    """Nothing was kept; `faults` says why, all at once, in the order of files and lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__(f"{len(self.faults)} faults")


def data_folders(root: Path | None = None) -> list[Path]:
    root = root or settings.BASE_DIR
    return [root / app / "data" for app in ("jurisdictions", "cases", "kb")]


def digest(folders: list[Path]) -> str:
    """Of everything a load reads: the YAML, and the packages that places and courts come from."""
    state = hashlib.sha256()
    for package in ("pycountry", "courts-db"):
        state.update(f"{package} {metadata.version(package)}\n".encode())
    state.update(Path(reference.__file__).read_bytes())
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            state.update(f"{label_of(path)}\n".encode())
            state.update(path.read_bytes())
    return state.hexdigest()


def load(
    folders: list[Path],
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    force: bool = False,
    progress: Callable[[str, int], None] = lambda name, rows: None,
) -> Changes | None:
    """Make the database hold what the folders hold. Returns what changed, or None where these very files
    were the last to be loaded (`force` loads them all the same). Raises LoadRefused, having kept nothing.
    """
    fingerprint = digest(folders)
    with transaction.atomic(), pghistory.context(by="load_kb"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = Load.objects.first()
        if last and last.digest == fingerprint and not (force or dry_run):
            return None
        faults: list[Fault] = []
        progress("reading", 0)
        entries = reference_entries() + [entry for folder in folders for entry in _curated(folder, faults)]
        builder = Builder(faults)
        built = builder.build(entries, SPECS)
        builder.check_siblings(entries)
        counts.check(built, faults)
        if faults:
            raise LoadRefused(faults)
        changes = write(
            built,
            SPECS,
            faults,
            last_load=last.finished_at if last else None,
            overwrite=overwrite,
            progress=progress,
        )
        if faults:
            raise LoadRefused(faults)
        if dry_run:
            transaction.set_rollback(True)
        else:
            if changes.count:
                _tell_the_planner()
            # After the rows' own times, so that a row of this load is not taken for an editor's.
            Load.objects.create(digest=fingerprint, finished_at=timezone.now(), changes=changes.count)
            versions.note_changes()
            versions.bring_up_to_date()
    return changes


def _tell_the_planner() -> None:
    """Statistics of the tables just filled: without them the first queries take plans ten times as slow."""
    tables = ", ".join(connection.ops.quote_name(member.model._meta.db_table) for s in SPECS for member in s.family())
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _curated(folder: Path, faults: list[Fault]) -> list[Entry]:
    own = {label_of(folder / name) for name in REFERENCE_FILES} if folder.parent.name == "jurisdictions" else set()
    wrong: list[Fault] = []
    entries = [entry for entry in read_folder(folder, SPECS, wrong) if entry.file not in own]
    faults.extend(fault for fault in wrong if fault.file not in own)
    return entries


def reference_entries() -> list[Entry]:
    """Countries, US subdivisions, courts and review relations, as entries like those of a file."""
    before = {
        row["court"]: {
            "predecessor": row["predecessor"],
            "predecessor_before": row["decisions_before"],
            "predecessor_authority": row["authority"],
        }
        for row in reference.predecessors()
    }
    return [
        *_entries(JURISDICTIONS, [dict(row) for row in reference.jurisdictions()]),
        *_entries(COURTS, [{**row, **before.get(row["slug"], {})} for row in reference.courts()]),
        *_entries(REVIEWS, [dict(row) for row in reference.reviews()]),
    ]


def _entries(spec: Spec, rows: list[dict[str, object]]) -> list[Entry]:
    entries = []
    for row in rows:
        values: dict[str, Plain] = {
            key: [str(item) for item in value] if isinstance(value, (list, tuple)) else str(value)
            for key, value in row.items()
            if key in spec.keys and value not in (None, "", [])
        }
        entries.append(Entry(spec, "reference", 0, values, {}))
    return entries
