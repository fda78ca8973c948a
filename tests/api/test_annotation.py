"""Our verdicts as W3C Web Annotations: the model, the protocol, and that their selectors find the words again."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from rdflib import RDF, Graph, Namespace, URIRef

from claims import anchors, desk
from claims.models import ArticleVersion, Claim
from claims.vocabulary import Display
from tests import make

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
ORIGINAL = "https://paper.example/speech"
TEXT = "🙂 She said: “Crime has tripled.” Taxes fell. Crime has tripled, he said."
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
OA, LDP, AS = (Namespace(f"http://www.w3.org/ns/{name}#") for name in ("oa", "ldp", "activitystreams"))
TERMS = json.loads((Path(__file__).parents[1] / "formats/anno.jsonld").read_text())["@context"]
CONTAINER_TERMS = {"BasicContainer": str(LDP.BasicContainer)}
MINIMAL, IRIS, DESCRIPTIONS = (
    f'return=representation; include="{preferred}"'
    for preferred in (LDP.PreferMinimalContainer, OA.PreferContainedIRIs, OA.PreferContainedDescriptions)
)


@pytest.fixture
def version() -> ArticleVersion:
    """An article in which two claims were published, the later place first."""
    version = make.article(text=TEXT, url=ORIGINAL)
    make.published(version=version, quote="Taxes fell", rating="true", summary="They fell.")
    claim = make.claim_in_review(statement="Crime has tripled.", version=version, quote="“Crime has tripled.”")
    make.appearance(claim, version=version, quote="Crime has tripled, he said")
    desk.publish(claim, by=make.editor())
    return version


def container(client: Client, version: ArticleVersion, query: str = "", **headers: str) -> Any:
    return client.get(f"/articles/{version.article.slug}/annotations/{query}", headers=headers)


def annotations(client: Client, version: ArticleVersion) -> list[dict[str, Any]]:
    return container(client, version).json()["first"]["items"]


def about(client: Client, url: str, **more: str) -> dict[str, Any]:
    return client.get("/annotations/", {"url": url, **more}).json()


def path(address: str) -> str:
    return address.removeprefix(HERE)


def graph(told: dict[str, Any]) -> Graph:
    """What JSON-LD says, read with the context at hand: nothing is fetched."""
    contexts = told["@context"] if isinstance(told["@context"], list) else [told["@context"]]
    known = {"http://www.w3.org/ns/anno.jsonld": TERMS, "http://www.w3.org/ns/ldp.jsonld": CONTAINER_TERMS}
    at_hand = told | {"@context": [known[context] for context in contexts]}
    return Graph().parse(data=json.dumps(at_hand), format="json-ld")


class TestAnAnnotation:
    def test_it_keeps_the_musts_of_the_model(self, client: Client, version: ArticleVersion) -> None:
        for row in annotations(client, version):
            answer = client.get(path(row["id"]))
            told = answer.json()

            assert told == {"@context": "http://www.w3.org/ns/anno.jsonld"} | row
            assert told["type"] == "Annotation"
            assert told["motivation"] == "assessing"
            for moment in ("created", "modified"):
                assert datetime.fromisoformat(told[moment]).utcoffset() is not None
            assert told["creator"]["type"] == "Organization"
            quote, position = told["target"]["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert 0 <= position["start"] < position["end"]
            assert position["end"] - position["start"] == len(quote["exact"])

    def test_its_selectors_find_the_words_in_the_text(self, client: Client, version: ArticleVersion) -> None:
        found = []
        for row in annotations(client, version):
            quote, position = row["target"]["selector"]
            anchor = anchors.find(TEXT, quote["exact"], quote["prefix"], quote["suffix"])
            assert (anchor.start, anchor.end) == (position["start"], position["end"])
            assert TEXT[anchor.start : anchor.end] == quote["exact"]
            found.append(anchor.exact)

        assert found == ["“Crime has tripled.”", "Taxes fell", "Crime has tripled, he said"]

    def test_its_target_is_the_original_and_its_bodies_the_verdict_and_the_check(
        self, client: Client, version: ArticleVersion
    ) -> None:
        row = annotations(client, version)[1]

        verdict, check = row["body"]
        assert row["target"]["source"] == ORIGINAL
        assert (verdict["type"], verdict["format"], verdict["language"]) == ("TextualBody", "text/plain", "en")
        assert (verdict["label"], verdict["value"]) == ("True", "True: They fell.")
        assert client.get(path(check["source"]["id"])).status_code == 200
        assert "https://schema.org/ClaimReview" in check["source"]["type"]

    def test_a_reader_of_rdf_reads_the_same(self, client: Client, version: ArticleVersion) -> None:
        row = annotations(client, version)[1]

        read = graph(client.get(path(row["id"])).json())

        me = URIRef(row["id"])
        (target,) = read.objects(me, OA.hasTarget)
        exact = [str(value) for value in read.objects(None, OA.exact)]
        assert (me, RDF.type, OA.Annotation) in read
        assert (me, OA.motivatedBy, OA.assessing) in read
        assert (target, OA.hasSource, URIRef(ORIGINAL)) in read
        assert exact == ["Taxes fell"]
        assert {int(str(value)) for value in read.objects(None, OA.start)} == {TEXT.index("Taxes")}

    def test_translations_are_a_choice_of_verdicts(self, client: Client) -> None:
        version = make.article(text=TEXT, url=ORIGINAL)
        make.translated(make.published(version=version, quote="Taxes fell", summary="It has not."))

        choice = annotations(client, version)[0]["body"][0]

        assert choice["type"] == "Choice"
        assert [(body["language"], body["value"]) for body in choice["items"]] == [
            ("en", "False: It has not."),
            ("es", "Falso: No es así."),
        ]
        assert len(list(graph(container(client, version).json()).objects(None, OA.hasBody))) == 2

    def test_it_keeps_its_address_and_tells_when_it_was_corrected(self, client: Client) -> None:
        version = make.article(text=TEXT, url=ORIGINAL)
        claim = make.published(version=version, quote="Taxes fell", rating="false")
        before = annotations(client, version)[0]
        make.propose(claim, by=make.writer(), rating="true", summary="They fell.")
        desk.correct(Claim.objects.get(pk=claim.pk), by=make.editor(), kind="verdict", note="A later table.")

        after = client.get(path(before["id"])).json()

        assert (after["id"], after["created"]) == (before["id"], before["created"])
        assert after["modified"] > before["modified"]
        assert after["body"][0]["value"] == "True: They fell."

    def test_where_we_may_only_link_to_the_article_no_word_of_it_is_told(self, client: Client) -> None:
        version = make.article(text=TEXT, url=ORIGINAL, display=Display.LINK)
        make.published(version=version, quote="Taxes fell")

        row = annotations(client, version)[0]

        assert row["target"] == {"type": "SpecificResource", "source": ORIGINAL}
        assert "Taxes fell" not in json.dumps(row)

    def test_an_article_without_an_original_is_its_own_target(self, client: Client) -> None:
        version = make.article(text=TEXT)
        make.published(version=version, quote="Taxes fell")

        assert annotations(client, version)[0]["target"]["source"] == f"{HERE}/articles/{version.article.slug}/"

    def test_of_a_withdrawn_check_it_is_gone(self, client: Client) -> None:
        version = make.article(text=TEXT, url=ORIGINAL)
        stays, gone = (make.published(version=version, quote=quote) for quote in ("Taxes fell", ", he said"))
        ids = {row["target"]["selector"][0]["exact"]: row["id"] for row in annotations(client, version)}
        desk.withdraw(gone, by=make.editor(), note="Wrong person.")

        answer = client.get(path(ids[", he said"]))

        assert answer.status_code == 410
        assert answer.json()["detail"] == "Wrong person."
        assert [row["id"] for row in annotations(client, version)] == [ids["Taxes fell"]]
        assert client.get(path(ids["Taxes fell"])).status_code == 200, stays

    def test_what_there_is_not_is_not_there(self, client: Client, version: ArticleVersion) -> None:
        claim, other = Claim.objects.first(), make.published()
        slug, elsewhere = version.article.slug, other.appearances.get().version.article.slug
        draft = make.claim_in_review(version=version, quote=", he said")

        for address in (
            f"{claim.public_id}/articles/{slug}/9/",
            f"{claim.public_id}/articles/{elsewhere}/1/",
            f"{draft.public_id}/articles/{slug}/1/",
            f"{claim.public_id}/articles/{slug}/0/",
            f"zzz/articles/{slug}/1/",
        ):
            answer = client.get(f"/annotations/{address}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), address


class TestTheCollectionOfAnArticle:
    def test_it_is_a_container_with_its_first_page(self, client: Client, version: ArticleVersion) -> None:
        told = container(client, version).json()

        read = graph(told)
        me = URIRef(told["id"])
        assert told["type"] == ["BasicContainer", "AnnotationCollection"]
        assert (me, RDF.type, LDP.BasicContainer) in read
        assert (me, RDF.type, AS.OrderedCollection) in read
        assert told["total"] == len(told["first"]["items"]) == 3
        assert told["first"]["startIndex"] == 0
        assert told["last"] == told["first"]["id"]
        assert client.get(path(told["last"])).json()["items"] == told["first"]["items"]

    def test_its_pages_can_be_walked_both_ways(
        self, client: Client, version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("claims.formats.annotation.PAGE_SIZE", 2)
        told = container(client, version, Prefer=MINIMAL).json()

        first = client.get(path(told["first"])).json()
        second = client.get(path(first["next"])).json()

        assert second["id"] == told["last"]
        assert second["prev"] == first["id"]
        assert (second["startIndex"], "next" in second, "prev" in first) == (2, False, False)
        assert [len(page["items"]) for page in (first, second)] == [2, 1]
        assert second["partOf"]["id"] == told["id"]
        assert container(client, version, "?page=3").status_code == 404

    def test_a_program_says_how_much_it_wants(self, client: Client, version: ArticleVersion) -> None:
        minimal, iris, whole = (container(client, version, Prefer=how) for how in (MINIMAL, IRIS, DESCRIPTIONS))

        items = iris.json()["first"]["items"]
        assert minimal.json()["first"] == whole.json()["first"]["id"]
        assert items == [row["id"] for row in whole.json()["first"]["items"]]
        assert iris["Content-Location"] == iris.json()["id"] == f"{whole.json()['id']}?iris=1"
        assert client.get(path(iris.json()["last"])).json()["items"] == items
        assert {"Accept", "Prefer"} <= {name.strip() for name in iris["Vary"].split(",")}

    def test_its_headers_are_those_of_the_protocol(self, client: Client, version: ArticleVersion) -> None:
        one = client.get(path(annotations(client, version)[0]["id"]))
        many = container(client, version)

        for answer, kind in ((one, "Resource"), (many, "BasicContainer")):
            assert answer["Content-Type"] == MEDIA_TYPE
            assert f'<http://www.w3.org/ns/ldp#{kind}>; rel="type"' in answer["Link"]
            assert answer["Allow"] == "GET, HEAD, OPTIONS"
            assert "Accept" in answer["Vary"]
            assert answer["ETag"]

    def test_it_can_only_be_read(self, client: Client, version: ArticleVersion) -> None:
        address = f"/articles/{version.article.slug}/annotations/"

        assert client.head(address)["Content-Type"] == MEDIA_TYPE
        assert client.options(address)["Allow"] == "GET, HEAD, OPTIONS"
        assert client.post(address).status_code == 405

    def test_whoever_has_it_is_not_sent_it_again(self, client: Client, version: ArticleVersion) -> None:
        tag = container(client, version)["ETag"]

        assert container(client, version, **{"if-none-match": tag}).status_code == 304

    def test_a_script_of_another_site_may_ask_and_prefer(self, client: Client, version: ArticleVersion) -> None:
        address, origin = f"/articles/{version.article.slug}/annotations/", {"origin": "https://paper.example"}
        asks = {"access-control-request-method": "GET", "access-control-request-headers": "prefer"}

        assert client.get(address, headers=origin)["Access-Control-Allow-Origin"] == "*"
        assert "prefer" in client.options(address, headers=origin | asks)["Access-Control-Allow-Headers"]

    def test_the_article_s_page_leads_to_it(self, client: Client, version: ArticleVersion) -> None:
        slug = version.article.slug

        page = client.get(f"/articles/{slug}/").content.decode()

        assert f'ns/anno.jsonld&quot;" href="/articles/{slug}/annotations/">' in page

    @pytest.mark.parametrize("query", ["?page=0", "?page=x", "?iris=2", "?limit=9", "?page=1&page=2"])
    def test_what_cannot_be_meant_is_refused(self, client: Client, version: ArticleVersion, query: str) -> None:
        answer = container(client, version, query)

        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")

    def test_it_costs_as_much_with_ten_claims_as_with_one(
        self, client: Client, django_assert_num_queries: Callable
    ) -> None:
        version = make.article(url=ORIGINAL)
        for number in range(10):
            make.published(version=version)
            if number in (0, 9):
                row = annotations(client, version)[0]
                for address in (f"/articles/{version.article.slug}/annotations/", path(row["id"])):
                    with django_assert_num_queries(2):
                        client.get(address)
                with django_assert_num_queries(2):
                    about(client, ORIGINAL)


class TestByTheAddressOfTheOriginal:
    @pytest.mark.parametrize(
        "given",
        [
            ORIGINAL,
            f"{ORIGINAL}/",
            f"{ORIGINAL}#part-2",
            f"{ORIGINAL}?utm_source=x&utm_medium=y",
            f"{ORIGINAL}/?fbclid=abc#top",
            "http://paper.example/speech",
            "https://PAPER.example/speech",
        ],
    )
    def test_it_is_found_however_the_address_is_written(
        self, client: Client, version: ArticleVersion, given: str
    ) -> None:
        told = about(client, given)

        assert told["total"] == 3
        assert told["first"]["items"] == annotations(client, version)
        assert client.get(path(told["last"])).json()["items"] == told["first"]["items"]

    @pytest.mark.parametrize("kept", [f"{ORIGINAL}#part-2", f"{ORIGINAL}/?utm_source=x", f"{ORIGINAL}?id=7&utm_id=1"])
    def test_it_is_found_whatever_we_kept_behind_it(self, client: Client, kept: str) -> None:
        make.published(version=make.article(url=kept))

        assert about(client, kept.replace("#part-2", "").partition("utm")[0].rstrip("?&"))["total"] == 1

    def test_all_articles_of_one_original_are_found(self, client: Client) -> None:
        for _edition in range(2):
            make.published(version=make.article(url=ORIGINAL))

        assert about(client, ORIGINAL)["total"] == 2

    @pytest.mark.parametrize(
        "given",
        [
            "https://paper.example/",
            f"{ORIGINAL}-2",
            f"{ORIGINAL}?id=2",
            "https://elsewhere.example/speech",
            "javascript:alert(1)",
            "http://[::1",
            "%",
            "nothing",
        ],
    )
    def test_another_page_has_none(self, client: Client, version: ArticleVersion, given: str) -> None:
        told = about(client, given)

        assert (told["total"], "first" in told) == (0, False)
        assert client.get("/annotations/", {"url": given, "page": 1}).status_code == 404

    @pytest.mark.parametrize("builder", [make.claim_in_review, make.scheduled])
    def test_what_is_not_published_is_not_found(self, client: Client, builder: Any) -> None:
        builder(version=make.article(url=ORIGINAL))

        assert about(client, ORIGINAL)["total"] == 0

    @pytest.mark.parametrize("query", ["", "?url=", "?url=%00", "?url=" + "a" * 3000])
    def test_it_wants_an_address_that_can_be_read(self, client: Client, query: str) -> None:
        answer = client.get(f"/annotations/{query}")

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["url"])
