"""A stale save is refused with three sides: as it was opened, as it is now, as it was typed. Nothing typed is lost."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from claims import desk
from claims.models import ClaimTopic, Evidence, state_of_version
from claims.models.versioned import Versioned

from .bringing_together import DELETED, FIELD, MINE, REMOVED, THEIRS, Fields, Form, Merged, Question, Rows, answers

Sides = dict[type[models.Model], dict[int, Any]]  # the rows of each table, by number


class ThreeWay:
    """One save of a row that may have been made from an old version of it."""

    def __init__(self, request: Any, screen: admin.ModelAdmin, row: Versioned) -> None:
        self.request, self.screen, self.row = request, screen, row
        self.data: QueryDict = request.POST.copy()
        self.seen = int(self.data["version"])
        self.rows_open: set[str] = set()

    def settle(self) -> Merged | None:
        """Write what is to stand into the request; what has to be asked, or None when it can be saved."""
        self._answer()
        left_open = [(sort, name) for sort, name, answer in answers(self.data) if not answer]
        self.rows_open = {f"{sort}:{name}" for sort, name in left_open if sort != FIELD}
        merged = Merged()
        if self.seen != self.row.version:
            self._merge(merged)
        merged.questions += self._asked_again(left_open, merged)
        self.data["version"] = str(self.row.version)
        self.request.POST = self.data
        return merged if merged.questions or self.seen != self.row.version else None

    def _answer(self) -> None:
        """Do as each question was answered."""
        for sort, name, answer in answers(self.data):
            if (sort, answer) in ((REMOVED, THEIRS), (DELETED, MINE)):
                self.data[f"{name}-DELETE"] = "on"
            if (sort, answer) == (FIELD, THEIRS) and (form := self._form_of(name, self.seen)) is not None:
                for key, sent in form.fields.typed_one(name.removeprefix(form.prefix), _value(form, name)).items():
                    self.data.setlist(form.prefix + key, sent)

    def _merge(self, merged: Merged) -> None:
        base = self._at(self.seen)
        form = self._main(base)
        for key, sent in form.merge(merged).items():
            self.data.setlist(key, sent)
        for rows in self._rows(base):
            rows.merge(merged)

    def _asked_again(self, left_open: list[tuple[str, str]], merged: Merged) -> Iterator[Question]:
        """Yield the questions that were left open."""
        asked = {question.key for question in merged.questions}
        for name in [name for sort, name in left_open if sort == FIELD and f"{FIELD}:{name}" not in asked]:
            form = self._form_of(name, self._first())
            if form is not None:
                yield form.question(name.removeprefix(form.prefix))
        if self.seen != self.row.version:
            return  # the rows were asked about where they now stand
        rows = list(self._rows(self._at(self.seen)))
        for sort, name in left_open:
            prefix, _dash, index = name.rpartition("-")
            for one in rows if sort != FIELD and index.isdecimal() else ():
                yield from one.asked_again(int(index), sort) if one.prefix == prefix else []

    def _first(self) -> int:
        """The version that the form was made from before anything was asked."""
        given = self.data.get("base", "")
        return int(given) if given.isdecimal() and len(given) < 10 else self.seen

    def _at(self, version: int) -> Sides:
        """The row and its rows as they were for who was given a version."""
        sides: Sides = {}
        for (noun, pk), event in state_of_version(self.row, version).items():
            sides.setdefault(noun, {})[pk] = event
        return sides

    def _main(self, base: Sides) -> Form:
        fields = Fields(self.screen.get_form(self.request, self.row, change=True))
        noun = type(self.row)
        event = base.get(noun, {}).get(self.row.pk)
        topics = [link.topic_id for link in base.get(ClaimTopic, {}).values()]
        was = fields.values(_as_row(noun, event), topics) if event is not None else {}
        return Form(fields, was, fields.values(self.row), self.data)

    def _rows(self, base: Sides) -> Iterator[Rows]:
        for formset, inline in self.screen.get_formsets_with_inlines(self.request, self.row):
            if inline.has_change_permission(self.request, self.row):
                yield self._rows_of(formset, inline, base)

    def _rows_of(self, formset: type[BaseInlineFormSet], inline: Any, base: Sides) -> Rows:
        key: Any = formset.fk
        noun, fields, fk = inline.model, Fields(formset.form), key.name
        was = {pk: _as_row(noun, event) for pk, event in base.get(noun, {}).items()}
        now = {row.pk: row for row in inline.get_queryset(self.request).filter(**{fk: self.row})}
        return Rows(
            fields,
            prefix=formset.get_default_prefix(),
            parent=(fk, self.row.pk),
            base={pk: fields.values(row) for pk, row in was.items()},
            theirs={pk: fields.values(row) for pk, row in now.items()},
            data=self.data,
            named={pk: _named(row) for pk, row in (was | now).items()},
            single=inline.max_num == 1,
            left_open=self.rows_open,
        )

    def _form_of(self, name: str, version: int) -> Form | None:
        """The form in which a field stands: what it said at a version is its base, what it says now is theirs."""
        base = self._at(version)
        main = self._main(base)
        if name in main.fields.of:
            return main
        for rows in self._rows(base):
            index, _dash, field = name.removeprefix(f"{rows.prefix}-").partition("-")
            if name.startswith(f"{rows.prefix}-") and index.isdecimal() and field in rows.fields.of:
                pk = rows.pk_at(int(index))
                return rows.form_at(int(index), pk) if pk is not None else None
        return None


def _value(form: Form, name: str) -> Any:
    """What a field said at the version that the form was made from."""
    return form.base.get(name.removeprefix(form.prefix))


def _as_row(noun: type[models.Model], event: Any) -> Any:
    """A row as it was, not to be saved."""
    return noun(**{field.attname: getattr(event, field.attname) for field in noun._meta.concrete_fields})


def _named(row: Any) -> str:
    noun = capfirst(str(row._meta.verbose_name))
    return f"{noun} [{row.number}]" if isinstance(row, Evidence) else noun


class ThreeWayAdmin(admin.ModelAdmin):
    """A screen whose stale saves are refused with all three sides."""

    def reconcile(self, request: Any, object_id: str | None) -> None:
        """Bring a save together with what others saved since; its questions are shown with the form."""
        given = request.POST.get("version", "")
        row = self.get_object(request, object_id) if object_id and given.isdecimal() and len(given) < 10 else None
        if not isinstance(row, Versioned) or not self.has_change_permission(request, row):
            return
        seen = int(given)
        if seen == row.version and "asked" not in request.POST:
            return
        first = request.POST.get("base") or given
        merged = ThreeWay(request, self, row).settle()
        if merged is None:
            return
        changes = desk.changed_meanwhile(row, seen) if seen != row.version else []
        request.refused = [*_why(seen != row.version), *changes]
        request.three_way = {"merged": merged, "base": first}

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        context["three_way"] = getattr(request, "three_way", None)
        return super().render_change_form(request, context, *args, **kwargs)


def _why(stale: bool) -> list[str]:
    if stale:
        return [_("Somebody else saved this after you opened it. What you typed is below, with what they changed.")]
    return [_("Say for each whose is to stand.")]
