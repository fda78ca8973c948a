"""What the database keeps of comments and notifications."""

import pytest
from django.db.models import F
from django.utils import timezone

from claims import desk
from claims.models import Comment, Notification
from claims.vocabulary import News
from tests import make

from .test_constraints import refused_as

pytestmark = pytest.mark.django_db


def test_a_comment_is_refused_by_name() -> None:
    claim = make.claim_in_review()
    first = make.comment(claim, evidence=claim.evidence.get())
    answer = make.comment(claim, answers=first)
    now = timezone.now()
    breaches = [
        ("comment_has_a_body", first, {"body": ""}),
        ("comment_is_about_evidence_or_a_passage", first, {"passage": "say otherwise"}),
        ("comment_that_answers_is_about_what_its_thread_is", answer, {"passage": "say otherwise"}),
        ("comment_that_is_resolved_begins_a_thread_and_says_by_whom", first, {"resolved_at": now}),
        (
            "comment_that_is_resolved_begins_a_thread_and_says_by_whom",
            answer,
            {"resolved_at": now, "resolved_by": F("written_by")},
        ),
    ]
    for name, comment, breach in breaches:
        rows = Comment.objects.filter(pk=comment.pk)
        assert refused_as(lambda rows=rows, breach=breach: rows.update(**breach)) == name


def test_a_notification_is_refused_by_name() -> None:
    claim, anna = make.claim(), make.writer()
    desk.tell(anna, News.DEADLINE, claim=claim, key="monday")
    again = Notification(person=anna, news=News.DEADLINE, claim=claim, key="monday")

    assert refused_as(again.save) == "notification_is_told_once"
    assert refused_as(lambda: Notification.objects.update(news="rumour")) == "notification_news_is_in_the_vocabulary"
