"""The desk's screens. Importing them registers each noun with the site."""

from . import (
    article,
    board,
    claim,
    job,
    my_work,
    publication,
    rating,
    recheck,
    recusal,
    replies,
    review,
    source,
    speaker,
    statistics,
    topic,
    user,
)
from . import article, claim, job, publication, rating, review, source, speaker, statistics, topic, user
from . import article, claim, invitation, publication, rating, review, sign_in, source, speaker, topic, user

__all__ = [
    "article",
    "board",
    "claim",
    "job",
    "my_work",
    "invitation",
    "publication",
    "rating",
    "recheck",
    "recusal",
    "replies",
    "review",
    "sign_in",
    "source",
    "speaker",
    "statistics",
    "topic",
    "user",
]
