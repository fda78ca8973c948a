"""The other nouns: their lists, what each refuses, and who may do what."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import desk
from claims.models import (
    Article,
    Capture,
    Claim,
    HousePage,
    RatingScale,
    Recusal,
    Source,
    Speaker,
    Standard,
    Subject,
    Topic,
    User,
)
from claims.vocabulary import ClaimKind, Display, HousePageKind
from tests import make

from .browsing import address, at_desk, fields_of, open_form, superuser, text_of

pytestmark = pytest.mark.django_db

LISTS = [
    "claim",
    "article",
    "speaker",
    "source",
    "topic",
    "ratingscale",
    "standard",
    "housepage",
    "houseprofile",
    "publication",
    "review",
    "user",
    "invitation",
    "signin",
    "recusal",
    "markuppage",
    "webhook",
    "webhookdelivery",
    "tip",
]


class TestEveryList:
    def test_it_costs_as_much_for_ten_rows_as_for_one(self) -> None:
        client = at_desk(superuser())
        populate(1)
        costs(client)

        one = costs(client)
        populate(9)
        ten = costs(client)

        assert ten == one
        assert max(one.values()) <= 14

    @pytest.mark.parametrize(
        "query",
        [
            "q=%00",
            "q=%ED%A0%80",
            "p=-1",
            "p=x",
            "o=99",
            "changed_at__year=99999",
            "nonsense=1",
            "q=%25%25%27",
            "pk__regex=[",
        ],
    )
    def test_a_query_that_cannot_be_meant_is_no_error_of_ours(self, query: str) -> None:
        client = at_desk(superuser())

        for noun in LISTS:
            assert client.get(f"{address(noun, 'changelist')}?{query}").status_code < 500

    def test_every_noun_has_one(self) -> None:
        registered = {noun._meta.model_name for noun in admin.site._registry if noun._meta.app_label == "claims"}

        assert registered == {*LISTS, "articleversion", "job"}


class TestEveryScreen:
    @pytest.mark.parametrize("noun", ["article", "speaker", "source", "topic", "ratingscale", "standard", "housepage"])
    def test_an_unchanged_form_can_be_saved(self, noun: str) -> None:
        populate(1)
        row = admin.site._registry[apps_model(noun)].model._default_manager.first()
        client = at_desk(make.administrator())
        path = address(noun, "change", row.pk)

        answer = client.post(path, open_form(client, path))

        assert answer.status_code == 302
        assert type(row)._default_manager.get(pk=row.pk).version == row.version + 1

    @pytest.mark.parametrize("pk", ["0", "x", "\x00", "9" * 40, "1_00"])
    def test_a_row_that_does_not_exist_leads_back(self, pk: str) -> None:
        client = at_desk(make.administrator())

        for noun in LISTS:
            assert client.get(f"/admin/claims/{noun}/{pk}/change/").status_code in (302, 404)


class TestTopic:
    def test_an_editor_says_that_it_is_a_place(self) -> None:
        topic = make.topic()
        client = at_desk(make.writer())
        path = address("topic", "change", topic.pk)

        answer = client.post(path, open_form(client, path) | {"kind": "place"})

        assert answer.status_code == 302
        assert Topic.objects.get().kind == "place"


class TestMarkupOfAPage:
    def test_it_is_shown_and_not_touched(self) -> None:
        page = make.markup_page(markups=[{"claimReviewed": "<b>Crime</b> has tripled."}])
        client = at_desk(make.administrator())
        path = address("markuppage", "change", page.pk)

        shown = client.get(path).content.decode()

        assert "&lt;b&gt;Crime&lt;/b&gt; has tripled." in shown
        assert client.post(path, {"page_url": "https://x.example"}).status_code == 403
        assert client.get(address("markuppage", "add")).status_code == 403


class TestArticle:
    def test_a_new_text_is_the_next_version(self) -> None:
        version = make.article(text="First.")
        client = at_desk(make.writer())
        path = address("article", "change", version.article_id)
        new = {"versions-TOTAL_FORMS": "2", "versions-1-text": "Second.\r\nWith a line."}

        answer = client.post(path, open_form(client, path) | new)

        assert answer.status_code == 302
        assert list(version.article.versions.order_by("number").values_list("number", "text")) == [
            (1, "First."),
            (2, "Second.\nWith a line."),
        ]

    def test_a_text_that_is_kept_already_is_refused_in_the_form(self) -> None:
        version = make.article(text="First.")
        client = at_desk(make.writer())
        path = address("article", "change", version.article_id)
        new = {"versions-TOTAL_FORMS": "2", "versions-1-text": "First."}

        answer = client.post(path, open_form(client, path) | new)

        assert "This text is already kept as a version of the article." in text_of(answer)

    def test_what_readers_see_of_it_changes_for_every_claim_in_it(self) -> None:
        version = make.article()
        make.published(version=version)
        client = at_desk(make.editor())
        path = address("article", "change", version.article_id)

        client.post(path, open_form(client, path) | {"display": "link", "title": "Another title"})

        article = Article.objects.get(pk=version.article_id)
        assert (article.display, article.title) == (Display.LINK, "Another title")
        assert Subject.objects.get(kind="article").display == Display.LINK

    def test_a_stale_save_says_who_changed_what(self) -> None:
        version = make.article()
        path = address("article", "change", version.article_id)
        slow, quick = at_desk(make.writer()), at_desk(make.writer(public_name="Quick Quinn"))
        fields = open_form(slow, path)
        quick.post(path, open_form(quick, path) | {"title": "Theirs"})

        answer = slow.post(path, fields | {"byline": "Mine"})

        assert "Quick Quinn changed title on " in text_of(answer)
        assert fields_of(answer)["byline"] == "Mine"
        assert Article.objects.get().byline == ""

    def test_its_address_is_made_from_its_title(self) -> None:
        client = at_desk(make.writer())
        path = address("article", "add")

        for _twice in range(2):
            client.post(path, open_form(client, path) | {"title": "A fair day"})

        first, second = Article.objects.order_by("pk")
        assert first.slug == "a-fair-day"
        assert second.slug.startswith("a-fair-day-")

    def test_one_that_claims_are_made_in_is_kept(self) -> None:
        claim = make.published()
        article = claim.appearances.get().version.article
        client = at_desk(make.editor())

        page = client.get(address("article", "delete", article.pk))

        assert "protected" in text_of(page)
        client.post(address("article", "delete", article.pk), {"post": "yes"})
        assert Article.objects.filter(pk=article.pk).exists()


class TestPublicAddresses:
    def test_a_speaker_who_was_published_keeps_it(self) -> None:
        speaker = make.speaker()
        make.published(speaker=speaker, role="Minister")
        client = at_desk(make.editor())
        path = address("speaker", "change", speaker.pk)
        fields = open_form(client, path)
        assert "slug" not in fields

        client.post(path, fields | {"slug": "elsewhere"})

        assert Speaker.objects.get().slug == speaker.slug

    def test_readers_page_is_linked_once_there_is_one(self) -> None:
        quiet, heard = make.topic(), make.topic()
        make.published(topics=[heard])
        client = at_desk(make.editor())

        pages = [client.get(address("topic", "change", topic.pk)).content.decode() for topic in (quiet, heard)]

        assert [f"/topics/{topic.slug}/" in page for topic, page in zip((quiet, heard), pages, strict=True)] == [
            False,
            True,
        ]


class TestRules:
    def test_a_source_is_listed_once(self) -> None:
        listed = make.source()
        client = at_desk(make.writer())
        path = address("source", "add")
        fields = open_form(client, path)

        answer = client.post(path, fields | {"title": "T", "publisher": "P", "url": listed.url})

        assert "This address is already listed as a source." in text_of(answer)

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "http://a b", "https://"])
    def test_an_address_that_is_not_one_of_the_web_is_refused(self, url: str) -> None:
        client = at_desk(make.writer())
        path = address("source", "add")

        answer = client.post(path, open_form(client, path) | {"title": "T", "publisher": "P", "url": url})

        assert answer.status_code == 200
        assert not Source.objects.exists()

    def test_a_capture_with_a_digest_that_is_none_is_refused_in_the_form(self) -> None:
        source = make.source()
        client = at_desk(make.writer())
        path = address("source", "change", source.pk)
        copy = {
            "captures-TOTAL_FORMS": "1",
            "captures-0-url": "https://archive.example/1",
            "captures-0-captured_at_0": "2023-03-30",
            "captures-0-captured_at_1": "12:00",
            "captures-0-sha256": "beef",
        }

        answer = client.post(path, open_form(client, path) | copy)

        assert answer.status_code == 200
        assert not Capture.objects.exists()

    def test_one_scale_is_in_use(self) -> None:
        make.scale()
        second = make.scale()
        client = at_desk(make.administrator())
        path = address("ratingscale", "change", second.pk)

        answer = client.post(path, open_form(client, path) | {"in_use": "on"})

        assert "Another scale is in use. Retire that one first." in text_of(answer)
        assert not RatingScale.objects.get(pk=second.pk).in_use

    def test_the_values_of_a_scale_run_from_false_to_true(self) -> None:
        scale = make.scale()
        client = at_desk(make.administrator())
        path = address("ratingscale", "change", scale.pk)
        fields = open_form(client, path)
        ends = {value: key.removesuffix("slug") for key, value in fields.items() if key.endswith("-slug")}

        answer = client.post(path, fields | {ends["true"] + "value": "1", ends["false"] + "value": "5"})

        assert "The values run the wrong way" in text_of(answer)
        assert scale.ratings.get(slug="true").value == 5

    def test_a_rating_that_verdicts_were_given_cannot_be_removed(self) -> None:
        claim = make.claim_in_review()
        scale = claim.verdict.rating.scale
        client = at_desk(make.administrator())
        path = address("ratingscale", "change", scale.pk)
        fields = open_form(client, path)
        index = next(k.split("-")[1] for k, v in fields.items() if v == "false" and k.startswith("ratings-"))

        answer = client.post(path, fields | {f"ratings-{index}-DELETE": "on"})

        assert answer.status_code == 200
        assert scale.ratings.count() == 7


class TestTheRecord:
    def test_it_cannot_be_touched(self) -> None:
        entry = make.published().publications.get()
        client = at_desk(superuser())

        for noun, pk in (("publication", entry.pk), ("review", entry.claim.public_id)):
            assert client.get(address(noun, "add")).status_code == 403
            assert client.post(address(noun, "change", pk), {"note": "x"}).status_code == 403
            assert client.post(address(noun, "delete", pk), {"post": "yes"}).status_code == 403

    def test_an_entry_says_what_readers_were_told_and_by_whom(self) -> None:
        claim = make.published(statement="Crime has tripled.", by=make.writer(public_name="Wanda"))
        entry = claim.publications.get()

        words = text_of(at_desk(make.writer()).get(address("publication", "change", entry.pk)))

        for said in ("Crime has tripled.", "It has not.", "Wanda", entry.approved_by.byline, entry.commitment):
            assert said in words


class TestRights:
    def test_a_writer_works_on_the_material_and_removes_none_of_it(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())

        assert client.post(address("claim", "delete", claim.pk), {"post": "yes"}).status_code == 403
        assert client.get(address("user", "changelist")).status_code == 403
        assert client.get(address("ratingscale", "add")).status_code == 403

    def test_an_editor_deletes_a_claim_that_was_never_published(self) -> None:
        claim = make.claim_in_review()
        client = at_desk(make.editor())

        client.post(address("claim", "delete", claim.pk), {"post": "yes"})

        assert not Claim.objects.exists()

    def test_nobody_deletes_a_claim_that_is_in_the_record(self) -> None:
        claim = make.published()

        answer = at_desk(superuser()).post(address("claim", "delete", claim.pk), {"post": "yes"})

        assert answer.status_code == 403
        assert Claim.objects.exists()

    def test_an_administrator_makes_people_who_can_log_in(self) -> None:
        client = at_desk(make.administrator())
        words = {"password1": "correct horse battery", "password2": "correct horse battery", "usable_password": "true"}

        client.post(address("user", "add"), words | {"username": "new", "public_name": "New Nina"})

        made = User.objects.get(username="new")
        assert (made.is_staff, made.public_name) == (True, "New Nina")

    def test_an_administrator_makes_nobody_a_superuser(self) -> None:
        admin_person = make.administrator()
        client = at_desk(admin_person)
        path = address("user", "change", admin_person.pk)

        client.post(path, open_form(client, path) | {"is_superuser": "on", "user_permissions": ["1"]})

        after = User.objects.get(pk=admin_person.pk)
        assert not after.is_superuser
        assert not after.user_permissions.exists()

    def test_an_administrator_does_not_change_a_superuser(self) -> None:
        above = superuser()

        answer = at_desk(make.administrator()).post(address("user", "change", above.pk), {"username": "mine"})

        assert answer.status_code == 403


def costs(client: Client) -> dict[str, int]:
    """How many queries each list takes."""
    taken = {}
    for noun in LISTS:
        with CaptureQueriesContext(connection) as queries:
            client.get(address(noun, "changelist"))
        taken[noun] = len(queries)
    return taken


def populate(count: int) -> None:
    """So many more of every noun."""
    for _number in range(count):
        make.published(topics=[make.topic()], speaker=make.speaker(), role="Minister")
        make.scale(in_use=False)
        make.invitation()
        make.markup_page(markups=[{"claimReviewed": "Crime has tripled."}])
        make.delivery()
        desk.join_tip(make.tip()[0], by=make.writer(), claim=make.claim())
        Recusal.objects.create(person=make.writer(), topic=make.topic(), reason="Owns shares.")
    for kind in ClaimKind.values[:count]:
        Standard.objects.get_or_create(kind=kind, evidence_at_least=1)
    for kind in HousePageKind.values[:count]:
        if not HousePage.objects.filter(kind=kind).exists():
            make.in_force(kind)


def apps_model(noun: str) -> type:
    nouns = (Article, Speaker, Source, Topic, RatingScale, Standard, HousePage)
    return next(model for model in nouns if model._meta.model_name == noun)
