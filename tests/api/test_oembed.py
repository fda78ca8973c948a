"""Pages of ours, embedded by their addresses."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import micawber
import pytest
from django.test import Client

from claims import desk
from claims.formats.oembed import CLAIM_HEIGHTS
from claims.models import Claim
from tests import make
from tests.over_http import over_http

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
DISCOVERY = re.compile(r'<link rel="alternate" type="(application/json|text/xml)\+oembed" href="([^"]+)"')


def asked(client: Client, address: str, **more: Any):
    return client.get("/oembed", {"url": address, **more})


def frame_of(told: dict[str, Any]) -> dict[str, str]:
    """The attributes of the one frame that an answer holds."""
    found = re.fullmatch(r"<iframe ([^<>]+)></iframe>", told["html"])
    assert found
    return {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', found[1])}


def article_of(claim: Claim) -> str:
    return claim.appearances.get().version.article.slug


class TestAnAnswer:
    def test_it_holds_what_the_standard_asks_of_something_rich(self, client: Client) -> None:
        claim = make.published(
            statement='Crime "tripled" & more.', rating="half-true", by=make.writer(public_name="Ada")
        )

        answer = asked(client, f"{HERE}/claims/{claim.slug}/")

        told = answer.json()
        frame = frame_of(told)
        assert answer["Content-Type"] == "application/json"
        assert (told["type"], told["version"]) == ("rich", "1.0")
        assert told["title"] == frame["title"] == 'Half true: Crime "tripled" & more.'
        assert frame["src"] == f"{HERE}/embed/claims/{claim.public_id}/"
        assert (told["width"], told["height"]) == (int(frame["width"]), int(frame["height"])) == (600, 410)
        assert (told["provider_name"], told["provider_url"]) == ("The fact-checking desk", f"{HERE}/")
        assert told["author_name"] == "Ada"
        assert told["cache_age"] > 0

    def test_its_picture_is_the_share_card(self, client: Client) -> None:
        told = asked(client, f"{HERE}/claims/{make.published().slug}/").json()

        assert client.get(told["thumbnail_url"].removeprefix(HERE))["Content-Type"] == "image/png"
        assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)

    @pytest.mark.parametrize(("most", "width", "height"), [(500, 500, 440), (300, 300, 540), (150, 150, 600)])
    def test_it_is_as_wide_as_the_asker_allows_and_tall_enough_for_that(
        self, client: Client, most: int, width: int, height: int
    ) -> None:
        told = asked(client, f"{HERE}/claims/{make.published().slug}/", maxwidth=most).json()

        assert (told["width"], told["height"]) == (width, height)
        assert "thumbnail_url" not in told

    def test_it_is_no_taller_than_the_asker_allows_and_no_wider_than_the_card_reads_well(self, client: Client) -> None:
        told = asked(client, f"{HERE}/claims/{make.published().slug}/", maxwidth=9000, maxheight=100).json()

        assert (told["width"], told["height"]) == (800, 100)

    def test_the_component_knows_the_same_heights(self) -> None:
        script = (Path(__file__).parents[2] / "claims/static/claims/embed.js").read_text()
        steps = json.loads(re.findall(r"HEIGHTS = (.*);", script)[0].replace("Infinity", "800"))

        assert tuple(map(tuple, steps)) == CLAIM_HEIGHTS

    def test_it_holds_no_quote_beside_the_frame_for_wordpress_would_hide_the_frame(self, client: Client) -> None:
        told = asked(client, f"{HERE}/claims/{make.published().slug}/").json()

        assert "<blockquote" not in told["html"]

    def test_as_xml_it_says_the_same_whatever_people_wrote(self, client: Client) -> None:
        claim = make.published(statement="]]><script>&\ufffe</script>")
        address = f"{HERE}/claims/{claim.slug}/"

        answer = asked(client, address, format="xml")

        told = {part.tag: part.text for part in ElementTree.fromstring(answer.content)}
        plain = {name: str(value) for name, value in asked(client, address).json().items()}
        assert answer["Content-Type"] == "text/xml; charset=utf-8"
        assert told == {name: value.replace("\ufffe", "") for name, value in plain.items()}
        assert told["title"] == "False: ]]><script>&</script>"

    def test_a_reader_of_another_site_may_ask_for_it(self, client: Client) -> None:
        answer = client.get("/oembed", {"url": HERE}, headers={"origin": "https://blog.example"})

        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_whoever_has_it_is_not_sent_it_again(self, client: Client) -> None:
        address = f"{HERE}/claims/{make.published().slug}/"
        tag = asked(client, address)["ETag"]

        assert client.get("/oembed", {"url": address}, headers={"if-none-match": tag}).status_code == 304

    def test_what_clients_add_is_left_alone(self, client: Client) -> None:
        address = f"{HERE}/claims/{make.published().slug}/"

        assert asked(client, address, dnt="1", discover="", maxheight="").status_code == 200

    def test_it_costs_one_query_for_one_appearance_and_for_ten(
        self, client: Client, django_assert_num_queries: Callable
    ) -> None:
        version = make.article()
        for number in range(10):
            claim = make.published(version=version)
            if number in (0, 9):
                for address in (f"{HERE}/claims/{claim.slug}/", f"{HERE}/articles/{version.article.slug}/"):
                    with django_assert_num_queries(1):
                        asked(client, address)


class TestWhichPage:
    def test_it_speaks_the_language_of_the_address(self, client: Client) -> None:
        claim = make.translated(make.published(statement="Crime has tripled.", rating="false"))

        told = asked(client, f"{HERE}/es/claims/{claim.slug}/").json()

        assert told["title"] == "Falso: El crimen se ha triplicado."
        assert frame_of(told)["src"] == f"{HERE}/es/embed/claims/{claim.public_id}/"
        assert frame_of(asked(client, f"{HERE}/claims/{claim.slug}/").json())["src"].startswith(f"{HERE}/embed/")

    @pytest.mark.parametrize("form", ["{}", "{}#entry-1", "{}?utm_source=x", "{}?#", "http://TESTSERVER:80{path}"])
    def test_an_address_may_carry_what_people_copy_along(self, client: Client, form: str) -> None:
        path = f"/claims/{make.published().slug}/"

        assert asked(client, form.format(HERE + path, path=path)).status_code == 200

    def test_https_and_no_slash_at_the_end_are_the_same_page(self, client: Client, settings: Any) -> None:
        settings.SITE_URL = "https://facts.example.org"
        slug = make.published().slug

        for address in ("http://facts.example.org/claims/", "https://facts.example.org:443/claims/"):
            assert asked(client, address + slug).status_code == 200, address

    def test_an_article_has_a_frame_of_its_own(self, client: Client) -> None:
        slug = article_of(make.published(version=make.article(title="The speech")))

        told = asked(client, f"{HERE}/articles/{slug}/").json()

        assert told["title"] == "The speech"
        assert client.get(frame_of(told)["src"].removeprefix(HERE)).status_code == 200
        assert client.get(told["thumbnail_url"].removeprefix(HERE)).status_code == 200
        assert "author_name" not in told

    def test_a_withdrawn_check_is_told_as_withdrawn(self, client: Client) -> None:
        claim = make.published(statement="Crime has tripled.")
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        told = asked(client, f"{HERE}/claims/{claim.slug}/").json()

        assert told["title"] == "Check withdrawn: Crime has tripled."
        assert "author_name" not in told

    def test_a_merged_claim_is_the_one_that_stays(self, client: Client) -> None:
        gone, stays = make.published(), make.published(statement="The claim that stays.")
        desk.merge(gone, by=make.editor(), into=stays, note="They say the same.")

        told = asked(client, f"{HERE}/claims/{gone.slug}/").json()

        assert told["title"] == "False: The claim that stays."
        assert frame_of(told)["src"] == f"{HERE}/embed/claims/{stays.public_id}/"


class TestRefusals:
    @pytest.mark.parametrize("builder", [make.claim_in_review, make.scheduled])
    def test_what_is_not_published_answers_like_what_is_not_there(self, client: Client, builder: Any) -> None:
        claim = builder()

        hidden = asked(client, f"{HERE}/claims/{claim.slug}/")
        absent = asked(client, f"{HERE}/claims/there-is-none/")
        article = asked(client, f"{HERE}/articles/{article_of(claim)}/")

        assert {hidden.status_code, absent.status_code, article.status_code} == {404}
        assert hidden.content == absent.content == article.content

    @pytest.mark.parametrize(
        "address",
        [
            "https://elsewhere.example{path}",
            "http://testserver.elsewhere.example{path}",
            "http://testserver@elsewhere.example{path}",
            "http://user:secret@testserver{path}",
            "http://testserver:8080{path}",
            "http://testserver:99999{path}",
            "http://testserver:x{path}",
            "http://[::1{path}",
            "//testserver{path}",
            "{path}",
            "ftp://testserver{path}",
            "javascript:alert(1)//testserver{path}",
            "http://testserver\\@elsewhere.example{path}",
            "http://testserver/",
            "http://testserver/admin/",
            "http://testserver/ratings/",
            "http://testserver{path}%00",
            "http://testserver{path}%ff%fe",
            "http://testserver/en{path}",
            "http://testserver/xx{path}",
            "not an address",
        ],
    )
    def test_other_addresses_have_none(self, client: Client, address: str) -> None:
        path = f"/claims/{make.published().slug}/"

        answer = asked(client, address.format(path=path))

        assert answer.status_code == 404
        assert answer.json()["code"] == "not_found"

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("", "url"),
            ("url=", "url"),
            ("url=http://testserver/" + "a" * 10_000, "url"),
            ("url=http://testserver/%00", "url"),
            ("url=a&url=b", "url"),
            ("url=http://testserver/&maxwidth=0", "maxwidth"),
            ("url=http://testserver/&maxheight=-1", "maxheight"),
            ("url=http://testserver/&maxwidth=wide", "maxwidth"),
            ("url=http://testserver/&maxwidth=99999999999999999999", "maxwidth"),
        ],
    )
    def test_what_cannot_be_meant_is_told_by_its_name(self, client: Client, query: str, field: str) -> None:
        answer = client.get(f"/oembed?{query}")

        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == [field]

    def test_a_format_that_there_is_not_is_not_implemented(self, client: Client) -> None:
        answer = asked(client, f"{HERE}/claims/{make.published().slug}/", format="jsonp")

        assert answer.status_code == 501
        assert answer.json()["code"] == "unknown_format"

    def test_it_is_only_read(self, client: Client) -> None:
        assert client.post("/oembed").status_code == 405
        assert client.options("/oembed")["Allow"] == "GET, HEAD, OPTIONS"


class TestDiscovery:
    @pytest.mark.parametrize("prefix", ["", "/de"])
    def test_a_claim_and_an_article_lead_to_their_answers(self, client: Client, prefix: str) -> None:
        claim = make.published()

        for path in (f"{prefix}/claims/{claim.slug}/", f"{prefix}/articles/{article_of(claim)}/"):
            links = dict(DISCOVERY.findall(client.get(path).content.decode()))

            told = client.get(unescape(links["application/json"]).removeprefix(HERE)).json()
            as_xml = client.get(unescape(links["text/xml"]).removeprefix(HERE))
            assert frame_of(told)["src"].startswith(f"{HERE}{prefix}/embed/")
            assert ElementTree.fromstring(as_xml.content).findtext("title") == told["title"]

    def test_a_page_that_is_not_embedded_leads_to_none(self, client: Client) -> None:
        speaker = make.speaker()
        make.published(speaker=speaker)

        assert not DISCOVERY.findall(client.get(f"/speakers/{speaker.slug}/").content.decode())


class TestAConsumer:
    def test_a_library_of_others_embeds_a_check_that_a_text_links_to(self) -> None:
        claim = make.published(statement="Crime has tripled.")
        registry = micawber.ProviderRegistry()
        with over_http() as site:
            registry.register(rf"{site}/\S+", micawber.Provider(f"{site}/oembed", timeout=30))

            text = registry.parse_html(f"<p>{site}/claims/{claim.slug}/</p>", maxwidth=500)
            with pytest.raises(micawber.ProviderException):
                registry.request(f"{site}/claims/there-is-none/")

        assert f'src="{site}/embed/claims/{claim.public_id}/"' in text
        assert 'title="False: Crime has tripled."' in text
        assert 'width="500"' in text
