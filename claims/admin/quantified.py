"""A number as data, on a claim or on evidence."""

from typing import Any

from django import forms

FIGURE: Any = [
    ("figure_comparator", "figure_value", "figure_unit"),
    ("figure_low", "figure_high", "figure_as_of"),
    ("figure_calculation", "figure_note"),
]
NUMBERS = {"figure_value", "figure_low", "figure_high"}


class QuantifiedForm(forms.ModelForm):
    """A form whose number can be told to readers exactly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NUMBERS & set(self.initial):
            if self.initial[name] is not None:  # the column adds zeros that nobody wrote
                self.initial[name] = f"{self.initial[name].normalize():f}"

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if any(name.startswith("figure") for name in self.errors):
            return
        try:
            _figure = self.instance.figure
        except ValueError as error:
            self.add_error("figure_value", str(error))
