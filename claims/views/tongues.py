"""The addresses of a check in the languages in which it can be read."""

from typing import Any

from django.urls import reverse
from django.utils import translation

from claims import languages
from claims.formats.tongues import home_of, places, spoken_of
from claims.formats.translated import Reading
from claims.models import Review

Json = dict[str, Any]


def standing_of(reading: Reading, review: Review) -> Json:
    """What the page of a check says of its languages: whose words these are, and where the others stand.

    A page in whose language there are no words is no page of its own: its canonical address is the original's.
    """
    spoken = spoken_of(review.face)
    home, here = home_of(spoken, reading.original), languages.spoken()
    untranslated = not spoken.get(here)
    canonical = home if untranslated and home else here
    return {
        "translation": reading.translation,
        "is_untranslated": untranslated,
        "is_outdated": reading.is_outdated,
        "original": {"tag": reading.original, "url": _address(review, home) if home else ""},
        "tongues": [{"tag": tag, "url": _address(review, code)} for code, tag in places(review.face).items()],
        "canonical": _address(review, canonical),
        "is_canonical": canonical == here,
    }


def _address(review: Review, code: str) -> str:
    with translation.override(code):
        return reverse("claim", args=[review.slug])
