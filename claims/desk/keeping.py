"""Keeping what claims are made of: articles with their texts, speakers, sources with their copies, topics."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _
from pghistory.models import Event

from claims.errors import NotAllowed, NotReady, Stale
from claims.models import (
    Article,
    ArticleVersion,
    Capture,
    PublishedAddress,
    Source,
    Speaker,
    Topic,
    User,
    free_slug,
)
from claims.vocabulary import Permission, SubjectKind

from .fitting import fill, invalid, kept, refuse_without_right
from .staleness import changed_meanwhile
from .writing import display_article

Row = TypeVar("Row", Article, Source, Speaker, Topic)
KINDS: dict[type[Any], SubjectKind] = {
    Article: SubjectKind.ARTICLE,
    Source: SubjectKind.SOURCE,
    Speaker: SubjectKind.SPEAKER,
    Topic: SubjectKind.TOPIC,
}
NAMED_BY = {Article: "title", Speaker: "name", Topic: "name"}


def add_to_desk(noun: type[Row], *, by: User, **columns: Any) -> Row:
    """Add an article, a source, a speaker or a topic; without a slug it gets one.

    An article may come with its first `text`. Raises a Refused; then nothing was added.
    """
    what, said = _("Nothing was added"), dict(columns)
    refuse_without_right(by, "add", noun, what)
    text = said.pop("text", None)
    row: Any = noun()
    _refuse_showing(row, said, by, what)
    if noun in NAMED_BY:
        said["slug"] = said.get("slug") or free_slug(noun, said.get(NAMED_BY[noun], ""))
    with _written_by(by, f"add {noun._meta.model_name}"):
        fill(row, what, said)
        with kept(what):
            row.save()
        if text is not None:
            _keep_text(row, text, by, what)
    return row


def edit_on_desk(row: Row, *, by: User, version: int | None = None, **columns: Any) -> Row:
    """Rewrite an article, a source, a speaker or a topic; what is not said stays as it is."""
    what, said = _unchanged(row), dict(columns)
    refuse_without_right(by, "change", type(row), what)
    with _written_by(by, f"edit {row._meta.model_name}"):
        row = _take(row, version, what)
        _refuse_showing(row, said, by, what)
        display = said.pop("display", None)
        if fill(row, what, said):
            with kept(what):
                row.save()
        if isinstance(row, Article) and display not in (None, row.display):
            row = display_article(row, by=by, display=display)
    return row


def remove_from_desk(row: Any, *, by: User, version: int | None = None) -> None:
    """Take away an article, a source, a speaker or a topic that nothing uses and no reader was told of."""
    what = _("“%(row)s” was not removed") % {"row": row}
    refuse_without_right(by, "delete", type(row), what)
    with _written_by(by, f"remove {row._meta.model_name}"):
        row = _take(row, version, what)
        address = row.public_id if isinstance(row, Source) else row.slug
        if PublishedAddress.objects.filter(kind=KINDS[type(row)], slug=address).exists():
            raise NotReady(what, _("readers have been told of it, or will be: its address stays"))
        if users := list(_users(row)):
            raise NotReady(what, *users)
        with kept(what):
            row.delete()


def add_text(article: Article, *, by: User, text: str, version: int | None = None) -> ArticleVersion:
    """Keep a new text of an article beside those that were kept before."""
    what = _unchanged(article)
    refuse_without_right(by, "change", Article, what)
    with _written_by(by, "add text"):
        article = _take(article, version, what)
        kept_text = _keep_text(article, text, by, what)
        article.save(update_fields=[])
    return kept_text


def add_capture(source: Source, *, by: User, version: int | None = None, **columns: Any) -> Capture:
    """Say where an archived copy of a source is."""
    return _keep_capture(source, Capture(source=source), "add", by, version, columns)


def edit_capture(capture: Capture, *, by: User, version: int | None = None, **columns: Any) -> Capture:
    """Rewrite where an archived copy is; the version is that of its source."""
    return _keep_capture(capture.source, capture, "change", by, version, columns)


def remove_capture(capture: Capture, *, by: User, version: int | None = None) -> None:
    """Say no longer that a copy is there; the version is that of its source."""
    what = _unchanged(capture.source)
    refuse_without_right(by, "change", Source, what)
    refuse_without_right(by, "delete", Capture, what)
    with _written_by(by, "remove capture"):
        source = _take(capture.source, version, what)
        capture.delete()
        source.save(update_fields=[])


def _keep_capture(
    source: Source, capture: Capture, right: str, by: User, version: int | None, columns: Mapping[str, Any]
) -> Capture:
    what = _unchanged(source)
    refuse_without_right(by, "change", Source, what)
    refuse_without_right(by, right, Capture, what)
    with _written_by(by, f"{right} capture"):
        source = _take(source, version, what)
        if fill(capture, what, columns):
            with kept(what):
                capture.save()
                source.save(update_fields=[])
    return capture


def _keep_text(article: Article, text: str, by: User, what: str) -> ArticleVersion:
    refuse_without_right(by, "add", ArticleVersion, what)
    if not text.strip():
        raise invalid(what, {"text": [_("This may not be empty.")]})
    newest = article.versions.only("number").first()
    row = ArticleVersion(article=article, number=newest.number + 1 if newest else 1)
    fill(row, what, {"text": text, "sha256": ArticleVersion.digest_of(text)})
    if article.versions.filter(sha256=row.sha256).exists():
        raise invalid(what, {"text": [_("This text is already kept as a version of the article.")]})
    with kept(what):
        row.save()
    return row


def _take(row: Any, version: int | None, what: str) -> Any:
    """The row, locked and read fresh, as it was seen."""
    noun = type(row)
    fresh = noun.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if fresh is None:
        raise NotReady(what, _("somebody else removed this in the meantime"))
    if version is not None and version != fresh.version:
        reasons = changed_meanwhile(fresh, version) or [_("somebody else saved it in the meantime")]
        raise Stale(what, *reasons)
    return fresh


def _refuse_showing(row: Any, said: Mapping[str, Any], by: User, what: str) -> None:
    """How much readers see of an article is for those to say who publish."""
    if said.get("display", getattr(row, "display", None)) == getattr(row, "display", None):
        return
    if not by.has_perm(Permission.PUBLISH):
        raise NotAllowed(what, _("your group does not have the right to say what readers see of it"))


def _users(row: Any) -> Iterator[str]:
    """Yield what uses a row, one clause for each noun."""
    for relation in row._meta.related_objects:
        noun = relation.related_model
        if issubclass(noun, Event):
            continue
        count = noun._default_manager.filter(**{relation.field.name: row}).count()
        if count:
            yield _("it is used (%(noun)s: %(count)d)") % {"noun": noun._meta.verbose_name_plural, "count": count}


def _unchanged(row: Any) -> str:
    return _("Nothing was changed in “%(row)s”") % {"row": row}


@contextmanager
def _written_by(by: User, act: str) -> Iterator[None]:
    with transaction.atomic(), pghistory.context(user=by.pk, act=act):
        yield
