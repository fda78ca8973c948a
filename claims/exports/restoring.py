"""An archive put into an empty database: the same record, the same desk, other keys."""

from collections.abc import Callable

import pghistory
from django.core.management.color import no_style
from django.db import DatabaseError, Error, connection, models, transaction

from claims import desk
from claims.errors import Refused
from claims.formats.record_tree import RecordTree
from claims.models import Claim, ErasedEntry, Publication, PublicationBody, Review, Subject, User

from .reading import Archive
from .tables import AFTER_THE_RECORD, TABLES, Table

Say = Callable[[str, int], None]
Noun = type[models.Model]
RECORD: list[Noun] = [Publication, PublicationBody, ErasedEntry]
SHOWN: list[Noun] = [Review, Subject]


class NotEmpty(Refused):
    """A database that holds something already: nothing is ever mixed into it."""

    code = "not_empty"


def refuse_unless_empty() -> None:
    """Raise NotEmpty where the desk or the record has a row, and say which."""
    tables: list[Noun] = [table.model for table in (*TABLES, *AFTER_THE_RECORD)]
    held = [model for model in (*tables, *RECORD, *SHOWN) if model._base_manager.exists()]
    if held:
        names = sorted({str(model._meta.verbose_name_plural) for model in held})
        raise NotEmpty("Nothing was imported, because this database is not empty", f"it has {', '.join(names)}")


def restore(archive: Archive, say: Say = lambda table, rows: None) -> RecordTree:
    """Put an archive into an empty database, all or nothing; returns the tree over the record, which is the same."""
    try:
        with transaction.atomic(), pghistory.context(act="import_archive"):
            refuse_unless_empty()
            return _restore(archive, say)
    except DatabaseError as error:
        raise Refused("Nothing was imported, because the database refused a row", _said(error)) from error


def _restore(archive: Archive, say: Say) -> RecordTree:
    for table in TABLES:
        say(table.name, _save_all(archive, table))
    say("record", _save_record(archive))
    for table in AFTER_THE_RECORD:
        say(table.name, _save_all(archive, table))
    connection.check_constraints()
    _count_on([*(table.model for table in (*TABLES, *AFTER_THE_RECORD)), *RECORD])
    desk.rebuild()
    if (misfit := desk.first_misfit()) is not None:
        raise Refused("Nothing was imported", f"entry {misfit.number} does not fit: {misfit.reason}")
    return desk.record_tree()


def _save_all(archive: Archive, table: Table) -> int:
    count = 0
    for row in archive.rows(table):
        if isinstance(row, User):
            _lock_out(row)
        _save(row)
        count += 1
    return count


def _lock_out(person: User) -> None:
    """Nobody comes in by an archive: an administrator opens the door anew."""
    person.is_active = False
    person.set_unusable_password()


def _save(row: models.Model) -> None:
    """Save a row as it was, with the moments and digests that saving would make anew."""
    row.save_base(raw=True, force_insert=True)


def _save_record(archive: Archive) -> int:
    claims = dict(Claim.objects.values_list("public_id", "pk"))
    people = dict(User.objects.values_list("public_id", "pk"))
    count = 0
    for entry in archive.entries():
        count += 1
        of_the_desk = {
            "claim_id": claims.get(entry.pop("claim")),
            "written_by_id": people.get(entry.pop("written_by")),
            "approved_by_id": people.get(entry.pop("approved_by")),
        }
        nonce, text, erasures = (entry.pop(name) for name in ("nonce", "text", "erasures"))
        publication = Publication(**entry, **of_the_desk)
        _save(publication)
        _save(PublicationBody(publication=publication, nonce=nonce, text=text))
        for note, digest in erasures:
            _note(publication, note, digest)
    return count


def _note(publication: Publication, note: int, digest: str) -> None:
    """Keep that an entry was erased; the database lets it be noted beside the note that this transaction brought."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('claims.erasure', %s, true)", [str(note)])
    _save(ErasedEntry(erasure_id=note, publication=publication, digest=digest))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('claims.erasure', '', true)")


def _count_on(nouns: list[Noun]) -> None:
    """Let the numbers of new rows begin after those that came."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), nouns):
            cursor.execute(statement)


def _said(error: Error) -> str:
    """The first line of what the database said, without the rows that it quotes."""
    return str(error).strip().partition("\n")[0]
