import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.jobs import work

AT_A_TIME = 4


class Command(BaseCommand):
    """Does what is queued: mail, what has become due, the nightly tidying."""

    help = "Do the jobs that wait, and those that come, until told to stop by TERM or INT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="end when no job waits any more")
        parser.add_argument("--at-a-time", type=whole_number, default=AT_A_TIME, help="jobs done at the same time")
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this process, the parent, has ended")

    def handle(self, *args: Any, at_a_time: int, until_empty: bool, beside: int | None, **options: Any) -> None:
        work(at_a_time=at_a_time, until_empty=until_empty, beside=beside)


def whole_number(given: str) -> int:
    """A whole number above zero."""
    if not given.isdecimal() or int(given) == 0:
        raise argparse.ArgumentTypeError(f"it must be a whole number above zero, not “{given}”")
    return int(given)
