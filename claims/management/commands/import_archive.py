from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.exports import reading, restoring


class Command(BaseCommand):
    """Begins anew with all that an archive holds."""

    help = "Check an archive that “export --format archive” wrote, and put it into an empty database: all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            restoring.refuse_unless_empty()
            with reading.opened(file) as opened:
                self.stderr.write("Checking the archive …")
                archive = reading.Archive(opened)
                tree = restoring.restore(archive, lambda table, rows: self.stderr.write(f"{rows:>9,}  {table}"))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(self.style.SUCCESS(f"{tree.size} entries, and every one fits."))
        self.stdout.write(f"Record digest: {tree.root}")
        self.stdout.write("Nobody can log in yet: make an administrator with createsuperuser.")
