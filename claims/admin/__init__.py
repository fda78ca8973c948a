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

__all__ = [
    "article",
    "board",
    "claim",
    "job",
    "my_work",
    "publication",
    "rating",
    "recheck",
    "recusal",
    "replies",
    "review",
    "source",
    "speaker",
    "statistics",
    "topic",
    "user",
]
