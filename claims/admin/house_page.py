"""The pages about the house: drafts that start from a ready-made text, and the button that puts one in force."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.formats.worddiff import Piece, pieces, shortened
from claims.intake.house_texts import ready_text
from claims.models import HousePage, HousePageVersion, house_language
from claims.models.fields import without_bad_characters
from claims.models.house_page import as_file
from claims.text import clean_page
from claims.vocabulary import HousePageKind, Permission

from .base import DeskAdmin
from .fields import Text
from .refusals import sentences

STATUS_OF = {"not_allowed": 403, "stale": 412, "invalid": 400}


class PublishForm(forms.Form):
    """Which draft was looked at, and what readers are told of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = Text(
        label=gettext_lazy("What changed, for readers"),
        required=False,
        max_length=1000,
        validators=[without_bad_characters],
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands beside the new version for ever."),
    )


@admin.register(HousePage)
class HousePageAdmin(DeskAdmin):
    """What the house tells readers about itself."""

    change_list_template = "admin/claims/housepage/change_list.html"
    change_form_template = "admin/claims/housepage/change_form.html"
    list_display = ["kind", "title", "language", "in_force", "since", "differs", "changed"]
    list_display_links = ["kind", "title"]
    list_filter = ["language"]
    search_fields = ["title", "text"]
    fields = [("kind", "language"), "title", "text"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<int:pk>/publish/", view, name="claims_housepage_publish"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[HousePage]:
        return super().get_queryset(request).with_version_in_force()  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: HousePage | None = None) -> Any:
        return ["kind", "language"] if obj else []

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "language":
            return forms.ChoiceField(
                label=_("Language"), choices=settings.LANGUAGES, initial=house_language(), required=True
            )
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 28, "dir": "auto"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A ready-made text to start from, where the address names its kind."""
        data = super().get_changeform_initial_data(request)
        if data.get("kind") not in HousePageKind.values:
            return data
        title, text = ready_text(HousePageKind(data["kind"]))
        return {"title": title, "text": text} | data

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        missing = HousePage.objects.missing_kinds() if self.has_add_permission(request) else []
        return super().changelist_view(request, {"missing": missing} | (extra_context or {}))

    def has_delete_permission(self, request: HttpRequest, obj: HousePage | None = None) -> bool:
        """A draft of what readers were told stays, to be changed."""
        told = obj is not None and HousePageVersion.objects.of_draft(obj).exists()
        return not told and super().has_delete_permission(request, obj)

    def view_on_site(self, obj: HousePage) -> str | None:
        told = HousePageVersion.objects.of_draft(obj).exists()
        return reverse("house-page", args=[obj.kind]) if told else None

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        page = kwargs.get("obj")
        if page is not None:
            context["versions"] = list(HousePageVersion.objects.of_draft(page).select_related("published_by"))
            context["blanks"] = desk.blanks(page.text)
            context["may_publish"] = request.user.has_perm(Permission.PUBLISH_PAGE)
        return super().render_change_form(request, context, *args, **kwargs)

    def publish_view(self, request: Any, pk: int) -> HttpResponse:
        """The draft as readers would see it and what is new in it; then the act."""
        page = HousePage.objects.filter(pk=pk).first()
        if page is None:
            raise Http404
        if not self.has_view_permission(request, page):
            raise PermissionDenied
        if request.method != "POST":
            return self._look(request, page, PublishForm(initial={"version": page.version}))

        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._look(request, page, form, reasons=[str(e) for e in form.errors.values()], status=400)
        try:
            version = desk.publish_page(page, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form = PublishForm(initial=form.cleaned_data | {"version": page.version})  # they have been told
            status = STATUS_OF.get(refused.code, 409)
            return self._look(request, page, form, reasons=sentences(refused), status=status)
        self.log_change(request, page, _("Put in force as version %(number)d") % {"number": version.number})
        self.message_user(
            request, _("“%(page)s” is in force as version %(number)d.") % {"page": page, "number": version.number}
        )
        return redirect("admin:claims_housepage_change", page.pk)

    def _look(
        self,
        request: Any,
        page: HousePage,
        form: PublishForm,
        *,
        reasons: list[str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        told = HousePageVersion.objects.of_draft(page).first()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("As readers would see it"),
            "original": page,
            "form": form,
            "html": mark_safe(clean_page(page.text)),  # noqa: S308 (cleaned just now)
            "in_force": told,
            "is_first": not HousePageVersion.objects.of(page.kind).exists(),
            "is_in_force": told is not None and told.sha256 == page.sha256,
            "pieces": _new_in(page, told) if told else [],
            "blanks": desk.blanks(page.text),
            "may_publish": request.user.has_perm(Permission.PUBLISH_PAGE),
            "reasons": reasons or [],
        }
        return TemplateResponse(request, "admin/claims/housepage/publish.html", context, status=status)

    @admin.display(description=gettext_lazy("in force"))
    def in_force(self, page: Any) -> str:
        if not page.number_in_force:
            return _("never published")
        return _("version %(number)d") % {"number": page.number_in_force}

    @admin.display(description=gettext_lazy("since"))
    def since(self, page: Any) -> str | None:
        return date_format(localtime(page.in_force_since), "j M Y") if page.in_force_since else None

    @admin.display(description=gettext_lazy("draft"))
    def differs(self, page: Any) -> str:
        return _("as in force") if page.sha256 == page.digest_in_force else _("differs")


def _new_in(page: HousePage, told: HousePageVersion) -> list[Piece]:
    """How the draft differs from what is in force, word by word."""
    return shortened(pieces(told.file, as_file(page.title, page.text)))
