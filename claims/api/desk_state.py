"""What the desk shows of a claim to those who work on it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from rest_framework import serializers as s

from claims import desk
from claims.formats.canonical import instant
from claims.formats.document import content
from claims.models import Claim, CorrectionRequest, Embargo, ReplyRequest, Review, User
from claims.vocabulary import Channel, ClaimKind, CorrectionKind, Priority, Queue, Status

from . import shapes
from .links import link, site

Json = dict[str, Any]


class DeskSummary(s.Serializer):
    id = s.CharField()
    url = s.URLField()
    html_url = s.URLField(help_text="Its page in the admin.")
    version = s.IntegerField(help_text="Counts up with every change; the ETag of the claim.")
    status = shapes.words(Status)
    statement = s.CharField()
    language = s.CharField()
    kind = shapes.words(ClaimKind)
    rating = s.CharField(allow_null=True)
    assignee = shapes.Person(allow_null=True)
    queue = shapes.words(Queue, allow_blank=True, help_text="Who may take it up, while nobody has it.")
    due_at = s.DateTimeField(allow_null=True)
    priority = s.ChoiceField(choices=Priority.choices)
    status_since = s.DateTimeField(help_text="When it came into this state.")
    changed_at = s.DateTimeField()


class Shown(s.Serializer):
    number = s.IntegerField(
        allow_null=True, help_text="Of the entry that readers are shown; null until a released embargo is entered."
    )
    commitment = s.CharField()
    published_at = s.DateTimeField()
    withdrawn = s.BooleanField()
    url = s.URLField()
    html_url = s.URLField()


class Differing(s.Serializer):
    path = s.CharField(help_text="As in the published document: verdict.summary.")
    record = s.CharField()
    desk = s.CharField()
    kind = shapes.words(CorrectionKind, help_text="The least kind of correction that may tell it.")
    reason = s.CharField()


class DeskReplyRequest(s.Serializer):
    request = s.IntegerField(help_text="How the acts name it.")
    addressee = s.CharField()
    speaker = s.CharField(help_text="Their slug, or empty.")
    channel = shapes.words(Channel)
    asked_at = s.DateTimeField()
    deadline = s.DateTimeField(allow_null=True)
    overdue = s.BooleanField(help_text="Whether the deadline passed without an answer.")
    question = s.CharField(help_text="Never public.")
    answered_at = s.DateTimeField(allow_null=True)
    answer = s.CharField(help_text="As it came. Never public.")
    public_answer = s.CharField(help_text="What of it readers see.")
    public = s.BooleanField(help_text="Whether readers are told that we asked.")


class DeskCorrectionRequest(shapes.AskedCorrection):
    request = s.IntegerField(help_text="How the acts name it.")
    speaker = s.CharField(help_text="Their slug, or empty.")
    channel = shapes.words(Channel)
    days = s.IntegerField(allow_null=True, help_text="Until something came of it.")
    public = s.BooleanField(help_text="Whether readers are told of it.")


class DeskClaim(DeskSummary, shapes.Content):
    public_interest = s.CharField(help_text="Why we check this.")
    sent_back_because = s.CharField()
    declined_because = s.CharField()
    merged_into = s.CharField(allow_null=True, help_text="The id of the claim that it became a part of.")
    split_from = s.CharField(allow_null=True, help_text="The id of the claim that it was a part of.")
    recheck_because = s.CharField(help_text="Why it is to be checked again, a reason on each line.")
    reply_requests = DeskReplyRequest(many=True)
    correction_requests = DeskCorrectionRequest(many=True)
    written_by = shapes.Person(allow_null=True, help_text="The writer of the verdict.")
    missing = s.ListField(child=s.CharField(), help_text="What stands between it and its readers if you approve.")
    publish_at = s.DateTimeField(allow_null=True, help_text="When readers will see it, where that is set.")
    record = Shown(allow_null=True)
    differences = Differing(many=True, help_text="What a correction would change for readers.")


def summary(request: HttpRequest, claim: Claim) -> Json:
    """A claim in a list of the desk."""
    verdict = getattr(claim, "verdict", None)
    return {
        "id": claim.public_id,
        "url": link(request, "api:desk-claim", claim.public_id),
        "html_url": site(request) + reverse("admin:claims_claim_change", args=[claim.pk]),
        "version": claim.version,
        "status": claim.status,
        "statement": claim.statement,
        "language": claim.language,
        "kind": claim.kind,
        "rating": verdict.rating.slug if verdict else None,
        "assignee": person(claim.assignee),
        "queue": claim.queue,
        "due_at": instant(claim.due_at) if claim.due_at else None,
        "priority": claim.priority,
        "status_since": instant(claim.status_since),
        "changed_at": instant(claim.changed_at),
    }


def state(request: HttpRequest, claim: Claim, *, reader: User) -> Json:
    """All that the desk holds of a claim, and what the reader would be told on approving it."""
    verdict = getattr(claim, "verdict", None)
    return {
        **summary(request, claim),
        **content(claim),
        "public_interest": claim.public_interest,
        "sent_back_because": claim.sent_back_because,
        "declined_because": claim.declined_because,
        "merged_into": claim.merged_into.public_id if claim.merged_into else None,
        "split_from": claim.split_from.public_id if claim.split_from else None,
        "recheck_because": claim.recheck_because,
        "reply_requests": [reply_request(row) for row in claim.reply_requests.select_related("speaker")],
        "correction_requests": [correction_request(row) for row in claim.correction_requests.select_related("speaker")],
        "written_by": person(verdict.written_by) if verdict else None,
        "missing": list(desk.missing_for_readers(claim, approver=reader)),
        "publish_at": publish_at(claim),
        "record": shown(request, claim),
        "differences": [differing(each) for each in desk.weighed(desk.differences(claim))],
    }


def publish_at(claim: Claim) -> str | None:
    """When an embargo on the claim ends."""
    embargo = Embargo.objects.filter(claim=claim).first()
    return instant(embargo.publish_at) if embargo else None


def reply_request(row: ReplyRequest) -> Json:
    """Whom we asked for a reply, with all that is not for readers."""
    return {
        "request": row.pk,
        "addressee": row.addressee,
        "speaker": row.speaker.slug if row.speaker else "",
        "channel": row.channel,
        "asked_at": instant(row.asked_at),
        "deadline": instant(row.deadline) if row.deadline else None,
        "overdue": row.is_overdue,
        "question": row.question,
        "answered_at": instant(row.answered_at) if row.answered_at else None,
        "answer": row.answer,
        "public_answer": row.public_answer,
        "public": row.public,
    }


def correction_request(row: CorrectionRequest) -> Json:
    """A correction that we asked for, public or not."""
    return {
        "request": row.pk,
        "addressee": row.addressee,
        "speaker": row.speaker.slug if row.speaker else "",
        "channel": row.channel,
        "asked_on": row.asked_on.isoformat(),
        "outcome": row.outcome,
        "outcome_on": row.outcome_on.isoformat() if row.outcome_on else None,
        "days": row.days,
        "url": row.url,
        "note": row.note,
        "public": row.public,
    }


def shown(request: HttpRequest, claim: Claim) -> Json | None:
    """What readers are shown of it now."""
    review = Review.objects.readable().filter(claim=claim).faces().first()
    if review is None:
        return None
    return {
        "number": review.number,
        "commitment": review.commitment,
        "published_at": instant(review.changed_at),
        "withdrawn": review.withdrawn,
        "url": link(request, "api:claim", review.pk),
        "html_url": link(request, "claim", review.slug),
    }


def differing(each: desk.Weighed) -> Json:
    """One thing that a correction would change, and what kind of correction it asks for."""
    return {**vars(each.difference), "kind": each.kind, "reason": each.reason}


def person(who: User | None) -> Json | None:
    """Somebody of the desk, as colleagues see them."""
    return {"id": who.public_id, "name": who.byline} if who else None
