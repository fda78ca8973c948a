"""Each rule of the database, broken on purpose, refuses by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model
from django.db.models.functions import Now

from claims import desk
from claims.models import (
    AccessToken,
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Evidence,
    Invitation,
    KeptAnswer,
    MarkupPage,
    OtherReview,
    Publication,
    PublicationBody,
    PublishedAddress,
    Rating,
    RatingScale,
    ReviewImport,
    SignIn,
    Source,
    Speaker,
    SpottingLabel,
    Subject,
    Tip,
    Topic,
    Translation,
    Verdict,
    Webhook,
    WebhookDelivery,
    WebhookSecret,
)
from claims.vocabulary import SignInOutcome
from tests import make

pytestmark = pytest.mark.django_db

NEXT = {"version": F("version") + 1}


def refused_as(breach: Callable[[], Any]) -> str:
    """The name of the constraint that refuses."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        breach()
    return caught.value.__cause__.diag.constraint_name or ""  # type: ignore[union-attr]


ROWS: list[tuple[str, type[Model], dict[str, Any]]] = [
    ("tip_has_a_text_or_a_link", Tip, {"text": "", "link": ""}),
    ("tip_link_is_a_web_address", Tip, {"link": "javascript:alert(1)"}),
    ("tip_status_is_in_the_vocabulary", Tip, {"status": "lost"}),
    ("tip_language_is_a_tag", Tip, {"language": "<en>"}),
    ("tip_contact_is_kept_with_consent", Tip, {"contact": "reader@example.org"}),
    (
        "tip_that_is_answered_keeps_no_contact",
        Tip,
        {"contact": "reader@example.org", "consented": True, "status": "not checkable", "reason": "An opinion."},
    ),
    ("tip_that_is_joined_names_its_claim", Tip, {"status": "joined"}),
    ("tip_that_is_not_checkable_says_why", Tip, {"status": "not checkable"}),
    ("tip_that_is_not_checkable_says_why", Tip, {"reason": "An opinion."}),
    ("tip_is_handled_by_somebody", Tip, {"handled_at": Now()}),
    ("tip_secret_is_a_digest", Tip, {"secret_sha256": "x"}),
    ("article_has_a_title", Article, NEXT | {"title": ""}),
    ("article_has_a_slug", Article, NEXT | {"slug": ""}),
    ("article_language_is_a_tag", Article, NEXT | {"language": "<en>"}),
    ("article_display_is_in_the_vocabulary", Article, NEXT | {"display": "all"}),
    ("article_medium_is_in_the_vocabulary", Article, NEXT | {"medium": "smoke"}),
    ("article_published_on_is_a_year_month_or_day", Article, NEXT | {"published_on": "2023-13"}),
    ("article_url_is_a_web_address", Article, NEXT | {"url": "javascript:alert(1)"}),
    ("article_publisher_url_is_a_web_address", Article, NEXT | {"publisher_url": "ftp://x"}),
    ("source_has_a_title", Source, NEXT | {"title": ""}),
    ("source_has_a_publisher", Source, NEXT | {"publisher": ""}),
    ("source_language_is_a_tag", Source, NEXT | {"language": ""}),
    ("source_kind_is_in_the_vocabulary", Source, NEXT | {"kind": "blog"}),
    ("source_read_as_is_in_the_vocabulary", Source, NEXT | {"read_as": "half"}),
    ("source_published_on_is_a_year_month_or_day", Source, NEXT | {"published_on": "last year"}),
    ("source_url_is_a_web_address", Source, NEXT | {"url": "data:text/html,x"}),
    ("speaker_has_a_name", Speaker, NEXT | {"name": ""}),
    ("speaker_has_a_slug", Speaker, NEXT | {"slug": ""}),
    ("speaker_kind_is_in_the_vocabulary", Speaker, NEXT | {"kind": "robot"}),
    ("speaker_url_is_a_web_address", Speaker, NEXT | {"url": "javascript:1"}),
    ("topic_has_a_name", Topic, NEXT | {"name": ""}),
    ("topic_has_a_slug", Topic, NEXT | {"slug": ""}),
    ("scale_has_a_name", RatingScale, NEXT | {"name": ""}),
    ("rating_has_a_label", Rating, {"label": ""}),
    ("rating_has_a_definition", Rating, {"definition": ""}),
    ("rating_tone_is_in_the_vocabulary", Rating, {"tone": "purple"}),
    ("rating_value_starts_at_one", Rating, {"value": 0, "tone": "true"}),
    ("rating_is_named_once_in_its_scale", Rating, {"slug": "true"}),
    ("rating_value_is_used_once_in_its_scale", Rating, {"value": 5, "tone": "true"}),
    ("rating_label_is_used_once_in_its_scale", Rating, {"label": "True"}),
    ("rating_beside_the_ramp_has_no_value", Rating, {"value": 9}),
    ("claim_has_a_statement", Claim, NEXT | {"statement": ""}),
    ("claim_language_is_a_tag", Claim, NEXT | {"language": "en_GB"}),
    ("claim_kind_is_in_the_vocabulary", Claim, NEXT | {"kind": "rumour"}),
    ("claim_status_is_in_the_vocabulary", Claim, NEXT | {"status": "lost"}),
    (
        "claim_figure_as_of_is_a_year_month_or_day",
        Claim,
        NEXT | {"figure_value": 1, "figure_as_of": "x"},
    ),
    (
        "claim_figure_is_a_value_or_a_range",
        Claim,
        NEXT | {"figure_value": 1, "figure_low": 1, "figure_high": 2},
    ),
    ("claim_figure_range_runs_upwards", Claim, NEXT | {"figure_low": 2, "figure_high": 1}),
    ("claim_figure_range_runs_upwards", Claim, NEXT | {"figure_low": 2}),
    (
        "claim_figure_range_is_neither_more_nor_less",
        Claim,
        NEXT | {"figure_low": 1, "figure_high": 2, "figure_comparator": ">"},
    ),
    ("claim_figure_without_a_number_says_nothing", Claim, NEXT | {"figure_unit": "tonnes"}),
    ("appearance_has_a_length", Appearance, {"end": F("start"), "exact": "", "suffix": ""}),
    ("appearance_role_belongs_to_a_speaker", Appearance, {"role": "Minister"}),
    ("appearance_said_on_is_a_year_month_or_day", Appearance, {"said_on": "2023-1"}),
    ("appearance_quote_stands_in_its_text", Appearance, {"exact": "Crime has halved"}),
    ("appearance_quote_stands_in_its_text", Appearance, {"start": 1}),
    ("appearance_quote_stands_in_its_text", Appearance, {"suffix": "nothing like it"}),
    ("evidence_has_a_finding", Evidence, {"finding": ""}),
    ("evidence_stance_is_in_the_vocabulary", Evidence, {"stance": "doubts"}),
    ("evidence_numbers_start_at_one", Evidence, {"number": 0}),
    (
        "evidence_figure_as_of_is_a_year_month_or_day",
        Evidence,
        {"figure_value": 1, "figure_as_of": "2023-00"},
    ),
    (
        "evidence_figure_is_a_value_or_a_range",
        Evidence,
        {"figure_value": 1, "figure_low": 1, "figure_high": 2},
    ),
    ("evidence_figure_range_runs_upwards", Evidence, {"figure_low": 2, "figure_high": 1}),
    (
        "evidence_figure_range_is_neither_more_nor_less",
        Evidence,
        {"figure_low": 1, "figure_high": 2, "figure_comparator": ">"},
    ),
    ("evidence_figure_without_a_number_says_nothing", Evidence, {"figure_calculation": "1 + 1"}),
    ("verdict_has_a_summary", Verdict, {"summary": ""}),
    ("verdict_has_a_rationale", Verdict, {"rationale": ""}),
    ("verdict_scope_is_in_the_vocabulary", Verdict, {"scope": "mood"}),
    ("verdict_authenticity_is_in_the_vocabulary", Verdict, {"authenticity": "fake"}),
    ("verdict_is_checked_again_after_its_day", Verdict, {"as_of": "2026-03-30", "review_by": "2026-03-30"}),
    ("translation_has_a_statement", Translation, NEXT | {"statement": ""}),
    ("translation_language_is_a_tag", Translation, NEXT | {"language": "es_MX"}),
    ("claims_translation_version_counts_up_by_one", Translation, {"statement": "Otra cosa."}),
    ("translation_into_a_language_is_there_once", Translation, NEXT | {"language": "fr"}),
    ("markup_page_has_a_page_url", MarkupPage, NEXT | {"page_url": ""}),
    ("markup_page_has_a_site", MarkupPage, NEXT | {"site": ""}),
    ("markup_page_page_url_is_a_web_address", MarkupPage, NEXT | {"page_url": "javascript:1"}),
    ("markup_page_author_image_url_is_a_web_address", MarkupPage, NEXT | {"author_image_url": "data:x"}),
    ("markup_page_digest_is_sha256", MarkupPage, NEXT | {"digest": "x"}),
    ("markup_page_markups_are_a_list", MarkupPage, NEXT | {"markups": {}}),
    ("judged_sentence_has_words", SpottingLabel, {"start": F("end")}),
    ("other_review_has_a_url", OtherReview, {"url": ""}),
    ("other_review_has_a_claim_reviewed", OtherReview, {"claim_reviewed": ""}),
    ("other_review_url_is_a_web_address", OtherReview, {"url": "javascript:1"}),
    ("other_review_publisher_url_is_a_web_address", OtherReview, {"publisher_url": "data:x"}),
    ("other_review_made_on_is_a_year_month_or_day", OtherReview, {"made_on": "once"}),
    ("other_review_published_on_is_a_year_month_or_day", OtherReview, {"published_on": "2026-13"}),
    ("other_review_language_is_a_tag", OtherReview, {"language": "<en>"}),
    ("other_review_digests_are_sha256", OtherReview, {"sha256": "x"}),
    ("other_review_is_kept_once", OtherReview, {"external_id": "0" * 64}),
    ("review_import_file_is_named_by_its_digest", ReviewImport, {"file_sha256": "x"}),
    ("review_import_of_a_file_runs_once", ReviewImport, {"file_sha256": "0" * 64}),
    ("claims_markuppage_version_counts_up_by_one", MarkupPage, {"publish_date": "2026"}),
    ("article_version_is_never_changed", ArticleVersion, {"text": "Another text."}),
    ("subject_kind_is_in_the_vocabulary", Subject, {"kind": "place"}),
    ("the_record_is_only_added_to", Publication, {"note": "Never mind."}),
    ("the_record_is_only_added_to", PublicationBody, {"text": "{}"}),
    ("invitation_has_a_public_name", Invitation, {"public_name": ""}),
    ("invitation_address_is_in_small_letters", Invitation, {"address": "Nina@example.org"}),
    ("invitation_is_accepted_by_a_person", Invitation, {"accepted_at": Now()}),
    ("sign_in_outcome_is_in_the_vocabulary", SignIn, {"outcome": "vanished"}),
    ("token_has_a_name", AccessToken, {"name": ""}),
    ("token_ends", AccessToken, {"expiry": None}),
    ("token_scopes_are_in_the_vocabulary", AccessToken, {"scopes": []}),
    ("token_is_revoked_by_somebody", AccessToken, {"revoked_at": Now()}),
    ("kept_answer_is_named_by_digests", KeptAnswer, {"sent": "a body"}),
    ("kept_answer_is_no_error_of_ours", KeptAnswer, {"status": 500}),
    ("webhook_url_is_a_web_address", Webhook, {"url": "ftp://hooks.example/"}),
    ("webhook_events_are_in_the_vocabulary", Webhook, {"events": []}),
    ("webhook_events_are_in_the_vocabulary", Webhook, {"events": ["webhook.test"]}),
    ("webhook_that_is_on_was_not_switched_off", Webhook, {"off_because": "It is gone."}),
    ("delivery_event_is_in_the_vocabulary", WebhookDelivery, {"event": "claim.drafted"}),
    ("delivery_state_is_in_the_vocabulary", WebhookDelivery, {"state": "lost", "next_attempt_at": None}),
    ("delivery_has_a_message_id", WebhookDelivery, {"message_id": ""}),
    ("delivery_is_made_once", WebhookDelivery, {"message_id": "msg_first"}),
    ("delivery_tells_of_an_entry_unless_it_is_a_test", WebhookDelivery, {"event": "claim.published"}),
    ("delivery_that_waits_knows_until_when", WebhookDelivery, {"next_attempt_at": None}),
    ("delivery_that_is_done_knows_since_when", WebhookDelivery, {"state": "delivered", "next_attempt_at": None}),
    ("delivery_that_is_done_knows_since_when", WebhookDelivery, {"delivered_at": Now()}),
]


