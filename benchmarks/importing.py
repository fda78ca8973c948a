"""How long 100,000 ClaimReviews take to come in, and how much memory.

    DATA_DIR=/tmp/somewhere .venv/bin/python benchmarks/importing.py

They come into the database that is configured, which is migrated first: take one that nobody needs.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
ITEMS = 100_000


def main() -> None:
    """Import the same file twice, and print what it took."""
    import django

    django.setup()
    from django.core.management import call_command

    from claims.intake.claim_reviews.importing import import_file

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feed.json")
        make(path)
        for _time in range(2):
            began = time.perf_counter()
            done = import_file(path)
            seconds, memory = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{seconds:.1f} s, {memory} MB at most: {done.new:,} new, {done.same:,} the same", flush=True)


def make(path: Path) -> None:
    """Write the same feed each time."""
    with path.open("w") as file:
        file.write('{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [')
        for number in range(ITEMS):
            file.write(("," if number else "") + json.dumps({"@type": "DataFeedItem", "item": [review(number)]}))
        file.write("]}")
    print(f"{ITEMS:,} ClaimReviews, {path.stat().st_size / 1e6:.0f} MB", flush=True)


def review(number: int) -> dict[str, object]:
    """A ClaimReview as publishers write them."""
    return {
        "@type": "ClaimReview",
        "url": f"https://publisher{number % 300}.example/checks/{number}",
        "claimReviewed": f"Figure {number} has tripled since last year, and nobody has said so. " * 3,
        "datePublished": f"20{10 + number % 15}-03-02",
        "author": {"@type": "Organization", "name": f"Publisher {number % 300}", "url": "https://publisher.example/"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": f"Speaker {number % 999}"}},
        "reviewRating": {"@type": "Rating", "ratingValue": 1 + number % 5, "bestRating": 5, "alternateName": "False"},
    }


if __name__ == "__main__":
    main()
