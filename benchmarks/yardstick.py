"""The yardstick: the same answers from the desk's own tables by stock Django REST Framework.

Model serializers over select_related and prefetch_related, generic views, its JSON renderer and its cursor pages;
nothing is left out that the record's document says of a claim as it stands, and nothing is made slower than usual.
Its list says no more than our cards do; with the serializer of the detail, as is usual, it would cost twice as much.
"""

from django.db.models import Prefetch
from django.urls import path
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination

from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Capture,
    Claim,
    Evidence,
    Rating,
    RatingScale,
    Source,
    Speaker,
    Topic,
    Verdict,
)
from factcheck.urls import urlpatterns as site

FIGURE = (
    "figure_value",
    "figure_low",
    "figure_high",
    "figure_comparator",
    "figure_unit",
    "figure_as_of",
    "figure_calculation",
    "figure_note",
)


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ("slug", "name")


class SpeakerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Speaker
        fields = ("slug", "name", "kind", "bio", "url")


class ArticleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Article
        fields = (
            "slug",
            "title",
            "language",
            "url",
            "publisher",
            "publisher_url",
            "byline",
            "published_on",
            "note",
        )


class VersionSerializer(serializers.ModelSerializer):
    article = ArticleSerializer()

    class Meta:
        model = ArticleVersion
        fields = ("number", "sha256", "article")


class AppearanceSerializer(serializers.ModelSerializer):
    version = VersionSerializer()
    speaker = SpeakerSerializer()

    class Meta:
        model = Appearance
        fields = ("version", "exact", "prefix", "suffix", "start", "end", "hedge", "speaker", "role", "said_on")


class RatingSerializer(serializers.ModelSerializer):
    class Meta:
        model = Rating
        fields = ("slug", "label", "definition", "tone", "value", "order")


class ScaleSerializer(serializers.ModelSerializer):
    ratings = RatingSerializer(many=True)

    class Meta:
        model = RatingScale
        fields = ("slug", "name", "ratings")


class JudgedSerializer(RatingSerializer):
    scale = ScaleSerializer()

    class Meta(RatingSerializer.Meta):
        fields = (*RatingSerializer.Meta.fields, "scale")


class VerdictSerializer(serializers.ModelSerializer):
    rating = JudgedSerializer()
    written_by = serializers.CharField(source="written_by.byline")

    class Meta:
        model = Verdict
        fields = (
            "rating",
            "scope",
            "summary",
            "rationale",
            "conflicts",
            "open_questions",
            "as_of",
            "written_by",
        )


class CaptureSerializer(serializers.ModelSerializer):
    class Meta:
        model = Capture
        fields = ("url", "captured_at", "sha256")


class SourceSerializer(serializers.ModelSerializer):
    captures = CaptureSerializer(many=True)

    class Meta:
        model = Source
        fields = (
            "public_id",
            "title",
            "title_is_descriptive",
            "publisher",
            "original_publisher",
            "url",
            "published_on",
            "kind",
            "language",
            "read_as",
            "note",
            "captures",
        )


class EvidenceSerializer(serializers.ModelSerializer):
    source = SourceSerializer()

    class Meta:
        model = Evidence
        fields = ("number", "stance", "finding", "excerpt", "locator", "primary", *FIGURE, "source")


class ClaimSerializer(serializers.ModelSerializer):
    topics = TopicSerializer(many=True)
    appearances = AppearanceSerializer(many=True)
    verdict = VerdictSerializer()
    evidence = EvidenceSerializer(many=True)

    class Meta:
        model = Claim
        fields = (
            "public_id",
            "slug",
            "statement",
            "language",
            "kind",
            *FIGURE,
            "topics",
            "appearances",
            "verdict",
            "evidence",
        )


class MarkSerializer(serializers.ModelSerializer):
    class Meta:
        model = Rating
        fields = ("slug", "label", "tone", "value", "order")


class ShortVerdictSerializer(serializers.ModelSerializer):
    rating = MarkSerializer()

    class Meta:
        model = Verdict
        fields = ("rating", "scope", "summary", "as_of")


class TitleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Article
        fields = ("slug", "title")


class ShortVersionSerializer(serializers.ModelSerializer):
    article = TitleSerializer()

    class Meta:
        model = ArticleVersion
        fields = ("sha256", "article")


class NameSerializer(serializers.ModelSerializer):
    class Meta:
        model = Speaker
        fields = ("slug", "name")


class PlaceSerializer(serializers.ModelSerializer):
    version = ShortVersionSerializer()
    speaker = NameSerializer()

    class Meta:
        model = Appearance
        fields = ("version", "exact", "prefix", "suffix", "start", "end", "speaker")


class CardSerializer(serializers.ModelSerializer):
    topics = TopicSerializer(many=True)
    appearances = PlaceSerializer(many=True)
    verdict = ShortVerdictSerializer()

    class Meta:
        model = Claim
        fields = ("public_id", "slug", "statement", "language", "kind", *FIGURE, "topics", "appearances", "verdict")


def appearances() -> Prefetch:
    rows = Appearance.objects.select_related("version__article", "speaker")
    return Prefetch("appearances", rows.defer("version__text"))


class Detail(RetrieveAPIView):
    lookup_field = "public_id"
    serializer_class = ClaimSerializer
    queryset = Claim.objects.select_related("verdict__rating__scale", "verdict__written_by").prefetch_related(
        "topics",
        "verdict__rating__scale__ratings",
        appearances(),
        Prefetch("evidence", Evidence.objects.select_related("source").prefetch_related("source__captures")),
    )


class NewestFirst(CursorPagination):
    page_size = 50
    ordering = "-pk"


class Listing(ListAPIView):
    pagination_class = NewestFirst
    serializer_class = CardSerializer
    queryset = Claim.objects.select_related("verdict__rating").prefetch_related("topics", appearances())


urlpatterns = [
    path("yardstick/claims/", Listing.as_view()),
    path("yardstick/claims/<str:public_id>/", Detail.as_view()),
    *site,
]
