"""Translating what readers were told, and putting the translation before them."""

from typing import Any

import pytest

from claims import desk
from claims.desk.comparing import differences
from claims.errors import Invalid, NotAllowed, NotReady, Stale
from claims.formats.document import finding_of
from claims.models import Claim, Publication, Review, Subject, Translation
from claims.vocabulary import Act
from tests import make

pytestmark = pytest.mark.django_db


def told(claim: Claim) -> dict[str, Any]:
    """What readers are told of a claim now."""
    return Review.objects.get(claim=claim).face


def publish(claim: Claim, **said: Any) -> Publication:
    """Have an editor publish what the desk has in Spanish."""
    return desk.publish_translation(claim, by=make.editor(), language="es", **said)


class TestWrite:
    def test_readers_see_nothing_of_it(self) -> None:
        claim = make.published()
        before = Publication.objects.count()

        make.translation(claim)

        assert Publication.objects.count() == before
        assert told(claim)["translations"] == {}

    def test_the_claim_itself_counts_as_unchanged(self) -> None:
        claim = make.published()

        make.translation(claim)

        assert Claim.objects.get(pk=claim.pk).version == claim.version
        assert not differences(claim)

    def test_a_save_from_an_old_version_is_refused(self) -> None:
        claim = make.published()
        seen = make.translation(claim).version
        make.translation(claim, statement="El delito se triplicó.", made_from=seen)

        with pytest.raises(Stale):
            make.translation(claim, statement="Otra cosa.", made_from=seen)

    def test_a_second_one_into_a_language_is_refused_as_stale(self) -> None:
        claim = make.published()
        make.translation(claim)

        with pytest.raises(Stale):
            make.translation(claim, statement="Otra cosa.")

    def test_what_says_so_already_keeps_its_translator(self) -> None:
        claim = make.published()
        first = make.translation(claim)

        again = make.translation(claim, made_from=first.version)

        assert (again.version, again.translated_by) == (first.version, first.translated_by)

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"language": "en"}, "language"),
            ({"language": "es_MX"}, "language"),
            ({"conflicts": ["No\x00pe"]}, "conflicts"),
            ({"open_questions": ["\ud800"]}, "open_questions"),
            ({"findings": {"1": "No\x00pe"}}, "findings"),
            ({"summary": "x" * 401}, "summary"),
            ({"findings": {"1": "x" * 2001}}, "findings"),
            ({"original": "0" * 64}, "original"),
        ],
    )
    def test_what_cannot_be_is_refused_with_its_field(self, said: dict[str, Any], field: str) -> None:
        claim = make.published()

        with pytest.raises(Invalid) as refusal:
            make.translation(claim, **said)

        assert list(refusal.value.fields) == [field]


