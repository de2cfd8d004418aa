from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kb.curated.importing import SPECS
from kb.curated.loading import LoadRefused, data_folders, load

STEPS = 1 + sum(len(list(spec.family())) for spec in SPECS)


class Command(BaseCommand):
    help = "Load the curated YAML into the database, all or nothing. Loading the same files again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--force", action="store_true", help="load even if these files were the last to be loaded")
        parser.add_argument(
            "--overwrite", action="store_true", help="overwrite what editors changed since the last load"
        )
        parser.add_argument(
            "--root", type=Path, default=None, help="folder that holds jurisdictions/data, cases/data and kb/data"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=True)
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        ) as bar:
            task = bar.add_task("Loading", total=STEPS)

            def progress(name: str, rows: int) -> None:
                bar.update(task, description=f"{name} ({rows})" if rows else name, advance=1)

            try:
                changes = load(
                    data_folders(options["root"]),
                    dry_run=options["dry_run"],
                    force=options["force"],
                    overwrite=options["overwrite"],
                    progress=progress,
                )
            except LoadRefused as refused:
                for fault in refused.faults:
                    self.stderr.write(str(fault))
                raise CommandError(f"{len(refused.faults)} faults; nothing was loaded") from None
        if changes is None:
            self.stdout.write("The curated data is loaded already; nothing to do.")
            return
        verb = "would be" if options["dry_run"] else "were"
        for name, slugs in (("added", changes.created), ("changed", changes.updated), ("removed", changes.removed)):
            for model, of_model in slugs.items():
                shown = "" if len(of_model) > 5 and options["verbosity"] < 2 else ": " + ", ".join(of_model)
                self.stdout.write(f"{model}: {len(of_model)} {verb} {name}{shown}")
        for name, links in (("made", changes.links_added), ("removed", changes.links_removed)):
            for relation, count in links.items():
                self.stdout.write(f"{relation}: {count} links {verb} {name}")
        rest = f"{changes.unchanged.total()} rows stand as they are"
        self.stdout.write(f"{changes.count} changes {verb} made; {rest}." if changes.count else f"No changes; {rest}.")
