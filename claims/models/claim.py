from datetime import date, timedelta
from decimal import Decimal
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Abs, Coalesce, Greatest, Least, Now, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.text import new_public_id
from claims.vocabulary import ClaimKind, Priority, Queue, Status

from .addresses import free_slug
from .claim_work import UNFINISHED, WorkQuerySet
from .constraints import filled, language_tag, one_of, partial_date, quantified
from .fields import without_bad_characters
from .quantified import Quantified
from .rating import Rating
from .topic import Topic
from .user import User
from .versioned import Versioned


def _count(ratings: models.QuerySet[Rating]) -> Subquery:
    return Subquery(ratings.order_by().values("scale").annotate(n=models.Count("pk")).values("n"))


class ClaimQuerySet(WorkQuerySet["Claim"]):
    def for_the_desk(self) -> Self:
        """Claims with what a list of the desk shows of them."""
        return self.select_related("verdict__rating", "verdict__written_by", "assignee")

    def with_marks(self) -> Self:
        """Claims with the place of their rating on its scale: `rating_position` of `rating_steps`."""
        placed = Rating.objects.filter(scale=OuterRef("verdict__rating__scale"), value__isnull=False)
        below = placed.filter(value__lte=OuterRef("verdict__rating__value"))
        return self.annotate(rating_position=_count(below), rating_steps=_count(placed))

    def in_state(self, status: Status) -> Self:
        """Claims that stand there, longest untouched first."""
        return self.filter(status=status).order_by("changed_at")

    def waiting_for(self, person: User) -> Self:
        """What this person has in hand, and for an approver what others sent to review."""
        mine, theirs = (claims.values("pk") for claims in (self.in_hand_of(person), self.to_be_approved_by(person)))
        return self.filter(models.Q(pk__in=mine) | models.Q(pk__in=theirs)).order_by("changed_at")

    def like(self, words: str) -> Self:
        """Claims whose statement is spelt much like these words, the most alike first; also by address or id."""
        same = models.Q(slug=words.lower()) | models.Q(public_id=words)
        near = models.Q(statement__trigram_similar=words) | models.Q(statement__trigram_word_similar=words)
        return self.filter(near | same).order_by(TrigramSimilarity("statement", words).desc(), "-pk")

    def mergeable(self) -> Self:
        """Claims that another can be merged into."""
        return self.exclude(status__in=[Status.DECLINED, Status.MERGED, Status.SCHEDULED])

    def open_to(self, person: User) -> Self:
        """Claims whose verdict this person may know: not those that they are asked to judge blind.

        These are left out as a whole, so that no column, order, filter or count tells what the verdict says.
        """
        return self.exclude(pk__in=person.second_verdicts.waiting().values("claim"))

    def hidden_from(self, person: User) -> set[int]:
        """The numbers of the others: nothing of their verdicts may reach this person, comments and news included."""
        return set(person.second_verdicts.waiting().values_list("claim", flat=True))

    def named(self, address: str) -> Self:
        """The claim with this address or id."""
        return self.filter(models.Q(slug=address) | models.Q(public_id=address))

    def with_times_asked(self) -> Self:
        """Claims that say how many readers asked for them (`times_asked`)."""
        same = Claim.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        return self.annotate(times_asked=Subquery(same.annotate(n=models.Count("tips")).values("n")))

    def per_state(self) -> dict[Status, int]:
        """How many claims stand in each state."""
        counted = dict(self.order_by().values_list("status").annotate(models.Count("pk")))
        return {status: counted.get(status, 0) for status in Status}

    def due_for_recheck(self, day: date) -> Self:
        """Published claims that are to be looked at again: asked for, or promised to readers by that day.

        The oldest finding first; each says the day that readers were told (`promised_by`).
        """
        asked = Claim.objects.filter(~models.Q(recheck_because="")).order_by()
        promised = Claim.objects.filter(review__review_by__lte=day).order_by()
        due = asked.values("pk").union(promised.values("pk"))  # each half is read from its own index
        found = self.filter(pk__in=due, status=Status.PUBLISHED).annotate(as_of=models.F("verdict__as_of"))
        return found.annotate(promised_by=models.F("review__review_by")).order_by("as_of", "pk")

    def with_edits_since_published(self) -> Self:
        """Claims that say whether they were saved after readers last saw them (`edited_since_published`)."""
        last = models.F("review__told_at") + timedelta(seconds=1)  # program and database have a clock each
        return self.annotate(edited_since_published=models.Q(changed_at__gt=last))

    def disputed_numbers(self) -> Self:
        """Claims whose number the evidence disputes, the widest `spread` first.

        The spread is the distance from the least to the greatest of the numbers claimed and found, as a
        share of the number claimed. A number found counts when it has the claim's unit or none of its own.
        """
        middle = (models.F("figure_low") + models.F("figure_high")) / 2
        same = models.Q(evidence__figure_unit="") | models.Q(evidence__figure_unit=models.F("figure_unit"))
        least = models.Min(Coalesce("evidence__figure_low", "evidence__figure_value"), filter=same)
        greatest = models.Max(Coalesce("evidence__figure_high", "evidence__figure_value"), filter=same)
        return (
            self.alias(claimed=NullIf(Coalesce("figure_value", middle), Value(Decimal(0))))
            .annotate(found_least=least, found_greatest=greatest)
            .annotate(spread=(Greatest("found_greatest", "claimed") - Least("found_least", "claimed")) / Abs("claimed"))
            .filter(claimed__isnull=False, found_least__isnull=False, spread__gt=0)
            .order_by("-spread", "pk")
        )


