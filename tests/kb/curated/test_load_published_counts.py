"""Loading counts that others publish: a query is a mapping, and is checked before a reader could ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.curated.dumping import dump
from kb.curated.loading import LoadRefused, data_folders, load
from kb.models import PublishedCount

pytestmark = pytest.mark.django_db

GOOD = """\
sources:
- slug: gazette
  url: https://gazette.example/1
  title: Gazette
  publisher: Arcadian Gazette
  kind: report
  read: true
questions:
- slug: possession
  label: Possession
  text: Does it punish possession?
  group: conduct
published_counts:
- slug: union-2
  jurisdiction: US
  source: gazette
  organisation: Union
  subject: States that punish possession
  unit: states
  number: 2
  counted_on: 2025-06
  query:
    any:
    - possession:yes|partial
    basis: in-force
    kind:
    - state
    - district
  places:
  - US-WI
  - US-OH
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in data_folders(tmp_path):
        folder.mkdir(parents=True)
    return tmp_path


def put(root: Path, text: str) -> None:
    (root / "kb/data/published_counts.yaml").write_text(text)


def test_a_query_is_kept_as_it_is_written_and_loads_dumps_and_loads_the_same(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    count = PublishedCount.objects.get()
    assert count.query == {"any": ["possession:yes|partial"], "kind": ["state", "district"], "basis": "in-force"}
    assert (count.places, str(count.counted_on)) == (["US-WI", "US-OH"], "2025-06")
    assert dump(root) == ["docs/codebook.md"]
    assert (root / "kb/data/published_counts.yaml").read_text() == GOOD
    again = load(data_folders(root), force=True)
    assert again
    assert again.count == 0
    PublishedCount.objects.update(curated_in="")  # as if it had been made in the admin
    assert dump(root) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("possession:yes|partial", "posession:yes", "24: query.any: no question is called 'posession'; did you mean"),
        ("possession:yes|partial", "possession:maybe", "24: query.any: 'maybe' is no answer to possession"),
        ("possession:yes|partial", "possession", "24: query.any: 'possession' is not a condition"),
        ("    any:\n", "    eny:\n", "24: query.eny: coverage takes no such parameter of a count"),
        ("    - district\n", "    - distrit\n", "27: query.kind: 'distrit' is no kind of jurisdiction; did you mean"),
        ("    basis: in-force\n", "    basis:\n    - in-force\n", "query.basis: must be a single value, not a list"),
        ("    any:\n    - possession:yes|partial\n", "", "query: asks nothing of a clause: give where or any"),
        ("  - US-OH\n", "  - US-OO\n", "places: no jurisdiction has the code 'US-OO'"),
        ("number: 2\n", "number:\n    two: 2\n", "21: number: must be a single value or a list of values"),
        ("    - district\n", "    - [district]\n", "27: query.kind: must be a single value or a list of values"),
        ("    basis: in-force\n", "    basis: in-force\n    basis: enacted\n", "26: basis: given twice"),
    ],
)
def test_what_is_wrong_names_file_line_and_field(root: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    put(root, GOOD.replace(old, new))
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert any(told in str(fault) for fault in refused.value.faults), [str(fault) for fault in refused.value.faults]
    assert all(str(fault).startswith("kb/data/published_counts.yaml:") for fault in refused.value.faults)
    assert not PublishedCount.objects.exists()


def test_a_query_that_is_no_mapping_is_refused(root: Path) -> None:
    head, _, tail = GOOD.partition("  query:\n")
    put(root, f"{head}  query: possession\n  places:\n{tail.partition('  places:')[2].lstrip()}")
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert "query: must be a mapping" in str(refused.value.faults[0])
