"""The nouns of the desk and of the record. This is their only door."""

from .access_token import AccessToken
from .addresses import RESERVED, free_slug
from .appearance import Appearance
from .article import Article, ArticleVersion
from .audit import KINDS, Asked, Audited, audit
from .broken_rules import broken_column, broken_rule
from .claim import Claim
from .claim_work import Ages
from .comment import Comment, Notification
from .correction_request import CorrectionRequest
from .embargo import Embargo
from .erasure import ErasedEntry, Erasure
from .evidence import Evidence, next_number
from .history import Change, changes_before, changes_of, changes_since, events_of, is_tracked
from .house_page import HousePage, HousePageVersion, house_language
from .house_profile import HouseProfile
from .invitation import Invitation
from .job import Job, Worker
from .job_failure import JobFailure
from .kept_answer import KeptAnswer
from .markup_page import MarkupPage
from .moments import Moment, between, moments, state_at, state_of_version
from .other_review import OtherReview, ReviewImport
from .presence import HERE_FOR, Presence
from .publication import NOTICE_OF, Publication, PublicationBody
from .rating import Rating, RatingScale
from .recusal import Recusal
from .reply_request import ReplyRequest
from .review import Review
from .review_counts import COUNTED_AT_MOST, Counted, Tally
from .second_verdict import SecondVerdict
from .sign_in import SHORTENED_TO, SignIn
from .source import Capture, Source
from .speaker import Speaker
from .spotting_label import SpottingLabel
from .standard import Standard, Waiver
from .subject import PublishedAddress, Subject
from .tip import Tip
from .topic import Topic
from .tracked import ClaimTopic, GroupRight, House, PersonGroup, PersonRight
from .translation import Translation
from .user import User
from .verdict import SUMMARY_LENGTH, Verdict
from .webhook import Webhook, WebhookSecret
from .webhook_delivery import ANSWER_LENGTH, WebhookDelivery

__all__ = [
    "ANSWER_LENGTH",
    "COUNTED_AT_MOST",
    "HERE_FOR",
    "KINDS",
    "NOTICE_OF",
    "RESERVED",
    "SHORTENED_TO",
    "SUMMARY_LENGTH",
    "AccessToken",
    "Ages",
    "Appearance",
    "Article",
    "ArticleVersion",
    "Asked",
    "Audited",
    "Capture",
    "Change",
    "Claim",
    "ClaimTopic",
    "Comment",
    "CorrectionRequest",
    "Counted",
    "Embargo",
    "ErasedEntry",
    "Erasure",
    "Evidence",
    "GroupRight",
    "House",
    "HousePage",
    "HousePageVersion",
    "HouseProfile",
    "Invitation",
    "Job",
    "JobFailure",
    "KeptAnswer",
    "MarkupPage",
    "Moment",
    "Notification",
    "OtherReview",
    "PersonGroup",
    "PersonRight",
    "Presence",
    "Publication",
    "PublicationBody",
    "PublishedAddress",
    "Rating",
    "RatingScale",
    "Recusal",
    "ReplyRequest",
    "Review",
    "ReviewImport",
    "SecondVerdict",
    "SignIn",
    "Source",
    "Speaker",
    "SpottingLabel",
    "Standard",
    "Subject",
    "Tally",
    "Tip",
    "Topic",
    "Translation",
    "User",
    "Verdict",
    "Waiver",
    "Webhook",
    "WebhookDelivery",
    "WebhookSecret",
    "Worker",
    "audit",
    "between",
    "broken_column",
    "broken_rule",
    "changes_before",
    "changes_of",
    "changes_since",
    "events_of",
    "free_slug",
    "house_language",
    "is_tracked",
    "moments",
    "next_number",
    "state_at",
    "state_of_version",
]
