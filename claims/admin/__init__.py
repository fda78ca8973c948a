"""The desk's screens. Importing them registers each noun with the site."""

from . import article, claim, publication, rating, review, source, speaker, standard, topic, user

__all__ = [
    "article",
    "claim",
    "publication",
    "rating",
    "review",
    "source",
    "speaker",
    "standard",
    "topic",
    "user",
]
