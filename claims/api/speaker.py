"""Who made the claims that readers see."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.vocabulary import SubjectKind

from . import shapes
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList


class Speaker(About, shapes.SpeakerFields):
    original_url = s.CharField(help_text="A web page about them.")


@reads("speakers_list", gettext_lazy("Speakers by name"), shapes.page("SpeakerPage", Speaker))
class SpeakerList(SubjectList):
    kind = SubjectKind.SPEAKER


@reads("speakers_read", gettext_lazy("One speaker"), Speaker, refused=[404])
class SpeakerDetail(SubjectDetail):
    kind = SubjectKind.SPEAKER
