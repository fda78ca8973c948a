"""The words of the desk and the arrows between them."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """Where a claim stands on the desk."""

    SPOTTED = "spotted", _("Spotted")
    CHECKING = "checking", _("Being checked")
    REVIEW = "review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECLINED = "declined", _("Declined")
    MERGED = "merged", _("Merged into another")


# A claim moves only along these arrows. Whatever is not here is refused.
# Published to published is a correction or an update: the record grows, the state stays.
MOVES: dict[Status, set[Status]] = {
    Status.SPOTTED: {Status.CHECKING, Status.DECLINED, Status.MERGED},
    Status.CHECKING: {Status.REVIEW, Status.DECLINED, Status.MERGED},
    Status.REVIEW: {Status.CHECKING, Status.SCHEDULED, Status.PUBLISHED, Status.MERGED},
    Status.SCHEDULED: {Status.REVIEW, Status.SCHEDULED, Status.PUBLISHED},
    Status.PUBLISHED: {Status.PUBLISHED, Status.WITHDRAWN, Status.MERGED},
    Status.WITHDRAWN: {Status.PUBLISHED, Status.MERGED},
    Status.DECLINED: {Status.SPOTTED},
    Status.MERGED: set(),
}


class Priority(IntegerChoices):
    """How much a claim presses."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class Queue(TextChoices):
    """Those who share work that nobody has in hand yet."""

    WRITERS = "writers", _("Any writer")
    EDITORS = "editors", _("Any editor")


class Act(TextChoices):
    """What an entry of the record does."""

    PUBLISH = "publish", _("Published")
    CORRECT = "correct", _("Corrected")
    UPDATE = "update", _("Updated")
    CONFIRM = "confirm", _("Checked again: still stands")
    WITHDRAW = "withdraw", _("Withdrawn")
    RESTORE = "restore", _("Restored")
    MERGE = "merge", _("Merged into another")
    TRANSLATE = "translate", _("Translated")


# What leaves only a notice where the claim was.
NOTICES = {Act.WITHDRAW, Act.MERGE}


class WebhookEvent(TextChoices):
    """What other people's software is told of by a webhook; the labels are the desk's, which speaks English."""

    PUBLISHED = "claim.published", "A check was published"
    CORRECTED = "claim.corrected", "A check was corrected"
    UPDATED = "claim.updated", "A check was updated"
    CONFIRMED = "claim.confirmed", "A check was looked at again and still stands"
    WITHDRAWN = "claim.withdrawn", "A check was withdrawn"
    RESTORED = "claim.restored", "A check was restored"
    MERGED = "claim.merged", "A check was merged into another"
    TRANSLATED = "claim.translated", "A translation was published, changed or withdrawn"
    TEST = "webhook.test", "A test"


# Each act of the record makes one event.
EVENT_OF: dict[Act, WebhookEvent] = {
    Act.PUBLISH: WebhookEvent.PUBLISHED,
    Act.CORRECT: WebhookEvent.CORRECTED,
    Act.UPDATE: WebhookEvent.UPDATED,
    Act.CONFIRM: WebhookEvent.CONFIRMED,
    Act.WITHDRAW: WebhookEvent.WITHDRAWN,
    Act.RESTORE: WebhookEvent.RESTORED,
    Act.MERGE: WebhookEvent.MERGED,
    Act.TRANSLATE: WebhookEvent.TRANSLATED,
}


class DeliveryState(TextChoices):
    """Where a message to a receiver of webhooks stands."""

    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    GIVEN_UP = "given up", "Given up"


class CorrectionKind(TextChoices):
    """How much a correction takes back, from least to most."""

    TYPO = "typo", _("Typo")
    CLARIFICATION = "clarification", _("Clarification")
    FACTUAL = "factual", _("Factual correction")
    VERDICT = "verdict", _("Verdict change")


class Notice(TextChoices):
    """What the log of corrections tells readers: the kinds of correction, and what takes a whole check back."""

    TYPO = "typo", _("Typo")
    CLARIFICATION = "clarification", _("Clarification")
    FACTUAL = "factual", _("Factual correction")
    VERDICT = "verdict", _("Verdict change")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    RESTORATION = "restoration", _("Restoration")
    MERGE = "merge", _("Merged into another check")


class GateRule(TextChoices):
    """What the publishing standards can ask of a claim before readers see it."""

    EVIDENCE = "evidence", _("Enough evidence")
    PUBLISHERS = "publishers", _("Independent publishers")
    PRIMARY = "primary", _("A primary source")
    ARCHIVED = "archived", _("Online sources archived")
    REPLY = "reply", _("Right of reply")
    QUANTITY = "quantity", _("The number compared")
    SUMMARY = "summary", _("Length of the summary")
    SECOND_PERSON = "second_person", _("Approved by somebody else")
    SECOND_VERDICT = "second_verdict", _("Blind second verdict")


