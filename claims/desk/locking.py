"""One writer of the record at a time."""

from django.db import connection

RECORD_LOCK = 0x66616374


def lock_record() -> None:
    """Wait until nobody else writes the record or its projections; held until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORD_LOCK])
