"""The desk's screens. Importing them registers each noun with the site."""

from . import (
    article,
    audit,
    claim,
    erasures,
    job,
    publication,
    rating,
    review,
    source,
    speaker,
    statistics,
    topic,
    user,
)

__all__ = [
    "article",
    "audit",
    "claim",
    "erasures",
    "job",
    "publication",
    "rating",
    "review",
    "source",
    "speaker",
    "statistics",
    "topic",
    "user",
]
