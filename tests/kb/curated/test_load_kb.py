"""Loading the curated YAML: the same again changes nothing, and what is wrong is named and keeps nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jurisdictions.models import Coding, Jurisdiction, LegislativeEvent, Provision, ProvisionText, Source, Statute
from kb.curated.dumping import dump
from kb.curated.loading import LoadRefused, data_folders, load
from kb.models import Load
from tests.world import a_text

pytestmark = pytest.mark.django_db

GOOD = """\
sources:
- slug: gazette
  url: https://gazette.example/1
  title: Gazette
  publisher: Arcadian Gazette
  kind: primary
  read: true
questions:
- slug: possession
  label: Possession
  text: Does it punish possession?
  group: conduct
statutes:
- slug: us-wi-images
  jurisdiction: US-WI
  kind: act
  citation: Images Act
  title: Images Act
  summary: An act.
  stated_status: in-force
  sources:
  - gazette
  events:
  - source: gazette
    date: 2019-11
    kind: enacted
  - source: gazette
    date: 2020
    kind: in-force
  provisions:
  - slug: us-wi-images-1
    label: s. 1
    wordings:
    - valid_from: 2020-01-01
      valid_to: 2022
      summary: An older wording.
    - valid_from: 2022
      summary: A newer wording.
      codings:
      - question: possession
        source: gazette
        answer: 'yes'
        pinpoint: (1)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in data_folders(tmp_path):
        folder.mkdir(parents=True)
    return tmp_path


def put(root: Path, text: str | bytes, name: str = "us-wi.yaml") -> None:
    path = root / "jurisdictions/data" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def faults(root: Path) -> list[str]:
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert not Jurisdiction.objects.exists()
    assert not Source.objects.exists()
    assert not Load.objects.exists()
    return [str(fault) for fault in refused.value.faults]


def test_load_makes_rows_and_places(root: Path) -> None:
    put(root, GOOD)
    changes = load(data_folders(root))
    assert changes
    assert changes.created["ProvisionText"] == ["us-wi-images-1--2020-01-01", "us-wi-images-1--2022"]
    coding = Coding.objects.select_related("source").get()
    assert (coding.slug, coding.answer, coding.pinpoint, coding.status, coding.source.slug) == (  # type: ignore[union-attr]
        "us-wi-images-1--2022--possession",
        "yes",
        "(1)",
        "published",
        "gazette",
    )
    assert [str(event.date) for event in LegislativeEvent.objects.all()] == ["2019-11", "2020"]
    assert Jurisdiction.objects.within("US").filter(code="US-WI").exists()


