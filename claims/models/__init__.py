"""The nouns of the desk and of the record. This is their only door."""

from .appearance import Appearance
from .article import Article, ArticleVersion
from .claim import Claim
from .claim_work import Ages
from .comment import Comment, Notification
from .correction_request import CorrectionRequest
from .embargo import Embargo
from .erasure import Erasure
from .evidence import Evidence
from .history import Change, changes_since, history_of
from .invitation import Invitation
from .job import Job, Worker
from .job_failure import JobFailure
from .presence import HERE_FOR, Presence
from .publication import NOTICE_OF, Publication, PublicationBody
from .rating import Rating, RatingScale
from .recusal import Recusal
from .reply_request import ReplyRequest
from .review import Review
from .second_verdict import SecondVerdict
from .sign_in import SHORTENED_TO, SignIn
from .source import Capture, Source
from .speaker import Speaker
from .standard import Standard, Waiver
from .subject import PublishedAddress, Subject
from .topic import Topic
from .user import User
from .verdict import SUMMARY_LENGTH, Verdict

__all__ = [
    "HERE_FOR",
    "NOTICE_OF",
    "SHORTENED_TO",
    "SUMMARY_LENGTH",
    "Ages",
    "Appearance",
    "Article",
    "ArticleVersion",
    "Capture",
    "Change",
    "Claim",
    "Comment",
    "CorrectionRequest",
    "Embargo",
    "Erasure",
    "Evidence",
    "Invitation",
    "Job",
    "JobFailure",
    "Notification",
    "Presence",
    "Publication",
    "PublicationBody",
    "PublishedAddress",
    "Rating",
    "RatingScale",
    "Recusal",
    "ReplyRequest",
    "Review",
    "SecondVerdict",
    "SignIn",
    "Source",
    "Speaker",
    "Standard",
    "Subject",
    "Topic",
    "User",
    "Verdict",
    "Waiver",
    "Worker",
    "changes_since",
    "history_of",
]
