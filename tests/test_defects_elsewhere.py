"""Defects that other systems have had, each tried on every surface of ours that could have it."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from extruct.jsonld import JsonLdExtractor
from lxml import etree

from claims import desk
from claims.intake import dossier
from claims.intake.loading import load
from claims.models import Claim, Publication, Review
from claims.text import slug_for
from tests import claim_review_rules, make

pytestmark = pytest.mark.django_db
FEEDS = ["/feed.atom", "/feed.rss", "/feed.json"]
DATA_FEED = "/feeds/claimreview.json"
SITEMAPS = ["/sitemap-claims-1.xml", "/sitemap-news.xml"]
MACHINES = [*FEEDS, DATA_FEED, *SITEMAPS, "/api/v1/claims/", "/sitemap.xml", "/robots.txt", "/llms.txt"]
VOCABULARIES = {
    *("schema.org", "www.w3.org", "purl.org", "www.sitemaps.org", "www.google.com", "jsonfeed.org"),
    *("creativecommons.org", "source.example"),
}
Json = dict[str, Any]


def on_page(claim: Claim) -> list[Json]:
    """What a collector finds on a claim's page."""
    return JsonLdExtractor().extract(Client().get(f"/claims/{claim.slug}/").content.decode())


def in_feed() -> list[Json]:
    """What a collector finds in the feed of all checks."""
    return [review for element in Client().get(DATA_FEED).json()["dataFeedElement"] for review in element["item"]]


def reviews_of(claim: Claim) -> list[Json]:
    """Each ClaimReview of a claim, wherever one can be had."""
    return on_page(claim) + [review for review in in_feed() if review["url"].endswith(f"/claims/{claim.slug}/")]


def said_at(address: str, **headers: str) -> str:
    return Client().get(address, headers=headers).content.decode()


def write_dossier(folder: Path, claims: list[Json]) -> dossier.Dossier:
    """A dossier with these claims, read."""
    usual = {"kind": "event", "topics": [], "evidence": [{"source": "s001", "stance": "refutes", "finding": "No."}]}
    verdict = {"rating": "false", "scope": "substance", "summary": "No.", "rationale": "No [1]."}
    content = {
        "format": "dossier/1",
        "article": {"title": "A debate", "language": "en", "text_file": "text.txt"},
        "rating_scale": [
            {"slug": slug, "label": label, "definition": f"{label}.", "value": value}
            for slug, label, _tone, value in make.SCALE
        ],
        "speakers": [{"id": "eli", "kind": "person", "name": "Eli"}],
        "topics": [],
        "sources": [{"id": "s001", "title": "Table", "publisher": "Office", "kind": "reference", "language": "en"}],
        "claims": [usual | {"verdict": verdict} | claim for claim in claims],
    }
    (folder / "text.txt").write_text("Crime has tripled. Taxes fell.")
    (folder / "dossier.json").write_text(json.dumps(content))
    return dossier.read(folder)


class TestAClaimWithoutASpeaker:
    """Rows of a table are read one after the other, and a missing value keeps that of the row before."""

    @pytest.fixture
    def claims(self, tmp_path: Path) -> list[Claim]:
        rows = [
            {"id": "c1", "statement": "Crime has tripled.", "quote": "Crime has tripled", "speaker": "eli"},
            {"id": "c2", "statement": "Taxes fell.", "quote": "Taxes fell"},
        ]
        load(write_dossier(tmp_path, rows), writer=make.writer(), editor=make.editor())
        return list(Claim.objects.order_by("pk"))

    def test_it_has_none_on_its_page_and_in_the_feed(self, claims: list[Claim]) -> None:
        spoken, silent = claims

        assert [review["itemReviewed"]["author"]["name"] for review in reviews_of(spoken)] == ["Eli", "Eli"]
        assert ["author" in review["itemReviewed"] for review in reviews_of(silent)] == [False, False]

    def test_it_has_none_in_the_api(self, claims: list[Claim]) -> None:
        found = {card["statement"]: card["speakers"] for card in Client().get("/api/v1/claims/").json()["results"]}

        assert [speaker["name"] for speaker in found["Crime has tripled."]] == ["Eli"]
        assert found["Taxes fell."] == []
        silent = Client().get(f"/api/v1/claims/{claims[1].public_id}/").json()
        assert [appearance["speaker"] for appearance in silent["appearances"]] == [None]

    def test_it_is_in_no_feed_of_theirs(self, claims: list[Claim]) -> None:
        items = json.loads(said_at("/speakers/eli/feed.json"))["items"]

        assert [item["title"] for item in items] == ["False: Crime has tripled."]

    def test_one_by_nobody_known_among_several_inherits_none(self) -> None:
        known = make.claim_in_review(speaker=make.speaker(name="Eli"))
        make.appearance(known)
        desk.publish(known, by=make.editor())

        cards = Client().get("/api/v1/claims/").json()["results"]

        assert [place["speaker"] != "" for place in cards[0]["appearances"]] == [True, False]


