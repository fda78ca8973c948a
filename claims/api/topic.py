"""What the claims that readers see are about."""

from django.utils.translation import gettext_lazy

from claims.vocabulary import SubjectKind

from . import shapes
from .schema import reads
from .subjects import About, SubjectDetail, SubjectList


class Topic(About, shapes.TopicBlock):
    pass


@reads("topics_list", gettext_lazy("Topics by name"), shapes.page("TopicPage", Topic))
class TopicList(SubjectList):
    kind = SubjectKind.TOPIC


@reads("topics_read", gettext_lazy("One topic"), Topic, refused=[404])
class TopicDetail(SubjectDetail):
    kind = SubjectKind.TOPIC
