"""What answers look like, for the schema alone: the stored documents are served as they are, not run through these."""

from typing import Any

from rest_framework import serializers as s

from claims.vocabulary import (
    Act,
    Authenticity,
    ClaimKind,
    Comparator,
    CorrectionKind,
    HousePageKind,
    Medium,
    Outcome,
    ReadAs,
    Scope,
    SourceKind,
    SpeakerKind,
    Stance,
    Tone,
    TopicKind,
)

Shape = s.Serializer


def words(choices: Any, **rest: Any) -> s.ChoiceField:
    """A word of our vocabulary."""
    return s.ChoiceField(choices=[(value, str(label)) for value, label in choices.choices], **rest)


def page(name: str, result: type[Shape]) -> type[Shape]:
    """A page of such results."""
    fields = {
        "next": s.URLField(allow_null=True),
        "previous": s.URLField(allow_null=True),
        "results": result(many=True),
        "__doc__": "",
    }
    return type(name, (s.Serializer,), fields)


class Problem(s.Serializer):
    code = s.CharField(help_text="For machines; it stays when the sentence is worded better.")
    detail = s.CharField(help_text="What was not done and why, in one sentence.")
    fields = s.DictField(  # type: ignore[assignment]
        child=s.ListField(child=s.CharField()), help_text="The fields or parameters at fault, each with its reasons."
    )


class Gone(Problem):
    history = s.URLField(help_text="What was published before it was withdrawn or merged.")


class Figure(s.Serializer):
    value = s.FloatField(required=False)
    low = s.FloatField(required=False)
    high = s.FloatField(required=False)
    comparator = words(Comparator, required=False, help_text="Exact where it is missing.")
    unit = s.CharField(required=False)
    as_of = s.CharField(required=False, help_text="A year, a month or a day.")
    calculation = s.CharField(required=False)
    note = s.CharField(required=False)


class Mark(s.Serializer):
    slug = s.CharField()
    label = s.CharField()  # type: ignore[assignment]
    tone = words(Tone)
    value = s.IntegerField(allow_null=True, help_text="Null where a rating has no place between true and false.")
    position = s.IntegerField(allow_null=True, help_text="Its place on the scale, counted from the least true.")


class Rating(Mark):
    definition = s.CharField()


