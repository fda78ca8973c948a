"""The page of an article, with its claims marked in place."""

import re

import pytest
from django.test import Client

from claims import desk
from claims.models import Article, ArticleVersion, Review
from claims.vocabulary import Display
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db

TEXT = "Crime news\n\nCrime has tripled, she said. Taxes fell.\n\nNothing else happened in the long week that followed."


def page_of(version: ArticleVersion, client: Client):
    return client.get(f"/articles/{version.article.slug}/")


class TestArticlePage:
    def test_it_marks_each_claim_in_its_place_by_its_rating(self, client: Client) -> None:
        version = make.article(text=TEXT)
        review = make.review(version=version, quote="Crime has tripled", rating="half-true", statement="It tripled.")

        page = html(page_of(version, client))

        assert f'tone-half-true" href="#claim-{review.pk}">Crime has tripled</a>' in page
        assert f'id="claim-{review.pk}"' in page
        assert f'href="/claims/{review.slug}/"' in page

    def test_the_whole_text_stays_as_it_was_written(self, client: Client) -> None:
        version = make.article(text=TEXT)
        make.review(version=version, quote="Crime has tripled")
        make.review(version=version, quote="tripled, she said")

        page = html(page_of(version, client))

        marks = r'<a class="hl-mark".*?</a>|<ul class="notes">.*?</ul>|<[^>]*>'
        shown = " ".join(re.sub(marks, "", page, flags=re.DOTALL).split())
        assert "Crime has tripled, she said. Taxes fell. Nothing else happened" in shown

    def test_claims_that_overlap_are_all_reached(self, client: Client) -> None:
        version = make.article(text=TEXT)
        wide = make.review(version=version, quote="Crime has tripled, she said")
        narrow = make.review(version=version, quote="tripled")

        page = html(page_of(version, client))

        assert f'href="#claim-{wide.pk}">Crime has </a>' in page
        assert f'href="#claim-{narrow.pk}">tripled</a>' in page
        for review in (wide, narrow):
            assert page.count(f'id="claim-{review.pk}"') == 1
            assert page.count(f'id="text-{review.pk}"') == 1

    def test_it_finds_a_quote_again_in_a_later_text(self, client: Client) -> None:
        first = make.article(text=TEXT)
        early = make.review(version=first, quote="Crime has tripled", statement="Early.")
        second = ArticleVersion.objects.create(article=first.article, number=2, text="Update. " + TEXT)
        make.review(version=second, quote="Taxes fell", statement="Late.")

        page = html(page_of(first, client))

        assert f'href="#claim-{early.pk}">Crime has tripled</a>' in page

    def test_it_lists_apart_what_is_no_longer_in_the_text(self, client: Client) -> None:
        first = make.article(text=TEXT)
        early = make.review(version=first, quote="Crime has tripled", statement="Early.")
        second = ArticleVersion.objects.create(article=first.article, number=2, text="Taxes fell, it turned out.")
        make.review(version=second, quote="Taxes fell", statement="Late.")

        page = html(page_of(first, client))

        assert "No longer in this text" in page
        assert page.index("No longer in this text") < page.index(f'id="claim-{early.pk}"')

    def test_it_shows_passages_only_where_rights_say_so(self, client: Client) -> None:
        version = make.article(text=TEXT, display=Display.EXCERPTS)
        review = make.review(version=version, quote="Crime has tripled")

        page = page_of(version, client)

        assert f'href="#claim-{review.pk}">Crime has tripled</a>' in html(page)
        assert "Nothing else happened" not in words(page)

    def test_it_shows_no_text_where_rights_say_so(self, client: Client) -> None:
        version = make.article(text=TEXT, display=Display.LINK, url="https://paper.example/1")
        review = make.review(version=version, quote="Crime has tripled", statement="It went up threefold.")

        page = page_of(version, client)

        assert "tripled" not in html(page)
        assert "It went up threefold." in words(page)
        assert f'id="claim-{review.pk}"' in html(page)
        assert 'href="https://paper.example/1"' in html(page)

    def test_how_much_is_shown_changes_at_once(self, client: Client) -> None:
        version = make.article(text=TEXT)
        make.review(version=version, quote="Crime has tripled")
        before = page_of(version, client)["ETag"]

        desk.display_article(Article.objects.get(), by=make.editor(), display=Display.LINK)

        assert page_of(version, client)["ETag"] != before
        assert "Nothing else happened" not in words(page_of(version, client))

    def test_it_leaves_out_what_was_withdrawn(self, client: Client) -> None:
        version = make.article(text=TEXT)
        make.review(version=version, quote="Taxes fell")
        gone = make.published(version=version, quote="Crime has tripled", statement="Gone.")
        desk.withdraw(gone, by=make.editor(), note="Wrong.")

        assert "Gone." not in words(page_of(version, client))

    def test_it_takes_the_first_line_for_the_title_if_it_reads_so(self, client: Client) -> None:
        version = make.article(text=TEXT, title="Crime news")
        make.review(version=version, quote="Crime has tripled")

        page = html(page_of(version, client))

        assert page.count("<h1") == 1
        assert words(page_of(version, client)).count("Crime news") == 1

    def test_it_carries_the_language_of_the_text(self, client: Client) -> None:
        version = make.article(text="פשיעה עלתה פי שלושה השנה.", language="he", title="פשיעה")
        make.review(version=version, quote="עלתה פי שלושה")

        assert '<div class="passage-text" lang="he" dir="rtl">' in html(page_of(version, client))

    def test_it_escapes_the_text(self, client: Client) -> None:
        version = make.article(text="Crime has <b>tripled</b> & <script>alert(1)</script> fell.", title="<i>x</i>")
        make.review(version=version, quote="has <b>tripled")

        page = html(page_of(version, client))

        assert "<script>" not in page
        assert "<b>" not in page
        assert "<i>" not in page
        assert "has &lt;b&gt;tripled" in page

    def test_an_article_without_a_published_claim_has_none(self, client: Client) -> None:
        version = make.article(text=TEXT)
        make.claim_in_review(version=version, quote="Crime has tripled")

        assert page_of(version, client).status_code == 404

    def test_it_costs_two_queries_however_many_claims_there_are(
        self, client: Client, django_assert_num_queries
    ) -> None:
        few, many = make.article(text=TEXT), make.article(text=TEXT)
        make.review(version=few)
        for _claim in range(10):
            make.review(version=many)
        assert Review.objects.count() == 11

        for version in (few, many):
            with django_assert_num_queries(2):
                page_of(version, client)
