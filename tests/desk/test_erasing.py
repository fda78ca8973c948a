"""Erasing by law: the name is nowhere, the record still verifies, and a note says so."""

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotAllowed
from claims.models import (
    Claim,
    Comment,
    Erasure,
    Notification,
    Publication,
    PublicationBody,
    Review,
    SignIn,
    Source,
    Translation,
    User,
)
from claims.vocabulary import News
from tests import make
from tests.tampering import tamper

pytestmark = pytest.mark.django_db

NAME = "Xanthe Canary"
TEXT = f"Crime has tripled, said {NAME} of Baku. Taxes fell."
BASIS = {"subject": "A tipster's name", "basis": "GDPR, article 17"}


def tipped() -> Claim:
    """A published and corrected claim with a private person's name wherever an editor can write one."""
    claim = make.published(
        statement=f"Crime has tripled, says {NAME}.",
        rationale=f"*Xanthe* Canary told us [1].\n\nAnd {NAME.upper()} again.",
        version=make.article(text=TEXT, title=f"What {NAME} saw"),
        quote=f"tripled, said {NAME} of",
        source=make.source(note=f"Told by {NAME}", url="https://source.example/xanthe-canary"),
        speaker=make.speaker(bio=f"A friend of {NAME}."),
    )
    texts = {"summary": f"{NAME} was wrong.", "rationale": claim.verdict.rationale}
    make.propose(claim, by=make.writer(), **texts)
    Comment.objects.create(claim=claim, body=f"Call {NAME}", written_by=make.writer())
    desk.correct(claim, by=make.editor(), note=f"{NAME} asked us to.")
    kind = ContentType.objects.get_for_model(Claim)
    LogEntry.objects.create(
        user=make.editor(), content_type=kind, object_id=claim.pk, object_repr=str(claim)[:200], action_flag=CHANGE
    )
    return Claim.objects.get(pk=claim.pk)


def found(word: str) -> list[str]:
    """Every column of the database in which a word stands, asked of the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
            " AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'tsvector', 'USER-DEFINED')"
        )
        columns = cursor.fetchall()
        assert len(columns) > 300
        parts = [
            f'SELECT \'{table}.{column}\' WHERE EXISTS (SELECT FROM "{table}" WHERE "{column}"::text ILIKE %s)'
            for table, column in columns
        ]
        cursor.execute(" UNION ALL ".join(parts), [f"%{word}%"] * len(parts))
        return [row[0] for row in cursor.fetchall()]


def naming(note: str, statement: str) -> None:
    """Execute a statement while a note is named as the one that erases."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('claims.erasure', %s, true)", [note])
        cursor.execute(statement)


