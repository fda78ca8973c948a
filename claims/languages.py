"""Language tags (BCP 47): which text a reader of a language can read."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language


def spoken() -> str:
    """The language of the page: where none was chosen, the house's own."""
    return get_language() or settings.LANGUAGE_CODE


def speaks(tag: str, language: str) -> bool:
    """Whether a text with this tag is in a language: en-GB is English."""
    return bool(language) and primary(tag) == primary(language)


def chosen(tags: Iterable[str], language: str) -> str:
    """The tag to read in a language: the very same, else the first that is of it; empty if there is none."""
    fitting = [tag for tag in tags if speaks(tag, language)]
    return next((tag for tag in fitting if tag.lower() == language.lower()), next(iter(fitting), ""))


def primary(tag: str) -> str:
    """The language of a tag, without script and region: es-MX is es."""
    return tag.lower().replace("_", "-").partition("-")[0]
