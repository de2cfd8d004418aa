"""Write the whole knowledge base back to its YAML files."""

from __future__ import annotations

from pathlib import Path

from cases.models import Case, Issue
from jurisdictions.importing.dumping import render, write_files
from jurisdictions.importing.spec import Spec
from jurisdictions.models import Question, Record, Statute
from kb.curated import codebook_page
from kb.curated.importing import SPECS
from kb.models import Indicator, PublishedCount


def dump(root: Path) -> list[str]:
    """Write every record to the file it came from, and new ones to the file of their kind; and the codebook page.

    Returns the names of the files that changed. A file whose last record is gone is left for a person
    to delete: git shows it.
    """
    return write_files(root, render(SPECS, home) | {"docs/codebook.md": codebook_page.render()})


def home(spec: Spec, row: Record) -> str:
    """The file in which a record made in the admin belongs."""
    match row:
        case Statute():
            return f"jurisdictions/data/{row.jurisdiction.code.lower()}.yaml"
        case Case():
            return f"cases/data/{row.jurisdiction.code.lower()}.yaml"
        case Question():
            return "jurisdictions/data/codebook.yaml"
        case Issue():
            return "cases/data/issues.yaml"
        case Indicator():
            return "kb/data/indicators.yaml"
        case PublishedCount():
            return "kb/data/published_counts.yaml"
        case _ if spec.key == "sources":
            return "jurisdictions/data/sources.yaml"
        case _:
            return "jurisdictions/data/added.yaml"
