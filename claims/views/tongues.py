"""The addresses of a check in the languages in which it can be read."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from claims import languages
from claims.formats.translated import Reading, read_as
from claims.models import Review

Json = dict[str, Any]


def standing_of(reading: Reading, review: Review) -> Json:
    """What the page of a check says of its languages: whose words these are, and where the others stand.

    A page in whose language there are no words is no page of its own: its canonical address is the original's.
    """
    spoken = {code: read_as(review.face, code) for code in _codes()}
    home, here = _home(spoken, reading.original), languages.spoken()
    untranslated = not spoken.get(here)
    canonical = home if untranslated and home else here
    tongues = {code: tag for code, tag in spoken.items() if tag}
    places = {home: reading.original} | tongues if home else tongues
    return {
        "translation": reading.translation,
        "is_untranslated": untranslated,
        "is_outdated": reading.is_outdated,
        "original": {"tag": reading.original, "url": _address(review, home) if home else ""},
        "tongues": [{"tag": tag, "url": _address(review, code)} for code, tag in places.items()],
        "canonical": _address(review, canonical),
        "is_canonical": canonical == here,
    }


def _codes() -> list[str]:
    """The languages of the site, the house's own first."""
    return sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)


def _home(spoken: dict[str, str], original: str) -> str:
    """The language of the site under which the original stands: its own, else the first that has no translation."""
    own = next((code for code, tag in spoken.items() if tag == original), "")
    return own or next((code for code, tag in spoken.items() if not tag), "")


def _address(review: Review, code: str) -> str:
    with translation.override(code):
        return reverse("claim", args=[review.slug])
