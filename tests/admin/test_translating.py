"""Translations on the claim's screen, and the page on which one is written."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Claim, Publication, Review, Translation
from tests import make

from .browsing import act, address, at_desk, open_form, text_of

pytestmark = pytest.mark.django_db


def path_of(claim: Claim, language: str = "es") -> str:
    return address("claim", "translation", claim.pk, language)


def written(client: Client, claim: Claim, **said: str) -> Translation:
    """Write the Spanish translation of a claim through its page."""
    words = {"statement": "El crimen se ha triplicado.", "summary": "No es así.", "rationale": "Las cifras [1]."}
    path = path_of(claim)
    answer = client.post(path, open_form(client, path) | words | said)
    assert answer.status_code == 302, text_of(answer)
    return Translation.objects.get(claim=claim, language="es")


class TestPage:
    def test_the_told_words_stand_beside_each_field(self) -> None:
        claim = make.published(statement="Crime has tripled.", summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It is not public yet.")

        page = at_desk(make.writer()).get(path_of(claim))

        words = text_of(page)
        assert "Crime has tripled." in words
        assert "It has not." in words
        assert "It fell by a tenth." in words
        assert "It is not public yet." not in words

    def test_what_is_typed_is_kept_with_its_translator(self) -> None:
        claim, writer = make.published(), make.writer()

        translation = written(at_desk(writer), claim, **{"finding-1": "Cayó una décima parte."})

        assert translation.translated_by == writer
        assert translation.findings == {"1": "Cayó una décima parte."}
        assert translation.words["rationale"] == "Las cifras [1]."

    def test_the_fields_run_as_their_language_does(self) -> None:
        page = at_desk(make.writer()).get(path_of(make.published(), "he")).content.decode()

        assert 'lang="he" dir="rtl"' in page

    def test_an_old_form_is_refused_with_what_was_typed(self) -> None:
        claim = make.published()
        slow, path = at_desk(make.writer()), path_of(claim)
        fields = open_form(slow, path)
        written(at_desk(make.writer()), claim)

        answer = slow.post(path, fields | {"statement": "Mis palabras."})

        assert answer.status_code == 400
        assert "somebody else saved this translation in the meantime" in text_of(answer)
        assert "Mis palabras." in text_of(answer)
        assert Translation.objects.get().statement == "El crimen se ha triplicado."

    def test_only_what_readers_see_can_be_translated(self) -> None:
        claim = make.claim_in_review()

        answer = at_desk(make.writer()).get(path_of(claim), follow=True)

        assert "Only what readers see can be translated." in text_of(answer)

    def test_it_costs_as_much_for_ten_pieces_of_evidence_as_for_one(self) -> None:
        client, costs = at_desk(make.editor()), []

        for pieces in (1, 10):
            claim = make.claim_in_review()
            for _number in range(pieces - 1):
                make.evidence(claim)
            desk.publish(claim, by=make.editor())
            make.translation(claim)
            client.get(path_of(claim))
            with CaptureQueriesContext(connection) as queries:
                client.get(path_of(claim))
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 16


class TestActs:
    def test_an_editor_publishes_what_a_writer_translated(self) -> None:
        claim = make.published()
        translation = written(at_desk(make.writer()), claim)
        client = at_desk(make.editor())
        assert "Publish the translation" in text_of(client.get(path_of(claim)))

        act(client, claim, "publish_translation", language="es", made_from=translation.version)

        assert list(Review.objects.get(claim=claim).face["translations"]) == ["es"]

    def test_a_writer_is_not_offered_to(self) -> None:
        claim = make.published()
        client = at_desk(make.writer())
        written(client, claim)

        assert "Publish the translation" not in text_of(client.get(path_of(claim)))

    def test_a_refusal_says_why_and_keeps_the_language(self) -> None:
        claim, editor = make.published(), make.editor()
        translation = written(at_desk(editor), claim)

        answer = act(at_desk(editor), claim, "publish_translation", language="es", made_from=translation.version)

        assert "whoever translated it cannot also approve it" in text_of(answer)
        assert 'name="language" value="es"' in answer.content.decode()

    def test_it_is_taken_back_with_a_reason(self) -> None:
        claim = make.translated()

        act(at_desk(make.editor()), claim, "withdraw_translation", language="es", note="It says the opposite.")

        last = Publication.objects.latest("number")
        assert (last.act, last.note) == ("translate", "It says the opposite.")
        assert Review.objects.get(claim=claim).face["translations"] == {}


class TestList:
    def standing(self, claim: Claim) -> str:
        page = at_desk(make.editor()).get(address("claim", "change", claim.pk))
        return text_of(page).partition("Translations")[2]

    def test_it_says_where_each_stands(self) -> None:
        claim = make.translated(make.published())
        make.translation(claim, language="fr")
        assert "Spanish Published French Draft: readers see nothing of it" in self.standing(claim)

        make.translation(claim, summary="Otra cosa.", made_from=Translation.objects.get(language="es").version)
        assert "Spanish Published, edited since" in self.standing(claim)

        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), kind="factual", note="It fell.")
        assert "Spanish Published; the original was changed since" in self.standing(claim)

    def test_it_offers_the_languages_of_the_site_that_are_free(self) -> None:
        claim = make.translated(make.published())

        page = at_desk(make.editor()).get(address("claim", "change", claim.pk)).content.decode()

        assert path_of(claim, "de") in page
        assert path_of(claim, "en") not in page

    def test_a_claim_that_readers_do_not_see_has_none(self) -> None:
        assert self.standing(make.claim_in_review()) == ""
