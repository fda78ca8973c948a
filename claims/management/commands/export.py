import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import desk
from claims.errors import Refused
from claims.exports.archive import archive
from claims.exports.dossier import dossier_of, pieces
from claims.exports.kinds import PUBLIC, public
from claims.exports.public import Asked
from claims.models import Article, Review

DOSSIER, ARCHIVE = "dossier", "archive"
TOLD_EVERY = 1000  # rows


class Command(BaseCommand):
    """Takes out what readers see, an article as a dossier, or all that the owner has here."""

    help = "Write what readers see, a dossier or the archive to a file or to standard output; progress goes to stderr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", required=True, choices=[*PUBLIC, DOSSIER, ARCHIVE])
        parser.add_argument("--to", required=True, metavar="FILE", help="a path, or - for standard output")
        parser.add_argument("--site", default=settings.SITE_URL, help="https://facts.example; SITE_URL where it is set")
        parser.add_argument("--article", default="", help="the slug of the article of a dossier")
        parser.add_argument("--topic", default="", help="only checks under the topic with this slug")
        parser.add_argument("--since", type=_day, help="only checks first published on that day (UTC) or later")

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        try:
            write(self._pieces(**options), to)
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        tree = desk.record_tree()
        self.stderr.write(f"The record has {tree.size} entries; its digest is {tree.root}")

    def _pieces(self, *, format: str, article: str, **options: Any) -> Iterator[bytes]:  # noqa: A002 (the option)
        if bool(article) != (format == DOSSIER):
            raise CommandError("A dossier is of one article: --format dossier --article SLUG.")
        if format in PUBLIC:
            return public(PUBLIC[format], self._asked(**options))
        if options["topic"] or options["since"]:
            raise CommandError("Only what readers see can be narrowed by --topic and --since.")
        return self._dossier(article) if article else archive(self._say_table)

    def _dossier(self, slug: str) -> Iterator[bytes]:
        article = Article.objects.filter(slug=slug).first()
        if article is None:
            raise CommandError(f"There is no article “{slug}”.")
        packed = dossier_of(article)
        for reason in packed.left_out:
            self.stderr.write(f"Left out: {reason}")
        return pieces(packed)

    def _say_table(self, table: str, rows: int) -> None:
        self.stderr.write(f"{rows:>9,}  {table}")

    def _asked(self, *, site: str, topic: str, since: datetime | None, **_options: Any) -> Asked:
        reviews = Review.objects.public()
        reviews = reviews.about(topic) if topic else reviews
        reviews = reviews.published_from(since) if since else reviews
        return Asked(reviews, site_of(site), self._say)

    def _say(self, rows: int) -> None:
        if rows % TOLD_EVERY == 0:
            self.stderr.write(f"{rows:>9,}  checks")


def site_of(given: str) -> str:
    """The site's address, for the addresses in what is written."""
    if not given.startswith(("http://", "https://")):
        raise CommandError("Say where the site is, for the addresses: --site https://facts.example")
    return given.rstrip("/")


def _day(given: str) -> datetime:
    return datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC)


def write(pieces: Iterator[bytes], to: str) -> None:
    """Write to standard output, or to a file that has its name only once it is whole."""
    if to == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    path = Path(to)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
