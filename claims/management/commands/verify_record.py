from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims import desk


class Command(BaseCommand):
    """Proves that the record is as it was written."""

    help = "Walk the record from its first entry and name the first that does not fit."

    def handle(self, *args: Any, **options: Any) -> None:
        with desk.one_moment():
            misfit, tree = desk.first_misfit(), desk.record_tree()
        if misfit is not None:
            raise CommandError(f"Entry {misfit.number} does not fit: {misfit.reason}.")
        for note in desk.erased_entries():
            day = note.erasure.erased_at.date()
            self.stdout.write(f"Entry {note.publication.number}: erased by law on {day}, note {note.erasure_id}.")
        self.stdout.write(self.style.SUCCESS(f"{tree.size} entries, and every one fits."))
        self.stdout.write(f"Record digest: {tree.root}")