class TestEraseWords:
    def test_the_name_is_nowhere_and_the_record_verifies(self, capsys: Any) -> None:
        claim, other = tipped(), make.published()
        by = make.administrator()
        assert len(found("canary")) > 20

        note = desk.erase_words([NAME], by=by, claims=[claim], **BASIS)

        assert found("canary") == []
        assert desk.first_misfit() is None
        assert [entry.number for entry in note.publications.order_by("number")] == [1, 2]
        assert PublicationBody.objects.get(publication__claim=other).nonce is not None
        call_command("verify_record")
        assert f"Entry 1: erased by law on {note.erased_at.date()}, note {note.pk}." in capsys.readouterr().out

    def test_nor_is_it_in_a_translation(self) -> None:
        claim = make.published()
        make.translated(claim, statement=f"Crece, dice {NAME}.", rationale=f"*Xanthe* Canary, [1] {NAME}.")
        make.translation(claim, language="fr", findings={"1": f"{NAME} le dit."})

        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)

        assert found("canary") == []
        assert desk.first_misfit() is None
        assert Translation.objects.get(language="es").statement == "Crece, dice [name erased]."

    def test_the_rest_stays_as_it_was(self) -> None:
        claim = tipped()
        before = list(Publication.objects.values("number", "act", "commitment", "previous", "digest", "published_at"))

        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS, instead="a reader")

        assert list(Publication.objects.values(*before[0])) == before
        document = Publication.objects.in_order().last().document  # type: ignore[union-attr]
        assert document["claim"]["statement"] == "Crime has tripled, says a reader."
        assert document["record"]["note"] == "a reader asked us to."
        assert "a reader told us" in document["verdict"]["rationale"]["html"]
        assert document["record"]["erasures"][0]["basis"] == "GDPR, article 17"
        quote = claim.appearances.get()
        assert quote.exact == f"tripled, said {'█' * len(NAME)} of"
        assert document["appearances"][0]["quote"]["exact"] == quote.exact
        assert document["appearances"][0]["article"]["version"]["sha256"] == quote.version.sha256

    def test_reviews_are_made_again_from_what_is_left(self, client: Client) -> None:
        claim = tipped()
        page, data = client.get(f"/claims/{claim.slug}/"), client.get(f"/api/v1/claims/{claim.public_id}/")

        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)

        shown = list(Review.objects.values())
        desk.rebuild()
        assert list(Review.objects.values()) == shown
        slug = Review.objects.get().slug
        again = client.get(f"/claims/{slug}/", headers={"If-None-Match": page["ETag"]})
        assert "GDPR, article 17" in again.content.decode()
        assert client.get(data.request["PATH_INFO"], headers={"If-None-Match": data["ETag"]}).status_code == 200
        entries = client.get(f"/api/v1/claims/{claim.public_id}/history/").json()["results"]
        assert [entry["nonce"] for entry in entries] == [None, None]

    def test_a_second_erasure_finds_the_first(self) -> None:
        claim = tipped()
        by = make.administrator()
        desk.erase_words([NAME], by=by, claims=[claim], **BASIS)

        second = desk.erase_words(["Baku"], by=by, claims=[claim], **BASIS)

        assert found("baku") == []
        assert desk.first_misfit() is None
        marks = json.loads(PublicationBody.objects.get(publication__number=2).text)["record"]["erasures"]
        assert [mark["number"] for mark in marks] == [second.pk - 1, second.pk]

    def test_another_claim_of_the_article_quotes_it_as_it_is_now(self) -> None:
        version = make.article(text=TEXT)
        claim = make.published(statement=f"{NAME} said so.", version=version, quote="Crime has tripled")
        other = make.published(statement=f"{NAME} again.", version=version, quote=f"{NAME} of Baku")

        extent = desk.extent_of_words([NAME], claims=[claim])
        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)

        said = other.publications.get().document
        assert (extent.entries, extent.elsewhere) == ([1, 2], 1)
        assert said["claim"]["statement"] == f"{NAME} again."
        assert said["appearances"][0]["quote"]["exact"] == f"{'█' * len(NAME)} of Baku"
        assert desk.first_misfit() is None
        shown = list(Review.objects.order_by("pk").values())
        desk.rebuild()
        assert list(Review.objects.order_by("pk").values()) == shown

    def test_everywhere_is_everywhere(self) -> None:
        tipped()
        Source.objects.create(title=NAME, publisher="P")

        desk.erase_words([NAME], by=make.administrator(), claims=None, **BASIS)

        assert found("canary") == []

    def test_what_it_would_touch_is_counted_before(self) -> None:
        claim = tipped()
        make.published(statement=f"{NAME} lied.")

        extent = desk.extent_of_words([NAME], claims=[claim])

        assert (extent.entries, extent.elsewhere) == ([1, 2], 1)
        assert extent.rows["comments"] == 1
        assert extent.rows["claims, earlier states"] >= 3
        assert not Erasure.objects.exists()

    def test_every_reason_is_said_at_once(self) -> None:
        claim = make.claim()

        with pytest.raises(Invalid) as refusal:
            desk.erase_words(["A.", NAME], by=make.administrator(), claims=[claim], subject=f"{NAME}'s", basis=" ")

        assert [reason.split(" ")[0] for reason in refusal.value.reasons] == ["“A.”", "name", "the"]

    def test_an_editor_may_not(self) -> None:
        with pytest.raises(NotAllowed):
            desk.erase_words([NAME], by=make.editor(), claims=None, **BASIS)

    def test_a_scheduled_claim_is_refused(self) -> None:
        claim = make.claim_in_review(summary=f"{NAME} was wrong.")
        desk.schedule(claim, by=make.editor(), publish_at=timezone.now() + timedelta(hours=1))

        with pytest.raises(Invalid, match="is scheduled with it: call it off first"):
            desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)


