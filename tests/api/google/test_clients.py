"""Google's own clients, in Python and in Node, told nothing but another address."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build, build_from_document
from googleapiclient.errors import HttpError

from claims.api.google.methods import METHODS
from claims.models import MarkupPage
from tests import make
from tests.api.reviews import several

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "clients" / "google.mjs"
GUIDE = Path(__file__).parents[3] / "docs" / "google-api.md"
PAGE = "https://elsewhere.example/python"
MARKUP = {"claimReviewed": "Crime has tripled.", "rating": {"ratingValue": 1, "bestRating": 5, "worstRating": 1}}


@pytest.fixture
def reader(address: str) -> Any:
    """A client with a key, as a newsroom's script has it."""
    return build("factchecktools", "v1alpha1", developerKey="k", client_options={"api_endpoint": address})


@pytest.fixture
def desk(address: str) -> Any:
    """A client with a token of somebody of the desk."""
    login = Credentials(token=make.token(make.editor(), "markup"))  # type: ignore[no-untyped-call]
    return build("factchecktools", "v1alpha1", credentials=login, client_options={"api_endpoint": address})


def refused(call: Any) -> HttpError:
    with pytest.raises(HttpError) as caught:
        call.execute()
    return caught.value


class TestPython:
    def test_it_finds_checks(self, reader: Any, address: str) -> None:
        review = make.review(statement="Crime has tripled.", speaker=make.speaker(name="Mayor Doe"))

        answer = reader.claims().search(query="crime", languageCode="en-US", maxAgeDays=1).execute()

        claim = answer["claims"][0]
        assert (claim["text"], claim["claimant"]) == ("Crime has tripled.", "Mayor Doe")
        assert claim["claimReview"][0]["url"] == f"{address}/claims/{review.slug}/"
        assert claim["claimReview"][0]["publisher"]["site"] == "127.0.0.1"

    def test_nothing_found_is_an_empty_answer(self, reader: Any) -> None:
        assert reader.claims().search(query="zebra").execute() == {}

    @pytest.mark.parametrize("asked", [{"query": "crime"}, {"reviewPublisherSiteFilter": "127.0.0.1", "offset": 1}])
    def test_it_walks_through_pages_without_repeats(self, reader: Any, asked: dict[str, Any]) -> None:
        several(7)
        texts, call = [], reader.claims().search(pageSize=3, **asked)

        while call is not None:
            answer = call.execute()
            texts += [claim["text"] for claim in answer["claims"]]
            call = reader.claims().search_next(call, answer)

        assert len(texts) == len(set(texts)) == 7 - asked.get("offset", 0)

    def test_what_is_too_long_for_an_address_is_sent_as_a_post(self, reader: Any) -> None:
        make.review(statement="Crime has tripled.")
        call = reader.claims().search(query="crime " * 600)
        assert len(call.uri) > 2048

        assert [claim["text"] for claim in call.execute()["claims"]] == ["Crime has tripled."]

    def test_it_finds_what_cites_an_address(self, reader: Any) -> None:
        make.review(statement="Crime.", source=make.source(url="https://pictures.example/a.jpg"))

        answer = reader.claims().imageSearch(imageUri="https://pictures.example/a.jpg").execute()

        assert [result["claim"]["text"] for result in answer["results"]] == ["Crime."]

    def test_a_refusal_says_what_is_wrong(self, reader: Any) -> None:
        error = refused(reader.claims().search(pageSize=-1))

        assert error.status_code == 400
        assert error.reason == "Request contains an invalid argument."
        assert error.error_details[0]["fieldViolations"] == [{"field": "pageSize", "description": "it is negative"}]

    def test_pages_are_for_tokens(self, reader: Any) -> None:
        error = refused(reader.pages().list(organization="elsewhere.example"))

        assert error.status_code == 401

    def test_it_keeps_reads_replaces_and_removes_markup(self, desk: Any) -> None:
        kept = desk.pages().create(body={"pageUrl": PAGE, "claimReviewMarkups": [MARKUP]}).execute()
        assert kept["claimReviewMarkups"] == [MARKUP]
        assert desk.pages().get(name=kept["name"]).execute() == kept
        assert desk.pages().list(url=PAGE).execute() == {"claimReviewMarkupPages": [kept]}

        changed = desk.pages().update(name=kept["name"], body=kept | {"publishDate": "2026"}).execute()
        assert changed["publishDate"] == "2026"

        stale = refused(desk.pages().update(name=kept["name"], body=kept))
        assert (stale.status_code, json.loads(stale.content)["error"]["status"]) == (409, "ABORTED")
        twice = refused(desk.pages().create(body={"pageUrl": PAGE}))
        assert (twice.status_code, json.loads(twice.content)["error"]["status"]) == (409, "ALREADY_EXISTS")
        assert desk.pages().delete(name=kept["name"]).execute() == {}
        assert refused(desk.pages().get(name=kept["name"])).status_code == 404
        assert not MarkupPage.objects.exists()

    def test_it_walks_through_the_pages_of_a_site(self, desk: Any) -> None:
        for number in range(3):
            make.markup_page(page_url=f"https://elsewhere.example/{number}")
        urls, call = [], desk.pages().list(organization="elsewhere.example", pageSize=2)

        while call is not None:
            answer = call.execute()
            urls += [page["pageUrl"][-1] for page in answer["claimReviewMarkupPages"]]
            call = desk.pages().list_next(call, answer)

        assert urls == ["2", "1", "0"]


