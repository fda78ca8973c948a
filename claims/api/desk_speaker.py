"""Speakers as the desk holds them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.models import Speaker
from claims.vocabulary import SpeakerKind

from .desk_nouns import Held, NounDetail, NounList, NounView, as_named, documented
from .editing_bodies import SpeakerBody
from .shapes import words


class DeskSpeaker(Held):
    slug = s.CharField()
    name = s.CharField()
    kind = words(SpeakerKind)
    role = s.CharField(help_text="Their role now, proposed for new appearances.")
    bio = s.CharField()
    original_url = s.CharField(help_text="A web page about them.")


class SpeakerView(NounView):
    noun, route = Speaker, "api:desk-speaker"
    body = new_body = SpeakerBody
    columns = {**as_named("slug", "name", "kind", "role", "bio"), "original_url": "url"}


says = documented("speakers", gettext_lazy("One speaker"), gettext_lazy("Speakers, the newest first"), DeskSpeaker)


@says
class DeskSpeakerList(SpeakerView, NounList):
    pass


@says
class DeskSpeakerDetail(SpeakerView, NounDetail):
    pass
