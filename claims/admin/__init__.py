"""The desk's screens. Importing them registers each noun with the site."""

from . import article, claim, publication, rating, recusal, review, source, speaker, topic, user

__all__ = [
    "article",
    "claim",
    "publication",
    "rating",
    "recusal",
    "review",
    "source",
    "speaker",
    "topic",
    "user",
]