class Scale(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    ratings = Rating(many=True)


class TopicBlock(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    kind = words(TopicKind, required=False, help_text="A theme where it is missing: older entries do not say it.")


class SpeakerFields(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    kind = words(SpeakerKind)
    bio = s.CharField()


class SpeakerBlock(SpeakerFields):
    url = s.CharField(help_text="A web page about them.")


class TextVersion(s.Serializer):
    number = s.IntegerField()
    sha256 = s.CharField(help_text="Of the text's UTF-8 bytes, hexadecimal.")


class ArticleFields(s.Serializer):
    slug = s.CharField()
    title = s.CharField()
    language = s.CharField()
    publisher = s.CharField()
    publisher_url = s.CharField()
    byline = s.CharField()
    published_on = s.CharField(help_text="A year, a month, a day, or empty.")
    note = s.CharField()
    medium = words(Medium, required=False, help_text="Missing where it is a text.")
    version = TextVersion()


class ArticleBlock(ArticleFields):
    url = s.CharField(help_text="The original.")


class Capture(s.Serializer):
    url = s.URLField()
    captured_at = s.DateTimeField()
    sha256 = s.CharField()


class SourceFields(s.Serializer):
    id = s.CharField()
    title = s.CharField()
    title_is_descriptive = s.BooleanField()
    publisher = s.CharField()
    original_publisher = s.CharField()
    published_on = s.CharField(help_text="A year, a month, a day, or empty.")
    kind = words(SourceKind)
    language = s.CharField()
    read_as = words(ReadAs)
    note = s.CharField()
    captures = Capture(many=True)


class SourceBlock(SourceFields):
    url = s.CharField(help_text="The document itself.")


class Quote(s.Serializer):
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()


class Position(s.Serializer):
    start = s.IntegerField(help_text="In Unicode code points.")
    end = s.IntegerField()


class Appearance(s.Serializer):
    article = ArticleBlock()
    quote = Quote()
    position = Position()
    hedge = s.CharField()
    speaker = SpeakerBlock(allow_null=True)
    role = s.CharField()
    said_on = s.CharField(help_text="A year, a month, a day, or empty.")


class Rationale(s.Serializer):
    markdown = s.CharField()
    html = s.CharField()


class Verdict(s.Serializer):
    rating = Rating()
    scale = Scale()
    scope = words(Scope)
    summary = s.CharField()
    rationale = Rationale()
    conflicts = s.ListField(child=s.CharField())
    open_questions = s.ListField(child=s.CharField())
    as_of = s.DateField()
    review_by = s.DateField(
        allow_null=True, required=False, help_text="The day by which we look at it again; null without a promise."
    )
    authenticity = words(
        Authenticity, required=False, help_text="What a picture or a recording was found to be; missing where none was."
    )


class Evidence(s.Serializer):
    number = s.IntegerField(help_text="As the rationale cites it: [5].")
    stance = words(Stance)
    finding = s.CharField()
    excerpt = s.CharField()
    locator = s.CharField()
    primary = s.BooleanField()
    figure = Figure(allow_null=True)
    source = SourceBlock()  # type: ignore[assignment]


class Person(s.Serializer):
    id = s.CharField()
    name = s.CharField()


class Change(s.Serializer):
    path = s.CharField(help_text="As in the document: verdict.summary.")
    was = s.CharField(help_text="The words around the change; […] stands for what is left out.")
    now = s.CharField()


class Erased(s.Serializer):
    number = s.IntegerField(help_text="Of the note.")
    erased_at = s.DateTimeField()
    basis = s.CharField(help_text="The law that asked for it.")


class Changed(s.Serializer):
    act = words(Act)
    correction = s.CharField(
        required=False, help_text=f"The kind of a correction: {', '.join(CorrectionKind.values)}; else empty."
    )
    note = s.CharField()
    changes = Change(many=True, required=False)
    changes_left_out = s.IntegerField(required=False, help_text="How many more there were: compare the documents.")


class Policy(s.Serializer):
    number = s.IntegerField(help_text="Of the version: its text is at /about/<page>/versions/<number>.md.")
    published_at = s.DateTimeField(help_text="In force since then.")
    sha256 = s.CharField(help_text="Of that text's bytes, hexadecimal.")


class Finding(s.Serializer):
    published_at = s.DateTimeField()
    written_by = Person()
    approved_by = Person()
    override_reason = s.CharField()
    overridden = s.ListField(child=s.CharField(), required=False)
    policies = s.DictField(child=Policy(), required=False)


class Record(Changed):
    published_at = s.DateTimeField()
    first_published_at = s.DateTimeField()
    previous = s.CharField(help_text="The commitment of this claim's entry before; empty at its first.")
    written_by = Person()
    approved_by = Person()
    override_reason = s.CharField(help_text="Why it was published against the gate; else empty.")
    overridden = s.ListField(
        child=s.CharField(), required=False, help_text="The rules of the gate that were set aside for that reason."
    )
    policies = s.DictField(
        child=Policy(),
        required=False,
        help_text=f"Which version of the house's own pages was in force, by page: {', '.join(HousePageKind.values)}.",
    )
    erasures = Erased(many=True, required=False, help_text="Only where the law had a person's name erased.")
    finding = Finding(
        required=False, help_text="Only where the act is a translation: who found what it translates, and when."
    )


class ClaimBlock(s.Serializer):
    id = s.CharField()
    slug = s.CharField()
    statement = s.CharField()
    language = s.CharField()
    kind = words(ClaimKind)
    quantity = Figure(allow_null=True)
    topics = TopicBlock(many=True)


class Earlier(Changed):
    number = s.IntegerField()
    published_at = s.DateTimeField()
    commitment = s.CharField()
    statement = s.CharField()
    summary = s.CharField()
    scope = s.CharField()
    rating = Mark(allow_null=True)


class Reply(s.Serializer):
    addressee = s.CharField()
    asked_on = s.DateField()
    deadline = s.DateTimeField(allow_null=True)
    answered_on = s.DateField(allow_null=True, help_text="Null where no answer had come when this was published.")
    answer = s.CharField(help_text="What of their answer is for readers; it may be empty.")


class AskedCorrection(s.Serializer):
    addressee = s.CharField()
    asked_on = s.DateField()
    outcome = words(Outcome)
    outcome_on = s.DateField(allow_null=True)
    url = s.CharField(help_text="Where the outcome can be seen, or empty.")
    note = s.CharField()


class TranslatedFinding(s.Serializer):
    number = s.IntegerField()
    finding = s.CharField()


class TranslatedRating(s.Serializer):
    slug = s.CharField(help_text="The rating when it was translated: where the verdict has another, it is outdated.")
    label = s.CharField(help_text="Its word in that language, or empty.")  # type: ignore[assignment]
    definition = s.CharField()


class Original(s.Serializer):
    commitment = s.CharField(help_text="Of the entry that it translates.")
    published_at = s.DateTimeField()
    changed = s.BooleanField(help_text="Whether this document says otherwise than the entry that it translates.")


class Translation(s.Serializer):
    language = s.CharField()
    statement = s.CharField()
    summary = s.CharField()
    rationale = Rationale()
    conflicts = s.ListField(child=s.CharField())
    open_questions = s.ListField(child=s.CharField())
    evidence = TranslatedFinding(many=True, help_text="Findings that are translated.")
    rating = TranslatedRating()
    translated_by = Person()
    approved_by = Person()
    published_at = s.DateTimeField()
    original = Original()


class Content(s.Serializer):
    claim = ClaimBlock()
    appearances = Appearance(many=True)
    verdict = Verdict(allow_null=True)
    evidence = Evidence(many=True)
    replies = Reply(many=True, required=False, help_text="Whom we asked for a reply. Older entries have no such part.")
    impact = AskedCorrection(
        many=True, required=False, help_text="Corrections that we asked for. Older entries have no such part."
    )


class MergedInto(s.Serializer):
    id = s.CharField()
    slug = s.CharField()
    statement = s.CharField()


class Document(Content):
    format = s.CharField()
    record = Record()
    history = Earlier(many=True)
    translations = s.DictField(
        child=Translation(), required=False, help_text="By language tag. Older entries have no such part."
    )
    merged_into = MergedInto(required=False, help_text="Only where it was merged into another claim.")