class TestPublish:
    def test_it_is_an_entry_of_the_claims_own_chain_by_its_translator(self) -> None:
        claim, translator, editor = make.published(), make.writer(), make.editor()
        first = claim.publications.get()
        make.translation(claim, by=translator)

        entry = desk.publish_translation(claim, by=editor, language="es")

        assert (entry.act, entry.previous) == (Act.TRANSLATE, first.commitment)
        assert (entry.written_by, entry.approved_by) == (translator, editor)

    def test_readers_are_told_who_translated_what(self) -> None:
        claim, translator = make.published(), make.writer()
        make.translation(claim, by=translator, findings={"1": "Cayó una décima parte."})

        publish(claim)

        said = told(claim)["translations"]["es"]
        assert (said["statement"], said["summary"]) == ("El crimen se ha triplicado.", "No es así.")
        assert said["rationale"]["html"] == '<p>Las cifras <a class="cite" href="#evidence-1">[1]</a>.</p>\n'
        assert said["evidence"] == [{"number": 1, "finding": "Cayó una décima parte."}]
        assert said["translated_by"]["name"] == translator.byline
        assert said["original"] == {
            "commitment": claim.publications.earliest("number").commitment,
            "published_at": told(claim)["history"][0]["published_at"],
            "changed": False,
        }

    def test_what_the_desk_changed_meanwhile_does_not_slip_out(self) -> None:
        claim = make.published(summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It is not public yet.")
        make.translation(claim)

        entry = publish(claim)

        assert entry.document["verdict"]["summary"] == "It has not."
        assert [difference.path for difference in differences(claim)] == ["verdict.summary"]

    def test_the_check_keeps_its_own_writer_and_approver(self) -> None:
        claim = make.published()
        first = claim.publications.get()

        publication = make.translated(claim).publications.latest("number")

        assert finding_of(publication.document)["written_by"]["id"] == first.written_by.public_id
        assert finding_of(publication.document)["published_at"] == first.document["record"]["published_at"]

    def test_what_is_told_is_as_old_as_it_was(self) -> None:
        claim = make.published()
        before = Review.objects.get(claim=claim)

        make.translated(claim)

        after = Review.objects.get(claim=claim)
        assert after.told_at == before.told_at == before.changed_at
        assert after.changed_at > before.changed_at

    def test_the_writers_of_an_unpublished_verdict_stay_its_writers(self) -> None:
        claim, writer = make.published(), make.writer()
        make.propose(claim, by=writer, summary="It is not public yet.")

        make.translated(claim)

        assert writer in claim.verdict.writers.all()

    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            ({"rationale": "Las cifras."}, "has to cite the same evidence"),
            ({"rationale": "Las cifras [1] [2]."}, "has to cite the same evidence"),
            ({"summary": ""}, "its summary or its rationale is empty"),
            ({"conflicts": ["Sí y no."]}, "another number of conflicts"),
            ({"open_questions": ["¿Cuánto?"]}, "another number of open questions"),
            ({"findings": {"9": "Nada."}}, r"there is no evidence \[9\]"),
        ],
    )
    def test_what_does_not_fit_the_original_is_refused(self, said: dict[str, Any], reason: str) -> None:
        claim = make.published()
        make.translation(claim, **said)

        with pytest.raises(NotReady, match=reason):
            publish(claim)

    def test_the_original_was_changed_since_it_was_translated(self) -> None:
        claim = make.published()
        make.translation(claim)
        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), kind="factual", note="It fell.")

        with pytest.raises(NotReady, match="the original was changed since"):
            publish(claim)

    def test_whoever_translated_it_cannot_also_approve_it(self) -> None:
        claim, translator, editor = make.published(), make.editor(), make.editor()
        first = make.translation(claim, by=translator)
        make.translation(claim, by=editor, statement="El delito se triplicó.", made_from=first.version)

        for person in (translator, editor):
            with pytest.raises(NotReady, match="cannot also approve"):
                desk.publish_translation(claim, by=person, language="es")

    def test_an_administrator_may_set_that_aside_with_a_reason(self) -> None:
        claim, alone = make.published(), make.administrator()
        make.translation(claim, by=alone)

        entry = desk.publish_translation(claim, by=alone, language="es", override="Nobody else reads Spanish.")

        assert entry.override_reason == "Nobody else reads Spanish."
        assert entry.document["record"]["overridden"] == ["second_person"]

    def test_an_editor_may_not(self) -> None:
        claim, alone = make.published(), make.editor()
        make.translation(claim, by=alone)

        with pytest.raises(NotAllowed):
            desk.publish_translation(claim, by=alone, language="es", override="Nobody else reads Spanish.")

    def test_the_same_again_is_refused(self) -> None:
        claim = make.translated()

        with pytest.raises(NotReady, match="readers are told just this"):
            publish(claim)

    def test_a_version_that_was_not_seen_is_not_approved(self) -> None:
        claim = make.published()
        seen = make.translation(claim).version
        make.translation(claim, statement="Otra cosa.", made_from=seen)

        with pytest.raises(Stale):
            publish(claim, made_from=seen)

    def test_a_changed_one_says_what_changed_word_by_word(self) -> None:
        claim = make.translated()
        version = Translation.objects.get().version
        make.translation(claim, summary="No, no es así.", made_from=version)
        with pytest.raises(Invalid):
            publish(claim)

        entry = publish(claim, note="A word was missing.")

        assert entry.document["record"]["changes"] == [
            {"path": "translations.es.summary", "was": "No es así.", "now": "No, no es así."}
        ]


