"""Column types of our own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from claims.partial_dates import PartialDate
from claims.text import has_bad_characters


class PartialDateField(models.CharField):
    """A date that may be a year, a month or a day; kept as text that sorts by time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        if isinstance(value, PartialDate):
            value = str(value)
        value = super().clean(value, model_instance)
        try:
            return str(PartialDate.parse(value)) if value else ""
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class WebAddressField(models.URLField):
    """An http or https address, as given. Every other scheme is refused."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 2000
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


def without_bad_characters(value: str) -> None:
    """Refuse characters that no text has: NUL, lone surrogates, other controls."""
    if has_bad_characters(value):
        raise ValidationError("Remove the control characters: they cannot be shown or stored.", code="bad_characters")