class TestTheGuide:
    @pytest.fixture
    def examples(self, address: str) -> list[str]:
        """The programs in Python that docs/google-api.md shows, told where this site is."""
        shown = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
        token = make.token(make.editor(), "markup")
        return [text.replace("https://facts.example.org", address).replace("fcd_…", token) for text in shown]

    def test_its_programs_do_what_it_says(self, examples: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        make.review(statement="Crime has tripled.")
        finds, keeps = examples
        found: dict[str, Any] = {}
        kept: dict[str, Any] = {}

        exec(finds, found)
        exec(keeps, kept)

        assert capsys.readouterr().out == "Crime has tripled. – False\n"
        assert kept["page"]["publishDate"] == "2026-11-01"
        assert not MarkupPage.objects.exists()


class TestDiscovery:
    def test_a_client_can_be_built_from_what_we_say_of_ourselves(self, address: str) -> None:
        make.review(statement="Crime.")
        told = f"{address}/$discovery/rest?version={{apiVersion}}"

        client = build("factchecktools", "v1alpha1", developerKey="k", discoveryServiceUrl=told, static_discovery=False)

        assert client._baseUrl == f"{address}/"
        assert [claim["text"] for claim in client.claims().search(query="crime").execute()["claims"]] == ["Crime."]

    def test_it_says_all_that_google_s_own_says(self, client: Any) -> None:
        ours = client.get("/$discovery/rest?version=v1alpha1").json()
        theirs = json.loads((DOCUMENTS / "factchecktools.v1alpha1.json").read_text())

        assert build_from_document(ours, developerKey="k")
        assert ours["schemas"].keys() == theirs["schemas"].keys()
        for name, schema in theirs["schemas"].items():
            assert bare(ours["schemas"][name]) == bare(schema), name
        assert ours["parameters"].keys() == theirs["parameters"].keys()
        for resource in ("claims", "pages"):
            methods = theirs["resources"][resource]["methods"]
            assert ours["resources"][resource]["methods"].keys() == methods.keys()
            for name, method in methods.items():
                assert bare(ours["resources"][resource]["methods"][name]) == bare(method), name

    def test_each_method_says_what_it_answers(self, client: Any) -> None:
        resources = client.get("/$discovery/rest").json()["resources"]

        methods = [method for resource in resources.values() for method in resource["methods"].values()]
        assert len(methods) == len(METHODS) == 7
        assert all("response" in method for method in methods)

    def test_there_is_one_version(self, client: Any) -> None:
        assert client.get("/$discovery/rest?version=v1").status_code == 404
        assert client.post("/$discovery/rest").status_code == 405


DOCUMENTS = Path(build_from_document.__code__.co_filename).parent / "discovery_cache" / "documents"


def bare(told: Any) -> Any:
    """A part of a discovery document without its descriptions."""
    if isinstance(told, dict):
        return {name: bare(part) for name, part in told.items() if name != "description"}
    return told


class TestNode:
    @pytest.fixture
    def said(self, address: str, in_node: Path) -> Any:
        """What the program in Node prints."""
        several(4)
        make.review(statement="Crime is pictured.", source=make.source(url="https://pictures.example/crime.jpg"))
        command = ["node", str(SCRIPT), str(in_node), f"{address}/", make.token(make.editor(), "markup")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def test_it_does_all_that_it_can(self, said: Any) -> None:
        assert len(said["found"]["claims"]) == 1
        assert said["nothing"] == {}
        assert len(said["walked"]) == len(set(said["walked"])) == 5
        assert [result["claim"]["text"] for result in said["cited"]["results"]] == ["Crime is pictured."]
        assert all(claim.keys() == {"text"} for claim in said["partly"]["claims"])

        page = "https://elsewhere.example/node"
        assert said["kept"]["pageUrl"] == page
        assert said["read"] == said["kept"]
        assert said["listed"] == {"claimReviewMarkupPages": [said["kept"]]}
        assert said["updated"] == said["kept"] | {"publishDate": "2026-11-01", "versionId": "2"}
        assert said["removed"] == {}

    def test_its_refusals_say_why(self, said: Any) -> None:
        refusals = {name: said[name] for name in ("unasked", "stranger", "twice", "stale", "gone")}

        assert {name: (said["code"], said["status"]) for name, said in refusals.items()} == {
            "unasked": (400, "INVALID_ARGUMENT"),
            "stranger": (401, "UNAUTHENTICATED"),
            "twice": (409, "ALREADY_EXISTS"),
            "stale": (409, "ABORTED"),
            "gone": (404, "NOT_FOUND"),
        }
        assert all(said["thrown"][0] == said["code"] for said in refusals.values())
        assert refusals["unasked"]["details"][0]["fieldViolations"][0]["field"] == "query"
