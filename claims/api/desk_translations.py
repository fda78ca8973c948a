"""Translations, by a program: writing one, publishing it, taking it back."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims import desk
from claims.models.constraints import LANGUAGE_TAG
from claims.models.translation import LONGER

from .bodies import Body, NoteBody, PublishBody
from .desk import ActView, acts


class Tag(s.RegexField):
    """A language tag (BCP 47)."""

    def __init__(self) -> None:
        super().__init__(LANGUAGE_TAG, max_length=35, help_text="As a tag: es, zh-Hant.")


class TranslationBody(Body):
    language = Tag()
    statement = s.CharField(max_length=500)
    summary = s.CharField(max_length=LONGER, required=False, allow_blank=True)
    rationale = s.CharField(
        max_length=25_000, required=False, allow_blank=True, help_text="Markdown, with every citation of the original."
    )
    conflicts = s.ListField(child=s.CharField(max_length=1000), max_length=50, required=False)
    open_questions = s.ListField(child=s.CharField(max_length=1000), max_length=50, required=False)
    findings = s.DictField(
        child=s.CharField(max_length=2000, allow_blank=True), required=False, help_text="By the number of the evidence."
    )
    rating_label = s.CharField(max_length=60, required=False, allow_blank=True)
    rating_definition = s.CharField(max_length=500, required=False, allow_blank=True)
    made_from = s.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, help_text="The version that you saw; 0 where there was none."
    )
    original = s.CharField(
        max_length=64, required=False, help_text="The commitment of the entry that it translates: else the newest."
    )


class PublishTranslationBody(PublishBody):
    language = Tag()
    made_from = s.IntegerField(min_value=1, max_value=2**31 - 1, help_text="The version that you read.")
    note = s.CharField(
        max_length=5000, required=False, allow_blank=True, help_text="What changed and why; a first one needs none."
    )


class WithdrawTranslationBody(NoteBody):
    language = Tag()


@acts("desk_claims_write_translation", gettext_lazy("Write what readers were told in another language"))
class WriteTranslation(ActView):
    body = TranslationBody
    act = staticmethod(desk.write_translation)


@acts("desk_claims_publish_translation", gettext_lazy("Approve a translation and put it before readers"))
class PublishTranslation(ActView):
    body = PublishTranslationBody
    act = staticmethod(desk.publish_translation)


@acts("desk_claims_withdraw_translation", gettext_lazy("Take a published translation back, and say why"))
class WithdrawTranslation(ActView):
    body = WithdrawTranslationBody
    act = staticmethod(desk.withdraw_translation)
