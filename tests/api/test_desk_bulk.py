"""Many rows at once: what is good is added, what is not is said row by row; and no body makes it fall."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from claims.models import Article, Claim, Recusal, Speaker, User
from tests import make

from .writing import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Program:
    return Program(make.writer())


class TestBulkClaims:
    def test_a_bad_row_takes_nothing_of_the_others_with_it(self, writer: Program) -> None:
        text, source = make.article(), make.source()
        place = {"article": text.article.slug, "exact": "Crime has tripled"}
        rows: list[Any] = [
            {"statement": "One.", "appearances": [place], "evidence": [{"source": source.public_id, "finding": "x"}]},
            {"statement": "Two.", "appearances": [place, place]},
            {"statement": ""},
            "Three.",
            {"statement": "Four.", "evidence": [{"source": "zzz", "finding": "x"}]},
            {"statement": "Five."},
        ]

        answer = writer.post("claims/bulk/", {"claims": rows})

        said = answer.json()
        assert answer.status_code == 200
        assert [result["status"] for result in said["results"]] == [201, 400, 400, 400, 400, 201]
        assert [result["row"] for result in said["results"]] == list(range(6))
        assert (said["created"], said["refused"]) == (2, 4)
        assert set(said["results"][2]) == {"row", "status", "code", "detail", "fields"}
        assert set(said["results"][2]["fields"]) == {"statement"}
        assert set(said["results"][4]["fields"]) == {"evidence.0.source"}
        assert {claim.statement for claim in Claim.objects.all()} == {"One.", "Five."}
        assert writer.client.get(said["results"][0]["url"]).json()["evidence"][0]["number"] == 1

    def test_what_one_may_not_write_is_refused_row_by_row(self, writer: Program) -> None:
        topic = make.topic()
        Recusal.objects.create(person=writer.person, topic=topic, reason="Owns shares.")

        said = writer.post("claims/bulk/", {"claims": [{"statement": "x", "topics": [topic.slug]}, {"statement": "y"}]})

        assert [result["status"] for result in said.json()["results"]] == [403, 201]
        assert Claim.objects.get().statement == "y"

    def test_its_cost_grows_with_the_rows_and_no_faster(self, writer: Program) -> None:
        text, speaker, source, topic = make.article(), make.speaker(), make.source(), make.topic()
        row = {
            "topics": [topic.slug],
            "appearances": [{"article": text.article.slug, "exact": "Taxes fell.", "speaker": speaker.slug}],
            "evidence": [{"source": source.public_id, "finding": "It fell."}],
        }
        costs = []
        for count in (1, 11, 21):
            rows = [row | {"statement": f"Claim {count} of {number}"} for number in range(count)]
            with CaptureQueriesContext(connection) as queries:
                assert writer.post("claims/bulk/", {"claims": rows}).json()["created"] == count
            costs.append(len(queries))

        assert costs[2] - costs[1] == 10 * ((costs[1] - costs[0]) // 10)
        assert (costs[2] - costs[1]) / 10 <= 20

    @pytest.mark.parametrize("body", [[], {}, {"claims": 1}, {"claims": []}, {"claims": [], "x": 1}, None, "x"])
    def test_a_body_that_is_no_list_of_claims_is_refused(self, writer: Program, body: Any) -> None:
        answer = writer.post("claims/bulk/", body)

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["claims"])

    def test_more_than_it_takes_is_refused_whole(self, writer: Program) -> None:
        many = [{"statement": f"Claim {number}"} for number in range(201)]
        long = json.dumps({"claims": [{"statement": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}]}).encode()

        assert writer.post("claims/bulk/", {"claims": many}).status_code == 400
        assert writer.post("claims/bulk/", long).status_code == 413
        assert not Claim.objects.exists()

    def test_it_is_for_those_who_work_at_the_desk(self) -> None:
        guest = Program(User.objects.create_user("guest", password="password"))

        assert guest.post("claims/bulk/", {"claims": [{"statement": "x"}]}).status_code == 403


class TestBulkNouns:
    def test_speakers_sources_and_topics_come_by_the_dozen(self, writer: Program) -> None:
        bodies = {
            "speakers": [{"name": "Ana"}, {"name": ""}, {"name": "Ana"}],
            "sources": [{"title": "x", "publisher": "y", "original_url": url} for url in ("https://a.example",) * 2],
            "topics": [{"name": "Crime", "slug": "crime"}, {"name": "Crime", "slug": "crime"}],
        }

        said = {name: writer.post(f"{name}/bulk/", {name: rows}).json() for name, rows in bodies.items()}

        statuses = {name: [result["status"] for result in each["results"]] for name, each in said.items()}
        assert statuses == {"speakers": [201, 400, 201], "sources": [201, 400], "topics": [201, 400]}
        assert set(said["sources"]["results"][1]["fields"]) == {"original_url"}
        assert Speaker.objects.count() == 2
        assert writer.client.get(said["topics"]["results"][0]["url"]).json()["name"] == "Crime"

    def test_who_may_not_add_adds_none(self) -> None:
        guest = Program(User.objects.create_user("guest", password="password"))

        answer = guest.post("topics/bulk/", {"topics": [{"name": "Crime"}]})

        assert answer.json()["results"][0]["status"] == 403


NAUGHTY = [
    "",
    " ",
    "null",
    "\u202e",
    "مرحبا",
    "<script>alert(1)</script>",
    "' OR 1=1--",
    "%00",
    "../../etc",
    "1e400",
    "😀" * 50,
]
texts = st.one_of(st.text(max_size=40), st.sampled_from(NAUGHTY), st.text(min_size=490, max_size=520))
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
numbers = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), anything)


def some(*names: str, **named: Any) -> Any:
    """A body that may have each of these fields."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, anything) | named)


figures = st.one_of(anything, some("comparator", "unit", "as_of", value=numbers, low=numbers, high=numbers))
quotes = some("prefix", "suffix", "speaker", "role", "said_on", "hedge", "position", start=numbers, end=numbers)
places = quotes.map(lambda said: {"article": "report", "exact": "Crime"} | said)
found = some("source", "finding", "stance", "excerpt", "locator", "primary", "position", figure=figures)
claims = some(
    "language", "kind", "slug", "topics", "public_interest", statement=texts, figure=figures,
    appearances=st.lists(places, max_size=2), evidence=st.lists(found, max_size=2),
)  # fmt: skip
articles = some("title", "slug", "language", "publisher", "url", "published_on", "note", "display", "text")


@given(st.lists(st.one_of(anything, claims), min_size=1, max_size=5), st.one_of(anything, articles))
@hypothesis_settings(
    max_examples=60, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True, database=None
)
def test_no_body_makes_it_fall(writer: Program, rows: list[Any], article: Any) -> None:
    Article.objects.filter(slug="report").exists() or make.article(slug="report")

    many = writer.post("claims/bulk/", {"claims": rows})
    one = writer.post("articles/", article)
    alone = writer.post("claims/", rows[0])

    for answer in (one, alone):
        assert answer.status_code in {201, 400, 403}, answer.content
    assert many.status_code in {200, 400}, many.content
    if many.status_code == 200:
        assert {result["status"] for result in many.json()["results"]} <= {201, 400, 403}
