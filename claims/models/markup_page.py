from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from claims.addresses import bare_host, digest_of_page
from claims.text import new_public_id

from .constraints import filled, web_address
from .fields import WebAddressField, without_bad_characters
from .publication import DIGEST
from .versioned import Versioned

A_LIST = Exact(Func(F("markups"), function="jsonb_typeof", output_field=models.TextField()), Value("array"))


class MarkupPageQuerySet(models.QuerySet["MarkupPage"]):
    """Questions about pages with markup."""

    def at(self, address: str) -> Self:
        """The page at an address, however that is written."""
        return self.filter(digest=digest_of_page(address))

    def of_site(self, site: str) -> Self:
        """The pages of a site, those kept last first."""
        return self.filter(site=bare_host(site)).order_by("-pk")


@pghistory.track()
class MarkupPage(Versioned):
    """ClaimReview markup of a page that stands elsewhere, as a program of the desk keeps it. No reader sees it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    page_url = WebAddressField(_("address of the page"), blank=False)
    digest = models.CharField(_("digest of the address"), max_length=64, editable=False)
    site = models.CharField(_("site"), max_length=253, editable=False)
    publish_date = models.CharField(
        _("published"), max_length=40, blank=True, validators=[without_bad_characters], help_text=_("As it was given.")
    )
    author_name = models.CharField(_("publisher"), max_length=200, blank=True, validators=[without_bad_characters])
    author_image_url = WebAddressField(_("publisher's picture"))
    markups = models.JSONField(
        _("markup"),
        default=list,
        blank=True,
        help_text=_("Each check on the page, in the shape of Google's interface."),
    )

    objects = MarkupPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page with markup")
        verbose_name_plural = _("pages with markup")
        ordering = ["-pk"]
        constraints = [
            filled("markup_page", "page_url"),
            filled("markup_page", "site"),
            web_address("markup_page", "page_url"),
            web_address("markup_page", "author_image_url"),
            models.UniqueConstraint(
                fields=["digest"],
                name="markup_page_is_kept_once",
                violation_error_message=_("There is markup of this page already."),
            ),
            models.CheckConstraint(condition=Q(digest__regex=DIGEST), name="markup_page_digest_is_sha256"),
            models.CheckConstraint(condition=A_LIST, name="markup_page_markups_are_a_list"),
        ]
        indexes = [models.Index(F("site"), F("id").desc(), name="markup_pages_of_a_site")]

    def __str__(self) -> str:
        return self.page_url

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the site of the address, and the digest by which its other spellings find it."""
        self.digest, self.site = digest_of_page(self.page_url), bare_host(self.page_url)
        super().save(*args, **kwargs)
