from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims.errors import Refused
from claims.intake import dossier
from claims.intake.loading import load
from claims.intake.translations import load_translations
from claims.models import User
from claims.vocabulary import Display


class Command(BaseCommand):
    """Loads a dossier and publishes its claims through the desk's acts."""

    help = "Load a folder with a dossier.json and its text: all or nothing, and each claim once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--writer", default="writer", help="user name of who wrote the verdicts")
        parser.add_argument(
            "--editor",
            default="",
            help="user name of who approves; without one they wait in review",
        )
        parser.add_argument("--display", choices=Display.values, default=Display.EXCERPTS.value)

    def handle(self, *args: Any, folder: Path, writer: str, editor: str, display: str, **options: Any) -> None:
        try:
            with transaction.atomic():
                done = self._load(folder, self._person(writer), self._person(editor) if editor else None, display)
        except Refused as refusal:
            for reason in refusal.reasons:
                self.stderr.write(reason)
            raise CommandError(f"{refusal.what} ({len(refusal.reasons)} to mend).") from refusal
        for phrase, count in done.items():
            self.stdout.write(self.style.SUCCESS(f"{count} {phrase}"))

    def _load(self, folder: Path, writer: User, editor: User | None, display: str) -> Counter[str]:
        """The dossier, and where somebody approves what lies beside it in other languages."""
        read = dossier.read(folder)
        done = load(read, writer=writer, editor=editor, display=Display(display), say=self.stdout.write)
        return done + load_translations(folder, read, writer=writer, editor=editor) if editor else done

    def _person(self, username: str) -> User:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no person “{username}”. Make one: python manage.py createsuperuser")
        return person