class TestAStatementThatEndsAScript:
    """The data block of a page is closed by what somebody claimed."""

    STATEMENT = "</script><script>alert(1)</script><!-- ]]>"

    @pytest.fixture
    def claim(self) -> Claim:
        return make.published(
            statement=self.STATEMENT,
            slug="hostile",
            summary=self.STATEMENT,
            speaker=make.speaker(name=self.STATEMENT),
            source=make.source(title=self.STATEMENT),
        )

    def test_it_stays_in_its_block(self, claim: Claim) -> None:
        page = said_at("/claims/hostile/")

        assert "<script>alert" not in page
        (review,) = on_page(claim)
        assert review["claimReviewed"] == self.STATEMENT
        assert review["itemReviewed"]["author"]["name"] == self.STATEMENT

    @pytest.mark.parametrize("address", FEEDS[:2] + SITEMAPS[1:])
    def test_it_ends_no_xml(self, claim: Claim, address: str) -> None:
        texts = etree.fromstring(said_at(address).encode()).itertext()

        assert any(self.STATEMENT in text for text in texts)

    @pytest.mark.parametrize("address", FEEDS)
    def test_it_runs_in_no_reader_of_feeds(self, claim: Claim, address: str) -> None:
        said = said_at(address)
        told = said if address.endswith("json") else html.unescape(said)
        contents = re.findall(r"<div lang=.*?</div>", told, re.DOTALL)

        assert contents
        assert not any("<script" in content for content in contents)

    def test_data_are_never_taken_for_a_page(self, claim: Claim) -> None:
        for address in MACHINES:
            answer = Client().get(address)
            assert not answer["Content-Type"].startswith("text/html"), address
            assert answer["X-Content-Type-Options"] == "nosniff", address


class TestTheNumberOfARating:
    """The number runs the wrong way, or what nobody can tell has one."""

    def test_what_is_truer_has_the_greater_number(self) -> None:
        found = {
            slug: {review["reviewRating"]["ratingValue"] for review in reviews_of(make.published(rating=slug))}
            for slug, _label, _tone, value in make.SCALE
            if value
        }

        assert found == {"true": {5}, "mostly-true": {4}, "half-true": {3}, "mostly-false": {2}, "false": {1}}
        assert claim_review_rules.faults_of_feed(Client().get(DATA_FEED).json()) == []

    @pytest.mark.parametrize("slug", ["unverifiable", "not-checkable"])
    def test_what_nobody_can_tell_has_none(self, slug: str) -> None:
        claim = make.published(rating=slug)

        found = reviews_of(claim)

        assert len(found) == 2
        for review in found:
            assert not {"ratingValue", "bestRating", "worstRating"} & set(review["reviewRating"])
        card = Client().get("/api/v1/claims/").json()["results"][0]
        assert (card["rating"]["value"], card["rating"]["position"]) == (None, None)

    @pytest.mark.parametrize(
        ("value", "slug", "fault"), [(6, "false", "run the wrong way"), (6, "unverifiable", "has no place")]
    )
    def test_no_dossier_brings_one(self, tmp_path: Path, value: int, slug: str, fault: str) -> None:
        write_dossier(tmp_path, [])
        content = json.loads((tmp_path / "dossier.json").read_text())
        next(rating for rating in content["rating_scale"] if rating["slug"] == slug)["value"] = value
        (tmp_path / "dossier.json").write_text(json.dumps(content))

        with pytest.raises(dossier.Broken, match=fault):
            dossier.read(tmp_path)


