"""What search engines and assistants ask a site first."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lxml import etree

from claims import desk
from claims.formats import sitemap as form
from claims.models import Claim, Review
from claims.views import imprint, sitemap
from tests import make

from .pages import html

pytestmark = pytest.mark.django_db
W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
SITE = "http://testserver"


def read(client: Client, path: str) -> Any:
    """A sitemap that keeps the rules of sitemaps.org."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert len(answer.content) <= 50_000_000
    root = etree.fromstring(answer.content)
    assert etree.QName(root).namespace == form.SITEMAPS
    rows = list(root)
    assert {etree.QName(row).localname for row in rows} <= {"sitemap" if "index" in root.tag else "url"}
    found = addresses(root)
    assert len(found) == len(rows) == len(set(found)) <= 50_000
    for address in found:
        assert address.startswith(f"{SITE}/")
        assert len(address) < 2048
        assert urlsplit(address).path.startswith(path.rpartition("/")[0])  # a sitemap tells of what lies below it
    assert all(W3C.fullmatch(moment.text) for moment in root.iter(f"{{{form.SITEMAPS}}}lastmod"))
    return root


def addresses(root: Any) -> list[str]:
    return [element.text for element in root.iter(f"{{{form.SITEMAPS}}}loc")]


def all_pages(client: Client) -> list[str]:
    """Every page that the sitemaps name."""
    maps = addresses(read(client, "/sitemap.xml"))
    return [page for each in maps for page in addresses(read(client, each.removeprefix(SITE)))]


