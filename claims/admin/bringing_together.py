"""Two saves of one row: what each changed since both opened it, brought together field by field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

Raw = dict[str, list[str]]  # what a browser sends of one form, by the names of the fields

MINE, THEIRS = "mine", "theirs"
FIELD, REMOVED, DELETED = "field", "removed", "deleted"
OURS_ALONE = {"position"}  # two orders are no question worth asking


@dataclass(frozen=True)
class Question:
    """Something that both changed: whose is to stand?"""

    key: str  # what sort of question, and the field or row of the form that it is about
    label: str
    base: str
    theirs: str
    mine: str

    @property
    def sort(self) -> str:
        return self.key.partition(":")[0]


@dataclass
class Merged:
    """What came of bringing two saves together: questions, and what was taken of theirs without asking."""

    questions: list[Question] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


class Fields:
    """The fields of one form and how their values are written in it."""

    def __init__(self, form: Any) -> None:
        self.of: dict[str, forms.Field] = {name: f for name, f in form.base_fields.items() if not f.widget.is_hidden}

    def values(self, row: Any, topics: Any = None) -> dict[str, Any]:
        """What a row says, by the names of the fields; `topics` where they were others than now."""
        said = model_to_dict(row, fields=list(self.of))
        return said if topics is None or "topics" not in said else said | {"topics": topics}

    def typed(self, values: Mapping[str, Any], prefix: str = "") -> Raw:
        """What a browser would send for these values."""
        raw: Raw = {}
        for name in self.of:
            raw |= self.typed_one(name, values.get(name), prefix)
        return raw

    def typed_one(self, name: str, value: Any, prefix: str = "") -> Raw:
        """What a browser would send for one value."""
        widget: Any = _widget(self.of[name])
        value = self.of[name].prepare_value(value)
        if isinstance(widget, forms.MultiWidget):
            return self._typed_parts(widget, f"{prefix}{name}", value)
        if isinstance(widget, forms.CheckboxInput):
            return {f"{prefix}{name}": ["on"]} if value else {}
        if isinstance(widget, forms.SelectMultiple):
            return {f"{prefix}{name}": [str(getattr(part, "pk", part)) for part in value or []]}
        if isinstance(value, Decimal):
            value = f"{value.normalize():f}"
        shown = value if isinstance(widget, forms.Select | forms.RadioSelect) else widget.format_value(value)
        return {f"{prefix}{name}": ["" if shown is None else str(shown)]}

    @staticmethod
    def _typed_parts(widget: Any, name: str, value: Any) -> Raw:
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{suffix}": [str(sub.format_value(part) or "")] for suffix, sub, part in parts}

    def sent(self, name: str, data: QueryDict, prefix: str = "") -> Any:
        """What the browser sent of a field."""
        return self.of[name].widget.value_from_datadict(data, {}, prefix + name)

    def differs(self, name: str, value: Any, raw: Any) -> bool:
        """Whether what was sent is another value."""
        return self.of[name].has_changed(value, raw)

    def in_words(self, name: str, raw: Any) -> str:
        """What was sent, as an editor reads it."""
        form_field = self.of[name]
        sent = [str(part) for part in (raw if isinstance(raw, list | tuple) else [raw]) if part not in (None, "")]
        if isinstance(form_field, forms.ModelChoiceField):
            noun: Any = form_field.queryset
            rows = noun.model._default_manager.filter(pk__in=[pk for pk in sent if pk.isdecimal()])
            return ", ".join(str(row) for row in rows)
        if isinstance(form_field, forms.BooleanField):
            return _("yes") if raw else _("no")
        if isinstance(form_field, forms.ChoiceField):
            return str(dict(form_field.choices).get(raw, raw))  # type: ignore[arg-type]
        return " ".join(sent)

    def label(self, name: str) -> str:
        return str(self.of[name].label or name)


def _widget(form_field: forms.Field) -> forms.Widget:
    widget = form_field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


@dataclass
class Form:
    """One form as it was opened, as it is now, and as it was sent."""

    fields: Fields
    base: Mapping[str, Any]
    theirs: Mapping[str, Any]
    data: QueryDict
    prefix: str = ""
    named: str = ""

    def changed_by_me(self) -> bool:
        return any(self._mine_differs(name, self.base) for name in self.fields.of)

    def changed_by_them(self) -> bool:
        return any(self._theirs_differs(name) for name in self.fields.of)

    def merge(self, into: Merged) -> Raw:
        """What is to stand in the form; what both changed stays as it was sent, and is asked."""
        raw: Raw = {}
        for name in self.fields.of:
            theirs, mine = self._theirs_differs(name), self._mine_differs(name, self.base)
            if theirs and not mine:
                raw |= self.fields.typed_one(name, self.theirs.get(name), self.prefix)
                into.taken += [self._label(name)] if name not in OURS_ALONE else []
                continue
            raw |= self._as_sent(name)
            if theirs and mine and self._mine_differs(name, self.theirs) and name not in OURS_ALONE:
                into.questions.append(self.question(name))
        return raw

    def question(self, name: str) -> Question:
        """Whose value of a field is to stand?"""
        base, theirs = (self.fields.in_words(name, self._raw(name, values)) for values in (self.base, self.theirs))
        mine = self.fields.in_words(name, self.fields.sent(name, self.data, self.prefix))
        return Question(f"{FIELD}:{self.prefix}{name}", self._label(name), base, theirs, mine)

    def in_short(self, values: Mapping[str, Any] | None) -> str:
        """The row in a few words; as it was sent, where no values are given."""
        name = next((name for name in ("finding", "exact", "label", "url") if name in self.fields.of), "")
        if not name:
            return ""
        raw = self.fields.sent(name, self.data, self.prefix) if values is None else self._raw(name, values)
        return self.fields.in_words(name, raw)

    def _label(self, name: str) -> str:
        return f"{self.named}: {self.fields.label(name)}" if self.named else capfirst(self.fields.label(name))

    def _as_sent(self, name: str) -> Raw:
        own = self.prefix + name
        return {key: self.data.getlist(key) for key in self.data if key == own or key.startswith(f"{own}_")}

    def _raw(self, name: str, values: Mapping[str, Any]) -> Any:
        data = QueryDict(mutable=True)
        for key, sent in self.fields.typed_one(name, values.get(name), self.prefix).items():
            data.setlist(key, sent)
        return self.fields.sent(name, data, self.prefix)

    def _theirs_differs(self, name: str) -> bool:
        return self.fields.differs(name, self.base.get(name), self._raw(name, self.theirs))

    def _mine_differs(self, name: str, values: Mapping[str, Any]) -> bool:
        return self.fields.differs(name, values.get(name), self.fields.sent(name, self.data, self.prefix))


@dataclass
class Rows:
    """The rows of a formset as they were when it was opened, as they are now, and as they were sent."""

    fields: Fields
    prefix: str
    parent: tuple[str, int]  # the hidden field that names the row they belong to, and its number
    base: Mapping[int, Mapping[str, Any]]
    theirs: Mapping[int, Mapping[str, Any]]
    data: QueryDict
    named: Mapping[int, str]
    single: bool
    left_open: Collection[str]  # questions about rows that were asked before and not answered

    def merge(self, into: Merged) -> None:
        """Bring the rows together and write them into the data."""
        kept: list[tuple[Raw, list[Question]]] = []
        added: list[tuple[Raw, list[Question]]] = []
        seen = set()
        for index in range(self._total()):
            pk = self.pk_at(index)
            seen.add(pk)
            if pk is not None and pk in self.theirs:
                kept.append(self._both_have(index, pk, into))
            elif pk is None or pk not in self.base:
                added += [] if self._is_deleted(index) else [(self._sent(index), self.asked_again(index, REMOVED))]
            elif (left := self._they_removed(index, pk, into)) is not None:
                added.append(left)
        for pk in self.theirs:
            if pk not in seen:
                kept.append((self._theirs_row(pk), []))
                into.taken += [_("%(row)s, added") % {"row": self._named(pk)}]
        self._write(kept, added, into)

    def asked_again(self, index: int, sort: str) -> list[Question]:
        """The question about a row that was left open, if there is one."""
        key = f"{sort}:{self.prefix}-{index}"
        if key not in self.left_open:
            return []
        pk = self.pk_at(index)
        form = self.form_at(index, pk or 0)
        if sort == REMOVED:
            return [Question(key, _("A row was removed, and you changed it"), "", _("removed"), form.in_short(None))]
        label = _("%(row)s: you remove it, and it was changed") % {"row": self._named(pk or 0)}
        return [Question(key, label, "", form.in_short(form.theirs), _("removed"))]

    def _both_have(self, index: int, pk: int, into: Merged) -> tuple[Raw, list[Question]]:
        form, found = self.form_at(index, pk), Merged()
        if self._is_deleted(index) and form.changed_by_them():
            label = _("%(row)s: you remove it, and it was changed") % {"row": self._named(pk)}
            texts = form.in_short(form.base), form.in_short(form.theirs), _("removed")
            return self._theirs_row(pk), [Question(DELETED, label, *texts)]
        raw = _bare(form.merge(found), form.prefix) | self._ids(pk)
        if self._is_deleted(index):
            raw["DELETE"] = ["on"]
        into.taken += found.taken
        return raw, [*found.questions, *self.asked_again(index, DELETED)]

    def _they_removed(self, index: int, pk: int, into: Merged) -> tuple[Raw, list[Question]] | None:
        form = self.form_at(index, pk)
        if self._is_deleted(index) or not form.changed_by_me():
            into.taken += [_("%(row)s, removed") % {"row": self._named(pk)}]
            return None
        label = _("%(row)s: it was removed, and you changed it") % {"row": self._named(pk)}
        question = Question(REMOVED, label, form.in_short(form.base), _("removed"), form.in_short(None))
        return self._sent(index) | {"id": [""]}, [question]

    def _write(
        self, kept: list[tuple[Raw, list[Question]]], added: list[tuple[Raw, list[Question]]], into: Merged
    ) -> None:
        """The rows at their new places; the questions name these."""
        for key in [key for key in self.data if key.startswith(f"{self.prefix}-") and _index(key, self.prefix)]:
            del self.data[key]
        for index, (raw, questions) in enumerate([*kept, *added]):
            for name, sent in raw.items():
                self.data.setlist(f"{self.prefix}-{index}-{name}", sent)
            into.questions += [self._at(question, index) for question in questions]
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(kept) + len(added))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(kept))

    def _at(self, question: Question, index: int) -> Question:
        sort, _colon, name = question.key.partition(":")
        place = f"{self.prefix}-{index}"
        name = f"{place}-{name.rpartition('-')[2]}" if sort == FIELD else place
        return Question(f"{sort}:{name}", question.label, question.base, question.theirs, question.mine)

    def form_at(self, index: int, pk: int) -> Form:
        prefix = f"{self.prefix}-{index}-"
        theirs = self.theirs.get(pk, {})
        return Form(self.fields, self.base.get(pk, {}), theirs, self.data, prefix, self._named(pk))

    def _theirs_row(self, pk: int) -> Raw:
        return self.fields.typed(self.theirs[pk]) | self._ids(pk)

    def _ids(self, pk: int) -> Raw:
        name, number = self.parent
        return {"id": [str(pk)], name: [str(number)]}

    def _sent(self, index: int) -> Raw:
        start = f"{self.prefix}-{index}-"
        return {key.removeprefix(start): self.data.getlist(key) for key in self.data if key.startswith(start)}

    def pk_at(self, index: int) -> int | None:
        given = self.data.get(f"{self.prefix}-{index}-id", "")
        if self.single and not given and self.theirs:
            return next(iter(self.theirs))  # both wrote the one that there can be
        return int(given) if given.isdecimal() else None

    def _is_deleted(self, index: int) -> bool:
        return bool(self.data.get(f"{self.prefix}-{index}-DELETE"))

    def _total(self) -> int:
        given = self.data.get(f"{self.prefix}-TOTAL_FORMS", "")
        return min(int(given), 1000) if given.isdecimal() else 0

    def _named(self, pk: int) -> str:
        return self.named.get(pk, "")


def _index(key: str, prefix: str) -> bool:
    return key.removeprefix(f"{prefix}-").partition("-")[0].isdecimal()


def _bare(raw: Raw, prefix: str) -> Raw:
    return {key.removeprefix(prefix): sent for key, sent in raw.items()}


def answers(data: QueryDict) -> Iterator[tuple[str, str, str]]:
    """Yield each question that the form asked: its sort, the field or row, and the answer or nothing."""
    for key in data.getlist("asked"):
        sort, _colon, name = key.partition(":")
        answer = data.get(f"pick:{key}", "")
        yield sort, name, answer if answer in (MINE, THEIRS) else ""
