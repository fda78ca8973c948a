"""Which text search configuration a language has, and the query in it."""

from typing import Final

from django.contrib.postgres.search import SearchQuery

# PostgreSQL's own stemmers; a language without one is matched word for word.
CONFIGURATIONS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
PLAIN: Final = "simple"


def configuration(language: str) -> str:
    """The search configuration for a language tag (BCP 47)."""
    return CONFIGURATIONS.get(language.lower().partition("-")[0], PLAIN)


def either_language(words: str, language: str | None) -> SearchQuery:
    """A reader's words as a query: by the stems of the language, or word for word."""
    plain = SearchQuery(words, config=PLAIN, search_type="websearch")
    stems = configuration(language or "en")
    if stems == PLAIN:
        return plain
    return SearchQuery(words, config=stems, search_type="websearch") | plain
