from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.exports.kinds import pieces_in
from claims.exports.proof import tag, written_proof
from claims.exports.public import page_of
from claims.models import Review

from .export import site_of, write


class Command(BaseCommand):
    """Takes out the proof of one claim."""

    help = "Write the proof bundle of a published claim to a file or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("claim", help="its id")
        parser.add_argument("--to", required=True, metavar="FILE", help="a path, or - for standard output")
        parser.add_argument("--site", default=settings.SITE_URL, help="https://facts.example; SITE_URL where it is set")

    def handle(self, *args: Any, claim: str, to: str, site: str, **options: Any) -> None:
        review = Review.objects.readable().cards().filter(pk=claim).first()
        if review is None or not tag(review):
            raise CommandError(f"Readers know of no claim “{claim}”.")
        with written_proof(review, url=page_of(site_of(site), review.slug)) as file:
            write(pieces_in(file), to)
