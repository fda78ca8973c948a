"""Rows of a claim that editors put in order."""

from typing import Any

from django import forms
from django.db.models import Max
from django.forms.models import BaseInlineFormSet
from django.utils.datastructures import MultiValueDict

from .choosing import ChooseOne


class OrderedForm(forms.ModelForm):
    """A row with its place among the others; without one it comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        if not self.instance.pk:
            self.initial["position"] = None
            return
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, ChooseOne):
                widget.known = getattr(self.instance, name)


class OrderedFormSet(BaseInlineFormSet):
    """The rows of a claim; one that was removed while somebody typed in it comes back as a new one."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound and (removed := self._removed_meanwhile()):
            self.data = self._as_new(removed)
            del self.management_form  # it was read from the old data

    def _removed_meanwhile(self) -> list[int]:
        there = {str(row.pk) for row in self.get_queryset()}
        stated = range(min(self.initial_form_count(), self.total_form_count()))
        return [i for i in stated if self.data.get(f"{self.add_prefix(i)}-id", "") not in there]

    def _as_new(self, removed: list[int]) -> MultiValueDict[str, Any]:
        """The data with the removed rows after the others, as if they had just been typed."""
        initial, total = self.initial_form_count(), self.total_form_count()
        kept = [i for i in range(initial) if i not in removed]
        order = {str(old): new for new, old in enumerate([*kept, *removed, *range(initial, total)])}
        typed: Any = self.data
        data: MultiValueDict[str, Any] = typed.copy()
        for name in [name for name in data if name.startswith(f"{self.prefix}-")]:
            index, _dash, field = name.removeprefix(f"{self.prefix}-").partition("-")
            if index not in order:
                continue
            values = typed.getlist(name)
            blank = field == "id" and int(index) in removed
            data.setlist(f"{self.prefix}-{order[index]}-{field}", [""] if blank else values)
        data[f"{self.prefix}-INITIAL_FORMS"] = len(kept)
        return data

    def clean(self) -> None:
        """Put the rows that have no place behind all others."""
        super().clean()
        last = self.get_queryset().aggregate(last=Max("position"))["last"] or 0
        placed = [form.cleaned_data.get("position") or 0 for form in self.forms if form.is_valid()]
        last = max([last, *placed])
        for form in self.forms:
            if form.is_valid() and form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last
