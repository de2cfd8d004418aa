from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.languages.messages import collect, compiled, faults, po_path, updated


class Command(BaseCommand):
    help = "Bring the French catalogue up to date with the sources and compile it; --check says what it lacks."
    # Nothing is asked of addresses or the database.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; exit 1 naming all that is wrong.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        path = po_path(root)
        compiled_path = path.with_suffix(".mo")
        found = collect(root)
        po = path.read_bytes() if path.exists() else b""
        mo = compiled_path.read_bytes() if compiled_path.exists() else b""
        if not check:
            po = updated(po, found)
            mo = compiled(po)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po)
            compiled_path.write_bytes(mo)
        wrong = faults(po, mo, found)
        for line in wrong:
            self.stdout.write(line)
        if check and wrong:
            raise CommandError(f"{len(wrong)} faults in the catalogue of {len(found.files)} messages")
        self.stdout.write(f"{len(found.files)} messages, {len(wrong)} faults")
