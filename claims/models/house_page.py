"""What the house tells readers about itself: drafts that change, and versions that were once in force."""

import hashlib
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from claims.vocabulary import HousePageKind

from .constraints import filled, language_tag, one_of
from .fields import without_bad_characters
from .publication import DIGEST
from .versioned import Versioned

LONGEST = 100_000


def house_language() -> str:
    """The language that the house speaks."""
    return settings.LANGUAGE_CODE


def as_file(title: str, text: str) -> str:
    """A page as one Markdown file: its digest is taken of these UTF-8 bytes."""
    return f"# {title}\n\n{text}\n"


def digest_of(title: str, text: str) -> str:
    """SHA-256 of a page as one file, hexadecimal."""
    return hashlib.sha256(as_file(title, text).encode()).hexdigest()


class HousePageQuerySet(models.QuerySet["HousePage"]):
    def with_version_in_force(self) -> Self:
        """Drafts with what readers see of them: `number_in_force`, `in_force_since`, `digest_in_force`."""
        newest = HousePageVersion.objects.filter(kind=OuterRef("kind"), language=OuterRef("language"))
        newest = newest.order_by("-number")
        return self.annotate(
            number_in_force=Subquery(newest.values("number")[:1]),
            in_force_since=Subquery(newest.values("published_at")[:1]),
            digest_in_force=Subquery(newest.values("sha256")[:1]),
        )

    def missing_kinds(self) -> list[HousePageKind]:
        """The kinds of page that nobody has begun to write in the house's own language."""
        begun = set(self.filter(language=house_language()).values_list("kind", flat=True))
        return [kind for kind in HousePageKind if kind not in begun]


@pghistory.track()
class HousePage(Versioned):
    """A page about the house in one language, as the desk is writing it. Readers see its versions."""

    kind = models.CharField(_("page"), max_length=13, choices=HousePageKind)
    language = models.CharField(_("language"), max_length=35, default=house_language)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(
        _("text"),
        max_length=LONGEST,
        help_text=_("Markdown. Links may lead within the site: [our ratings](/ratings/)."),
    )

    objects = HousePageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page about the house")
        verbose_name_plural = _("pages about the house")
        ordering = ["kind", "language"]
        permissions = [("publish_housepage", _("Can put pages about the house in force"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                name="house_page_is_written_once_in_a_language",
                violation_error_message=_("There is such a page in this language already."),
            ),
            one_of("house_page", "kind", HousePageKind.values),
            language_tag("house_page"),
            filled("house_page", "title"),
            filled("house_page", "text"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def sha256(self) -> str:
        """The digest that it would have as a version."""
        return digest_of(self.title, self.text)


class HousePageVersionQuerySet(models.QuerySet["HousePageVersion"]):
    def in_force(self, language: str) -> Self:
        """The newest version of each page: in a language where there is one, else in the house's own, else in any."""
        nearest = Case(When(language=language, then=0), When(language=house_language(), then=1), default=2)
        return self.order_by("kind", nearest, "-number").distinct("kind")

    def of(self, kind: str) -> Self:
        """Every version of one page, in whichever language, newest first."""
        return self.filter(kind=kind).order_by("-number")

    def of_draft(self, page: HousePage) -> Self:
        """What was published of a page in its language, newest first."""
        return self.of(page.kind).filter(language=page.language)

    def kinds(self) -> list[str]:
        """The kinds of page that readers have, in the order in which they read them."""
        published = set(self.order_by().values_list("kind", flat=True).distinct())
        return [kind for kind in HousePageKind.values if kind in published]


class HousePageVersion(models.Model):
    """What a page about the house told readers from a moment on. Never changed; a new text is a new version.

    The versions of a page are numbered through all its languages, so that a number means one text.
    """

    kind = models.CharField(_("page"), max_length=13, choices=HousePageKind)
    number = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=35)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=LONGEST, validators=[without_bad_characters])
    note = models.TextField(_("what changed, for readers"), max_length=1000, blank=True)
    sha256 = models.CharField(_("digest"), max_length=64, editable=False)
    published_at = models.DateTimeField(_("in force since"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )

    objects = HousePageVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a page about the house")
        verbose_name_plural = _("versions of pages about the house")
        default_permissions = ()
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="house_page_version_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""),
                name="house_page_version_that_follows_says_what_changed",
                violation_error_message=_("Tell readers what changed."),
            ),
            models.CheckConstraint(condition=Q(sha256__regex=DIGEST), name="house_page_version_digest_is_sha256"),
            one_of("house_page_version", "kind", HousePageKind.values),
            language_tag("house_page_version"),
            filled("house_page_version", "title"),
            filled("house_page_version", "text"),
        ]
        indexes = [models.Index("kind", "language", models.F("number").desc(), name="house_page_versions_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the digest of the text."""
        self.sha256 = digest_of(self.title, self.text)
        super().save(*args, **kwargs)

    @property
    def file(self) -> str:
        """The page as one Markdown file."""
        return as_file(self.title, self.text)

    @property
    def is_whole(self) -> bool:
        """Whether it still says what it was published with: a law may have had a name erased."""
        return digest_of(self.title, self.text) == self.sha256
