from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.formats.proof_check import proved


class Command(BaseCommand):
    """Proves that a claim's bundle is whole, without a database."""

    help = "Check a proof bundle offline: every file, every document, every link of the chain."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = proved(file)
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for entry in found.entries:
            erased = " (a name was erased by law)" if entry["nonce"] is None else ""
            self.stdout.write(f"Entry {entry['number']}: {entry['act']}, {entry['published_at']}, fits{erased}.")
        said = f"Claim {found.claim}: every entry fits, {len(found.entries)} in all."
        self.stdout.write(self.style.SUCCESS(said))
        self.stdout.write(f"Compare the commitment with one that you kept, or with {found.url}")
        self.stdout.write(f"Newest commitment: {found.commitment}")
