from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.curated.campaign import aims
from kb.curated.completeness import Table, completeness, tables
from kb.models import data_version


class Command(BaseCommand):
    help = "Write how complete the data is, by place and by question, as a Markdown page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=Path(settings.BASE_DIR) / "data-report.md")

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        version = data_version()
        aimed: Table = (
            "Aims",
            ("measured", "today", "of", "wanted", "stands"),
            [
                (
                    aim.name,
                    aim.now,
                    aim.of or "",
                    f"{'at most' if aim.fewer else 'at least'} {aim.number_wanted}",
                    "yes" if aim.stands else "not yet",
                )
                for aim in aims()
            ],
        )
        parts = ["# How complete is it?", f"Data version: {version.digest if version else 'nothing published yet'}"]
        parts += [_markdown(table) for table in (aimed, *tables(completeness()))]
        out.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        self.stdout.write(f"Written: {out}")


def _markdown(table: Table) -> str:
    heading, columns, rows = table
    lines = [f"## {heading}", "", _row(columns), _row("---" for _ in columns), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Any) -> str:
    return f"| {' | '.join(map(str, cells))} |"
