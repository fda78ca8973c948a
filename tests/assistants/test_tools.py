"""What each tool answers, asked without a server around it."""

import asyncio
import json
from typing import Any

import pytest
from django.test.utils import override_settings

from claims import desk
from claims.assistants.answering import answer, answer_later
from claims.models import Claim
from tests import make

from .serving import sentence

SITE = "https://facts.example.org"
UNKNOWN = "No claim is published under that id or address."


@pytest.fixture(autouse=True)
def site(db: None) -> Any:
    with override_settings(SITE_URL=SITE, SITE_NAME="The Desk"):
        yield


def told(tool: str, **arguments: Any) -> dict[str, Any]:
    answered = answer(tool, arguments)
    assert not answered.is_error, sentence(answered)
    return answered.structured_content


def refusal(tool: str, **arguments: Any) -> str:
    answered = answer(tool, arguments)
    assert answered.is_error
    return sentence(answered)


class TestSearch:
    def test_the_best_match_comes_first_and_without_words_the_newest(self) -> None:
        whales = make.review(statement="Wind farms kill whales.")
        taxes = make.review(statement="Taxes fell.", rationale="It says nothing of whales [1].")

        by_words, newest = told("search_claims", query="whales"), told("search_claims")

        assert [claim["id"] for claim in by_words["claims"]] == [whales.pk, taxes.pk]
        assert [claim["id"] for claim in newest["claims"]] == [taxes.pk, whales.pk]

    def test_a_result_tells_the_verdict_and_what_it_means(self) -> None:
        speaker, topic = make.speaker(name="Ann Example"), make.topic(name="Crime")
        review = make.review(statement="Crime has tripled.", speaker=speaker, topics=[topic])

        [claim] = told("search_claims")["claims"]

        assert claim["url"] == f"{SITE}/claims/{review.slug}/"
        assert claim["verdict"] | {"scale": ""} == {
            "rating": "false", "label": "False", "definition": "What False means.",
            "scale": "", "position": 1, "steps": 5,
        }  # fmt: skip
        assert claim["summary"] == "It has not."
        assert claim["speakers"] == [{"slug": speaker.slug, "name": "Ann Example"}]
        assert claim["topics"] == [{"slug": topic.slug, "name": "Crime"}]

    def test_it_says_that_our_finding_is_another_thing_than_what_was_said(self) -> None:
        said = told("search_claims")["how_to_use"]

        assert "From the public record of The Desk." in said
        assert "our finding is the verdict" in said

    def test_it_narrows_by_all_that_is_given(self) -> None:
        speaker, topic = make.speaker(), make.topic()
        wanted = make.review(language="es", rating="half-true", speaker=speaker, topics=[topic])
        make.review(language="en", rating="half-true", speaker=speaker, topics=[topic])
        make.review(language="es", rating="true", speaker=speaker, topics=[topic])
        make.review(language="es", rating="half-true", topics=[topic])
        make.review(language="es", rating="half-true", speaker=speaker)

        found = told("search_claims", language="es", rating="half-true", speaker=speaker.slug, topic=topic.slug)

        assert [claim["id"] for claim in found["claims"]] == [wanted.pk]

    def test_it_says_whether_there_are_more(self) -> None:
        for _n in range(3):
            make.review()

        assert [told("search_claims", limit=limit)["more"] for limit in (2, 3)] == [True, False]

    def test_a_rating_that_there_is_not_is_answered_with_those_there_are(self) -> None:
        make.review()

        said = refusal("search_claims", rating="pants-on-fire")

        assert said.startswith("Nothing was looked up: rating: it is one of true, mostly-true, half-true")

    @pytest.mark.parametrize("count", [1, 10])
    def test_it_asks_the_database_once(self, count: int, django_assert_num_queries: Any) -> None:
        for _n in range(count):
            make.review(statement="Wind farms kill whales.", speaker=make.speaker(), topics=[make.topic()])

        with django_assert_num_queries(1):
            told("search_claims", query="whales")


