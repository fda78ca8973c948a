"""Articles in: from an address or a file. The same address gives a new version, not a double."""

from dataclasses import dataclass
from email.message import Message

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from claims import desk
from claims.desk.locking import lock_articles
from claims.errors import Refused
from claims.models import Article, ArticleVersion, User
from claims.outgoing import Answer, Manners, Unreachable, ask

from .extracting import LARGEST, Extracted, Unreadable, extract

__all__ = ["LARGEST", "Taken", "from_address", "from_file"]


@dataclass(frozen=True)
class Taken:
    """What came of it: the article, and whether it is new, has a new text, or says what it said last or earlier."""

    article: Article
    outcome: str  # new, changed, same, earlier


def from_address(url: str, *, by: User) -> Taken:
    """Fetch a page and keep its article; Refused where it cannot be had, and nothing is kept then."""
    what = _("Nothing was taken from %(url)s") % {"url": url}
    manners = Manners(networks=settings.FETCH_NETWORKS, redirects=5, total=20)
    try:
        answer = ask(url, manners, headers={"Accept": "text/html, application/pdf, text/plain;q=0.9, */*;q=0.1"})
        if answer.status != 200:
            raise Unreadable(_("the server answered %(status)d") % {"status": answer.status})
        media_type, charset = _media_type(answer)
        found = extract(answer.body, media_type=media_type, charset=charset, name=answer.url, url=answer.url)
    except (Unreachable, Unreadable) as error:
        raise Refused(what, str(error)) from error
    return _keep(found, by=by, url=answer.url)


def from_file(name: str, body: bytes, *, by: User, url: str = "") -> Taken:
    """Keep the article of a file; Refused where it holds none, and nothing is kept then."""
    try:
        found = extract(body, name=name)
    except Unreadable as error:
        raise Refused(_("Nothing was taken from “%(name)s”") % {"name": name}, str(error)) from error
    return _keep(found, by=by, url=url, name=name)


@transaction.atomic
def _keep(found: Extracted, *, by: User, url: str = "", name: str = "") -> Taken:
    lock_articles()
    article = Article.objects.on_page(url)
    if article is None:
        return Taken(desk.add_to_desk(Article, by=by, text=found.text, url=url, **_about(found, name)), "new")
    newest = article.newest_version()
    if newest is not None and newest.text == found.text:
        return Taken(article, "same")
    if article.versions.filter(sha256=ArticleVersion.digest_of(found.text)).exists():
        return Taken(article, "earlier")
    desk.add_text(article, by=by, text=found.text)
    return Taken(article, "changed")


def _about(found: Extracted, name: str) -> dict[str, str]:
    said = {"title": found.title or name or found.text.partition("\n")[0][:400], "language": found.language or "en"}
    return said | {"byline": found.byline, "publisher": found.publisher, "published_on": found.published_on}


def _media_type(answer: Answer) -> tuple[str, str]:
    said = Message()
    said["Content-Type"] = answer.headers.get("Content-Type", "")
    charset = said.get_param("charset", "")
    return said.get_content_type() if said["Content-Type"] else "", charset if isinstance(charset, str) else ""