@pytest.mark.parametrize(("name", "noun", "breach"), ROWS, ids=[f"{row[0]}-{i}" for i, row in enumerate(ROWS)])
def test_the_table_refuses_by_name(name: str, noun: type[Model], breach: dict[str, Any]) -> None:
    claim = make.published()
    make.translation(claim, language="fr"), make.translation(claim)
    make.topic(), make.speaker(), make.article(), make.source(), make.scale(), make.invitation(), make.markup_page()
    desk.keep_sign_in(SignInOutcome.REFUSED, name="nobody")
    make.tip()
    make.spotting_label(), make.spotting_label()
    make.token()
    make.kept_answer()
    for digest in ("0" * 64, "1" * 64):
        make.other_review(external_id=digest)
        ReviewImport.objects.create(file_sha256=digest)
    make.delivery(make.delivery(message_id="msg_first").webhook)
    one = noun._default_manager.order_by("pk").last()
    assert one is not None

    rows = noun._default_manager.filter(pk=one.pk)

    assert refused_as(lambda: rows.update(**breach)) == name


class TestUniqueness:
    def test_only_one_scale_is_in_use(self) -> None:
        make.scale()

        assert refused_as(lambda: make.scale(in_use=True)) == "only_one_scale_is_in_use"

    def test_a_webhook_has_one_current_secret(self) -> None:
        webhook, _secret = make.webhook()
        desk.rotate_secret(webhook, by=make.administrator())

        breach = WebhookSecret.objects.exclude(good_until=None)

        assert refused_as(lambda: breach.update(good_until=None)) == "webhook_has_one_current_secret"

    def test_a_passage_is_listed_once_for_a_claim(self) -> None:
        first = make.appearance(make.claim())

        assert refused_as(lambda: make.appearance(first.claim, version=first.version)) == "appearance_is_listed_once"

    def test_an_evidence_number_is_given_once(self) -> None:
        first = make.evidence(make.claim())

        assert refused_as(lambda: make.evidence(first.claim, number=1)) == "evidence_number_is_given_once"

    def test_an_address_is_one_source(self) -> None:
        first = make.source()

        assert refused_as(lambda: make.source(url=first.url)) == "source_address_is_listed_once"

    def test_markup_of_a_page_is_kept_once(self) -> None:
        first = make.markup_page()

        again = MarkupPage(page_url=f"{first.page_url}#part")

        assert refused_as(again.save) == "markup_page_is_kept_once"

    def test_an_import_comes_once(self) -> None:
        make.claim(origin="dossier:x/c1")

        assert refused_as(lambda: make.claim(origin="dossier:x/c1")) == "claim_is_imported_once"

    def test_the_same_text_is_not_a_second_version(self) -> None:
        version = make.article(text="One text.")
        again = ArticleVersion(article=version.article, number=2, text="One text.")

        assert refused_as(again.save) == "article_version_differs_from_the_others"

    def test_a_version_number_is_given_once(self) -> None:
        version = make.article(text="One text.")
        again = ArticleVersion(article=version.article, number=1, text="Another text.")

        assert refused_as(again.save) == "article_version_is_numbered_once"

    def test_a_capture_is_listed_once(self) -> None:
        columns = {
            "source": make.source(),
            "url": "https://archive.example/1",
            "captured_at": "2026-01-01T00:00Z",
        }
        Capture.objects.create(**columns)

        assert refused_as(lambda: Capture.objects.create(**columns)) == "capture_is_listed_once"