class TestGet:
    def test_it_tells_what_the_verdict_stands_on(self) -> None:
        speaker = make.speaker(name="Ann Example")
        source = make.source(title="Crime figures", publisher="The office")
        claim = make.claim_in_review(statement="Crime has tripled.", speaker=speaker, role="Minister", source=source)
        make.reply_request(claim, public_answer="No comment.", answered_at=make.ASKED)
        desk.publish(claim, by=make.editor())

        finding = told("get_claim", claim=claim.public_id)["finding"]

        assert finding["rationale"] == "The statistics say otherwise [1]."
        assert finding["said"][0]["quote"] == "Crime has tripled"
        assert (finding["said"][0]["speaker"], finding["said"][0]["role"]) == ("Ann Example", "Minister")
        assert (finding["evidence"][0]["source"], finding["evidence"][0]["number"]) == ("Crime figures", 1)
        assert finding["replies"][0]["answer"] == "No comment."
        assert finding["changes"] == []

    @pytest.mark.parametrize(
        "address",
        [
            "{id}",
            "{slug}",
            "https://facts.example.org/claims/{slug}/",
            "https://FACTS.example.org/claims/{slug}",
            "/claims/{slug}/?page=2#evidence-1",
            "https://facts.example.org/es/claims/{slug}/",
            "https://facts.example.org/api/v1/claims/{id}/",
            "https://facts.example.org/embed/claims/{id}/",
            "https://facts.example.org/claims/{slug}/entries/1/",
        ],
    )
    def test_any_address_of_the_claim_leads_to_it(self, address: str) -> None:
        claim = make.published()
        make.published()

        found = told("get_claim", claim=address.format(id=claim.public_id, slug=claim.slug))

        assert found["finding"]["id"] == claim.public_id

    @pytest.mark.parametrize(
        "address", ["https://evil.example/claims/{slug}/", "//evil.example/claims/{slug}/", "/speakers/{slug}/"]
    )
    def test_another_address_is_refused(self, address: str) -> None:
        claim = make.published()

        assert refusal("get_claim", claim=address.format(slug=claim.slug)).startswith("Nothing was looked up: claim: ")

    @pytest.mark.parametrize("address", ["/claims/../", "http://[::1", "/nowhere/", "///", "%00/", "/claims/%00/"])
    def test_an_address_that_is_none_finds_nothing(self, address: str) -> None:
        assert answer("get_claim", {"claim": address}).is_error

    def test_it_tells_what_was_corrected(self) -> None:
        claim = make.published()
        make.propose(claim, by=make.writer(), rating="half-true", summary="In part.")
        desk.correct(claim, by=make.editor(), note="We had misread the table.", kind="verdict")

        finding = told("get_claim", claim=claim.public_id)["finding"]

        assert [(c["act"], c["kind"], c["note"]) for c in finding["changes"]] == [
            ("correct", "verdict", "We had misread the table.")
        ]
        assert finding["corrections"] == 1

    def test_a_merged_claim_answers_with_the_one_it_was_merged_into(self) -> None:
        claim, same = make.published(), make.published()
        desk.merge(same, by=make.editor(), into=claim, note="They say the same.")

        found = told("get_claim", claim=same.public_id)

        assert (found["finding"]["id"], found["merged_from"]) == (claim.public_id, same.public_id)

    def test_a_claim_merged_into_one_that_was_withdrawn_answers_with_that_notice(self) -> None:
        claim, same = make.published(), make.published()
        desk.merge(same, by=make.editor(), into=claim, note="They say the same.")
        desk.withdraw(claim, by=make.editor(), note="Wrong minister.")

        found = told("get_claim", claim=same.slug)

        assert found["status"] == "withdrawn"
        assert (found["withdrawal"]["id"], found["withdrawal"]["reason"]) == (claim.public_id, "Wrong minister.")
        assert found["finding"] is None

    @pytest.mark.parametrize("unpublished", [make.claim, make.claim_in_review, make.scheduled])
    def test_what_is_not_published_is_not_there(self, unpublished: Any) -> None:
        claim: Claim = unpublished()

        assert {refusal("get_claim", claim=name) for name in (claim.public_id, claim.slug)} == {UNKNOWN}

    def test_it_asks_the_database_once(self, django_assert_num_queries: Any) -> None:
        claim = make.published()

        with django_assert_num_queries(1):
            told("get_claim", claim=claim.public_id)


class TestListTopics:
    def test_those_with_the_most_claims_come_first(self) -> None:
        few, many = make.topic(name="A few"), make.topic(name="Many", kind="place")
        make.review(topics=[few, many])
        make.review(topics=[many])
        make.topic(name="Not published")

        everything, places = told("list_topics"), told("list_topics", kind="place")

        assert [(topic["name"], topic["claims"]) for topic in everything["topics"]] == [("Many", 2), ("A few", 1)]
        assert [topic["name"] for topic in places["topics"]] == ["Many"]


class TestAnswer:
    def test_every_fault_is_told_at_once(self) -> None:
        said = refusal("search_claims", query="a\0", limit=50, colour="blue")

        assert said == (
            "Nothing was looked up: query: it holds characters that no text has; limit: input should be less than or"
            " equal to 20; there are no other arguments than query, language, rating, topic, speaker, limit."
        )

    def test_its_words_are_the_same_as_its_structure(self) -> None:
        make.review()

        answered = answer("search_claims", {})

        assert json.loads(sentence(answered)) == answered.structured_content

    def test_what_breaks_is_not_told_to_the_assistant(self) -> None:
        answered = asyncio.run(answer_later("a tool that there is not", {}))

        assert answered.is_error
        assert sentence(answered) == "This could not be answered. It is our fault; try something else."