def test_load_again_changes_nothing(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    assert load(data_folders(root)) is None
    again = load(data_folders(root), force=True)
    assert again
    assert again.count == 0


def test_looking_rows_up_joins_no_table_that_the_load_is_filling(root: Path) -> None:
    """The planner may take such a table for empty, and then such a join took minutes."""
    load(data_folders(root))
    with CaptureQueriesContext(connection) as captured:
        load(data_folders(root), force=True)
    asked = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    assert len(asked) > 40
    assert [sql[:300] for sql in asked if " JOIN " in sql] == []


def test_load_dump_load_gives_no_difference(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    assert dump(root) == ["docs/codebook.md"]
    Statute.objects.update(curated_in="")  # as if it had been made in the admin
    assert dump(root) == []
    assert (root / "jurisdictions/data/us-wi.yaml").read_text() == GOOD


def test_dry_run_says_what_would_change_and_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, GOOD)
    call_command("load_kb", root=root, dry_run=True)
    out = capsys.readouterr().out
    assert "Statute: 1 would be added: us-wi-images" in out
    assert "changes would be made" in out
    assert not Statute.objects.exists()
    assert not Load.objects.exists()


def test_change_of_a_file_changes_its_rows_and_removes_what_left_it(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    put(root, GOOD.replace("Images Act\n  title", "Images Act 2019\n  title").replace("2019-11\n", "2019-12\n"))
    changes = load(data_folders(root))
    assert changes
    assert changes.updated == {"Statute": ["us-wi-images"]}
    assert changes.created == {"LegislativeEvent": ["us-wi-images--enacted--2019-12"]}
    assert changes.removed == {"LegislativeEvent": ["us-wi-images--enacted--2019-11"]}


def test_wording_may_change_its_start_and_so_its_slug(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    put(root, GOOD.replace("    - valid_from: 2020-01-01\n", "    - shown_on: 2020-02\n"))
    changes = load(data_folders(root))
    assert changes
    assert changes.created == {"ProvisionText": ["us-wi-images-1--undated"]}
    assert changes.removed == {"ProvisionText": ["us-wi-images-1--2020-01-01"]}


LAST = "    - valid_from: 2022\n      summary: A newer wording.\n"


@pytest.mark.parametrize(
    "divided",
    [
        # What stood gets an end, and another begins there.
        (
            "    - valid_from: 2022\n      valid_to: 2024\n      summary: A newer wording.\n"
            "    - valid_from: 2024\n      summary: The newest.\n"
        ),
        # What stood under that slug begins later, and another comes before it.
        (
            "    - slug: between\n      valid_from: 2022\n      valid_to: 2024\n      summary: Between them.\n"
            "    - slug: us-wi-images-1--2022\n      valid_from: 2024\n      summary: A newer wording.\n"
        ),
    ],
)
def test_wording_may_be_divided_where_it_stood(root: Path, divided: str) -> None:
    assert LAST in GOOD
    put(root, GOOD)
    load(data_folders(root))
    put(root, GOOD.replace(LAST, divided))
    changes = load(data_folders(root))
    assert changes
    assert (len(changes.created["ProvisionText"]), len(changes.updated["ProvisionText"])) == (1, 1)
    ends = ProvisionText.objects.order_by("valid_from_earliest").values_list("valid_from", "valid_to")
    assert [tuple(map(str, pair)) for pair in ends] == [("2020-01-01", "2022"), ("2022", "2024"), ("2024", "None")]


def test_wording_that_an_editor_made_is_not_overlapped(root: Path) -> None:
    put(root, GOOD.replace(LAST, LAST.replace("summary", "valid_to: 2023\n      summary")))
    load(data_folders(root))
    a_text(Provision.objects.get(), "2024", slug="by-an-editor")
    put(root, GOOD)
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert list(map(str, refused.value.faults)) == [
        "jurisdictions/data/us-wi.yaml:37: Another wording of this provision is in force on some of these days."
    ]
    assert not ProvisionText.objects.filter(slug="us-wi-images-1--2022", valid_to=None).exists()


def test_record_changed_in_the_admin_is_not_removed_either(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    event = LegislativeEvent.objects.get(kind="enacted")
    event.by = "Parliament"
    event.save()
    put(root, GOOD.replace("  - source: gazette\n    date: 2019-11\n    kind: enacted\n", ""))
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert "us-wi-images--enacted--2019-11 is gone from the file, but was changed in the admin" in str(
        refused.value.faults[0]
    )
    assert LegislativeEvent.objects.filter(by="Parliament").count() == 1


def test_published_record_cannot_vanish_from_its_file(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    put(root, GOOD[: GOOD.index("statutes:")])
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    assert "us-wi-images was published and is gone from the file" in str(refused.value.faults[0])
    assert Statute.objects.count() == 1


def test_edit_in_the_admin_is_not_overwritten(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    statute = Statute.objects.get()
    statute.summary = "Mended by an editor."
    statute.save()
    put(root, GOOD.replace("An older wording", "Its older wording"))
    with pytest.raises(LoadRefused) as refused:
        load(data_folders(root))
    (fault,) = map(str, refused.value.faults)
    assert fault == (
        "jurisdictions/data/us-wi.yaml:19: summary: us-wi-images was changed in the admin since the last load: "
        "run dump_kb to keep that change, or load with --overwrite to lose it"
    )
    assert ProvisionText.objects.filter(summary="Its older wording.").count() == 0
    load(data_folders(root), overwrite=True)
    assert Statute.objects.get().summary == "An act."


def test_record_made_in_the_admin_stays(root: Path) -> None:
    put(root, GOOD)
    load(data_folders(root))
    LegislativeEvent.objects.create(statute=Statute.objects.get(), kind="amended", date="2023", status="draft")
    put(root, GOOD.replace("An older wording", "Its older wording"))
    load(data_folders(root))
    assert LegislativeEvent.objects.filter(kind="amended").count() == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("kind: act", "kind: akt"), "us-wi.yaml:16: kind: 'akt' is not one of constitution, act"),
        (("jurisdiction: US-WI", "jurisdiction: US-WX"), "us-wi.yaml:15: jurisdiction: no jurisdiction has the code"),
        (("  title: Images", "  titel: Images"), "us-wi.yaml:18: titel: unknown key; did you mean title?"),
        (("- question: possession", "- question: posession"), "no question has the slug 'posession'; did you mean"),
        (("  - gazette", "  - gazete"), "us-wi.yaml:22: sources: no source has the slug 'gazete'"),
        (("date: 2019-11", "date: 2019-13"), "us-wi.yaml:25: date: '2019-13' is not a date"),
        (("valid_to: 2022\n", "valid_to: 2024\n"), "us-wi.yaml:37: valid_from: overlaps the wording us-wi-"),
        (("date: 2019-11", "date: 2021-11"), "us-wi.yaml:28: date: in-force of 2020 stands after enacted of 2021-11"),
        (("  read: true", "  read: perhaps"), "us-wi.yaml:7: read: write true or false"),
        (("  summary: An act.\n", ""), "us-wi.yaml:14: summary: is missing"),
        (("slug: us-wi-images-1", "slug: us wi"), "slug: Enter a valid “slug”"),
        (
            ("        source: gazette\n        answer", "        answer"),
            "us-wi.yaml:40: source: is missing: without one it can only be a draft",
        ),
        (("url: https://gazette.example/1", "url: gazette"), "us-wi.yaml:3: url: Enter a valid URL."),
        (("kind: primary", "kind: primary\n  kind: news"), "us-wi.yaml:7: kind: given twice; first on line 6"),
        (("statutes:", "statuses:"), "us-wi.yaml:14: statuses: unknown key; did you mean statutes?"),
        (("  stated_status: in-force", "  stated_status: [in-force]"), "must be a single value, not a list"),
    ],
)
def test_fault_is_named_by_file_line_and_field(root: Path, change: tuple[str, str], fault: str) -> None:
    assert change[0] in GOOD
    put(root, GOOD.replace(*change, 1))
    found = faults(root)
    assert any(fault in line for line in found), found


def test_broken_yaml_and_wrong_encoding_name_their_line(root: Path) -> None:
    put(root, "sources:\n- {slug: a\nstatutes: []\n", "a.yaml")
    put(root, b"sources:\n- slug: caf" + b"\xe9\n", "b.yaml")
    put(root, "just words\n", "c.yaml")
    put(root, "statutes: soon\n", "d.yaml")
    put(root, "sources:\n- word\n", "e.yaml")
    put(root, "sources:\n- slug: a\x00b\n", "f.yaml")
    found = faults(root)
    assert [line.split(": ")[0] for line in found] == [
        "jurisdictions/data/a.yaml:3",
        "jurisdictions/data/b.yaml:2",
        "jurisdictions/data/c.yaml:1",
        "jurisdictions/data/d.yaml:1",
        "jurisdictions/data/e.yaml:2",
        "jurisdictions/data/f.yaml",
    ]
    assert "not UTF-8" in found[1]


def test_all_faults_are_listed_at_once(root: Path) -> None:
    wrong = (
        GOOD.replace("kind: act", "kind: akt").replace("kind: primary", "kind: primal").replace("group: conduct", "")
    )
    put(root, wrong)
    assert len([line for line in faults(root) if "kind" in line or "group" in line]) == 3


def test_same_slug_in_two_files_is_refused_with_both_places(root: Path) -> None:
    put(root, GOOD, "a.yaml")
    put(root, GOOD[: GOOD.index("questions:")], "b.yaml")
    assert faults(root) == [
        "jurisdictions/data/b.yaml:2: slug: 'gazette' is used twice; first in jurisdictions/data/a.yaml:2"
    ]


def test_command_lists_faults_and_fails(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, GOOD.replace("kind: act", "kind: akt"))
    with pytest.raises(CommandError, match="1 faults; nothing was loaded"):
        call_command("load_kb", root=root)
    assert "jurisdictions/data/us-wi.yaml:16: kind: 'akt'" in capsys.readouterr().err


def test_kb_status_lists_counts_and_disagreements(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(root, GOOD.replace("stated_status: in-force", "stated_status: repealed\n  checked_on: 2026-09"))
    load(data_folders(root))
    call_command("kb_status")
    out = capsys.readouterr().out
    assert "statutes | 1 | 0 | 0 | 0 | 0 | 0" in out
    assert "US-WI | 1 statutes" in out
    assert "1 statutes of which what is on record contradicts itself: none is sure" in out
    assert "us-wi-images: stated repealed, follows in-force: " in out
