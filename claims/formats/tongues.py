"""Under which languages of the site a check is a page of its own."""

from typing import Any

from django.conf import settings

from .translated import read_as

Json = dict[str, Any]


def spoken_of(document: Json) -> dict[str, str]:
    """The tag of the words that a check has in each language of the site, the house's own first; empty: none."""
    codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)
    return {code: read_as(document, code) for code in codes}


def home_of(spoken: dict[str, str], original: str) -> str:
    """The language of the site under which the original stands: its own, else the first that has no translation."""
    own = next((code for code, tag in spoken.items() if tag == original), "")
    return own or next((code for code, tag in spoken.items() if not tag), "")


def places(document: Json) -> dict[str, str]:
    """The languages of the site under which a check is a page of its own, with the tag of the words there."""
    spoken, original = spoken_of(document), document["claim"]["language"]
    home = home_of(spoken, original)
    tongues = {code: tag for code, tag in spoken.items() if tag}
    return {home: original} | tongues if home else tongues