# The rules that somebody may waive for one claim, with a reason.
WAIVABLE = [GateRule.PRIMARY, GateRule.ARCHIVED, GateRule.REPLY, GateRule.QUANTITY]


class Ground(TextChoices):
    """What every claim must have before readers see it, whatever the standards ask."""

    APPEARANCE = "appearance", _("Where it was made")
    VERDICT = "verdict", _("A verdict")
    CITATIONS = "citations", _("Citations that lead to evidence")


class Channel(TextChoices):
    """How somebody was asked."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By telephone")
    LETTER = "letter", _("By letter")
    MESSAGE = "message", _("By message")
    IN_PERSON = "in person", _("In person")
    FORM = "form", _("Through a form on their site")


class Outcome(TextChoices):
    """What came of a correction that we asked for."""

    WAITING = "waiting", _("Waiting")
    CORRECTED = "corrected", _("Corrected")
    REMOVED = "removed", _("Removed")
    REFUSED = "refused", _("Refused")
    SILENT = "silent", _("No answer")


class MailWhen(TextChoices):
    """When somebody is told by mail what concerns them."""

    AT_ONCE = "at once", _("At once")
    DAILY = "daily", _("Once a day")
    NEVER = "never", _("Never")


class News(TextChoices):
    """What the desk tells its people."""

    MENTIONED = "mentioned", _("Somebody mentioned you")
    COMMENTED = "commented", _("A comment on a claim of yours")
    ASSIGNED = "assigned", _("A claim was given to you")
    SENT_BACK = "sent back", _("A claim came back to you")
    IN_REVIEW = "in review", _("A claim waits for review")
    SECOND_VERDICT = "second verdict", _("A second verdict is asked of you")
    PUBLISHED = "published", _("A claim of yours was published")
    REPLY_DUE = "reply due", _("A deadline for a reply has passed")
    RECHECK_DUE = "recheck due", _("A verdict is due to be checked again")
    DEADLINE = "deadline", _("A deadline of yours is near")
    WEBHOOK_OFF = "webhook off", "A webhook was switched off, because its receiver does not answer"


# The same with the name of who did it; what is not here comes by the clock.
SENTENCES = {
    News.MENTIONED: _("%(who)s mentioned you"),
    News.COMMENTED: _("%(who)s commented on a claim of yours"),
    News.ASSIGNED: _("%(who)s gave you a claim"),
    News.SENT_BACK: _("%(who)s sent a claim back to you"),
    News.IN_REVIEW: _("%(who)s sent a claim to review"),
    News.SECOND_VERDICT: _("%(who)s asks you for a second verdict"),
    News.PUBLISHED: _("%(who)s published a claim of yours"),
}


class ClaimKind(TextChoices):
    """What sort of statement a claim is."""

    EVENT = "event", _("Event")
    QUANTITY = "quantity", _("Quantity")
    ATTRIBUTION = "attribution", _("Attribution")
    CAUSAL = "causal", _("Cause and effect")
    COMPARISON = "comparison", _("Comparison")
    PREDICTION = "prediction", _("Prediction")
    OPINION = "opinion", _("Opinion")


class SpeakerKind(TextChoices):
    """Who can make a claim."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    PUBLICATION = "publication", _("Publication")


class TopicKind(TextChoices):
    """What a topic names: what is talked about, or where it is."""

    THEME = "theme", _("Theme")
    PLACE = "place", _("Place")


class SourceKind(TextChoices):
    """What sort of document a source is."""

    STATISTICS = "official statistics", _("Official statistics")
    GOVERNMENT = "government statement", _("Government statement")
    RESEARCH = "research", _("Research")
    NEWS = "news", _("News")
    REFERENCE = "reference", _("Reference")
    NGO = "NGO", _("NGO")
    DATASET = "dataset", _("Dataset")
    INTERVIEW = "interview", _("Interview")


class ReadAs(TextChoices):
    """How much of a source the checker read."""

    FULL = "full", _("In full")
    EXCERPT = "excerpt", _("As an excerpt")


class Stance(TextChoices):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Context")


class Scope(TextChoices):
    """What a verdict judges: that it was said, that it is so, or both."""

    ATTRIBUTION = "attribution", _("Whether it was said")
    SUBSTANCE = "substance", _("Whether it is so")
    BOTH = "both", _("Whether it was said and is so")


class Comparator(TextChoices):
    """How a number was qualified."""

    EQUAL = "=", _("exactly")
    MORE = ">", _("more than")
    LESS = "<", _("less than")
    ABOUT = "~", pgettext_lazy("a number", "about")


class Display(TextChoices):
    """How much of an article's text readers may see: a question of rights."""

    FULL = "full", _("Full text")
    EXCERPTS = "excerpts", _("Only the quoted passages")
    LINK = "link", _("Only a link to the original")


class Medium(TextChoices):
    """What an article is made of."""

    TEXT = "text", _("Text")
    IMAGE = "image", _("Picture")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Sound recording")


