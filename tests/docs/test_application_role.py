"""docs/application_role.sql: the site's role can do all the desk's acts, and nothing to the record but add to it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from claims import desk
from claims.models import Claim, Publication, Verdict
from tests import make

SCRIPT = Path(__file__).parents[2] / "docs" / "application_role.sql"
ROLE = "factcheck_test_role"
REFUSED = [
    "UPDATE claims_publication SET note = 'x'",
    "UPDATE claims_publication SET act = 'update'",
    "UPDATE claims_erasure SET basis = 'x'",
    "DELETE FROM claims_publication",
    "TRUNCATE claims_publication CASCADE",
    "UPDATE claims_publicationbody SET text = 'x'",
    "DELETE FROM claims_publicationbody",
    "TRUNCATE claims_publicationbody",
    "UPDATE claims_claimevent SET statement = 'x'",
    "DELETE FROM claims_claimevent",
    "UPDATE claims_signin SET outcome = 'refused'",
    "DELETE FROM claims_signin",
    "UPDATE claims_housepageversion SET text = 'x'",
    "DELETE FROM claims_housepageversion",
    "TRUNCATE claims_housepageversion",
    "DELETE FROM django_migrations",
    "ALTER TABLE claims_publication DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "CREATE TABLE another (number int)",
]


@pytest.fixture
def role(db: None) -> None:
    """A role with the rights that the script gives; the roll-back of the test takes it away again."""
    script = re.sub(r"\bfactcheck\b", ROLE, SCRIPT.read_text())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(script)


@contextmanager
def acting_as_the_site() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("role")
class TestTheSitesRole:
    def test_it_can_do_every_act(self) -> None:
        writer, editor, administrator = make.writer(), make.editor(), make.administrator()
        claim = make.claim_in_review(by=writer)

        with acting_as_the_site():
            desk.send_back(claim, by=editor, reason="One more source.")
            desk.send_to_review(claim, by=writer)
            make.in_force()
            desk.publish(claim, by=editor)
            Verdict.objects.filter(claim=claim).update(summary="Corrected.")
            desk.correct(claim, by=editor, note="We had it wrong.")
            desk.withdraw(claim, by=editor, note="It is not ours to say.")
            desk.restore(claim, by=editor, note="It is, after all.")
            desk.erase_words(["tripled"], by=administrator, claims=None, subject="A name", basis="GDPR")
            desk.rebuild()
            make.evidence(claim).delete()
            Claim.objects.create(slug="a-draft", statement="A draft.").delete()
            desk.later("tidy_sessions", key="all")
            desk.later("tidy_sessions", key="all")

        assert Publication.objects.count() == 4
        assert desk.first_misfit() is None

    @pytest.mark.parametrize("statement", REFUSED)
    def test_it_may_not(self, statement: str) -> None:
        make.published()
        make.in_force()

        with (
            acting_as_the_site(),
            pytest.raises(
                (ProgrammingError, IntegrityError),
                match=r"permission denied|must be owner|only added to|stays as it was",
            ),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
