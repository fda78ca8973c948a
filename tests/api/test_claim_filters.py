"""Narrowing and ordering a list of claims. Newest-first alone would give another answer in each scene."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests import make

from .reviews import NOON, in_language, published_on, several

pytestmark = pytest.mark.django_db
LIST = "/api/v1/claims/"


def found(client: Client, query: str) -> list[str]:
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200, answer.content
    return [card["id"] for card in answer.json()["results"]]


class TestFilters:
    def test_by_rating(self, client: Client) -> None:
        wanted = make.review(rating="half-true")
        make.review(rating="true")

        assert found(client, "rating=half-true") == [wanted.pk]

    def test_by_topic(self, client: Client) -> None:
        topic = make.topic()
        wanted = make.review(topics=[make.topic(), topic])
        make.review(topics=[make.topic()])

        assert found(client, f"topic={topic.slug}") == [wanted.pk]

    def test_by_speaker(self, client: Client) -> None:
        speaker = make.speaker()
        wanted = make.review(speaker=speaker)
        make.review(speaker=make.speaker())

        assert found(client, f"speaker={speaker.slug}") == [wanted.pk]

    def test_by_article(self, client: Client) -> None:
        version = make.article()
        wanted = make.review(version=version)
        make.review()

        assert found(client, f"article={version.article.slug}") == [wanted.pk]

    def test_by_source(self, client: Client) -> None:
        source = make.source()
        wanted = make.review(source=source)
        make.review()

        assert found(client, f"source={source.public_id}") == [wanted.pk]

    def test_by_kind(self, client: Client) -> None:
        wanted = make.review(kind="causal")
        make.review()

        assert found(client, "kind=causal") == [wanted.pk]

    def test_by_language_with_its_regions_but_no_other_that_begins_alike(self, client: Client) -> None:
        wanted = {in_language("en").pk, in_language("en-GB").pk}
        in_language("enm")
        in_language("az")

        assert set(found(client, "language=EN")) == wanted
        assert len(found(client, "language=en-gb")) == 1

    def test_all_of_them_together(self, client: Client) -> None:
        topic = make.topic()
        wanted = make.review(topics=[topic], rating="true")
        make.review(topics=[topic], rating="false")
        make.review(rating="true")

        assert found(client, f"topic={topic.slug}&rating=true") == [wanted.pk]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("published_after=2023-03-30", {"day", "month", "year"}),
            ("published_after=2023-04", {"month", "year"}),
            ("published_after=2024", {"year"}),
            ("published_before=2022", set()),
            ("published_before=2023-03-30", {"day"}),
            ("published_before=2023-04", {"day", "month"}),
            ("published_before=2023", {"day", "month"}),
            ("published_after=2023-04&published_before=2023-04", {"month"}),
        ],
    )
    def test_by_partial_dates_both_ends_included(self, client: Client, query: str, expected: set[str]) -> None:
        moments = {
            "day": datetime(2023, 3, 30, 23, 59, 59, tzinfo=UTC),
            "month": datetime(2023, 4, 1, tzinfo=UTC),
            "year": datetime(2024, 1, 1, tzinfo=UTC),
        }
        names = {published_on(moment).pk: name for name, moment in moments.items()}

        assert {names[pk] for pk in found(client, query)} == expected

    def test_the_ends_of_the_calendar_are_dates(self, client: Client) -> None:
        review = make.review()

        assert found(client, "published_after=0001&published_before=9999-12-31") == [review.pk]


class TestOrdering:
    def test_oldest_first(self, client: Client) -> None:
        newest, middle, oldest = several(3)

        assert found(client, "ordering=published_at") == [oldest.pk, middle.pk, newest.pk]

    def test_by_the_last_change(self, client: Client) -> None:
        newest, older = several(2)
        type(older).objects.filter(pk=older.pk).update(changed_at=NOON + timedelta(days=1))

        assert found(client, "ordering=-changed_at") == [older.pk, newest.pk]
        assert found(client, "ordering=changed_at") == [newest.pk, older.pk]


class TestSearch:
    def test_the_best_match_comes_before_a_newer_one(self, client: Client) -> None:
        in_rationale = published_on(NOON, statement="Nothing.", rationale="About wind farms [1].")
        in_statement = published_on(NOON - timedelta(days=1), statement="Wind farms kill whales.")
        published_on(NOON, statement="Taxes fell.")

        assert found(client, "q=wind farms") == [in_statement.pk, in_rationale.pk]
        assert found(client, "q=wind farms&ordering=-published_at") == [in_rationale.pk, in_statement.pk]

    def test_it_is_narrowed_like_any_list(self, client: Client) -> None:
        published_on(NOON, statement="Wind farms kill whales.", rating="true")
        wanted = published_on(NOON, statement="Wind farms kill birds.", rating="false")

        assert found(client, "q=wind&rating=false") == [wanted.pk]

    @pytest.mark.parametrize("words", ["%27", "a:*%26|!", "%3C->", "((", "%5C", "%25", "_", "%F0%9F%98%80", "and the"])
    def test_words_are_words_and_never_a_language_of_queries(self, client: Client, words: str) -> None:
        several(1)

        assert client.get(f"{LIST}?q={words}").status_code == 200


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "field", "says"),
        [
            ("page=-1", "page", "follow “next”"),
            ("page=2", "page", "cursor"),
            ("topics=iran", "topics", "rating, topic, speaker, article, source, kind, language"),
            ("rating=flase", "rating", "half-true"),
            ("kind=rumour", "kind", "event, quantity"),
            ("language=!", "language", "zh-Hant"),
            ("language=" + "a" * 9, "language", "tag"),
            ("published_after=2023-02-31", "published_after", "28 days"),
            ("published_before=2023-13", "published_before", "month"),
            ("published_before=yesterday", "published_before", "2023-03"),
            ("published_after=0000", "published_after", "0001"),
            ("ordering=rating", "ordering", "-published_at"),
            ("ordering=relevance", "ordering", "q"),
            ("page_size=0", "page_size", "1 to 100"),
            ("page_size=101", "page_size", "1 to 100"),
            ("page_size=1e3", "page_size", "1 to 100"),
            ("page_size=" + "9" * 5000, "page_size", "1 to 100"),
            ("q=" + "a" * 201, "q", "200"),
            ("q=", "q", "leave it out"),
            ("q=%20", "q", "leave it out"),
            ("q=a%00b", "q", "characters"),
            ("q=%C2%80", "q", "characters"),
            ("topic=%00", "topic", "characters"),
            ("topic=a/b", "topic", "letters"),
            ("rating=true&rating=false", "rating", "once"),
            ("cursor=cD14", "cursor", "not one of ours"),
            ("cursor=%00", "cursor", "characters"),
            ("cursor=é", "cursor", "not one of ours"),
            ("cursor=" + "a" * 5000, "cursor", "1000"),
        ],
    )
    def test_it_names_the_parameter_and_the_remedy(self, client: Client, query: str, field: str, says: str) -> None:
        several(1)

        answer = client.get(f"{LIST}?{query}")

        assert answer.status_code == 400
        assert answer.json()["code"] == "invalid"
        assert says in " ".join(answer.json()["fields"][field])
        assert field in answer.json()["detail"]

    def test_it_names_every_fault_at_once(self, client: Client) -> None:
        fields = client.get(f"{LIST}?kind=x&page=2&page_size=0").json()["fields"]

        assert set(fields) == {"kind", "page", "page_size"}

    def test_half_a_surrogate_pair_finds_nothing_and_breaks_nothing(self, client: Client) -> None:
        assert found(client, "q=%ED%A0%80") == []

    def test_too_many_parameters_are_refused(self, client: Client) -> None:
        answer = client.get(f"{LIST}?" + "&".join(["q=a"] * 6000))

        assert answer.status_code == 400
        assert answer.json()["code"] == "malformed"

    def test_a_charset_of_the_senders_fancy_changes_nothing(self, client: Client) -> None:
        answer = client.get(f"{LIST}?kind=event", headers={"content-type": "text/plain; charset=utf-16"})

        assert answer.status_code == 200