class TestTheSitemaps:
    def test_they_lead_to_every_page_once_and_each_is_its_own(self, client: Client) -> None:
        claim = make.published(speaker=make.speaker(), topics=[make.topic()])
        cache.set(imprint.KEY, imprint.Imprint((make.in_force().kind,), {}), None)

        pages = all_pages(client)

        assert len(pages) == len(set(pages)) == 11 + 1 + 5
        assert f"{SITE}/claims/{claim.slug}/" in pages
        assert f"{SITE}/about/methodology/" in pages
        for page in pages:
            answer = client.get(page.removeprefix(SITE))
            assert answer.status_code == 200, page
            assert "noindex" not in html(answer), page
            canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', html(answer))
            assert canonical in ([page], []), page

    def test_what_was_withdrawn_is_in_none(self, client: Client) -> None:
        claim = make.published(topics=[make.topic()])
        slug = claim.slug
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert not [page for page in all_pages(client) if slug in page or "/topics/t" in page]
        assert client.get("/sitemap-claims-1.xml").status_code == 404

    def test_many_stand_in_several(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sitemap, "PLACES_AT_MOST", 2)
        slugs = {make.published().slug for _number in range(3)}

        found = [page for page in all_pages(client) if "/claims/" in page]

        assert f"{SITE}/sitemap-claims-2.xml" in addresses(read(client, "/sitemap.xml"))
        assert sorted(found) == sorted(f"{SITE}/claims/{slug}/" for slug in slugs)

    def test_a_claim_stands_where_its_language_is_spoken(self, client: Client) -> None:
        arabic = make.published(statement="زادت الجريمة.", language="ar-EG", slug="crime")
        chinese = make.published(statement="犯罪增加了。", language="zh", slug="crime-2")

        pages = all_pages(client)

        assert f"{SITE}/ar/claims/{arabic.slug}/" in pages
        assert f"{SITE}/claims/{chinese.slug}/" in pages

    def test_a_correction_makes_it_newer(self, client: Client) -> None:
        claim = make.published()
        before = client.get("/sitemap-claims-1.xml")
        make.propose(claim, by=make.writer(), summary="It did not.")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), note="Wrong year.")

        after = client.get("/sitemap-claims-1.xml", headers={"if-none-match": before["ETag"]})

        assert after.status_code == 200
        assert after.content != before.content

    @pytest.mark.parametrize("number", ["0", "2", "1001", "9" * 30])
    def test_one_that_is_not_there_is_not_found(self, client: Client, number: str) -> None:
        make.published()

        assert client.get(f"/sitemap-claims-{number}.xml").status_code == 404

    @pytest.mark.parametrize(
        "path", ["/sitemap.xml", "/sitemap-claims-1.xml", "/sitemap-articles-1.xml", "/sitemap-news.xml"]
    )
    def test_its_cost_does_not_grow_with_its_length(
        self, client: Client, path: str, django_assert_max_num_queries: Callable
    ) -> None:
        for number in (1, 9):
            for _claim in range(number):
                make.published()
            with django_assert_max_num_queries(2):
                assert client.get(path).status_code == 200

    def test_the_site_may_have_an_address_of_its_own(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"
        make.published()

        for path in ("/sitemap.xml", "/sitemap-claims-1.xml", "/sitemap-news.xml", "/robots.txt", "/llms.txt"):
            said = html(client.get(path))
            assert "https://facts.example.org/" in said
            assert SITE not in said


class TestTheNewsSitemap:
    def news(self, client: Client) -> list[dict[str, str]]:
        rows = read(client, "/sitemap-news.xml").iter(f"{{{form.NEWS}}}news")
        return [
            {etree.QName(part).localname: part.text for part in row.iter() if part.text and part.text.strip()}
            for row in rows
        ]

    def test_it_tells_what_google_asks_for_and_nothing_else(self, client: Client, settings: Any) -> None:
        settings.SITE_NAME = "Facts & co"
        make.published(statement="“Crime” has <tripled> & more.", language="en-GB", slug="crime")

        (told,) = self.news(client)

        assert W3C.fullmatch(told.pop("publication_date"))
        assert told == {"name": "Facts & co", "language": "en", "title": "“Crime” has <tripled> & more."}

    def test_it_tells_the_last_two_days_newest_first(self, client: Client) -> None:
        now = timezone.now()
        for hours, statement in ((47, "Old."), (1, "New."), (49, "Too old.")):
            review = make.review(statement=statement)
            Review.objects.filter(pk=review.pk).update(published_at=now - timedelta(hours=hours))

        assert [told["title"] for told in self.news(client)] == ["New.", "Old."]

    def test_it_tells_a_thousand_at_most(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        assert sitemap.NEWS_AT_MOST == 1000
        monkeypatch.setattr(sitemap, "NEWS_AT_MOST", 2)
        for _number in range(3):
            make.published()

        assert len(self.news(client)) == 2

    def test_it_is_well_formed_when_nothing_is_new(self, client: Client) -> None:
        assert self.news(client) == []

    @pytest.mark.parametrize(
        ("tag", "told"),
        [
            ("en-GB", "en"),
            ("az", "az"),
            ("zh", "zh-cn"),
            ("zh-Hans-SG", "zh-cn"),
            ("zh-Hant", "zh-tw"),
            ("zh-HK", "zh-tw"),
        ],
    )
    def test_a_language_is_told_as_google_names_it(self, tag: str, told: str) -> None:
        assert form.news_language(tag) == told


class TestRobots:
    def test_readers_pages_are_open_and_the_desk_is_not(self, client: Client) -> None:
        rules = RobotFileParser()
        rules.parse(html(client.get("/robots.txt")).splitlines())

        for path in (
            "/",
            "/claims/a/",
            "/es/claims/a/",
            "/search/?q=oil",
            "/api/v1/claims/",
            "/feed.atom",
            "/embed/claims/a/",
        ):
            assert rules.can_fetch("Somebot", path), path
        for path in ("/admin/", "/account/login/", "/search/suggest/?q=a", "/api/v1/desk/claims/", "/mail/stop/x/"):
            assert not rules.can_fetch("Somebot", path), path

    def test_it_names_the_sitemaps_at_the_host_that_was_asked(self, client: Client, settings: Any) -> None:
        settings.ALLOWED_HOSTS = ["facts.example"]

        said = html(client.get("/robots.txt", headers={"host": "facts.example"}))

        rules = RobotFileParser()
        rules.parse(said.splitlines())
        assert rules.site_maps() == ["http://facts.example/sitemap.xml", "http://facts.example/sitemap-news.xml"]


class TestLlms:
    def test_every_link_of_it_leads_somewhere(self, client: Client) -> None:
        kind = make.in_force().kind
        cache.set(imprint.KEY, imprint.Imprint((kind,), {}), None)
        make.published()

        said = html(client.get("/llms.txt"))

        links = re.findall(r"^- \[[^\]]+\]\(http://testserver(/[^)]*)\)", said, re.MULTILINE)
        assert len(links) > 15
        assert "/about/methodology/" in links
        for link in links:
            assert client.get(link).status_code == 200, link

    def test_it_has_the_form_of_llms_txt(self, client: Client, settings: Any) -> None:
        settings.SITE_NAME, settings.SAMPLE_NOTICE = "Facts", True

        said = html(client.get("/llms.txt"))

        assert re.match(r"# Facts\n\n> A fact-checking desk\.[^\n]+\n\n", said)
        assert re.findall(r"^## (.+)$", said, re.MULTILINE) == ["Pages", "Data", "Feeds"]
        assert "do not rely on its verdicts" in said