class TestLaterEntries:
    def correct(self, claim: Claim, **said: Any) -> dict[str, Any]:
        make.propose(claim, by=make.writer(), **said)
        kind = "verdict" if "rating" in said else "factual"
        desk.correct(claim, by=make.editor(), kind=kind, note="We were wrong.")
        return told(claim)

    def test_a_correction_carries_it_on_and_says_that_the_original_changed(self) -> None:
        claim = make.translated()
        before = told(claim)["translations"]["es"]

        after = self.correct(claim, summary="It fell.")["translations"]["es"]

        assert after["original"] == before["original"] | {"changed": True}
        assert {**after, "original": 0} == {**before, "original": 0}

    def test_an_original_that_says_again_what_it_said_is_no_changed_one(self) -> None:
        claim = make.translated()
        self.correct(claim, summary="It fell.")

        after = self.correct(claim, summary="It has not.")

        assert after["translations"]["es"]["original"]["changed"] is False

    def test_translated_anew_it_fits_again(self) -> None:
        claim = make.translated()
        self.correct(claim, summary="It fell.")
        make.translation(claim, summary="Cayó.", made_from=Translation.objects.get().version)

        publish(claim, note="It follows the correction.")

        assert told(claim)["translations"]["es"]["original"]["changed"] is False

    def test_one_that_still_fits_is_approved_again_as_it_is(self) -> None:
        claim = make.translated()
        self.correct(claim, summary="It has not!")
        make.translation(claim, made_from=Translation.objects.get().version)

        entry = publish(claim)

        assert entry.document["translations"]["es"]["original"]["changed"] is False
        assert entry.document["record"]["changes"] == []

    def test_a_second_language_leaves_the_first_as_it_is(self) -> None:
        claim = make.translated()

        make.translated(claim, language="fr")

        assert list(told(claim)["translations"]) == ["es", "fr"]

    def test_a_notice_drops_them_and_a_restoration_brings_them_back(self) -> None:
        claim = make.translated()

        notice = desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        again = desk.restore(claim, by=make.editor(), note="It was the right person.")

        assert notice.document["translations"] == {}
        assert list(again.document["translations"]) == ["es"]

    def test_a_notice_is_by_who_wrote_the_check(self) -> None:
        claim = make.published()
        writer = claim.publications.get().written_by
        make.translated(claim)

        notice = desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert notice.written_by == writer

    def test_its_translator_may_withdraw_the_check(self) -> None:
        claim, translator = make.published(), make.editor()
        make.translated(claim, by=translator)

        notice = desk.withdraw(claim, by=translator, note="Wrong person.")

        assert notice.approved_by == translator

    def test_the_record_verifies_and_its_projections_can_be_made_again(self) -> None:
        claim = make.translated(make.published(topics=[make.topic()]))
        self.correct(claim, summary="It fell.")
        make.translated(claim, language="fr")
        desk.withdraw(make.translated(), by=make.editor(), note="Wrong person.")
        before = list(Review.objects.order_by("pk").values())

        desk.rebuild()

        assert list(Review.objects.order_by("pk").values()) == before
        assert desk.first_misfit() is None


class TestWithdraw:
    def test_readers_are_told_why_and_the_desk_keeps_it(self) -> None:
        claim = make.translated()

        entry = desk.withdraw_translation(claim, by=make.editor(), language="es", note="It says the opposite.")

        assert entry.document["translations"] == {}
        assert entry.document["record"]["note"] == "It says the opposite."
        assert entry.document["record"]["changes"] == [
            {"path": "translations.es", "was": "El crimen se ha triplicado.", "now": ""}
        ]
        assert Translation.objects.filter(claim=claim).exists()

    def test_one_that_readers_do_not_have_is_refused(self) -> None:
        claim = make.published()

        with pytest.raises(NotReady, match="readers have no translation into “es”"):
            desk.withdraw_translation(claim, by=make.editor(), language="es", note="It says the opposite.")


class TestSubjects:
    def test_a_translation_of_an_old_check_does_not_bring_back_an_old_name(self) -> None:
        speaker = make.speaker(name="As she was called")
        old = make.published(speaker=speaker)
        speaker.name = "As she is called"
        speaker.save()
        make.published(speaker=speaker)

        make.translated(old)

        assert Subject.objects.get(kind="speaker").name == "As she is called"