class TestEraseMember:
    def leaver(self) -> User:
        """Somebody who wrote, approved, was told, was named, and left."""
        person = make.editor(username="xcanary", public_name="Xena Canary", email="xena@canary.example")
        User.objects.filter(pk=person.pk).update(public_name="Xena Elizabeth Canary")
        claim = make.published(by=person)
        other = make.publication(editor=person).claim
        Comment.objects.create(claim=other, body="@xcanary said so, or Xena  Canary did.", written_by=person)
        Notification.objects.create(person=person, news=News.MENTIONED, claim=claim)
        kind = ContentType.objects.get_for_model(User)
        LogEntry.objects.create(
            user=make.editor(), content_type=kind, object_id=person.pk, object_repr="xcanary", action_flag=CHANGE
        )
        EmailAddress.objects.create(user=person, email=person.email)
        SignIn.objects.create(person=person, outcome="signed in", address="192.0.2.7", device="Canary browser")
        SignIn.objects.create(name="xcanary", outcome="refused")
        desk.deactivate(person, by=make.administrator())
        return User.objects.get(pk=person.pk)

    def test_the_name_is_nowhere_and_the_record_verifies(self, client: Client) -> None:
        person = self.leaver()

        desk.erase_member(person, by=make.administrator(), **BASIS)

        assert found("canary") == []
        assert desk.first_misfit() is None
        signed = {
            e.document["record"][role]["name"]
            for e in Publication.objects.all()
            for role in ("written_by", "approved_by")
        }
        assert "Former member" in signed
        after = User.objects.get(pk=person.pk)
        assert (str(after), after.is_active, after.has_usable_password()) == ("Former member", False, False)
        assert not client.login(username=after.username, password="password")

    def test_nor_under_what_they_translated_whoever_published_since(self) -> None:
        person = make.writer(username="canary", public_name="Canary")
        claim = make.published()
        make.translated(claim, by=person)
        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), kind="factual", note="It fell.")
        desk.deactivate(person, by=make.administrator())

        desk.erase_member(User.objects.get(pk=person.pk), by=make.administrator(), **BASIS)

        assert found("canary") == []
        face = Review.objects.get(claim=claim).face
        assert face["translations"]["es"]["translated_by"]["name"] == "Former member"

    def test_who_works_here_is_refused(self) -> None:
        with pytest.raises(Invalid, match="make them inactive first"):
            desk.erase_member(make.editor(), by=make.administrator(), **BASIS)

    def test_a_common_word_stays_a_word(self) -> None:
        person = make.writer(username="editor", public_name="Statistical", is_active=False)
        claim = make.published(statement="The editor of the statistical office resigned.")

        desk.erase_member(person, by=make.administrator(), **BASIS)

        assert Claim.objects.get(pk=claim.pk).statement == "The editor of the statistical office resigned."


class TestTheRecordsDoor:
    def test_an_erasure_without_its_note_is_a_misfit(self) -> None:
        make.published()
        tamper(lambda: PublicationBody.objects.update(nonce=None))

        with pytest.raises(CommandError, match="no note says that the law had it erased"):
            call_command("verify_record")

    def test_a_second_silent_change_is_a_misfit(self) -> None:
        claim = tipped()
        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)
        body = PublicationBody.objects.first()
        assert body is not None
        tamper(lambda: PublicationBody.objects.filter(pk=body.pk).update(text=body.text.replace("tripled", "doubled")))

        with pytest.raises(CommandError, match="is not the one that note"):
            call_command("verify_record")

    def test_a_document_that_comes_back_is_a_misfit(self) -> None:
        claim = tipped()
        body = PublicationBody.objects.first()
        assert body is not None
        desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)
        tamper(lambda: PublicationBody.objects.filter(pk=body.pk).update(text=body.text, nonce=body.nonce))

        with pytest.raises(CommandError, match="Entry 1 does not fit: note"):
            call_command("verify_record")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE claims_claimevent SET statement = 'x'",
            "DELETE FROM claims_claimevent",
            "TRUNCATE claims_claimevent",
            "DELETE FROM claims_erasure",
            "UPDATE claims_erasedentry SET digest = repeat('a', 64)",
            "UPDATE claims_publicationbody SET text = 'x', nonce = NULL",
            "UPDATE claims_publication SET note = 'x'",
        ],
    )
    def test_nobody_else_gets_through_it(self, statement: str) -> None:
        claim = tipped()
        note = desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)

        for named in ("", str(note.pk + 1)):
            with pytest.raises(IntegrityError):
                naming(named, statement)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM claims_claimevent",
            "UPDATE claims_claimevent SET pgh_created_at = now()",
            "UPDATE claims_publicationbody SET text = 'x', nonce = NULL",
            "UPDATE claims_publication SET act = 'update'",
            "UPDATE claims_publication SET note = ''",
            "DELETE FROM claims_publication",
        ],
    )
    def test_the_act_itself_can_do_no_more(self, statement: str) -> None:
        claim = tipped()
        note = desk.erase_words([NAME], by=make.administrator(), claims=[claim], **BASIS)

        with pytest.raises(IntegrityError):
            naming(str(note.pk), statement)

    def test_every_table_of_events_has_its_lock(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^claims_.*event$' AND 2 > ("
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname LIKE 'history_is_%')"
            )
            assert cursor.fetchall() == []
