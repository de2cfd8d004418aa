import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kb.curated.campaign import aims
from kb.curated.completeness import completeness, tables
from kb.curated.status import report
from kb.models import data_version, last_loaded


class Command(BaseCommand):
    help = "What the knowledge base holds, and what is unreviewed, stale, without a source or at odds with its dossier."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, help="The day that statuses are compared on; today, in UTC."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = report(options["as_of"] or timezone.localdate())
        loaded = last_loaded()
        self.stdout.write(f"Curated data last loaded: {loaded:%Y-%m-%d %H:%M %Z}" if loaded else "Never loaded.")
        version = data_version()
        self.stdout.write(
            f"Data version: {version.digest}, since {version.changed_on} (UTC)" if version else "Nothing published yet."
        )
        self.stdout.write(
            "\nkind | published | draft (unreviewed) | withdrawn | stale | never checked | without a source"
        )
        for kind in found.kinds:
            counts = [kind.by_status.get(status, 0) for status in ("published", "draft", "withdrawn")]
            source = "-" if kind.without_source is None else kind.without_source
            self.stdout.write(" | ".join(map(str, [kind.name, *counts, kind.stale, kind.never_checked, source])))
        self.stdout.write("\njurisdiction | counts")
        for code, of_place in found.by_jurisdiction.items():
            words = ", ".join(f"{count} {name}" for name, count in of_place.items() if count)
            self.stdout.write(f"{code} | {words}")
        self.stdout.write(
            f"\n{len(found.disagreements)} statutes of which what is on record contradicts itself: none is sure"
        )
        for slug, stated, derived, why in found.disagreements:
            self.stdout.write(f"{slug}: stated {stated or '-'}, follows {derived}: {why}")
        for heading, columns, rows in tables(completeness()):
            self.stdout.write(f"\n{heading.lower()}\n{' | '.join(columns)}")
            for row in rows:
                self.stdout.write(" | ".join(map(str, row)))
        self.stdout.write("\naims of the data")
        for aim in aims():
            self.stdout.write(str(aim))