@pghistory.track()
class Claim(Quantified, Versioned):
    """One checkable statement, written so that it stands alone. The desk's side: no reader sees it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Frozen when the claim is first published."),
    )
    statement = models.CharField(_("statement"), max_length=500, validators=[without_bad_characters])
    language = models.CharField(_("language"), max_length=35, default="en", help_text=_("As a tag: en, az, zh-Hant."))
    kind = models.CharField(_("kind"), max_length=12, choices=ClaimKind, default=ClaimKind.EVENT)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SPOTTED, editable=False)
    status_since = models.DateTimeField(_("in this state since"), db_default=Now(), editable=False)  # set by a trigger
    topics = models.ManyToManyField(Topic, related_name="claims", blank=True, verbose_name=_("topics"))
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims_in_hand",
        verbose_name=_("in the hands of"),
    )
    queue = models.CharField(
        _("queue"), max_length=7, choices=Queue, blank=True, help_text=_("Who may take it up, while nobody has it.")
    )
    due_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    public_interest = models.TextField(
        _("why we check this"), max_length=1000, blank=True, validators=[without_bad_characters]
    )
    sent_back_because = models.TextField(_("sent back because"), max_length=2000, blank=True, editable=False)
    declined_because = models.TextField(_("declined because"), max_length=2000, blank=True, editable=False)
    recheck_because = models.TextField(_("to be checked again because"), max_length=2000, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    split_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="split_off",
        verbose_name=_("split from"),
    )
    origin = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("Where an import took it from, so that it comes once."),
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-pk"]
        permissions = [
            ("work_on_claim", _("Can take up claims, write verdicts and send them to review")),
            ("assign_claim", _("Can give claims to others, set deadlines and priorities")),
            ("publish_claim", _("Can publish, correct, update, restore and send back claims")),
            ("withdraw_claim", _("Can withdraw published claims")),
            ("override_gate", _("Can publish against the gate with a reason")),
            ("erase_person", _("Can erase a person's data where the law asks for it")),
            ("export_everything", _("Can take out everything that the desk holds")),
        ]
        constraints = [
            filled("claim", "statement"),
            language_tag("claim"),
            filled("claim", "slug"),
            one_of("claim", "kind", ClaimKind.values),
            one_of("claim", "status", Status.values),
            one_of("claim", "queue", ["", *Queue.values]),
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values), name="claim_priority_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.MERGED, merged_into__isnull=False)
                | (~models.Q(status=Status.MERGED) & models.Q(merged_into=None)),
                name="claim_that_is_merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="claim_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.DECLINED) | ~models.Q(declined_because=""),
                name="claim_that_is_declined_says_why",
            ),
            partial_date("claim", "figure_as_of"),
            *quantified("claim"),
            models.UniqueConstraint(fields=["origin"], condition=~models.Q(origin=""), name="claim_is_imported_once"),
        ]
        indexes = [
            models.Index(fields=["status", "changed_at"], name="claims_by_state_oldest_first"),
            models.Index(fields=["status", "status_since"], name="claims_by_state_longest_there"),
            models.Index(fields=["id"], condition=~models.Q(recheck_because=""), name="claims_to_be_checked_again"),
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="claims_by_deadline"),
            GinIndex(OpClass(models.F("statement"), "gin_trgm_ops"), name="claims_by_spelling"),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_overdue(self) -> bool:
        """Whether its deadline passed while it is not finished."""
        return self.due_at is not None and self.status in UNFINISHED and self.due_at < timezone.now()

    @property
    def is_in_the_record(self) -> bool:
        """Whether readers have been told of it, or will be at a set time; then its address stays."""
        told = self.status in (Status.SCHEDULED, Status.PUBLISHED, Status.WITHDRAWN)
        return told or (self.status == Status.MERGED and self.publications.exists())

    def is_blind_for(self, person: User) -> bool:
        """Whether a second verdict was asked of this person and not given yet: then they may not know the first."""
        return person.second_verdicts.waiting().filter(claim=self).exists()

    def propose_slug(self) -> None:
        """Give the claim an address of its own if it has none."""
        if not self.slug:
            self.slug = free_slug(Claim, self.statement, self.public_id)