class TestAWithdrawnCheck:
    """The page says that it was withdrawn, and its data go on saying what it said."""

    @pytest.mark.parametrize("merged", [False, True])
    def test_it_leaves_no_markup_anywhere(self, merged: bool) -> None:
        claim = make.published(statement="Zebras vote.", summary="None did.", slug="zebras")
        before = {address: said_at(address) for address in MACHINES[:-3]}
        if merged:
            desk.merge(claim, by=make.editor(), into=make.published(), note="The same.")
        else:
            desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert all("/claims/zebras/" in said for said in before.values())
        for address in before:
            assert "zebras" not in said_at(address).lower(), address
        page = Client().get("/claims/zebras/", follow=True).content.decode()
        assert "None did." not in page.partition("<body")[0]  # what it once said stands in its history, for people
        assert ("ClaimReview" in page) == merged  # that of the check into which it went
        assert not [data for data in JsonLdExtractor().extract(page) if "zebras" in json.dumps(data).lower()]

    def test_a_reader_who_kept_the_feed_is_told(self) -> None:
        claim = make.published()
        tags = {address: Client().get(address)["ETag"] for address in [*FEEDS, DATA_FEED, *SITEMAPS]}
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        for address, tag in tags.items():
            assert Client().get(address, headers={"if-none-match": tag}).status_code in (200, 404), address


class TestTheAddressOfAReview:
    """It is the front page of the site, so that nobody finds the check."""

    def test_it_is_the_page_on_which_it_stands(self) -> None:
        claim = make.published()
        page = f"http://testserver/claims/{claim.slug}/"

        assert [review["url"] for review in reviews_of(claim)] == [page, page]
        assert json.loads(said_at("/feed.json"))["items"][0]["url"] == page

    def test_no_other_page_repeats_it(self) -> None:
        version = make.article()
        make.published(version=version, speaker=make.speaker(slug="eli"), topics=[make.topic(slug="law")])

        for address in ("/", "/search/", f"/articles/{version.article.slug}/", "/speakers/eli/", "/topics/law/"):
            assert "ClaimReview" not in said_at(address), address


def hosts_in(said: str) -> set[str]:
    return set(re.findall(r'https?://([^/"<>\s;)]+)', said))


