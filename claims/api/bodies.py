"""What is sent to the desk: how much of it is read, and what is refused before anything else happens."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import serializers as s
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

from claims.models import SUMMARY_LENGTH
from claims.partial_dates import PartialDate
from claims.text import has_bad_characters
from claims.vocabulary import WAIVABLE, Authenticity, CorrectionKind, Scope

from .errors import TooLarge
from .parameters import shortened


class CleanJSONParser(JSONParser):
    """JSON in UTF-8, of bounded length and depth, without characters that no text has."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = stream.read(most + 1)
        if len(content) > most:
            raise TooLarge(_("Nothing was changed"), _("the body is longer than %(most)d bytes") % {"most": most})
        try:
            value = json.loads(content.decode(), parse_constant=_refuse_constant)
        except ValueError as error:
            raise ParseError(_("The body is not JSON: %(why)s") % {"why": error}) from error
        except RecursionError as error:
            raise ParseError(_("The body is nested too deeply.")) from error
        if faults := {path: [_("it holds characters that no text has")] for path in _bad("", value)}:
            raise ValidationError(faults)
        return value


def _refuse_constant(name: str) -> float:
    raise ValueError(_("%(name)s is not a number") % {"name": name})


def _bad(path: str, value: Any) -> Iterator[str]:
    """Yield the path of each text, and of each name, that holds such characters."""
    if isinstance(value, str) and has_bad_characters(value):
        yield path
    elif isinstance(value, dict):
        for name, part in value.items():
            if has_bad_characters(name):
                yield path
            else:
                yield from _bad(f"{path}.{name}".lstrip("."), part)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _bad(f"{path}.{place}".lstrip("."), part)


class Body(s.Serializer):
    """A body that is read as a whole: a field that it does not know is a mistake, not a detail."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := [name for name in data if name not in self.fields]):
            known = ", ".join(self.fields) or _("none")
            sentence = _("there is no such field here; these are: %(known)s") % {"known": known}
            raise ValidationError({shortened(name): [sentence] for name in unknown})
        if isinstance(data, dict) and (faults := dict(self._no_texts(data))):
            raise ValidationError(faults)
        return super().to_internal_value(data)

    def _no_texts(self, data: Any) -> Iterator[tuple[str, list[str]]]:
        """Yield what is a number where the schema has a text; the framework would write it out as one."""
        for name, given in data.items():
            field = self.fields[name]
            texts = given if isinstance(field, s.ListField) and isinstance(given, list) else [given]
            kind = field.child if isinstance(field, s.ListField) else field
            if isinstance(kind, s.CharField) and any(isinstance(text, int | float) for text in texts):
                yield name, [_("write it as a text, between quotation marks")]


class Day(s.DateField):
    """A day, written as 2023-03-30."""

    def to_internal_value(self, value: Any) -> Any:
        try:
            day = PartialDate.parse(value if isinstance(value, str) else json.dumps(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if day.precision != "day":
            raise ValidationError(_("“%(date)s” is not a day: write it as 2023-03-30.") % {"date": day})
        return day.earliest()


class NoBody(Body):
    pass


class SendBackBody(Body):
    reason = s.CharField(max_length=2000, help_text="What has to be done, for the checker.")


class PublishBody(Body):
    override = s.CharField(
        required=False, allow_blank=True, max_length=2000, help_text="Why it is published against the gate, for ever."
    )


class Moment(s.DateTimeField):
    """A moment, written as RFC 3339 has it, with its distance from UTC: 2026-11-24T09:00:00+01:00."""

    def to_internal_value(self, value: Any) -> Any:
        if not re.search(r"(?:Z|[+-]\d\d:\d\d)$", str(value)):
            raise ValidationError(_("Say how far it is from UTC: 2026-11-24T09:00:00+01:00."))
        return super().to_internal_value(value)


class ScheduleBody(PublishBody):
    publish_at = Moment(help_text="When readers see it, with its distance from UTC.")


class NoteBody(PublishBody):
    note = s.CharField(max_length=5000, help_text="What changed and why, for readers.")


class CorrectionBody(PublishBody):
    kind = s.ChoiceField(
        choices=CorrectionKind.choices, help_text="How much it takes back; a weaker kind than the least is refused."
    )
    note = s.CharField(
        required=False,
        allow_blank=True,
        max_length=5000,
        help_text="What changed and why, for readers; only a typo needs none.",
    )


class VerdictBody(Body):
    rating = s.SlugField(max_length=80, help_text="The slug of a rating of the scale in use.")
    summary = s.CharField(max_length=SUMMARY_LENGTH, help_text="The answer in two sentences.")
    rationale = s.CharField(max_length=20_000, help_text="Markdown. Cite evidence by its number: [5].")
    scope = s.ChoiceField(choices=Scope.choices, required=False, help_text="substance, unless you say otherwise.")
    conflicts = s.ListField(
        child=s.CharField(max_length=1000), max_length=50, required=False, help_text="Where sources conflict."
    )
    open_questions = s.ListField(child=s.CharField(max_length=1000), max_length=50, required=False)
    as_of = Day(required=False, help_text="Today, unless you say otherwise.")
    review_by = Day(
        required=False, allow_null=True, help_text="The day by which it is checked again. None, unless you say so."
    )
    authenticity = s.ChoiceField(
        choices=Authenticity.choices,
        required=False,
        allow_blank=True,
        help_text="What a picture, a video or a recording was found to be; as it was, unless you say so.",
    )


class RuleBody(Body):
    rule = s.ChoiceField(choices=[(rule.value, str(rule.label)) for rule in WAIVABLE])


class WaiveBody(RuleBody):
    reason = s.CharField(max_length=1000, help_text="Why the rule does not hold here, for colleagues.")


class AskSecondVerdictBody(Body):
    of = s.CharField(max_length=12, help_text="The id of a colleague who has not seen the verdict.")


class SecondVerdictBody(Body):
    rating = s.SlugField(max_length=80, help_text="The slug of a rating of the scale that the claim is judged on.")
    reason = s.CharField(max_length=5000, help_text="Why you rate it so, for colleagues.")
