"""Translations on the claim's screen, and a page to write one: what readers were told left, the translation right."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from claims import cldr, desk, languages
from claims.errors import Refused
from claims.models import Claim, Publication
from claims.vocabulary import Permission, Status

from .acts import deed
from .asking import RowAct
from .refusals import sentences
from .translating_forms import TranslationForm


@dataclass(frozen=True)
class Listed:
    """A translation in the list of a claim: its language, where it stands, and where it is written."""

    name: str
    standing: str
    url: str


def standing_words(standing: desk.TranslationStanding) -> str:
    """Where a translation stands, in a few words."""
    if standing.shown is None:
        return _("Draft: readers see nothing of it")
    if standing.original_changed:
        return _("Published; the original was changed since")
    return _("Published, edited since") if standing.is_edited else _("Published")


def translations(claim: Claim) -> dict[str, Any]:
    """The translations of a claim, and the languages of the site into which nobody has translated it."""
    found = desk.translations_of(claim)
    taken = [claim.language, *(standing.language for standing in found)]
    free = [
        (cldr.language_name(code), _address(claim, code))
        for code, _name in settings.LANGUAGES
        if not any(languages.speaks(tag, code) for tag in taken)
    ]
    listed = [Listed(cldr.language_name(s.language), standing_words(s), _address(claim, s.language)) for s in found]
    return {"listed": listed, "free": free if claim.status == Status.PUBLISHED else []}


def _address(claim: Claim, language: str) -> str:
    return reverse("admin:claims_claim_translation", args=[claim.pk, language])


class TranslatingAdmin(admin.ModelAdmin):
    """A claim's screen with its translations."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.translation_view)
        return [
            path("<int:pk>/translations/<slug:language>/", view, name="claims_claim_translation"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("obj") is not None:
            context["translations"] = translations(context["claim"])
        return super().render_change_form(request, context, *args, **kwargs)

    def translation_view(self, request: Any, pk: int, language: str) -> HttpResponse:
        """A translation beside what it translates; what was typed, when it is sent."""
        claim = self._translated(request, pk)
        if claim.is_blind_for(request.user):
            return redirect("admin:claims_claim_second_verdict", pk)
        entry = desk.told_finding(claim)
        if entry is None:
            self.message_user(request, _("Only what readers see can be translated."), messages.ERROR)
            return redirect("admin:claims_claim_change", pk)
        standing = next((s for s in desk.translations_of(claim) if s.language == language), None)
        form = TranslationForm(request.POST or None, language=language, entry=entry, standing=standing)
        refused: list[str] = []
        if request.method == "POST" and form.is_valid():
            refused = self._save(request, claim, language, form)
            if not refused:
                return redirect(_address(claim, language))
        return self._translation_page(request, claim, language, entry, standing, form, refused)

    def _translated(self, request: Any, pk: int) -> Claim:
        claim = Claim.objects.filter(pk=pk).first()
        if claim is None:
            raise Http404
        if not (self.has_view_permission(request, claim) and request.user.has_perm(Permission.WORK)):
            raise PermissionDenied
        return claim

    def _save(self, request: Any, claim: Claim, language: str, form: TranslationForm) -> list[str]:
        """Save what was typed, or say every reason why not."""
        try:
            desk.write_translation(claim, by=request.user, language=language, **form.said)
        except (Refused, IntegrityError, DataError) as error:
            held = claim.translations.filter(language=language).first()
            form.carry(held.version if held else 0)
            return sentences(error)
        self.log_change(request, claim, str(_("Wrote a translation")))
        self.message_user(request, _("The translation is saved. Readers see nothing of it yet."), messages.SUCCESS)
        return []

    def _translation_page(
        self,
        request: Any,
        claim: Claim,
        language: str,
        entry: Publication,
        standing: desk.TranslationStanding | None,
        form: TranslationForm,
        refused: list[str],
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Translation: %(language)s") % {"language": cldr.language_name(language)},
            "original": claim,
            "claim": claim,
            "entry": entry,
            "language": language,
            "standing": standing,
            "standing_words": standing_words(standing) if standing else _("Nobody has begun it"),
            "form": form,
            "refused": refused,
            "may_override": request.user.has_perm(Permission.OVERRIDE),
            "acts": _acts(claim, request.user, standing),
        }
        status = 400 if refused or form.errors else 200
        return TemplateResponse(request, "admin/claims/claim/translation.html", context, status=status)


def _acts(claim: Claim, person: Any, standing: desk.TranslationStanding | None) -> list[RowAct]:
    """What this person may do with a translation beside writing it."""
    if standing is None:
        return []
    has_work = {
        "publish_translation": standing.has_news,
        "withdraw_translation": standing.shown is not None,
    }
    offered = [deed(name) for name, has in has_work.items() if has]
    acts = []
    for chosen in offered:
        if chosen is not None and chosen.is_for(claim, person):
            form: Any = chosen.form(None, name=chosen.name, claim=claim, person=person)
            form.initial = {"language": standing.language, "made_from": standing.row.version if standing.row else 0}
            acts.append(RowAct(chosen, form, f"act-{chosen.name}"))
    return acts