class TestCapture:
    @pytest.mark.parametrize(
        ("name", "breach"),
        [
            ("capture_url_is_a_web_address", {"url": "file:///etc/passwd"}),
            ("capture_has_a_url", {"url": ""}),
            ("capture_digest_is_sha256", {"sha256": "ABC"}),
        ],
    )
    def test_it_refuses_by_name(self, name: str, breach: dict[str, str]) -> None:
        columns = {
            "source": make.source(),
            "url": "https://archive.example/1",
            "captured_at": "2026-01-01T00:00Z",
        }

        assert refused_as(lambda: Capture.objects.create(**columns | breach)) == name


class TestVersion:
    @pytest.mark.parametrize("step", [-1, 0, 2])
    def test_it_counts_up_by_one(self, step: int) -> None:
        claim = make.claim()

        breach = Claim.objects.filter(pk=claim.pk)

        name = refused_as(lambda: breach.update(statement="New.", version=F("version") + step))
        assert name == "claims_claim_version_counts_up_by_one"


class TestAddress:
    def test_it_is_frozen_once_the_claim_is_published(self) -> None:
        claim = make.published()

        breach = Claim.objects.filter(pk=claim.pk)

        assert refused_as(lambda: breach.update(slug="new", **NEXT)) == "address_is_frozen_once_published"

    def test_it_stays_frozen_when_the_claim_is_withdrawn(self) -> None:
        claim = make.published()
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        breach = Claim.objects.filter(pk=claim.pk)

        assert refused_as(lambda: breach.update(slug="new", **NEXT)) == "address_is_frozen_once_published"

    @pytest.mark.parametrize("noun", [Article, Speaker, Topic])
    def test_it_stays_frozen_when_nothing_shows_it_any_more(self, noun: type[Model]) -> None:
        claim = make.published(speaker=make.speaker(), topics=[make.topic()])
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        breach = noun._default_manager.all()

        assert refused_as(lambda: breach.update(slug="new", **NEXT)) == "address_is_frozen_once_published"

    def test_a_published_topic_cannot_be_deleted(self) -> None:
        make.published(topics=[make.topic()])

        assert refused_as(Topic.objects.all().delete) == "address_is_frozen_once_published"

    def test_it_is_kept_for_ever(self) -> None:
        make.published()

        assert refused_as(PublishedAddress.objects.all().delete) == "the_record_is_only_added_to"

    def test_it_may_change_before(self) -> None:
        claim = make.claim_in_review()

        Claim.objects.filter(pk=claim.pk).update(slug="new", **NEXT)

        claim.refresh_from_db()
        assert claim.slug == "new"

    @pytest.mark.parametrize("noun", [Article, Speaker, Topic])
    def test_it_is_frozen_for_whatever_a_published_claim_mentions(self, noun: type[Model]) -> None:
        make.published(speaker=make.speaker(), topics=[make.topic()])

        breach = noun._default_manager.all()

        assert refused_as(lambda: breach.update(slug="new", **NEXT)) == "address_is_frozen_once_published"


