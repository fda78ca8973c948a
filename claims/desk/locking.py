"""One writer of the record at a time."""

from django.db import connection

RECORD_LOCK = 0x66616374
MARKUP_LOCK = 0x6D61726B
ARTICLES_LOCK = 0x61727469


def lock_record() -> None:
    """Wait until nobody else writes the record or its projections; held until this transaction ends."""
    _lock(RECORD_LOCK)


def lock_markup() -> None:
    """Wait until nobody else keeps markup of a page; held until this transaction ends."""
    _lock(MARKUP_LOCK)


def lock_articles() -> None:
    """Wait until nobody else takes an article in; held until this transaction ends."""
    _lock(ARTICLES_LOCK)


def _lock(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
