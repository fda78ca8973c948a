"""Form fields that keep what an editor typed, and nothing that a browser adds."""

from typing import Any

from django import forms
from django.utils.text import normalize_newlines

from claims.models.fields import without_bad_characters


class Text(forms.CharField):
    """Several lines. A browser's line ends are no change of the text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return normalize_newlines(text) if text else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class Line(Text):
    """One line that is long enough to be typed into a box of several."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return " ".join(text.split()) if text else text


class Lines(forms.Field):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def __init__(self, *, base_field: Any = None, max_length: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # the first two come with a column that holds a list

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for line in value:
            without_bad_characters(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)