class TestPublishedScale:
    @pytest.mark.parametrize("columns", [{"label": "Right"}, {"slug": "right"}, {"value": 9}, {"tone": "quote"}])
    def test_its_ratings_keep_what_they_are(self, columns: dict[str, Any]) -> None:
        make.published()

        breach = Rating.objects.filter(slug="true")

        assert refused_as(lambda: breach.update(**columns)) == "rating_is_frozen_once_its_scale_is_published"

    def test_it_gets_no_further_rating(self) -> None:
        scale = make.published().verdict.rating.scale

        added = Rating(scale=scale, slug="new", label="New", definition="New.", tone="quote")

        assert refused_as(added.save) == "rating_is_frozen_once_its_scale_is_published"

    def test_it_loses_none(self) -> None:
        make.published(rating="false")

        assert refused_as(Rating.objects.filter(slug="true").delete) == "rating_is_frozen_once_its_scale_is_published"


class TestTextVersion:
    def test_it_is_kept(self) -> None:
        version = make.article()

        assert refused_as(version.delete) == "article_version_is_never_changed"


class TestRecord:
    def test_no_entry_can_be_deleted(self) -> None:
        rows = Publication.objects.filter(pk=make.publication().pk)

        assert refused_as(lambda: rows._raw_delete(rows.db)) == "the_record_is_only_added_to"

    def test_no_document_can_be_deleted(self) -> None:
        entry = make.publication()

        breach = PublicationBody.objects.filter(pk=entry.pk)

        assert refused_as(breach.delete) == "the_record_is_only_added_to"

    @pytest.mark.parametrize("table", ["claims_publication", "claims_publicationbody"])
    def test_it_cannot_be_emptied(self, table: str) -> None:
        make.publication()

        def truncate() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"TRUNCATE {table} CASCADE")

        assert refused_as(truncate) == "the_record_is_only_added_to"

    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("publication_numbers_have_no_gaps", {"number": 7}),
            ("publication_has_four_eyes_or_a_reason", {"approved_by": F("written_by")}),
            ("publication_that_changes_another_says_why", {"note": ""}),
            ("publication_follows_another_unless_it_is_the_first", {"previous": ""}),
            ("publication_follows_another_unless_it_is_the_first", {"act": "publish"}),
            ("publication_follows_another_unless_it_is_the_first", {"act": "translate", "previous": ""}),
            ("publication_has_four_eyes_or_a_reason", {"act": "translate", "approved_by": F("written_by")}),
            ("publication_digests_are_sha256", {"commitment": "x" * 64}),
            ("publication_act_is_in_the_vocabulary", {"act": "forget"}),
        ],
    )
    def test_it_refuses_a_bad_entry_by_name(self, name: str, columns: dict[str, Any]) -> None:
        last = make.publication()
        if isinstance(columns.get("approved_by"), F):
            columns = {"approved_by": last.written_by}
        entry = Publication(
            claim=last.claim,
            written_by=last.written_by,
            approved_by=last.approved_by,
            published_at=last.published_at,
            previous=last.commitment,
            number=2,
            act="correct",
            note="Why.",
            commitment="a" * 64,
            digest="b" * 64,
        )
        for column, value in columns.items():
            setattr(entry, column, value)

        assert refused_as(lambda: entry.save(force_insert=True)) == name

    def test_an_entry_is_followed_by_one_at_most(self) -> None:
        first = make.publication()
        claim = first.claim
        make.propose(claim, by=make.writer(), summary="It fell.")
        second = desk.correct(claim, by=make.editor(), note="Numbers were old.")
        rival = Publication(
            claim=claim,
            number=3,
            act="update",
            note="Why.",
            published_at=second.published_at,
            previous=first.commitment,
            commitment="a" * 64,
            digest="b" * 64,
            written_by=second.written_by,
            approved_by=second.approved_by,
        )

        assert refused_as(lambda: rival.save(force_insert=True)) == "publication_is_followed_by_one_at_most"
