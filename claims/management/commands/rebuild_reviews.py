from typing import Any

from django.core.management.base import BaseCommand

from claims import desk


class Command(BaseCommand):
    """Makes what readers see again from the record."""

    help = "Throw the reviews and subjects away and make them again from the record."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(self.style.SUCCESS(f"{desk.rebuild()} reviews made from the record."))
