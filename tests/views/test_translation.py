"""A check in the language of its reader, where somebody translated it."""

import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim, Translation
from tests import make

pytestmark = pytest.mark.django_db


def page(client: Client, claim: Claim, prefix: str = "/es") -> str:
    answer: HttpResponse = client.get(f"{prefix}/claims/{claim.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def twins(html: str) -> dict[str, str]:
    """The addresses that a page names for other languages, by language."""
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="http://testserver([^"]+)"', html)
    return dict(found)


def canonical(html: str) -> str:
    return re.findall(r'<link rel="canonical" href="http://testserver([^"]+)"', html)[0]


def data(html: str) -> dict[str, Any]:
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])


class TestPage:
    def test_it_says_the_check_in_the_words_of_the_translation(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."), findings={"1": "Cayó un décimo."})

        html = page(client, claim)

        assert '<h1 class="statement" lang="es" dir="ltr">El crimen se ha triplicado.</h1>' in html
        assert "No es así." in html
        assert '<p class="evidence-finding" lang="es" dir="ltr">Cayó un décimo.</p>' in html
        assert "The statistics say otherwise" not in html.partition('id="history"')[0]

    def test_it_names_its_translator_and_the_writer_of_the_check(self, client: Client) -> None:
        claim = make.claim_in_review(by=make.writer(public_name="Wanda Writer"))
        desk.publish(claim, by=make.editor(public_name="Ed Editor"))
        make.translated(claim, by=make.writer(public_name="Teo Traductor"))

        html = page(client, claim, prefix="")

        assert "Teo Traductor" not in html
        assert "Wanda Writer" in html
        assert "Ed Editor" in html
        assert "Teo Traductor" in page(client, claim)

    def test_it_leads_to_the_original(self, client: Client) -> None:
        claim = make.translated()

        assert f'<a href="/claims/{claim.slug}/" hreflang="en">' in page(client, claim)

    def test_a_finding_that_nobody_translated_stays_in_its_own_language(self, client: Client) -> None:
        claim = make.translated()

        assert '<p class="evidence-finding" lang="en" dir="ltr">It fell by a tenth.</p>' in page(client, claim)

    def test_hebrew_runs_from_right_to_left(self, client: Client) -> None:
        claim = make.translated(language="he", statement="הפשיעה גדלה פי שלושה.")

        html = page(client, claim, prefix="/he")

        assert '<h1 class="statement" lang="he" dir="rtl">הפשיעה גדלה פי שלושה.</h1>' in html

    def test_what_was_said_before_stays_in_the_language_in_which_it_was_said(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."))

        assert '<p class="history-statement" lang="en" dir="ltr">Crime has tripled.</p>' in page(client, claim)

    def test_its_own_words_for_the_rating_win(self, client: Client) -> None:
        claim = make.translated(rating_label="Falso de toda falsedad", rating_definition="Nada de ello es así.")

        html = page(client, claim)

        assert '<span aria-hidden="true" dir="auto">Falso de toda falsedad</span>' in html
        assert "Nada de ello es así." in html

    def test_a_correction_since_is_told(self, client: Client) -> None:
        claim = make.translated()
        assert "the original was changed since" not in page(client, claim, prefix="/es")
        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), kind="factual", note="It fell.")

        html = page(client, claim)

        assert "No es así." in html
        assert re.search(r"<strong>.*<time datetime", html)

    def test_one_of_another_verdict_is_not_shown(self, client: Client) -> None:
        claim = make.translated()
        make.propose(claim, by=make.writer(), rating="true", summary="It has.")
        desk.correct(claim, by=make.editor(), kind="verdict", note="We were wrong.")

        html = page(client, claim)

        assert "No es así." not in html
        assert "It has." in html
        assert set(twins(html)) == {"x-default", "en"}

    def test_what_opens_beside_an_article_and_what_others_embed_speak_it_too(self, client: Client) -> None:
        claim = make.translated()

        for address in (f"/es/claims/{claim.slug}/beside/", f"/es/embed/claims/{claim.public_id}/"):
            html = client.get(address).content.decode()
            assert "El crimen se ha triplicado." in html
            assert "No es así." in html

    def test_a_link_to_it_is_shown_in_its_words(self, client: Client) -> None:
        html = page(client, make.translated())

        assert '<meta property="og:title" content="El crimen se ha triplicado.">' in html

    def test_the_newest_correction_is_still_told_when_a_translation_came_after_it(self, client: Client) -> None:
        claim = make.published()
        make.propose(claim, by=make.writer(), summary="It fell.")
        desk.correct(claim, by=make.editor(), kind="factual", note="The fall was overlooked.")

        html = page(client, make.translated(claim), prefix="")

        assert "The fall was overlooked." in html.partition('id="history"')[0]

    def test_it_costs_as_much_translated_or_not(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        plain, translated = make.published(), make.translated()

        for claim in (plain, translated):
            with django_assert_num_queries(2):
                page(client, claim)


class TestUntranslated:
    def test_it_stands_in_its_own_language_and_says_so(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."), language="fr")

        html = page(client, claim)

        assert '<h1 class="statement" lang="en" dir="ltr">Crime has tripled.</h1>' in html
        assert "inglés" in html

    def test_search_engines_are_led_to_the_original(self, client: Client) -> None:
        claim = make.translated(language="fr")

        html = page(client, claim)

        assert canonical(html) == f"/claims/{claim.slug}/"
        assert "ld+json" not in html


class TestTongues:
    def test_a_page_names_only_those_that_have_words(self, client: Client) -> None:
        claim = make.translated(make.translated(), language="he")

        for prefix in ("", "/es", "/he", "/fr"):
            assert twins(page(client, claim, prefix)) == {
                "x-default": f"/claims/{claim.slug}/",
                "en": f"/claims/{claim.slug}/",
                "es": f"/es/claims/{claim.slug}/",
                "he": f"/he/claims/{claim.slug}/",
            }

    def test_a_check_in_another_language_than_the_houses_stands_there(self, client: Client) -> None:
        claim = make.translated(make.published(language="az"))

        html = page(client, claim, prefix="")

        assert canonical(html) == f"/az/claims/{claim.slug}/"
        assert twins(html)["x-default"] == twins(html)["az"] == f"/az/claims/{claim.slug}/"

    def test_one_in_a_language_that_the_site_does_not_speak_stands_at_the_house(self, client: Client) -> None:
        claim = make.translated(make.published(language="pt"))

        html = page(client, claim, prefix="")

        assert canonical(html) == twins(html)["pt"] == f"/claims/{claim.slug}/"

    def test_a_dialect_is_read_by_those_of_the_language(self, client: Client) -> None:
        claim = make.translated(language="es-MX")

        assert '<h1 class="statement" lang="es-MX"' in page(client, claim)


class TestData:
    def test_each_page_tells_the_check_in_its_own_words_and_at_its_own_address(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."))

        english, spanish = data(page(client, claim, "")), data(page(client, claim))

        assert (english["claimReviewed"], english["inLanguage"]) == ("Crime has tripled.", "en")
        assert (spanish["claimReviewed"], spanish["inLanguage"]) == ("El crimen se ha triplicado.", "es")
        assert spanish["url"].endswith(f"/es/claims/{claim.slug}/")
        assert spanish["reviewRating"]["ratingExplanation"] == "No es así."

    def test_the_original_is_as_old_as_it_was(self, client: Client) -> None:
        claim = make.published()
        before = data(page(client, claim, ""))["dateModified"]

        make.translated(claim)

        assert data(page(client, claim, ""))["dateModified"] == before
        assert data(page(client, claim))["dateModified"] > before


class TestLists:
    def test_they_show_the_words_of_the_translation(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled.", speaker=(speaker := make.speaker())))

        for address in ("/", "/search/", f"/speakers/{speaker.slug}/"):
            html = client.get(f"/es{address}").content.decode()
            assert f'lang="es" dir="ltr"><a href="/es/claims/{claim.slug}/">El crimen se ha triplicado.</a>' in html
            assert '<p class="check-summary" lang="es" dir="ltr">No es así.</p>' in html
            assert "Crime has tripled." in client.get(address).content.decode()

    def test_they_are_found_by_its_words(self, client: Client) -> None:
        claim = make.translated(findings={"1": "Las armerías cerraron."})

        for words in ("triplicar crimen", "armería", "cifra"):
            assert f"/es/claims/{claim.slug}/" in client.get("/es/search/", {"q": words}).content.decode(), words

    def test_a_draft_is_neither_shown_nor_found(self, client: Client) -> None:
        claim = make.translated()
        version = Translation.objects.get().version
        make.translation(claim, statement="Xantocanario.", made_from=version)

        for address in ("/es/", "/es/search/?q=Xantocanario", f"/es/claims/{claim.slug}/"):
            assert "Xantocanario." not in client.get(address).content.decode()
