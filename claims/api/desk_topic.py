"""Topics as the desk holds them."""

from django.utils.translation import gettext_lazy
from rest_framework import serializers as s

from claims.models import Topic
from claims.vocabulary import TopicKind

from .desk_nouns import Held, NounDetail, NounList, NounView, as_named, documented
from .editing_bodies import TopicBody
from .shapes import words


class DeskTopic(Held):
    slug = s.CharField()
    name = s.CharField()
    kind = words(TopicKind)


class TopicView(NounView):
    noun, route = Topic, "api:desk-topic"
    body = new_body = TopicBody
    columns = as_named("slug", "name", "kind")


says = documented("topics", gettext_lazy("One topic"), gettext_lazy("Topics, the newest first"), DeskTopic)


@says
class DeskTopicList(TopicView, NounList):
    pass


@says
class DeskTopicDetail(TopicView, NounDetail):
    pass
