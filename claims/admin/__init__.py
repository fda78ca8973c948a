"""The desk's screens. Importing them registers each noun with the site."""

from . import (
    article,
    claim,
    job,
    publication,
    rating,
    recheck,
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
    "claim",
    "job",
    "publication",
    "rating",
    "recheck",
    "replies",
    "review",
    "source",
    "speaker",
    "statistics",
    "topic",
    "user",
]
