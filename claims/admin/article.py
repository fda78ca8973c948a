"""Articles with the versions of their text."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Article, ArticleVersion
from claims.vocabulary import Display, Permission, SubjectKind

from .base import DeskAdmin, DeskFields, DeskList, SluggedForm
from .shown import ShownAdmin


class ArticleForm(SluggedForm):
    """An article is named by its title."""

    named_by = "title"


class VersionFormSet(BaseInlineFormSet):
    """The texts of an article; a new one is numbered by the desk."""

    def save_new(self, form: Any, commit: bool = True) -> Any:
        numbers = self.get_queryset().values_list("number", flat=True)
        form.instance.number = max(numbers, default=0) + 1
        return super().save_new(form, commit=commit)


class VersionInline(DeskFields, admin.StackedInline):
    """The kept texts, to be read; and a place for a new one."""

    model = ArticleVersion
    formset = VersionFormSet
    template, row_template = "admin/claims/_ledger.html", "admin/claims/article/_version_row.html"
    heading = _("Its text")
    hint = _("A text is never changed. When the original changes, add the new text as a new version.")
    fields = ["text"]
    extra = 0
    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 16})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Article)
class ArticleAdmin(ShownAdmin, DeskAdmin):
    """What claims are made in."""

    form = ArticleForm
    change_form_template = "admin/claims/article/change_form.html"
    change_list_template = "admin/claims/article/change_list.html"
    subject_kind, page = SubjectKind.ARTICLE, "article"
    list_display = ["title", "publisher", "published_on", "language", "display", "changed"]
    list_filter = ["display", "language"]
    search_fields = ["title", "publisher", "byline", "slug", "url"]
    date_hierarchy = "created_at"
    inlines = [VersionInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("language", "published_on"), "url", ("byline", "medium")]}),
        (_("Where it appeared"), {"fields": ["publisher", "publisher_url"]}),
        (_("For readers"), {"fields": ["display", "note"]}),
    ]

    def get_readonly_fields(self, request: Any, obj: Article | None = None) -> Any:
        """How much readers see is for those to say who publish."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm(Permission.PUBLISH) else [*fields, "display"]

    def save_model(self, request: Any, obj: Article, form: forms.ModelForm, change: bool) -> None:
        """Save the article; what readers see of its text is changed by the desk's own act."""
        wanted = Display(obj.display)
        if not change or "display" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        obj.display = form.initial["display"]
        super().save_model(request, obj, form, change)
        desk.display_article(obj, by=request.user, display=wanted)


@admin.register(ArticleVersion)
class ArticleVersionAdmin(DeskList):
    """Text versions, for choosing one; they are kept on their article's page."""

    search_fields = ["article__title", "article__slug", "article__publisher"]
    list_select_related = ["article"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleVersion]:
        return super().get_queryset(request).select_related("article").defer("text")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
