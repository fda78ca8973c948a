"""What the counts cost that readers explore by: facets of a list, ratings of a speaker or topic, the archive.

    .venv/bin/python benchmarks/exploring.py --claims 20000

Each question is asked of one database that is made for this run and removed after it, with the checks spread over six
years; making 20,000 claims takes some minutes. Told is the time that the answer takes, the database included.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.testing")
os.environ.setdefault("LOG_LEVEL", "ERROR")

SPREAD = """
UPDATE claims_review SET
    published_at = published_at - random() * interval '6 years',
    said = CASE WHEN random() < 0.7 THEN jsonb_build_object(speaker_slugs[1], '2021-0' || (1 + floor(random() * 9))) ELSE '{}' END,
    appearances = 1 + floor(random() * random() * 5)
"""  # noqa: E501


def main() -> None:
    """Make the claims, ask, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()

    import django

    django.setup()
    from django.db import connection

    from benchmarks.reading import database, made

    with database():
        made(options.claims)
        with connection.cursor() as cursor:
            cursor.execute(SPREAD)
            cursor.execute("VACUUM ANALYZE claims_review")
        report({name: measured(ask, options.rounds) for name, ask in questions().items()}, options.claims)


def questions() -> dict[str, Callable[[], Any]]:
    """What readers' pages ask."""
    from claims.models import Review

    public = Review.objects.public
    return {
        "facets of all checks": lambda: public().facets(),
        "facets of a rating": lambda: public().rated("false").facets(),
        "facets of a topic": lambda: public().about("topic-1").facets(),
        "facets of a common word": lambda: public().matching("crime", "en").facets(),
        "facets of two words and a topic": lambda: public().about("topic-1").matching("crime oil", "en").facets(),
        "counts of a speaker": lambda: public().said_by("speaker-1").tally(speaker="speaker-1"),
        "counts of a topic": lambda: public().about("topic-1").tally(),
        "counts of all checks, as of a topic on each": lambda: public().tally(),
        "archive": lambda: public().per_month(),
        "first page of the most repeated": lambda: list(public().repeated().most_repeated().cards()[:21]),
        "first page, oldest first": lambda: list(public().oldest().cards()[:21]),
    }


def measured(ask: Callable[[], Any], rounds: int) -> list[float]:
    """Milliseconds that an answer takes, round by round."""
    ask()  # once unmeasured: plans and caches
    found = []
    for _round in range(rounds):
        began = time.perf_counter()
        ask()
        found.append((time.perf_counter() - began) * 1000)
    return found


def report(figures: dict[str, list[float]], size: int) -> None:
    """The table: the median and the slowest of the rounds."""
    print(f"\nMilliseconds an answer at {size:,} claims\n")
    print(f"{'':46}{'median':>10}{'slowest':>10}")
    for name, found in figures.items():
        print(f"{name:46}{statistics.median(found):>10.1f}{max(found):>10.1f}")


if __name__ == "__main__":
    main()
