"""Articles, speakers, sources and topics written by programs, and the scales they read."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import Article, ArticleVersion, Recusal, Source, Speaker, Subject, Topic, User, events_of
from claims.vocabulary import Display
from tests import make

from .writing import Program, fields

pytestmark = pytest.mark.django_db
NAMES: dict[str, dict[str, Any]] = {
    "articles": {"title": "The report"},
    "speakers": {"name": "Ana Gómez"},
    "sources": {"title": "Crime figures", "publisher": "Statistical office"},
    "topics": {"name": "Crime"},
}
NOUNS: dict[str, Any] = {"articles": Article, "speakers": Speaker, "sources": Source, "topics": Topic}
BUILT: dict[str, Any] = {
    "articles": lambda: Article.objects.create(slug="report", title="The report"),
    "speakers": make.speaker,
    "sources": make.source,
    "topics": make.topic,
}
each_noun = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def writer() -> Program:
    return Program(make.writer())


@pytest.fixture
def editor() -> Program:
    return Program(make.editor())


def at(name: str, row: Any) -> str:
    return f"{name}/{row.public_id if name == 'sources' else row.slug}/"


class TestEachNoun:
    @each_noun
    def test_it_is_created_read_and_rewritten(self, writer: Program, name: str) -> None:
        made = writer.post(f"{name}/", NAMES[name])
        path = f"{name}/{made.json()['id']}/"
        field = next(iter(NAMES[name]))

        read, changed = writer.get(path), writer.patch(path, {field: "Another"})

        assert made.status_code == 201, made.content
        assert made["Location"] == made.json()["url"]
        assert (read.json(), read["ETag"]) == (made.json(), '"v1"')
        assert (changed.json()[field], changed["ETag"]) == ("Another", '"v2"')
        (first, *_rest) = events_of(NOUNS[name])
        assert first.pgh_context["user"] == writer.person.pk

    def test_an_article_may_be_a_picture(self, writer: Program) -> None:
        made = writer.post("articles/", {"title": "The photograph", "medium": "image"})

        assert made.json()["medium"] == "image"
        assert Article.objects.get(slug=made.json()["slug"]).medium == "image"

    @each_noun
    def test_every_field_that_is_answered_can_be_sent_back(self, editor: Program, name: str) -> None:
        path = at(name, BUILT[name]())
        answered = {"id", "url", "html_url", "version", "created_at", "changed_at", "captures", "versions"}
        held = {field: value for field, value in editor.get(path).json().items() if field not in answered}

        answer = editor.patch(path, held)

        assert (answer.status_code, answer.json()["version"]) == (200, 1)

    @each_noun
    def test_a_save_from_an_old_version_is_refused_with_who_changed_what(
        self, writer: Program, editor: Program, name: str
    ) -> None:
        path, field = at(name, BUILT[name]()), next(iter(NAMES[name]))
        editor.patch(path, {field: "Another"})

        absent = writer.send("patch", path, {field: "x"})
        stale = writer.patch(path, {field: "x"}, if_match='"v1"')

        assert absent.status_code == 428
        assert stale.status_code == 412
        assert f"{editor.person} changed {field}" in stale.json()["detail"]

    @each_noun
    def test_what_nothing_uses_is_removed_by_who_may(self, writer: Program, editor: Program, name: str) -> None:
        row = BUILT[name]()

        assert writer.delete(at(name, row)).status_code == 403
        assert editor.send("delete", at(name, row)).status_code == 428
        assert editor.delete(at(name, row)).status_code == 204
        assert not NOUNS[name].objects.exists()

    @each_noun
    def test_what_a_claim_uses_or_readers_know_stays(self, editor: Program, name: str) -> None:
        topic, speaker, version, source = make.topic(), make.speaker(), make.article(), make.source()
        used = {"articles": version.article, "speakers": speaker, "sources": source, "topics": topic}[name]
        claim = make.claim_in_review(topics=[topic], speaker=speaker, version=version, source=source)

        before = editor.delete(at(name, used))
        desk.publish(claim, by=editor.person)
        after = editor.delete(at(name, used))

        assert (before.status_code, before.json()["code"]) == (409, "not_ready")
        assert after.status_code == 409
        assert Subject.objects.exists()
        assert "readers have been told of it" in after.json()["detail"]

    @each_noun
    def test_it_is_found_by_a_part_of_its_name(self, writer: Program, name: str) -> None:
        wanted = writer.post(f"{name}/", NAMES[name]).json()["id"]
        BUILT[name]()
        field = next(iter(NAMES[name]))
        writer.post(f"{name}/", NAMES[name] | {field: "Other"})

        found = writer.get(f"{name}/?{urlencode({'q': NAMES[name][field][2:]})}").json()["results"]

        assert wanted in [row["id"] for row in found]
        assert "Other" not in [row[field] for row in found]

    @each_noun
    def test_its_list_is_paged_and_costs_the_same(self, writer: Program, name: str) -> None:
        costs = []
        for count in (1, 9):
            for number in range(count):
                writer.post(f"{name}/", NAMES[name] | {next(iter(NAMES[name])): f"Name {count} {number}"})
            with CaptureQueriesContext(connection) as queries:
                answer = writer.get(f"{name}/?page_size=5").json()
            costs.append(len(queries))

        assert costs[0] == costs[1]
        assert len(writer.client.get(answer["next"]).json()["results"]) == 5

    @each_noun
    def test_strangers_and_guests_learn_nothing(self, writer: Program, name: str) -> None:
        guest = Program(User.objects.create_user("guest", password="password"))
        path = at(name, BUILT[name]())

        assert guest.get(f"{name}/").status_code == 403
        assert guest.get(path).status_code == guest.patch(path, {}).status_code == 404
        assert guest.get(path).content == guest.get(f"{name}/nothing/").content
        assert guest.post(f"{name}/", NAMES[name]).status_code == 403
        guest.client.logout()
        assert guest.get(path).status_code == 401

    @pytest.mark.parametrize(
        ("name", "said", "field"),
        [
            ("articles", {"title": ""}, "title"),
            ("articles", {"title": "x" * 401}, "title"),
            ("articles", {"original_url": "javascript:alert(1)"}, "original_url"),
            ("articles", {"publisher_url": "ftp://x.example"}, "publisher_url"),
            ("articles", {"published_on": "2023-02-30"}, "published_on"),
            ("articles", {"language": "e"}, "language"),
            ("articles", {"display": "all"}, "display"),
            ("articles", {"text": " \n"}, "text"),
            ("articles", {"sha256": "x"}, "sha256"),
            ("speakers", {"kind": "robot"}, "kind"),
            ("speakers", {"slug": "bulk"}, "slug"),
            ("speakers", {"original_url": "data:,x"}, "original_url"),
            ("sources", {"publisher": None}, "publisher"),
            ("sources", {"original_url": "https://"}, "original_url"),
            ("sources", {"read_as": "skimmed"}, "read_as"),
            ("topics", {"kind": ""}, "kind"),
            ("topics", {"name": "a\x00b"}, "name"),
        ],
    )
    def test_what_cannot_be_meant_is_refused_by_its_field(
        self, editor: Program, name: str, said: Any, field: str
    ) -> None:
        assert field in fields(editor.post(f"{name}/", NAMES[name] | said))
        assert not NOUNS[name].objects.exists()

    def test_a_name_that_is_taken_gets_another_address(self, writer: Program) -> None:
        slugs = [writer.post("topics/", {"name": name}).json()["id"] for name in ("Crime", "Crime", "Bulk")]

        assert slugs[0] == "crime"
        assert slugs[1].startswith("crime-")
        assert slugs[2].startswith("bulk-")

    def test_an_address_that_readers_have_stays(self, editor: Program) -> None:
        topic = make.topic()
        make.published(topics=[topic])

        assert fields(editor.patch(at("topics", topic), {"slug": "elsewhere"})) == {"slug"}

    def test_somebody_is_recused_from_it_so_it_stays(self, editor: Program) -> None:
        topic = make.topic()
        Recusal.objects.create(person=editor.person, topic=topic, reason="Owns shares.")

        answer = editor.delete(at("topics", topic))

        assert (answer.status_code, answer.json()["detail"]) == (
            409,
            f"“{topic}” was not removed: it is used (recusals: 1).",
        )


class TestArticles:
    def test_one_comes_with_its_text_as_it_was_sent(self, writer: Program) -> None:
        held = writer.post("articles/", {"title": "The report", "text": " Crime\r\nrose. "}).json()

        text = writer.get(f"articles/{held['id']}/versions/1/").json()

        assert text["text"] == " Crime\r\nrose. "
        assert held["versions"] == [{name: text[name] for name in ("number", "sha256", "seen_at")}]

    def test_a_new_text_is_a_new_version(self, writer: Program) -> None:
        article = make.article(text="Crime fell.").article
        texts = at("articles", article) + "versions/"

        answer = writer.post(texts, {"text": "Crime rose."}, seen=at("articles", article))
        same = writer.post(texts, {"text": "Crime rose."}, seen=at("articles", article))

        assert (answer.status_code, answer["ETag"]) == (201, '"v2"')
        assert [version["number"] for version in answer.json()["versions"]] == [2, 1]
        assert fields(same) == {"text"}
        assert writer.post(texts, {"text": "x"}).status_code == 428
        assert writer.post(texts, {"text": "x"}, if_match='"v1"').status_code == 412
        assert ArticleVersion.objects.count() == 2

    @pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
    def test_a_text_that_is_none_is_not_found(self, writer: Program, number: str) -> None:
        article = make.article().article

        assert writer.get(at("articles", article) + f"versions/{number}/").status_code == 404

    def test_how_much_readers_see_is_for_those_to_say_who_publish(self, writer: Program, editor: Program) -> None:
        version = make.article(display=Display.FULL)
        make.published(version=version)
        path = at("articles", version.article)

        refused, done = writer.patch(path, {"display": "link"}), editor.patch(path, {"display": "link", "note": "x"})

        assert refused.status_code == 403
        assert writer.post("articles/", {"title": "x", "display": "full"}).status_code == 403
        assert (done.json()["display"], done.json()["note"]) == ("link", "x")
        assert Subject.objects.get(kind="article").display == "link"

    def test_one_with_a_text_stays(self, editor: Program) -> None:
        article = make.article().article

        assert editor.delete(at("articles", article)).status_code == 409


class TestSources:
    def test_an_address_is_listed_once(self, writer: Program) -> None:
        make.source(url="https://x.example/a")

        answer = writer.post("sources/", NAMES["sources"] | {"original_url": "https://x.example/a"})

        assert fields(answer) == {"original_url"}
        assert "already listed" in answer.json()["detail"]

    def test_its_copies_are_added_rewritten_and_removed(self, editor: Program) -> None:
        path = at("sources", make.source())
        copy = {"url": "https://archive.example/1", "captured_at": "2026-01-02T03:04:05.000Z"}

        added = editor.post(f"{path}captures/", copy, seen=path)
        number = added.json()["captures"][0]["capture"]
        changed = editor.patch(f"{path}captures/{number}/", {"sha256": "0" * 64}, seen=path)
        removed = editor.delete(f"{path}captures/{number}/", seen=path)

        assert (added.status_code, added.json()["version"]) == (201, 2)
        assert changed.json()["captures"] == [copy | {"capture": number, "sha256": "0" * 64}]
        assert (removed.json()["captures"], removed["ETag"]) == ([], '"v4"')

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"url": "javascript:alert(1)"}, "url"),
            ({"url": ""}, "url"),
            ({"sha256": "xyz"}, "sha256"),
            ({"captured_at": "yesterday"}, "captured_at"),
        ],
    )
    def test_a_copy_that_cannot_be_meant_is_refused(self, writer: Program, said: Any, field: str) -> None:
        path = at("sources", make.source())
        copy = {"url": "https://archive.example/1", "captured_at": "2026-01-02T03:04:05.000Z"}

        assert field in fields(writer.post(f"{path}captures/", copy | said, seen=path))

    def test_a_copy_of_another_source_is_not_found(self, writer: Program) -> None:
        one, other = make.source(), make.source()
        capture = one.captures.create(url="https://archive.example/1", captured_at="2026-01-02T03:04:05Z")

        for number in (capture.pk, 10**30):
            answer = writer.patch(f"{at('sources', other)}captures/{number}/", {}, seen=at("sources", other))
            assert answer.status_code == 404


def test_scales_are_read_with_their_ratings(writer: Program) -> None:
    scale = make.scale()

    (shown,) = writer.get("ratings/").json()["results"]

    assert (shown["slug"], shown["in_use"]) == (scale.slug, True)
    assert shown["ratings"][0]["slug"] == "true"
    assert writer.post("ratings/", {"name": "x"}).status_code == 405
