import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import Act, CorrectionKind, Notice

from .claim import Claim
from .constraints import one_of

DIGEST = "^[0-9a-f]{64}$"

# The entries that the log of corrections tells, by act and kind of correction.
LOGGED: dict[Notice, tuple[Act, str]] = {
    **{Notice(kind.value): (Act.CORRECT, kind.value) for kind in CorrectionKind},
    Notice.WITHDRAWAL: (Act.WITHDRAW, ""),
    Notice.RESTORATION: (Act.RESTORE, ""),
    Notice.MERGE: (Act.MERGE, ""),
}
NOTICE_OF = {place: notice for notice, place in LOGGED.items()}
KNOWN_NOW = ("public_id", "slug", "statement", "language", "withdrawn", "moved_to")
LOGGED_ACTS = [Act.CORRECT, Act.WITHDRAW, Act.RESTORE, Act.MERGE]


@dataclass(frozen=True)
class Told:
    """That readers were told something: the number of the entry, its moment, and whether its document is kept."""

    number: int
    published_at: datetime
    kept: bool


class PublicationQuerySet(models.QuerySet["Publication"]):
    def in_order(self) -> Self:
        """The record from its first entry to its last, with what each said."""
        return self.select_related("body", "claim", "written_by", "approved_by").order_by("number")

    def since(self, moment: datetime) -> Self:
        """Entries written after that moment, newest first."""
        return self.filter(published_at__gte=moment).order_by("-number")

    def latest_moments(self) -> list[datetime]:
        """When the newest entry was written; empty where there is none."""
        return list(self.order_by("-number").values_list("published_at", flat=True)[:1])

    def notices(self) -> Self:
        """What the log of corrections tells, newest first: corrections, withdrawals, restorations and merges."""
        return self.filter(act__in=LOGGED_ACTS).order_by("-number")

    def noticed_as(self, notice: str) -> Self:
        """Notices of one kind."""
        act, correction = LOGGED[Notice(notice)]
        return self.notices().filter(act=act, correction=correction)

    def per_notice(self) -> dict[Notice, int]:
        """How many notices of each kind there are."""
        rows = self.notices().order_by().values_list("act", "correction").annotate(models.Count("pk"))
        counted = {(act, correction): count for act, correction, count in rows}
        return {notice: counted.get(place, 0) for notice, place in LOGGED.items()}

    def findings(self) -> Self:
        """Entries that tell what the desk holds of a claim; a translation says again what one of them told."""
        return self.exclude(act=Act.TRANSLATE)

    def as_told(self) -> models.QuerySet["Publication", dict[str, Any]]:
        """Entries with their claim as readers know it now, and nothing of the desk."""
        return self.filter(claim__review__isnull=False).values(
            *("number", "act", "correction", "note", "published_at", "commitment"),
            **{name: F(f"claim__review__{name}") for name in KNOWN_NOW},
            shown=F("claim__review__commitment"),
            erased=F("claim__review__erased"),
        )

    def within(self, begins: datetime, ends: datetime) -> Self:
        """Entries written from one moment until before another."""
        return self.filter(published_at__gte=begins, published_at__lt=ends)

    def of(self, claim_id: str) -> Self:
        """What was published of one claim, by its public id, oldest first."""
        return self.filter(claim__public_id=claim_id).in_order()

    def told_of(self, claim_id: str) -> list[Told]:
        """When readers were told something of one claim, oldest first; without what they were told."""
        kept = models.ExpressionWrapper(Q(body__text__gt="") & Q(body__isnull=False), models.BooleanField())
        return [Told(*row) for row in self.of(claim_id).values_list("number", "published_at", kept)]


class Publication(models.Model):
    """One entry of the record: that readers were told something, and when. Never changed.

    `commitment` is SHA-256(nonce + canonical document), hexadecimal; the two lie in PublicationBody.
    `previous` is the commitment of the same claim's entry before. `digest` covers the entry itself.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="publications", verbose_name=_("claim"))
    act = models.CharField(_("act"), max_length=10, choices=Act)
    correction = models.CharField(_("kind of correction"), max_length=13, choices=CorrectionKind, blank=True)
    note = models.TextField(_("note"), help_text=_("What changed and why, for readers."), blank=True)
    published_at = models.DateTimeField(_("published"))
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    previous = models.CharField(_("commitment before"), max_length=64, blank=True)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    override_reason = models.TextField(_("reason for the override"), blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("the record")
        ordering = ["-number"]
        indexes = [
            models.Index(F("number").desc(), name="notices_newest_first", condition=Q(act__in=LOGGED_ACTS)),
            models.Index(
                "act", "correction", F("number").desc(), name="notices_by_kind", condition=Q(act__in=LOGGED_ACTS)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("written_by")) | ~Q(override_reason=""),
                name="publication_has_four_eyes_or_a_reason",
                violation_error_message=_("Somebody other than the writer must approve."),
            ),
            models.CheckConstraint(
                condition=Q(act__in=[Act.PUBLISH, Act.TRANSLATE]) | Q(correction=CorrectionKind.TYPO) | ~Q(note=""),
                name="publication_that_changes_another_says_why",
                violation_error_message=_("Say what changed and why."),
            ),
            models.CheckConstraint(
                condition=Q(act=Act.PUBLISH, previous="") | (~Q(act=Act.PUBLISH) & ~Q(previous="")),
                name="publication_follows_another_unless_it_is_the_first",
            ),
            models.UniqueConstraint(fields=["claim", "previous"], name="publication_is_followed_by_one_at_most"),
            models.CheckConstraint(
                condition=Q(commitment__regex=DIGEST, digest__regex=DIGEST)
                & (Q(previous="") | Q(previous__regex=DIGEST)),
                name="publication_digests_are_sha256",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_numbers_start_at_one"),
            one_of("publication", "act", Act.values),
            one_of("publication", "correction", ["", *CorrectionKind.values]),
            models.CheckConstraint(
                condition=(Q(act=Act.CORRECT) & ~Q(correction="")) | (~Q(act=Act.CORRECT) & Q(correction="")),
                name="publication_that_corrects_says_how_much",
                violation_error_message=_("Say what kind of correction it is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_act_display()}"

    @property
    def is_kept(self) -> bool:
        """Whether its document still exists: a law may have had it erased."""
        return hasattr(self, "body") and bool(self.body.text)

    @property
    def text(self) -> str:
        """What readers were told, as canonical JSON."""
        return self.body.text

    @property
    def erased(self) -> str:
        """The digest of the document since the law had it redacted (SHA-256, hexadecimal); empty when it is whole."""
        return "" if self.body.nonce is not None else hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def document(self) -> dict[str, Any]:
        """What readers were told."""
        return json.loads(self.body.text)


class PublicationBodyQuerySet(models.QuerySet["PublicationBody"]):
    def records(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """What entries say of themselves, by their numbers; those that were erased are left out."""
        texts = self.filter(publication__number__in=list(numbers)).values_list("publication__number", "text")
        return {number: json.loads(text)["record"] for number, text in texts if text}


class PublicationBody(models.Model):
    """The document of an entry and the nonce of its commitment; apart, so that the law can have it erased."""

    publication = models.OneToOneField(Publication, models.PROTECT, primary_key=True, related_name="body")
    nonce = models.BinaryField(_("nonce"), max_length=32, null=True, help_text=_("None since the law had it erased."))
    text = models.TextField(_("canonical document"), help_text=_("JSON in the form of RFC 8785."))

    objects = PublicationBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("published document")
        verbose_name_plural = _("published documents")

    def __str__(self) -> str:
        return str(self.publication)