class Authenticity(TextChoices):
    """What a picture, a video or a recording was found to be."""

    ORIGINAL = "original", _("Unaltered, in its own context")
    DECONTEXTUALIZED = "decontextualized", _("Unaltered, out of its context")
    EDITED = "edited", _("Edited or cropped to mislead")
    TRANSFORMED = "transformed", _("Altered or made up")
    STAGED = "staged", _("Staged")
    SATIRE = "satire", _("Satire or parody")


class Tone(TextChoices):
    """The colour of a rating: a step on the ramp from true to false, or one beside it."""

    TRUE = "true", _("True (blue-green)")
    MOSTLY_TRUE = "mostly-true", _("Mostly true (pale blue-green)")
    HALF_TRUE = "half-true", _("Half true (sand)")
    MOSTLY_FALSE = "mostly-false", _("Mostly false (pale vermilion)")
    FALSE = "false", _("False (vermilion)")
    UNKNOWN = "unknown", _("Unknown (grey, broken line)")
    QUOTE = "quote", _("Not rated (quotation mark)")


class Cue(TextChoices):
    """What can be seen in a sentence that calls for a check (the first six) or speaks against it (the last three)."""

    NUMBER = "number", _("number")
    COMPARISON = "comparison", _("comparison")
    CAUSE = "cause", _("cause")
    ATTRIBUTION = "attribution", _("attribution")
    SUPERLATIVE = "superlative", _("superlative")
    NAME = "name", _("name")
    OPINION = "opinion", _("opinion")
    QUESTION = "question", _("question")
    PREDICTION = "prediction", _("prediction")


class SubjectKind(TextChoices):
    """What published claims are about, beside themselves: each has a public page."""

    ARTICLE = "article", _("Article")
    SPEAKER = "speaker", _("Speaker")
    TOPIC = "topic", _("Topic")
    SOURCE = "source", _("Source")
    SCALE = "scale", _("Rating scale")


class HousePageKind(TextChoices):
    """What the house tells readers about itself, in the order in which they read it; the value is in the address."""

    METHODOLOGY = "methodology", _("Methodology")
    SELECTION = "what-we-check", _("What we check")
    CORRECTIONS = "corrections", _("Corrections policy")
    INDEPENDENCE = "independence", _("Independence")
    FUNDING = "funding", _("Funding")
    TEAM = "team", _("Team")
    COMPLAINTS = "complaints", _("Complaints")


class SignInOutcome(TextChoices):
    """What somebody did at the desk's door, or to the keys of it."""

    SIGNED_IN = "signed in", _("Signed in")
    REFUSED = "refused", _("Refused")
    SIGNED_OUT = "signed out", _("Signed out")
    FACTOR_ADDED = "factor added", _("Second factor added")
    FACTOR_REMOVED = "factor removed", _("Second factor removed")
    PASSWORD_CHANGED = "password changed", _("Password changed")


class TokenScope(TextChoices):
    """What a program may do with a token, never more than its person may."""

    READ = "read", _("Read the desk, drafts included")
    WRITE = "write", _("Write and edit at the desk")
    PUBLISH = "publish", _("Publish, correct and withdraw")
    MARKUP = "markup", _("Keep ClaimReview markup of pages")


class Permission:
    """What the three groups may or may not do; made with the Claim model."""

    WORK = "claims.work_on_claim"
    ASSIGN = "claims.assign_claim"
    PUBLISH = "claims.publish_claim"
    WITHDRAW = "claims.withdraw_claim"
    OVERRIDE = "claims.override_gate"
    ERASE = "claims.erase_person"
    EXPORT = "claims.export_everything"
    TEND_JOBS = "claims.tend_job"
    INVITE = "claims.add_invitation"
    MANAGE_PEOPLE = "claims.change_user"
    PUBLISH_PAGE = "claims.publish_housepage"
    SEE_MARKUP = "claims.view_markuppage"
    ADD_MARKUP = "claims.add_markuppage"
    CHANGE_MARKUP = "claims.change_markuppage"
    REMOVE_MARKUP = "claims.delete_markuppage"
    KEEP_WEBHOOKS = "claims.change_webhook"
    SEE_CONTACT = "claims.see_contact"
    REMOVE_TIPS = "claims.delete_tip"


class TipStatus(TextChoices):
    """How far a reader's tip has come; the reader sees these words."""

    RECEIVED = "received", _("Received")
    LOOKED_AT = "looked at", _("Being looked at")
    JOINED = "joined", _("Checked")
    NOT_CHECKABLE = "not checkable", _("Not checkable")


class JobState(TextChoices):
    """Where a background job stands."""

    FAILED = "failed", _("Failed")
    RUNNING = "running", _("Being done")
    WAITING = "waiting", _("Waiting")
    SCHEDULED = "scheduled", _("For later")
    DONE = "done", _("Done")
    LET_GO = "let go", _("Let go")
