from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import desk
from claims.models import Publication


class Command(BaseCommand):
    """Proves that the record is as it was written."""

    help = "Walk the record from its first entry and name the first that does not fit."

    def handle(self, *args: Any, **options: Any) -> None:
        misfit = desk.first_misfit()
        if misfit is not None:
            raise CommandError(f"Entry {misfit.number} does not fit: {misfit.reason}.")
        for note in desk.erased_entries():
            day = note.erasure.erased_at.date()
            self.stdout.write(f"Entry {note.publication.number}: erased by law on {day}, note {note.erasure_id}.")
        self.stdout.write(self.style.SUCCESS(f"{Publication.objects.count()} entries, and every one fits."))
