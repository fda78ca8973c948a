"""The form of a tip, and what keeps programs out of it: a trap, a clock, and a count of each network's tips."""

import time
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.accounts.networks import network_of
from claims.models.fields import without_bad_characters

STAMPS = signing.TimestampSigner(salt="claims.tip")
LEAST_SECONDS, MOST_SECONDS = 3, 24 * 60 * 60  # nobody writes a tip more quickly, or for longer
HOUR = 60 * 60
TRY_AGAIN = _("This was not sent. Wait a few seconds, then press the button again.")


class Lines(forms.CharField):
    """A text of several lines, each of which ends with one character, as it is counted."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class TipForm(forms.Form):
    """What a reader asks us to check."""

    text = Lines(
        label=_("What was said"), required=False, max_length=2000, validators=[without_bad_characters],
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    link = forms.URLField(
        label=_("Where it was said (a link)"), required=False, max_length=2000, assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"}),
    )  # fmt: skip
    contact = forms.EmailField(
        label=_("Your e-mail address, if we may ask you about it"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip
    consented = forms.BooleanField(
        label=_("You may keep my address until this is answered, and write to me about nothing else."), required=False
    )
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )  # a trap: whoever sees the page does not see it
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    OF_A_TIP: ClassVar = ["text", "link", "contact", "consented"]

    def __init__(self, typed: Any = None, **given: str) -> None:
        super().__init__(typed, auto_id="tip-%s", initial=given | {"stamp": stamped()})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not {"text", "link"} & self.errors.keys() and not (said.get("text") or said.get("link")):
            self.add_error("text", _("Write what was said, or give a link to it."))
        if said.get("contact") and not said.get("consented"):
            self.add_error("consented", _("Tick this, or leave your address out."))
        if said.get("homepage") or not is_in_time(said.get("stamp", "")):
            self.add_error(None, TRY_AGAIN)
            typed: Any = self.data
            self.data = typed = typed.copy()
            typed["stamp"] = renewed(said.get("stamp", ""))
        return said

    @property
    def tip(self) -> dict[str, Any]:
        """What the reader said, without what keeps programs out."""
        return {name: self.cleaned_data[name] for name in self.OF_A_TIP}


def stamped() -> str:
    """When a form was shown, signed."""
    return STAMPS.sign("tip")


def is_in_time(stamp: str) -> bool:
    """Whether the form was ours, and was shown neither just now nor long ago."""
    return _is_younger(stamp, MOST_SECONDS) and not _is_younger(stamp, LEAST_SECONDS)


def renewed(stamp: str) -> str:
    """The stamp for the next try: the same where waiting is enough, else a new one."""
    return stamp if _is_younger(stamp, MOST_SECONDS) else stamped()


def too_many(request: HttpRequest) -> bool:
    """Count a tip of this network address, and tell whether it is one too many in this hour.

    The address is kept nowhere but in the memory of the process, until the hour ends.
    """
    if not settings.TIPS_LIMIT:
        return False
    cache, key = caches["readers"], f"tips:{network_of(request)}"
    cache.add(key, 0, HOUR - time.time() % HOUR)
    try:
        return bool(cache.incr(key) > settings.TIPS_LIMIT)
    except ValueError:  # the hour ended in between
        return False


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        STAMPS.unsign(stamp, max_age=seconds)
    except signing.BadSignature:
        return False
    return True
