"""The live parts of reading: a verdict beside the text, the ratings marked, the map, what a reader types."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from claims import desk
from claims.models import ArticleVersion, Review
from claims.vocabulary import Display
from tests import make

from .pages import html, words

pytestmark = pytest.mark.django_db

TEXT = "Crime news\n\nCrime has tripled, she said. Taxes fell. Nobody came.\n\nNothing else happened in the long week."


@pytest.fixture
def version() -> ArticleVersion:
    """An article with two claims that are half true and one that is false."""
    made = make.article(text=TEXT, title="Crime news")
    for quote, rating in (("Crime has tripled", "half-true"), ("Taxes fell", "false"), ("else happened", "half-true")):
        make.review(version=made, quote=quote, rating=rating, statement=f"It was said: {quote}.")
    return made


def address(version: ArticleVersion) -> str:
    return f"/articles/{version.article.slug}/"


def marked(page: str) -> list[str]:
    return re.findall(r'<a class="hl [^>]*>([^<]*)</a>', page)


class TestBeside:
    def test_it_says_the_verdict_and_what_it_stands_on_first(self, client: Client) -> None:
        claim = make.claim_in_review(statement="Crime has tripled.", rating="half-true", summary="It has doubled.")
        for number in range(2, 6):
            make.evidence(claim, stance="refutes", source=make.source(publisher=f"Office {number}"))
        desk.publish(claim, by=make.editor())

        part = words_of(client.get(f"/claims/{claim.slug}/beside/"))

        assert "Rated Half true, third of five" in part
        assert "Crime has tripled." in part
        assert "It has doubled." in part
        assert "5 pieces of evidence" in part
        assert "Refutes Evidence [3] Office 3" in part
        assert "Office 4" not in part

    def test_it_leads_to_the_whole_check_in_the_language_of_the_page(self, client: Client) -> None:
        claim = make.published()

        assert f'href="/es/claims/{claim.slug}/"' in html(client.get(f"/es/claims/{claim.slug}/beside/"))

    def test_it_is_kept_like_a_page_and_found_by_no_search_engine(self, client: Client) -> None:
        claim = make.published()
        first = client.get(f"/claims/{claim.slug}/beside/")

        again = client.get(f"/claims/{claim.slug}/beside/", headers={"if-none-match": first["ETag"]})

        assert first["X-Robots-Tag"] == "noindex"
        assert "stale-while-revalidate" in first["Cache-Control"]
        assert again.status_code == 304

    def test_a_withdrawn_check_says_so(self, client: Client) -> None:
        claim = make.published(summary="It has not.")
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        part = words_of(client.get(f"/claims/{claim.slug}/beside/"))

        assert "Check withdrawn" in part
        assert "Wrong person." in part
        assert "It has not." not in part

    def test_a_merged_one_leads_to_the_part_of_the_other(self, client: Client) -> None:
        stays, goes = make.published(), make.published()
        desk.merge(goes, by=make.editor(), into=stays, note="The same.")

        answer = client.get(f"/claims/{goes.slug}/beside/")

        assert (answer.status_code, answer["Location"]) == (301, f"/claims/{stays.slug}/beside/")

    def test_a_draft_has_none(self, client: Client) -> None:
        assert client.get(f"/claims/{make.claim_in_review().slug}/beside/").status_code == 404

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: Callable) -> None:
        claim = make.published()

        with django_assert_num_queries(1):
            client.get(f"/claims/{claim.slug}/beside/")


class TestArticle:
    def test_each_note_knows_where_its_verdict_is(self, client: Client, version: ArticleVersion) -> None:
        page = html(client.get(address(version)))

        for review in Review.objects.all():
            assert f'data-hx-get="/claims/{review.slug}/beside/"' in page

    def test_it_says_how_many_sentences_hold_a_checked_claim(self, client: Client, version: ArticleVersion) -> None:
        assert "3 of 4 sentences hold a checked claim." in words(client.get(address(version)))

    def test_the_map_leads_to_each_place_and_stops_no_key(self, client: Client, version: ArticleVersion) -> None:
        drawn = html(client.get(address(version))).partition('class="article-map"')[2].partition("</nav>")[0]

        ticks = re.findall(r'<a class="tick tone-([\w-]+)" href="#text-(\w+)" tabindex="-1"><title>([^<]*)', drawn)
        assert [tone for tone, _key, _name in ticks] == ["half-true", "false", "half-true"]
        assert {key for _tone, key, _name in ticks} == set(Review.objects.values_list("pk", flat=True))
        assert ticks[1][2] == "Rated False, first of five: It was said: Taxes fell."

    @pytest.mark.parametrize("display", [Display.EXCERPTS, Display.LINK])
    def test_what_is_not_shown_whole_has_neither_map_nor_share(self, client: Client, display: Display) -> None:
        version = make.article(text=TEXT, display=display)
        make.review(version=version, quote="Crime has tripled")

        page = client.get(address(version))

        assert "article-map" not in html(page)
        assert "sentences hold" not in words(page)

    def test_an_empty_text_has_neither(self, client: Client) -> None:
        version = make.article(text="Crime has tripled")
        make.review(version=version)

        assert client.get(address(version)).status_code == 200


class TestByRating:
    def test_only_the_ratings_asked_for_are_marked(self, client: Client, version: ArticleVersion) -> None:
        page = html(client.get(address(version) + "?rating=false"))

        assert marked(page) == ["Taxes fell"]
        assert "Nothing else happened in the long week." in page
        assert len(re.findall('class="tick ', page)) == 1

    def test_several_can_be_asked_for(self, client: Client, version: ArticleVersion) -> None:
        page = html(client.get(address(version) + "?rating=false&rating=half-true"))

        assert marked(page) == ["Crime has tripled", "Taxes fell", "else happened"]

    def test_each_is_counted_and_can_be_added_or_taken_away(self, client: Client, version: ArticleVersion) -> None:
        page = client.get(address(version) + "?rating=false")

        assert "All 3 Half true 2 False 1" in words(page)
        current = r'id="only-(\S+)"[^>]*aria-current="true"'
        assert re.findall(current, html(page)) == ["false"]
        assert re.findall(current, html(client.get(address(version)))) == ["all"]
        links = dict(re.findall(r'id="only-([\w-]+)"[^>]*href="([^"]*)"', html(page)))
        assert links["half-true"] == address(version) + "?rating=false&amp;rating=half-true"
        assert links["false"] == links["all"] == address(version)

    def test_a_part_is_no_page_for_search_engines(self, client: Client, version: ArticleVersion) -> None:
        part = html(client.get(address(version) + "?rating=false"))

        assert '<meta name="robots" content="noindex">' in part
        assert f'<link rel="canonical" href="http://testserver{address(version)}">' in part
        assert "noindex" not in html(client.get(address(version)))

    @pytest.mark.parametrize("junk", ["nowhere", "", "a%00b", "%ED%A0%80", "x" * 5000, "true&rating="])
    def test_a_rating_that_no_claim_has_leaves_all_marked_and_says_so(
        self, client: Client, version: ArticleVersion, junk: str
    ) -> None:
        page = client.get(address(version) + f"?rating={junk}")

        assert page.status_code == 200
        assert len(marked(html(page))) == 3
        assert "so all of them are marked" in words(page)

    def test_the_share_stays_that_of_the_whole(self, client: Client, version: ArticleVersion) -> None:
        assert "3 of 4 sentences" in words(client.get(address(version) + "?rating=false"))

    def test_it_costs_no_further_query(
        self, client: Client, version: ArticleVersion, django_assert_num_queries: Callable
    ) -> None:
        with django_assert_num_queries(2):
            client.get(address(version) + "?rating=false")


class TestSuggest:
    def test_it_names_the_checks_that_match_best(self, client: Client) -> None:
        make.review(statement="Wind farms kill whales.", rating="false")
        make.review(statement="Crime has tripled.")

        part = words_of(client.get("/search/suggest/?q=wind+farms"))

        assert "Rated False, first of five" in part
        assert "Wind farms kill whales." in part
        assert "Crime" not in part
        assert "1 check matches." in part

    def test_it_finds_what_is_typed_in_part(self, client: Client) -> None:
        make.review(statement="Azerbaijan sells oil.")

        assert "Azerbaijan sells oil." in words_of(client.get("/search/suggest/?q=azerb"))

    def test_they_are_six_at_most(self, client: Client) -> None:
        for _check in range(8):
            make.review(statement="Wind farms kill whales.")

        assert html(client.get("/search/suggest/?q=whales")).count("<li") == 6

    @pytest.mark.parametrize("typed", ["", "?q=", "?q=w", "?q=%20w%20"])
    def test_less_than_two_letters_find_nothing(
        self, client: Client, django_assert_num_queries: Callable, typed: str
    ) -> None:
        make.review(statement="W.")

        with django_assert_num_queries(0):
            part = client.get(f"/search/suggest/{typed}")

        assert part.status_code == 200
        assert "<li" not in html(part)
        assert words_of(part) == ""

    def test_words_that_match_nothing_are_answered(self, client: Client) -> None:
        assert words_of(client.get("/search/suggest/?q=zebra")) == "No check matches."

    def test_it_is_kept_and_found_by_no_search_engine(self, client: Client) -> None:
        part = client.get("/search/suggest/?q=zebra")

        assert part["X-Robots-Tag"] == "noindex"
        assert "max-age=60" in part["Cache-Control"]

    def test_it_costs_one_query(self, client: Client, django_assert_num_queries: Callable) -> None:
        for number in (1, 9):
            for _check in range(number):
                make.review(statement="Wind farms kill whales.")
            with django_assert_num_queries(1):
                client.get("/search/suggest/?q=whales")

    @pytest.mark.parametrize("page", ["/", "/search/"])
    def test_the_field_asks_it(self, client: Client, page: str) -> None:
        assert 'data-hx-get="/search/suggest/"' in html(client.get(page))
        assert 'data-hx-get="/ar/search/suggest/"' in html(client.get("/ar" + page))

    def test_a_page_without_a_live_part_loads_no_script(self, client: Client) -> None:
        claim = make.published()

        for page in (f"/claims/{claim.slug}/", "/ratings/", "/corrections/"):
            assert "<script src" not in html(client.get(page))
            assert "hx-get" not in html(client.get(page))


def words_of(response) -> str:
    """What a reader sees of a part of a page."""
    return " ".join(re.sub(r"<[^>]*>", " ", html(response)).split())
