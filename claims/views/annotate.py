"""Our checks in the original of an article: a bookmark that shows them there, and the way to our own page of it."""

import json
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims import languages
from claims.models import Subject
from claims.vocabulary import SubjectKind

from .asking import address
from .caching import FRESH, answer
from .site_address import site_address

# It lives for years in the bookmarks of readers: the script that it loads is the one of the day.
BOOKMARK = (
    "(()=>{const script=document.createElement('script');"
    "script.src=%(script)s;script.dataset.words=%(words)s;"
    "document.head.append(script)})()"
)


@require_safe
def annotate(request: HttpRequest) -> HttpResponseBase:
    """How to read any article with our checks; the way to our page of the one whose address is given."""
    asked = address(request, "url")
    if asked:
        found = Subject.objects.public().of_kind(SubjectKind.ARTICLE).at_address(asked).first()
        if found:
            there = HttpResponseRedirect(reverse("article", args=[found.slug]))
            patch_cache_control(there, **FRESH)
            return there
    return answer(
        request, "claims/annotate.html", lambda: {"asked": asked, "bookmark": bookmark(request)}, shows=[asked]
    )


def bookmark(request: HttpRequest) -> str:
    """The address of the bookmark: a few words of script, with what it says in the language of the page."""
    site = site_address(request)
    words = {
        "site": site,
        "page": site + reverse("annotate"),
        "name": settings.SITE_NAME,
        "language": languages.spoken(),
        "none": _("No claim in this article is checked yet."),
        "blocked": _("Some sites let no other script into their pages. Give us the address of the article instead."),
        "elsewhere": _("No longer in this text"),
        "whole": _("Read the whole check"),
        "close": _("Close"),
    }
    script = BOOKMARK % {
        "script": json.dumps(f"{site}{settings.STATIC_URL}claims/annotate.js"),
        "words": json.dumps(json.dumps(words)),
    }
    return f"javascript:{quote(script, safe='')}"
