"""What the evidence of the claims that readers see is taken from."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.vocabulary import SubjectKind

from . import shapes
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList


class Source(About, shapes.SourceFields):
    original_url = s.CharField(help_text="The document itself.")


@reads("sources_list", gettext_lazy("Sources by title"), shapes.page("SourcePage", Source))
class SourceList(SubjectList):
    kind = SubjectKind.SOURCE


@reads("sources_read", gettext_lazy("One source"), Source, refused=[404])
class SourceDetail(SubjectDetail):
    kind = SubjectKind.SOURCE
