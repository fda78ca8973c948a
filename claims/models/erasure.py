from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .constraints import filled
from .publication import Publication


class Erasure(models.Model):
    """The note that stays when a natural person's data were erased because the law asks for it."""

    subject = models.CharField(_("what was erased"), max_length=200, help_text=_("Without the name."))
    basis = models.CharField(_("legal basis"), max_length=500)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("erased by")
    )
    erased_at = models.DateTimeField(_("erased"), auto_now_add=True)
    publications = models.ManyToManyField(Publication, related_name="erasures", verbose_name=_("entries"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-pk"]
        constraints = [filled("erasure", "subject"), filled("erasure", "basis")]

    def __str__(self) -> str:
        return self.subject
