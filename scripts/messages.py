"""The words of the readers' pages for those who translate them: `make messages`.

Takes every phrase from the readers' side of the code into locale/*/LC_MESSAGES/django.po, keeps what is translated
there, says what is not, and compiles the catalogues that the pages read.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.db.models import Field
from django.utils import translation
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("es", "fr", "de", "ar", "he", "az", "ru")
SPOKEN = (  # what readers meet; the desk itself speaks English
    "templates/*.html",
    "templates/claims/**/*.html",
    "claims/views/**/*.py",
    "claims/formats/**/*.py",
    "claims/templatetags/reading.py",
    "claims/*.py",
)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def phrases() -> Catalog:
    """Every phrase that a reader can meet, each with the files it comes from."""
    catalog = Catalog(charset="utf-8")
    for path in files():
        name = str(path.relative_to(ROOT))
        for message, context in _phrases_of(path):
            catalog.add(message, context=context, locations=[(name, 1)])
    for word in names_of_parts():
        catalog.add(word, locations=[("claims/models", 1)])
    return catalog


def names_of_parts() -> set[str]:
    """What the parts of a check are called where a correction tells readers which of them changed."""
    from claims.formats.naming import NOUNS  # the nouns are there only after setup

    with translation.override(None):
        nouns: list[Any] = [noun._meta for noun in NOUNS.values()]
        fields = [field for noun in nouns for field in noun.get_fields() if isinstance(field, Field)]
        return {str(named.verbose_name) for named in (*nouns, *fields)} - {"ID"}


def files() -> list[Path]:
    """The files whose phrases readers meet."""
    return sorted({path for pattern in SPOKEN for path in ROOT.glob(pattern)})


def _phrases_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text()
    sources = [text] if path.suffix == ".py" else templatize(text, origin=str(path)).splitlines()
    for source in sources:
        found = extract_python(io.BytesIO(source.strip().encode()), KEYWORDS, (), {"encoding": "utf-8"})
        for _line, function, words, _comments in found:
            yield _phrase(function, words)


def _phrase(function: Any, words: Any) -> tuple[str | tuple[str, ...], str | None]:
    said = [word for word in ([words] if isinstance(words, str) else words) if word is not None]
    context = said.pop(0) if "pgettext" in function else None
    return (said[0] if len(said) == 1 else tuple(said[:2])), context


def catalogue(language: str) -> Path:
    """Where the phrases of a language lie."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """What is translated into a language."""
    with catalogue(language).open("rb") as kept:
        return read_po(kept, locale=Locale.parse(language))


def renewed(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with today's phrases and what was translated of them."""
    known = read(language) if catalogue(language).exists() else Catalog(locale=Locale.parse(language))
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as the pages read it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The phrases that lack a word of the language."""
    lacking = []
    for message in catalog:
        said = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and not all(said):
            lacking.append(str(message.id))
    return lacking


def main() -> int:
    """Renew all catalogues and tell what they lack; 1 while something is not translated."""
    template, lacking = phrases(), 0
    for language in LANGUAGES:
        catalog = renewed(language, template)
        path = catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            write_po(out, catalog, width=110, sort_by_file=True, include_lineno=False, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(read(language)))
        missing = untranslated(catalog)
        lacking += len(missing)
        print(f"{language}: {len(catalog)} phrases, {len(missing)} not translated")
    return 1 if lacking else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.testing")
    django.setup()
    sys.exit(main())
