"""A check in the pages of others."""

import pytest
from django.test import Client

from claims import desk
from claims.models import Claim
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db


def embedded(claim: Claim, client: Client, query: str = "", prefix: str = ""):
    return client.get(f"{prefix}/embed/claims/{claim.public_id}/{query}")


class TestEmbed:
    def test_it_says_what_was_claimed_and_what_was_found_and_leads_to_the_whole(self, client: Client) -> None:
        deek = make.speaker(name="George Deek")
        claim = make.published(
            statement="Crime has tripled.", rating="half-true", summary="It doubled.", speaker=deek, role="Ambassador"
        )

        page = embedded(claim, client)

        assert "Crime has tripled. George Deek, Ambassador" in words(page)
        assert "Rated Half true, third of five" in words(page)
        assert "It doubled." in words(page)
        assert "The fact-checking desk Checked" in words(page)
        assert f'<a href="http://testserver/claims/{claim.slug}/" target="_blank" rel="noopener">' in html(page)

    def test_it_speaks_the_language_of_its_address_where_the_check_is_translated(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled."))

        assert "El crimen se ha triplicado." in words(embedded(claim, client, prefix="/es"))
        assert "Crime has tripled." in words(embedded(claim, client))

    def test_a_translation_is_no_news(self, client: Client) -> None:
        claim = make.translated()

        assert 'class="changed"' not in html(embedded(claim, client))

    def test_any_site_may_frame_it_and_nothing_runs_in_it(self, client: Client) -> None:
        page = embedded(make.published(), client)

        assert "X-Frame-Options" not in page
        policy = page["Content-Security-Policy"].split("; ")
        assert "frame-ancestors *" in policy
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert page["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not page.cookies
        assert page["Vary"] == "Accept-Encoding"
        for banned in ("<script", "<style", " style=", " onclick="):
            assert banned not in html(page)

    def test_search_engines_are_sent_to_the_page_of_the_claim(self, client: Client) -> None:
        claim = make.published()

        page = embedded(claim, client)

        assert page["X-Robots-Tag"] == "noindex"
        assert f'<link rel="canonical" href="http://testserver/claims/{claim.slug}/">' in html(page)

    def test_it_follows_a_correction_and_says_so(self, client: Client) -> None:
        claim = make.published(rating="false", summary="It has not.")
        tag = embedded(claim, client)["ETag"]
        make.propose(claim, by=make.writer(), rating="half-true", summary="It doubled.")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="A later table.")

        page = client.get(f"/embed/claims/{claim.public_id}/", headers={"if-none-match": tag})

        assert page.status_code == 200
        assert "Rated Half true" in words(page)
        assert "It has not." not in words(page)
        assert "Corrected " in words(page)
        assert "A later table." in words(page)

    def test_a_typo_is_not_told(self, client: Client) -> None:
        claim = make.published(summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It has not!")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="typo")

        assert "Corrected" not in words(embedded(claim, client))

    def test_a_withdrawn_check_says_so_and_no_more(self, client: Client) -> None:
        claim = make.published(summary="It has not.")
        desk.withdraw(claim, by=make.editor(), note="We had the wrong person.")

        page = embedded(claim, client)

        assert page.status_code == 200
        assert "Check withdrawn We had the wrong person." in words(page)
        assert "It has not." not in words(page)

    def test_a_merged_claim_shows_the_one_that_stays(self, client: Client) -> None:
        gone, stays = make.published(statement="Old words."), make.published(statement="The claim that stays.")
        desk.merge(gone, by=make.editor(), into=stays, note="They say the same.")

        page = words(embedded(gone, client))

        assert "The claim that stays." in page
        assert "Old words." not in page

    @pytest.mark.parametrize("builder", [make.claim_in_review, make.scheduled])
    def test_what_is_not_published_has_none(self, client: Client, builder) -> None:
        claim = builder()

        assert embedded(claim, client).status_code == 404
        assert client.get(f"/claims/{claim.slug}/embed/").status_code == 404

    def test_it_speaks_the_language_of_its_address(self, client: Client) -> None:
        page = html(embedded(make.published(statement="الجريمة.", language="ar"), client, prefix="/he"))

        assert '<html lang="he" dir="rtl">' in page
        assert 'lang="ar" dir="rtl">الجريمة.</h1>' in page

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_its_page_may_ask_for_a_theme(self, client: Client, theme: str) -> None:
        page = html(embedded(make.published(), client, f"?theme={theme}"))

        assert f'data-theme="{theme}"' in page
        assert f'<meta name="color-scheme" content="{theme}">' in page

    def test_a_theme_that_there_is_not_is_refused(self, client: Client) -> None:
        assert embedded(make.published(), client, "?theme=pink").status_code == 400

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries) -> None:
        claim = make.published()

        with django_assert_num_queries(1):
            embedded(claim, client)


class TestArticle:
    def test_it_says_how_many_claims_were_checked_and_how_they_came_out(self, client: Client) -> None:
        version = make.article(title="The speech", publisher="The paper", published_on="2023-03")
        for quote, rating in (("Crime has tripled", "false"), ("Taxes fell", "true"), ("fell", "false")):
            make.published(version=version, quote=quote, rating=rating)

        page = client.get(f"/embed/articles/{version.article.slug}/")

        assert "The speech The paper, March 2023 3 claims checked" in words(page)
        assert "Rated True, fifth of fiveTrue 1" in words(page)
        assert "Rated False, first of fiveFalse 2" in words(page)
        assert f'<a href="http://testserver/articles/{version.article.slug}/" target="_blank" rel="noopener">' in html(
            page
        )

    def test_any_site_may_frame_it_and_nothing_runs_in_it(self, client: Client) -> None:
        version = make.article()
        claim = make.published(version=version)

        page = client.get(f"/embed/articles/{version.article.slug}/?theme=dark")

        check = embedded(claim, client)
        for name in ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Robots-Tag"):
            assert page[name] == check[name]
        assert "X-Frame-Options" not in page
        assert 'data-theme="dark"' in html(page)
        assert "<script" not in html(page)

    def test_one_without_a_published_claim_has_none(self, client: Client) -> None:
        version = make.article()
        make.claim_in_review(version=version)
        make.scheduled(version=version)

        assert client.get(f"/embed/articles/{version.article.slug}/").status_code == 404

    def test_it_costs_as_much_with_ten_claims_as_with_one(self, client: Client, django_assert_num_queries) -> None:
        version = make.article()
        for number in range(10):
            make.published(version=version)
            if number in (0, 9):
                with django_assert_num_queries(2):
                    client.get(f"/embed/articles/{version.article.slug}/")


class TestAddressOfAClaim:
    def test_it_leads_from_the_page_of_the_claim_in_its_language(self, client: Client) -> None:
        claim = make.published()

        way = client.get(f"/de/claims/{claim.slug}/embed/?theme=dark")

        assert way["Location"] == f"/de/embed/claims/{claim.public_id}/?theme=dark"
        assert "X-Frame-Options" not in way


class TestShareSection:
    def test_a_claim_s_page_gives_its_address_and_both_codes_as_text(self, client: Client) -> None:
        claim = make.published(statement='Crime "tripled" & more.', slug="crime")

        page = html(client.get(f"/claims/{claim.slug}/"))

        assert ">http://testserver/claims/crime/</code>" in page
        assert f"&lt;iframe src=&quot;http://testserver/embed/claims/{claim.public_id}/&quot;" in page
        assert "title=&quot;Crime &amp;quot;tripled&amp;quot; &amp;amp; more.&quot;" in page
        assert "&lt;fact-check-card claim=&quot;http://testserver/claims/crime/&quot;&gt;" in page
        assert "&lt;script type=&quot;module&quot; src=&quot;http://testserver/static/claims/embed.js&quot;&gt;" in page
