import hashlib
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import CheckConstraint, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from claims.vocabulary import TipStatus

from .claim import Claim
from .constraints import LANGUAGE_TAG, one_of, web_address
from .fields import WebAddressField, without_bad_characters
from .user import User

DIGEST = "^[0-9a-f]{64}$"
UNANSWERED = [TipStatus.RECEIVED, TipStatus.LOOKED_AT]


class TipQuerySet(models.QuerySet["Tip"]):
    """Questions about tips."""

    def tracked_by(self, token: str) -> Self:
        """The tip that a reader follows at an address with this token, or none."""
        return self.filter(secret_sha256=digest_of(token))

    def unanswered(self) -> Self:
        """Tips of which nothing has come yet."""
        return self.filter(status__in=UNANSWERED)

    def for_the_desk(self) -> Self:
        """Tips with their claim and how many readers asked for it (`times_asked`)."""
        same = Tip.objects.filter(claim=OuterRef("claim")).order_by().values("claim")
        counted = Subquery(same.annotate(n=models.Count("pk")).values("n"))
        return self.select_related("claim", "handled_by").annotate(times_asked=Coalesce(counted, 0))

    def like(self, tip: "Tip") -> Self:
        """The other tips with the same link, or with words spelt much like this one's, newest first."""
        same = Q(link=tip.link) if tip.link else Q(pk__in=[])
        near = Q(text__trigram_similar=tip.text) if tip.text else Q(pk__in=[])
        return self.filter(same | near).exclude(pk=tip.pk).order_by("-pk")


class Tip(models.Model):
    """A reader asks us to check something. Only the reader, by a private address, and the desk see it."""

    text = models.CharField("claim", max_length=2000, blank=True, validators=[without_bad_characters])
    link = WebAddressField("link")
    contact = models.EmailField("e-mail address", blank=True)
    consented = models.BooleanField("may be written to", default=False)
    language = models.CharField("language", max_length=35, default="en")
    status = models.CharField("status", max_length=13, choices=TipStatus, default=TipStatus.RECEIVED, editable=False)
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, editable=False, related_name="tips", verbose_name="claim on the desk"
    )
    reason = models.CharField(
        "why it cannot be checked",
        max_length=1000,
        blank=True,
        editable=False,
        validators=[without_bad_characters],
    )
    created_at = models.DateTimeField("received", db_default=Now(), editable=False)
    handled_at = models.DateTimeField("last handled", null=True, editable=False)
    handled_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="last handled by"
    )
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)  # of the token in its address

    objects = TipQuerySet.as_manager()

    class Meta:
        verbose_name = "tip"
        verbose_name_plural = "tips"
        ordering = ["-pk"]
        default_permissions = ("view", "delete")
        permissions = [("see_contact", "Can see the e-mail address that a reader left with a tip")]
        constraints = [
            CheckConstraint(condition=~Q(text="", link=""), name="tip_has_a_text_or_a_link"),
            web_address("tip", "link"),
            one_of("tip", "status", TipStatus.values),
            CheckConstraint(condition=Q(language__regex=LANGUAGE_TAG), name="tip_language_is_a_tag"),
            CheckConstraint(condition=Q(contact="") | Q(consented=True), name="tip_contact_is_kept_with_consent"),
            CheckConstraint(
                condition=Q(contact="") | Q(status__in=UNANSWERED), name="tip_that_is_answered_keeps_no_contact"
            ),
            CheckConstraint(
                condition=Q(status=TipStatus.JOINED, claim__isnull=False)
                | (~Q(status=TipStatus.JOINED) & Q(claim=None)),
                name="tip_that_is_joined_names_its_claim",
            ),
            CheckConstraint(
                condition=(Q(status=TipStatus.NOT_CHECKABLE) & ~Q(reason=""))
                | (~Q(status=TipStatus.NOT_CHECKABLE) & Q(reason="")),
                name="tip_that_is_not_checkable_says_why",
            ),
            CheckConstraint(
                condition=Q(handled_at=None, handled_by=None) | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="tip_is_handled_by_somebody",
            ),
            CheckConstraint(condition=Q(secret_sha256__regex=DIGEST), name="tip_secret_is_a_digest"),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="tips_by_state_newest_first"),
            GinIndex(OpClass(F("text"), "gin_trgm_ops"), name="tips_by_spelling"),
            models.Index(fields=["link"], condition=~Q(link=""), name="tips_by_link"),
        ]

    def __str__(self) -> str:
        return self.text or self.link


def digest_of(token: str) -> str:
    """What is kept of the token of a private address: SHA-256 of its UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()
