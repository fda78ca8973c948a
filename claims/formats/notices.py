"""The notices of the log of corrections: what readers were told was changed, taken back or put back."""

from typing import Any

from claims.models import NOTICE_OF, PublicationBody

Json = dict[str, Any]


def with_changes(rows: list[Json]) -> list[Json]:
    """The notices with their kind and what they changed; one query.

    A check that does not stand any longer has its notices only: what it said was taken back.
    """
    standing = [row["number"] for row in rows if not (row["withdrawn"] or row["moved_to"])]
    records = PublicationBody.objects.records(standing) if standing else {}
    return [row | _told(row, records.get(row["number"], {})) for row in rows]


def _told(row: Json, record: Json) -> Json:
    return {
        "kind": NOTICE_OF[(row["act"], row["correction"])].value,
        "changes": record.get("changes", []),
        "changes_left_out": record.get("changes_left_out", 0),
    }
