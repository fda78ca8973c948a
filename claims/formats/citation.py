"""How to cite a check: in plain words, for BibTeX, and as Wikipedia's template.

What people wrote stands in each as text: it cannot end a field or begin a command.
"""

import re
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from claims import cldr

from .canonical import at_the_desk
from .rating_words import label

Json = dict[str, Any]

URL_SAFE = ":/?#@!$&()*+,;=%~-._"  # all that a URL is made of but ' and [], which mean something to a wiki
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own words

# A brace counts for BibTeX even behind a backslash, so none is left.
BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
)
WIKI = str.maketrans({character: f"&#{ord(character)};" for character in "&|{}[]<>='~_"})


def citations(document: Json, *, url: str, site: str) -> dict[str, str]:
    """The check of a public document that has a verdict as `plain` words, `bibtex` and `wikipedia`.

    `url` is its permanent address, `site` the name of the desk. It is dated by its first publication, and read on the
    day of the entry that the document is.
    """
    record = document["record"]
    parts: Json = {
        "key": document["claim"]["slug"],
        "author": _one_line(record["written_by"]["name"]),
        "title": _one_line(f"“{document['claim']['statement']}” – {label(document['verdict']['rating'])}"),
        "language": document["claim"]["language"].partition("-")[0],
        "site": _one_line(site),
        "published": at_the_desk(record["first_published_at"]).date(),
        "read": at_the_desk(record["published_at"]).date(),
        "url": quote(url, safe=URL_SAFE),
    }
    return {"plain": _plain(parts), "bibtex": _bibtex(parts), "wikipedia": _wikipedia(parts)}


def _plain(parts: Json) -> str:
    said = parts | {"published": cldr.day(parts["published"]), "read": cldr.day(parts["read"])}
    return _("%(author)s: %(title)s. %(site)s, %(published)s, as it read on %(read)s. %(url)s") % said


def _bibtex(parts: Json) -> str:
    """An entry that BibTeX and biblatex read; double braces keep a name whole, whatever its order."""
    fields = {
        "author": f"{{{{{parts['author'].translate(BIBTEX)}}}}}",
        "title": f"{{{{{parts['title'].translate(BIBTEX)}}}}}",
        "howpublished": f"{{{parts['site'].translate(BIBTEX)}}}",
        "year": f"{{{parts['published'].year}}}",
        "month": MONTHS[parts["published"].month - 1],
        "url": f"{{{parts['url']}}}",
        "urldate": f"{{{parts['read'].isoformat()}}}",
    }
    lines = [f"  {name} = {value}" for name, value in fields.items()]
    return ",\n".join([f"@misc{{{parts['key']}", *lines]) + "\n}"


def _wikipedia(parts: Json) -> str:
    """{{cite web}} as English Wikipedia documents it; other Wikipedias read its parameters too."""
    fields = {
        "author": parts["author"].translate(WIKI),
        "title": parts["title"].translate(WIKI),
        "website": parts["site"].translate(WIKI),
        "date": parts["published"].isoformat(),
        "language": parts["language"].translate(WIKI),
        "url": parts["url"],
        "access-date": parts["read"].isoformat(),
    }
    return "{{" + " |".join(["cite web", *(f"{name}={value}" for name, value in fields.items())]) + "}}"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
