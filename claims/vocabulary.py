"""The words of the desk and the arrows between them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a claim stands on the desk."""

    SPOTTED = "spotted", _("Spotted")
    CHECKING = "checking", _("Being checked")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# A claim moves only along these arrows. Whatever is not here is refused.
# Published to published is a correction or an update: the record grows, the state stays.
MOVES: dict[Status, set[Status]] = {
    Status.SPOTTED: {Status.CHECKING},
    Status.CHECKING: {Status.REVIEW},
    Status.REVIEW: {Status.CHECKING, Status.PUBLISHED},
    Status.PUBLISHED: {Status.PUBLISHED, Status.WITHDRAWN},
    Status.WITHDRAWN: {Status.PUBLISHED},
}


class Act(TextChoices):
    """What an entry of the record does."""

    PUBLISH = "publish", _("Published")
    CORRECT = "correct", _("Corrected")
    UPDATE = "update", _("Updated")
    WITHDRAW = "withdraw", _("Withdrawn")
    RESTORE = "restore", _("Restored")


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
    ABOUT = "~", _("about")


class Display(TextChoices):
    """How much of an article's text readers may see: a question of rights."""

    FULL = "full", _("Full text")
    EXCERPTS = "excerpts", _("Only the quoted passages")
    LINK = "link", _("Only a link to the original")


class Tone(TextChoices):
    """The colour of a rating: a step on the ramp from true to false, or one beside it."""

    TRUE = "true", _("True (blue-green)")
    MOSTLY_TRUE = "mostly-true", _("Mostly true (pale blue-green)")
    HALF_TRUE = "half-true", _("Half true (sand)")
    MOSTLY_FALSE = "mostly-false", _("Mostly false (pale vermilion)")
    FALSE = "false", _("False (vermilion)")
    UNKNOWN = "unknown", _("Unknown (grey, broken line)")
    QUOTE = "quote", _("Not rated (quotation mark)")


class SubjectKind(TextChoices):
    """What published claims are about, beside themselves: each has a public page."""

    ARTICLE = "article", _("Article")
    SPEAKER = "speaker", _("Speaker")
    TOPIC = "topic", _("Topic")
    SOURCE = "source", _("Source")
    SCALE = "scale", _("Rating scale")


class Permission:
    """What the three groups may or may not do; made with the Claim model."""

    WORK = "claims.work_on_claim"
    PUBLISH = "claims.publish_claim"
    WITHDRAW = "claims.withdraw_claim"
    OVERRIDE = "claims.override_gate"
