"""A file of ClaimReviews put into the database, batch by batch; begun again, it goes on where it stood."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from claims.errors import Refused
from claims.models import OtherReview, ReviewImport

from .fitting import Row, Unfit, fitted
from .reading import opened

AT_A_TIME = 2_000
COLUMNS = [
    field.attname
    for field in OtherReview._meta.concrete_fields
    if field.name not in ("id", "first_seen_at", "changed_at")
]
NAMES = ", ".join(COLUMNS)
TABLE = OtherReview._meta.db_table
MAKE = f"CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {NAMES} FROM {TABLE} WITH NO DATA"  # noqa: S608 (names of columns)
COPY = f"COPY incoming ({NAMES}) FROM STDIN"
ENTER = f"""
WITH kept AS (
    INSERT INTO {TABLE} AS ours ({NAMES})
    SELECT {NAMES} FROM incoming ORDER BY external_id
    ON CONFLICT (external_id) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "external_id")}, changed_at = now()
    WHERE ours.sha256 <> excluded.sha256
    RETURNING ours.xmax = 0 AS new
)
SELECT count(*) FILTER (WHERE new), count(*) FILTER (WHERE NOT new) FROM kept
"""  # noqa: S608 (names of columns)

Say = Callable[[int], None]
Tell = Callable[[int, str], None]
Numbered = tuple[int, Row]


def import_file(path: Path, *, say: Say = lambda read: None, tell: Tell = lambda number, why: None) -> ReviewImport:
    """Keep every ClaimReview of a file that can be kept; what is refused is told by its number, with the reason.

    `say` hears how many bytes were read. Each batch is kept together with how far the import has come.
    """
    progress, _begun = ReviewImport.objects.get_or_create(file_sha256=_digest(path), finished_at=None)
    already = progress.done
    with opened(path) as reviews:
        numbered = enumerate(reviews, start=1)
        while batch := tuple(islice(numbered, AT_A_TIME)):
            rows = list(_fitting(batch, tell))
            if batch[-1][0] > already:
                _keep(progress, [one for one in rows if one[0] > already], tell, batch, already)
            say(reviews.bytes_read())
    ReviewImport.objects.filter(pk=progress.pk).update(finished_at=Now())
    progress.refresh_from_db()
    return progress


def _fitting(batch: tuple[tuple[int, Any], ...], tell: Tell) -> Iterator[Numbered]:
    for number, review in batch:
        try:
            yield number, fitted(review)
        except Unfit as unfit:
            tell(number, str(unfit))


def _keep(
    progress: ReviewImport, rows: list[Numbered], tell: Tell, batch: tuple[tuple[int, Any], ...], already: int
) -> None:
    """Enter a batch and the progress of the import in one transaction."""
    items = sum(number > already for number, _review in batch)
    before, done = max(already, batch[0][0] - 1), batch[-1][0]
    with transaction.atomic():
        new, changed, refused = _enter(rows, tell)
        refused += items - len(rows)
        moved = ReviewImport.objects.filter(pk=progress.pk, done=before, finished_at=None).update(
            done=done, new=F("new") + new, changed=F("changed") + changed, refused=F("refused") + refused
        )
        if not moved:
            raise Refused("The import was ended", "another import of the same file is running")


def _enter(rows: list[Numbered], tell: Tell) -> tuple[int, int, int]:
    """Enter rows and count the new, the changed and the refused; where the database refuses one, the others stay."""
    if not rows:
        return 0, 0, 0
    once = {row["external_id"]: row for _number, row in rows}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(MAKE)
            with cursor.copy(COPY) as copy:
                for row in once.values():
                    copy.write_row([row[name] for name in COLUMNS])
            cursor.execute(ENTER)
            new, changed = cursor.fetchone()
            cursor.execute("DROP TABLE incoming")
    except (DataError, IntegrityError) as error:
        if len(rows) == 1:
            tell(rows[0][0], f"the database refused it ({error})".splitlines()[0])
            return 0, 0, 1
    else:
        return new, changed, 0
    half = len(rows) // 2
    first, second = _enter(rows[:half], tell), _enter(rows[half:], tell)
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