class TestTheHost:
    """Links name the host on which somebody once built the site."""

    @pytest.mark.parametrize("address", MACHINES)
    def test_links_name_the_host_that_was_asked(self, settings: Any, address: str) -> None:
        settings.ALLOWED_HOSTS = ["one.example", "two.example"]
        make.published()

        for host in ("one.example", "two.example"):
            said = said_at(address, host=host)
            assert f"http://{host}/" in said
            assert hosts_in(said) - VOCABULARIES == {host}

    @pytest.mark.parametrize("address", MACHINES)
    def test_or_the_address_that_the_site_says_it_has(self, settings: Any, address: str) -> None:
        settings.SITE_URL = "https://facts.example.org"
        make.published()

        said = said_at(address)

        assert hosts_in(said) - VOCABULARIES == {"facts.example.org"}

    def test_a_review_names_no_other_either(self, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"

        for review in reviews_of(make.published()):
            own = re.findall(r'https?://[^/"]+/', json.dumps({k: review[k] for k in ("url", "author")}))
            assert set(own) == {"https://facts.example.org/"}


class TestTheFirstPublication:
    """Taking a check down and up again makes it new, and its first day is forgotten."""

    def test_it_keeps_its_day_through_withdrawal_and_restoration(self) -> None:
        claim = make.published()
        first = self.days(claim)
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")
        desk.restore(Claim.objects.get(pk=claim.pk), by=make.editor(), note="The right one.")

        assert len(set(first)) == 1
        assert self.days(claim) == first
        assert Publication.objects.filter(claim=claim).count() == 3

    def days(self, claim: Claim) -> list[str]:
        item = json.loads(said_at("/feed.json"))["items"][0]
        element = Client().get(DATA_FEED).json()["dataFeedElement"][0]
        card = Client().get("/api/v1/claims/").json()["results"][0]
        atom = etree.fromstring(said_at("/feed.atom").encode()).findtext(".//{*}published")
        assert atom.startswith(item["date_published"][:19])
        return [
            item["date_published"],
            element["dateCreated"],
            card["published_at"],
            *(review["datePublished"] for review in reviews_of(claim)),
        ]


class TestTheStatement:
    """It is cut at so many letters, in the midst of a word."""

    WORD = "unquestionably"
    STATEMENT = "Everybody knows " + f"{WORD} " * 30 + "that this ends here."

    def test_it_is_whole_wherever_it_is_told(self) -> None:
        claim = make.published(statement=self.STATEMENT, slug="long")

        assert [review["claimReviewed"] for review in reviews_of(claim)] == [self.STATEMENT] * 2
        for address in [*FEEDS, "/sitemap-news.xml", "/api/v1/claims/"]:
            said = said_at(address)
            told = re.findall(r'(?:title>|"title": ?"|"statement": ?")(?:False: )?(Everybody[^<"]*)', said)
            assert told == [self.STATEMENT], address
        titles = re.findall(r'<meta (?:property="og|name="twitter):title" content="([^"]*)"', said_at("/claims/long/"))
        assert titles == [self.STATEMENT] * 2

    def test_its_address_ends_with_a_whole_word(self) -> None:
        slug = slug_for(self.STATEMENT, "claim")

        assert set(slug.split("-")) <= {"everybody", "knows", self.WORD}


class TestOneLabel:
    """Two ratings of one scale have the same word, or one word has two numbers."""

    def test_it_has_one_number_on_the_whole_site(self) -> None:
        for _time in range(2):
            for slug, *_others in make.SCALE:
                make.published(rating=slug)

        assert claim_review_rules.faults_of_scale(in_feed()) == []

    def test_the_rule_finds_two(self) -> None:
        rating = {"alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1}
        other = {"reviewRating": rating | {"ratingValue": 2}}

        assert claim_review_rules.faults_of_scale([{"reviewRating": rating}, other])

    def test_the_scale_that_is_published_keeps_its_numbers_for_ever(self) -> None:
        claim = make.published(rating="half-true")
        before = reviews_of(claim)[0]["reviewRating"]
        make.propose(claim, by=make.writer(), rating="false")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="Wrong year.")
        make.propose(claim, by=make.writer(), rating="half-true")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="No: it was right.")

        after = reviews_of(claim)[0]["reviewRating"]

        assert {name: after[name] for name in ("alternateName", "ratingValue", "bestRating")} == {
            name: before[name] for name in ("alternateName", "ratingValue", "bestRating")
        }

    @pytest.mark.parametrize(("key", "value"), [("label", "False"), ("value", 1)])
    def test_no_dossier_brings_two(self, tmp_path: Path, key: str, value: object) -> None:
        write_dossier(tmp_path, [])
        content = json.loads((tmp_path / "dossier.json").read_text())
        content["rating_scale"][0][key] = value
        (tmp_path / "dossier.json").write_text(json.dumps(content))

        with pytest.raises(dossier.Broken, match=f"rating_scale: “{value}” is there more than once"):
            dossier.read(tmp_path)

    def test_a_dossier_takes_the_numbers_of_the_house(self, tmp_path: Path) -> None:
        make.published(rating="false")
        rows = [{"id": "c1", "statement": "Taxes fell.", "quote": "Taxes fell"}]
        load(write_dossier(tmp_path, rows), writer=make.writer(), editor=make.editor())

        assert Review.objects.count() == 2
        assert claim_review_rules.faults_of_scale(in_feed()) == []
