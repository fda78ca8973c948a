"""Rows that a body names by their ids, found; what is not there is a fault of the field that names it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from claims.models import Article, ArticleVersion, Source, Speaker, Topic

from .errors import faulty
from .parameters import shortened

Said = dict[str, Any]
TEXT = ("article", "version", "sha256")


class Lookup:
    """Finds each row once, however often bodies name it. Of the texts, which are long, it keeps one."""

    def __init__(self) -> None:
        self._rows: dict[tuple[type[Any], str], Any] = {}
        self._text: tuple[tuple[Any, ...], ArticleVersion | None] = ((), None)
        self._faults: dict[str, str] = {}

    def claim(self, body: Said, what: str) -> Said:
        """What a claim's body says, with the rows that it names."""
        said = dict(body)
        if "topics" in said:
            said["topics"] = self._topics(said["topics"])
        for name, read in (("appearances", self._appearance), ("evidence", self._evidence)):
            if name in said:
                said[name] = [read(one, f"{name}.{place}.") for place, one in enumerate(said[name])]
        self._refuse(what)
        return said

    def appearance(self, body: Said, what: str, *, article: str = "") -> Said:
        """What the body of an appearance says; the article is this one where it says none."""
        said = self._appearance(body, "", article)
        self._refuse(what)
        return said

    def evidence(self, body: Said, what: str) -> Said:
        """What the body of a piece of evidence says."""
        said = self._evidence(body, "")
        self._refuse(what)
        return said

    def _refuse(self, what: str) -> None:
        faults, self._faults = self._faults, {}
        if faults:
            raise faulty(what, faults)

    def _topics(self, slugs: Iterable[str]) -> list[Topic]:
        wanted = list(dict.fromkeys(slugs))
        unknown = [slug for slug in wanted if (Topic, slug) not in self._rows]
        if unknown:
            self._rows |= {(Topic, topic.slug): topic for topic in Topic.objects.filter(slug__in=unknown)}
        missing = [slug for slug in wanted if (Topic, slug) not in self._rows]
        if missing:
            self._miss("topics", ", ".join(missing))
        return [self._rows[Topic, slug] for slug in wanted if slug not in missing]

    def _appearance(self, body: Said, path: str, article: str = "") -> Said:
        said = {name: value for name, value in body.items() if name not in TEXT}
        if named := {name: body[name] for name in TEXT if name in body}:
            said["text"] = self._version({"article": article} | named, path)
        if said.get("speaker"):
            said["speaker"] = self._row(Speaker, "slug", said["speaker"], f"{path}speaker")
        return said

    def _evidence(self, body: Said, path: str) -> Said:
        if "source" not in body:
            return dict(body)
        return body | {"source": self._row(Source, "public_id", body["source"], f"{path}source")}

    def _row(self, noun: type[Any], column: str, value: str, path: str) -> Any:
        if (noun, value) not in self._rows:
            self._rows[noun, value] = noun.objects.filter(**{column: value}).first()
        if self._rows[noun, value] is None:
            self._miss(path, value)
        return self._rows[noun, value]

    def _version(self, named: Said, path: str) -> ArticleVersion | None:
        """The text that is named by its number or its digest, else the newest."""
        key = tuple(named.get(name) for name in TEXT)
        if self._text[0] != key:
            texts = ArticleVersion.objects.filter(article__slug=named["article"]).order_by("-number")
            if "version" in named:
                texts = texts.filter(number=named["version"])
            if "sha256" in named:
                texts = texts.filter(sha256=named["sha256"])
            self._text = key, texts.first()
        if self._text[1] is None:
            self._miss_text(named, path)
        return self._text[1]

    def _miss_text(self, named: Said, path: str) -> None:
        if not Article.objects.filter(slug=named["article"]).exists():
            self._miss(f"{path}article", named["article"])
            return
        field = next((name for name in ("version", "sha256") if name in named), "article")
        self._faults[f"{path}{field}"] = _("the article has no such text")

    def _miss(self, path: str, value: str) -> None:
        self._faults[path] = _("there is no “%(name)s”") % {"name": shortened(value)}
