"""What the desk shows of a claim to those who work on it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from rest_framework import serializers as s

from claims import desk
from claims.formats.canonical import instant
from claims.formats.document import content
from claims.models import Claim, CorrectionRequest, Embargo, ReplyRequest, Review, SecondVerdict, User, Waiver
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


class Waived(s.Serializer):
    reason = s.CharField()
    by = shapes.Person()
    at = s.DateTimeField()


class Checked(s.Serializer):
    rule = s.CharField()
    met = s.BooleanField(help_text="Whether it holds nothing back: met indeed, or waived.")
    missing = s.CharField(help_text="A clause that goes on from the claim: it cites no source. Empty where it is met.")
    remedy = s.CharField(help_text="What would meet it.")
    before = s.ChoiceField(choices=["review", "readers"], help_text="From which of the two it holds the claim back.")
    waivable = s.BooleanField()
    waiver = Waived(allow_null=True)


class Second(s.Serializer):
    asked_of = shapes.Person()
    asked_by = shapes.Person()
    asked_at = s.DateTimeField()
    given_at = s.DateTimeField(allow_null=True, help_text="Null while it waits: then the person sees no verdict.")
    rating = s.CharField(allow_null=True)
    first_rating = s.CharField(allow_null=True, help_text="What the first verdict said when the second was given.")
    steps_apart = s.IntegerField(allow_null=True, help_text="On their scale; null when one has no place on it.")
    reason = s.CharField()


class DeskTranslation(s.Serializer):
    language = s.CharField()
    version = s.IntegerField(help_text="What the acts take as made_from; 0 where only readers have it.")
    statement = s.CharField()
    translated_by = shapes.Person(allow_null=True)
    original = s.CharField(help_text="The commitment of the entry that it translates.")
    published = s.BooleanField(help_text="Whether readers have it.")
    edited = s.BooleanField(help_text="Whether they have it in other words.")
    original_changed = s.BooleanField(help_text="Whether what it translates was changed since it was published.")


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
    checklist = Checked(many=True, help_text="Each rule in force, as it stands if you approve.")
    second_verdicts = Second(many=True, help_text="Blind second verdicts, the newest last.")
    translations = DeskTranslation(many=True)
    record = Shown(allow_null=True)
    differences = Differing(many=True, help_text="What a correction would change for readers.")


def summary(request: HttpRequest, claim: Claim, *, blind: bool) -> Json:
    """A claim in a list of the desk; for a reader who is to judge it blind without its rating."""
    verdict = None if blind else getattr(claim, "verdict", None)
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
    """All that the desk holds of a claim, and what the reader would be told on approving it.

    A reader who is asked for a blind second verdict is told nothing of the first, nor what follows from it.
    """
    blind = claim.is_blind_for(reader)
    return {
        **summary(request, claim, blind=blind),
        **content(claim),
        "public_interest": claim.public_interest,
        "sent_back_because": "" if blind else claim.sent_back_because,
        "declined_because": claim.declined_because,
        "merged_into": claim.merged_into.public_id if claim.merged_into else None,
        "split_from": claim.split_from.public_id if claim.split_from else None,
        "recheck_because": "" if blind else claim.recheck_because,
        "reply_requests": [reply_request(row) for row in claim.reply_requests.select_related("speaker")],
        "correction_requests": [correction_request(row) for row in claim.correction_requests.select_related("speaker")],
        "publish_at": publish_at(claim),
        **(UNTOLD if blind else judged(claim, reader=reader)),
        "second_verdicts": [second(given) for given in seconds(claim, reader=reader, blind=blind)],
        "record": shown(request, claim),
    }


# What is left of a claim's judgement for who does not know it.
UNTOLD: Json = {
    "verdict": None,
    "written_by": None,
    "missing": [],
    "checklist": [],
    "differences": [],
    "translations": [],
}


def judged(claim: Claim, *, reader: User) -> Json:
    """What was found, who wrote it, and what stands between it and readers when this person approves."""
    verdict = getattr(claim, "verdict", None)
    checks = desk.checklist(claim, approver=reader)
    return {
        "written_by": person(verdict.written_by) if verdict else None,
        "missing": [check.missing for check in checks if not check.met],
        "checklist": [checked(check) for check in checks],
        "differences": [differing(each) for each in desk.weighed(desk.differences(claim))],
        "translations": [translation(standing) for standing in desk.translations_of(claim)],
    }


def translation(standing: desk.TranslationStanding) -> Json:
    """Where the translation into one language stands."""
    row, shown = standing.row, standing.shown or {}
    return {
        "language": standing.language,
        "version": row.version if row else 0,
        "statement": row.statement if row else shown["statement"],
        "translated_by": person(row.translated_by) if row else shown["translated_by"],
        "original": row.original.commitment if row else shown["original"]["commitment"],
        "published": standing.shown is not None,
        "edited": standing.is_edited,
        "original_changed": standing.original_changed,
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


def seconds(claim: Claim, *, reader: User, blind: bool) -> list[SecondVerdict]:
    """The second verdicts of a claim; a reader who is to judge it blind sees only that they are asked."""
    every = claim.second_verdicts.select_related("asked_of", "asked_by", "rating", "first_rating").order_by("asked_at")
    return list(every.waiting().of(reader) if blind else every)


def second(given: SecondVerdict) -> Json:
    """A second verdict beside the first."""
    mine, first = given.rating, given.first_rating
    return {
        "asked_of": person(given.asked_of),
        "asked_by": person(given.asked_by),
        "asked_at": instant(given.asked_at),
        "given_at": instant(given.given_at) if given.given_at else None,
        "rating": mine.slug if mine else None,
        "first_rating": first.slug if first else None,
        "steps_apart": desk.steps_apart(first, mine) if first and mine else None,
        "reason": given.reason,
    }


def checked(check: desk.Check) -> Json:
    """How one rule of the gate stands."""
    return {
        "rule": check.rule.value,
        "met": check.met,
        "missing": check.missing,
        "remedy": check.remedy,
        "before": "review" if check.at_review else "readers",
        "waivable": check.waivable,
        "waiver": waived(check.waiver) if check.waiver else None,
    }


def waived(waiver: Waiver) -> Json:
    """Why a rule does not hold for a claim, and who says so."""
    return {"reason": waiver.reason, "by": person(waiver.waived_by), "at": instant(waiver.waived_at)}


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
