from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.curated.dumping import dump


class Command(BaseCommand):
    help = "Write the curated YAML back from the database, as load_kb reads it; only files that differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root", type=Path, default=settings.BASE_DIR, help="folder that holds jurisdictions/, cases/ and kb/"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = dump(options["root"])
        for name in changed:
            self.stdout.write(f"wrote {name}")
        self.stdout.write(f"{len(changed)} files written." if changed else "No file differs from the database.")
