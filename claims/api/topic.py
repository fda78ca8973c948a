"""What the claims that readers see are about."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claims.vocabulary import SubjectKind, TopicKind

from . import shapes
from .paging import Row
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList, SubjectView


class Topic(About, shapes.TopicBlock):
    kind = shapes.words(TopicKind)


class TopicView(SubjectView):
    kind = SubjectKind.TOPIC

    def shown(self, request: HttpRequest, row: Row) -> dict[str, Any]:
        return {"kind": TopicKind.THEME} | super().shown(request, row)


@reads("topics_list", gettext_lazy("Topics by name"), shapes.page("TopicPage", Topic))
class TopicList(TopicView, SubjectList):
    pass


@reads("topics_read", gettext_lazy("One topic"), Topic, refused=[404])
class TopicDetail(TopicView, SubjectDetail):
    pass
