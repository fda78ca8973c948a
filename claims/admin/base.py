"""What every screen of the desk does: refuses stale saves and shows each refusal in its form."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.models import free_slug
from claims.models.fields import without_bad_characters

from .choosing import ChooseOne, ChooseSeveral
from .fields import Lines, Text
from .history import HistoryAdmin
from .refusals import sentences
from .three_way import ThreeWayAdmin


class RefusingForm(forms.ModelForm):
    """A form that shows what an act refused."""

    refused: ClassVar[Sequence[str]] = ()  # what was refused when these very data were saved

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for sentence in self.refused:
            self.add_error(None, sentence)
        return cleaned


class DeskForm(RefusingForm):
    """A form that names the version it was made from; the next save of an old one is refused."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance._state.adding:
            self._refuse_stale(cleaned.get("version"))
        return cleaned

    def _refuse_stale(self, seen: int | None) -> None:
        """Hold the row until the save is done, if it is still the one that was seen."""
        noun = type(self.instance)
        held = noun._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if held is None:
            self.add_error(None, _("Somebody else deleted this in the meantime."))
        elif seen is None:
            self.add_error(None, _("The form did not say which version it was made from: look it through, save again."))
            self._carry(held.version)
        elif seen != held.version:  # it was saved just now: the next save is brought together with that
            self.add_error(None, [_("Somebody else saved this at the same time."), *desk.changed_meanwhile(held, seen)])

    def _carry(self, version: int) -> None:
        """Let the next save count as made from this version: its maker has been told."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("version")] = version


class SluggedForm(DeskForm):
    """A form that proposes an address from a name; readers see it in links."""

    named_by: ClassVar[str] = "name"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Leave it empty to have one made.")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or self.instance.slug
        return slug or self._proposed(self.cleaned_data.get(self.named_by, ""))

    def _proposed(self, name: str) -> str:
        return free_slug(self._meta.model, name)


class DeskFields(BaseModelAdmin):
    """How the columns of our nouns become fields of a form."""

    formfield_overrides = {
        models.TextField: {"form_class": Text, "widget": AdminTextareaWidget(attrs={"rows": 4})},
        ArrayField: {"form_class": Lines, "widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            field.validators = [*field.validators, without_bad_characters]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # what others cite is deleted on its own page
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ChooseOne(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ChooseSeveral(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class DeskChangeList(ChangeList):
    """The rows of a list; a filter in its address that cannot be meant leads back to the list."""

    def get_results(self, request: HttpRequest) -> None:
        try:
            with transaction.atomic():
                super().get_results(request)
        except (ValueError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class DeskList(HistoryAdmin):
    """A list of one noun, named for what it shows."""

    show_full_result_count = False
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not all(pk.isdecimal() for pk in request.POST.getlist("_selected_action")):
            raise BadRequest(_("What was selected could not be understood."))
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address proposes for a new row, without relations that cannot be meant."""
        data = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {name: value for name, value in data.items() if name not in relations or _is_meant(value)}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskChangeList

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        if "\x00" in object_id:
            return None
        return super().get_object(request, object_id, from_field)

    @admin.display(description=gettext_lazy("last changed"), ordering="changed_at")
    def changed(self, row: Any) -> str:
        return date_format(localtime(row.changed_at), "j M Y")


def _is_meant(value: Any) -> bool:
    """Whether a relation in an address names rows by their numbers."""
    return all(str(pk).isdecimal() for pk in (value if isinstance(value, list) else [value]))


class RefusingAdmin(DeskFields, DeskList):
    """A noun whose saves may be refused: the form comes back as it was typed, with every reason."""

    form = RefusingForm

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.refused = getattr(request, "refused", ())
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or show the form again as it was typed with every refusal in it."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except (Refused, IntegrityError, DataError) as error:
            request.refused = sentences(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)


class DeskAdmin(ThreeWayAdmin, RefusingAdmin):
    """A noun of the desk."""

    form = DeskForm
    change_form_template = "admin/desk_form.html"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring an old form and what was saved since together first, then save as every noun is saved."""
        if request.method == "POST":
            self.reconcile(request, kwargs.get("object_id") or next(iter(args), None))
        return super().changeform_view(request, *args, **kwargs)


class RecordAdmin(DeskList):
    """A noun of the record: to be read, never touched."""

    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
