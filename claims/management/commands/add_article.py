from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.addresses import is_web_address
from claims.errors import Refused
from claims.intake.articles import Taken, from_address, from_file
from claims.models import User

OUTCOMES = {
    "new": "Added: {title}",
    "changed": "A new version of its text was kept: {title}",
    "same": "Its text is as it was: {title}",
    "earlier": "The page has gone back to a text that is kept as an earlier version: {title}",
}


class Command(BaseCommand):
    """Takes an article in."""

    help = (
        "Add the article of a web address or a file (HTML, text, PDF, DOCX, WebVTT, SRT). "
        "An address that is known gets a new version where its text has changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", metavar="address or file")
        parser.add_argument("--by", metavar="USER", help="who adds it; else the first who may")

    def handle(self, *args: Any, where: str, by: str | None, **options: Any) -> None:
        try:
            taken = self._taken(where, _person(by))
        except OSError as error:
            raise CommandError(f"{where} cannot be read: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(OUTCOMES[taken.outcome].format(title=taken.article.title))

    def _taken(self, where: str, by: User) -> Taken:
        if is_web_address(where):
            return from_address(where, by=by)
        return from_file(Path(where).name, Path(where).read_bytes(), by=by)


def _person(name: str | None) -> User:
    people = User.objects.filter(is_active=True).order_by("pk")
    if name:
        people = people.filter(username=name)
    for person in people:
        if person.has_perm("claims.add_article"):
            return person
    raise CommandError(f"{name} may not add articles." if name else "Nobody may add articles yet: name one by --by.")
