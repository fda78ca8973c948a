from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.errors import Refused
from claims.formats import spreadsheet
from claims.intake.claim_reviews.importing import import_file

TOLD_AT_MOST = 100
BAR = 40


class Command(BaseCommand):
    """Takes the ClaimReviews of other publishers in."""

    help = (
        "Import ClaimReviews (JSON-LD: a DataFeed, a list, one a line; .gz too) as reviews of other publishers. "
        "What is there already is not doubled; ended half-way, the same command goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--report", type=Path, help="write all that was refused into this CSV file")

    def handle(self, *args: Any, file: Path, report: Path | None, **options: Any) -> None:
        try:
            with ExitStack() as stack:
                write = None
                if report:
                    write = stack.enter_context(report.open("w", encoding="utf-8", newline="")).write
                    write(spreadsheet.table(["item", "reason"], []))
                done = import_file(file, say=self._progress(file.stat().st_size), tell=self._teller(write))
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be used: {error.strerror}.") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{done.new:,} new, {done.changed:,} changed, {done.same:,} the same, {done.refused:,} refused."
        )

    def _teller(self, write: Callable[[str], Any] | None) -> Callable[[int, str], None]:
        told = 0

        def tell(number: int, reason: str) -> None:
            nonlocal told
            told += 1
            if told <= TOLD_AT_MOST:
                self.stderr.write(f"Item {number} was refused: {reason}.")
            elif told == TOLD_AT_MOST + 1:
                self.stderr.write("More were refused; --report FILE has them all.")
            if write:
                write(spreadsheet.table(["item", "reason"], [[number, reason]]).split("\r\n", 1)[1])

        return tell

    def _progress(self, size: int) -> Callable[[int], None]:
        """Show how much was read: a bar on a terminal, else a line each tenth."""
        said = 0

        def say(read: int) -> None:
            nonlocal said
            percent = min(100, 100 * read // max(1, size))
            if self.stderr.isatty():
                bar = "█" * (percent * BAR // 100)
                self.stderr.write(f"\r{bar:<{BAR}} {percent:3}%", ending="\n" if percent == 100 > said else "")
            elif percent // 10 > said // 10:
                self.stderr.write(f"{percent}% read")
            said = percent

        return say
