"""The nouns of the desk and of the record. This is their only door."""

from .appearance import Appearance
from .article import Article, ArticleVersion
from .claim import Claim
from .evidence import Evidence
from .history import Change, changes_since
from .publication import Publication, PublicationBody
from .rating import Rating, RatingScale
from .review import Review
from .source import Capture, Source
from .speaker import Speaker
from .subject import PublishedAddress, Subject
from .topic import Topic
from .user import User
from .verdict import SUMMARY_LENGTH, Verdict

__all__ = [
    "SUMMARY_LENGTH",
    "Appearance",
    "Article",
    "ArticleVersion",
    "Capture",
    "Change",
    "Claim",
    "Evidence",
    "Publication",
    "PublicationBody",
    "PublishedAddress",
    "Rating",
    "RatingScale",
    "Review",
    "Source",
    "Speaker",
    "Subject",
    "Topic",
    "User",
    "Verdict",
    "changes_since",
]
