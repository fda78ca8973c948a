"""Markup of pages that stand elsewhere: programs of the desk keep, replace and remove it. Readers see none of it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.addresses import bare_host, is_web_address, without_anchor
from claims.errors import AlreadyThere, Invalid, NotAllowed, Stale
from claims.models import MarkupPage, User
from claims.vocabulary import Permission

from .acting import house_act
from .locking import lock_markup

MOST_MARKUPS = 100
LONGEST_TEXT = 5000
LONGEST_ADDRESS = 2000
MOST_APPEARANCES = 100
ADDRESSES = {"imageUrl", "sameAs", "claimFirstAppearance", "claimAppearances"}
UNKEPT = "The markup was not kept"
Faults = dict[str, list[str]]
Json = dict[str, Any]


@house_act(Permission.ADD_MARKUP)
def keep_markup(*, by: User, site: str, said: Json) -> MarkupPage:
    """Keep the markup of a page that has none yet.

    `said` are its columns, `site` is the address of this desk, whose own pages are refused.
    """
    page = MarkupPage(**said)
    _refuse_wrong(page, site)
    _refuse_twice(page)

    page.save()
    return page


@house_act(Permission.CHANGE_MARKUP)
def replace_markup(page: MarkupPage, *, by: User, site: str, said: Json, version: str = "") -> MarkupPage:
    """Put other markup of a page in the place of what was kept; `version` is the one that was seen, if any was."""
    fresh = MarkupPage.objects.select_for_update().get(pk=page.pk)
    if version and version != str(fresh.version):
        raise Stale(_(UNKEPT), _("somebody else changed it in the meantime"))
    for column, value in said.items():
        setattr(fresh, column, value)
    _refuse_wrong(fresh, site)
    _refuse_twice(fresh)

    fresh.save()
    return fresh


@house_act(Permission.REMOVE_MARKUP)
def remove_markup(page: MarkupPage, *, by: User) -> None:
    """Forget the markup of a page; its history stays."""
    MarkupPage.objects.select_for_update().get(pk=page.pk).delete()


def _refuse_twice(page: MarkupPage) -> None:
    """Refuse a page that is kept already; until this transaction ends, nobody else can keep it."""
    lock_markup()
    if MarkupPage.objects.at(page.page_url).exclude(pk=page.pk).exists():
        raise AlreadyThere(_(UNKEPT), _("there is markup of this page already"))


def _refuse_wrong(page: MarkupPage, site: str) -> None:
    """Refuse a page of our own, and what is wrong with any other, all at once."""
    if page.page_url and bare_host(page.page_url) == bare_host(site):
        raise NotAllowed(_(UNKEPT), _("pages of this site are published at the desk"))
    faults = _of_columns(page) | {f"markups{path}": [sentence] for path, sentence in _of_markups(page)}
    if faults:
        reasons = [sentence for said in faults.values() for sentence in said]
        raise Invalid(_(UNKEPT), *reasons, fields=faults)


def _of_columns(page: MarkupPage) -> Faults:
    try:
        page.clean_fields(exclude={"digest", "site", "markups", "public_id"})
    except ValidationError as error:
        return error.message_dict
    if not is_web_address(page.page_url):
        return {"page_url": [_("Give an address that starts with http:// or https://.")]}
    return {}


def _of_markups(page: MarkupPage) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each markup: its path behind “markups”, and why."""
    if len(page.markups) > MOST_MARKUPS:
        yield "", _("a page has at most %(most)d of them") % {"most": MOST_MARKUPS}
        return
    for place, markup in enumerate(page.markups):
        url = markup.get("url", "")
        if url and without_anchor(url) != without_anchor(page.page_url):
            yield f"[{place}].url", _("only the address of the page with an anchor (#…) may stand here")
        yield from _of_rating(f"[{place}].rating", markup.get("rating", {}))
        yield from _of_texts(f"[{place}]", "", markup)


def _of_rating(path: str, rating: Json) -> Iterator[tuple[str, str]]:
    value, best, worst = (rating.get(name) for name in ("ratingValue", "bestRating", "worstRating"))
    if best is not None and worst is not None and best < worst:
        yield f"{path}.bestRating", _("it is less than the worst rating")
    elif value is not None and ((best is not None and value > best) or (worst is not None and value < worst)):
        yield f"{path}.ratingValue", _("it does not lie between the worst and the best rating")


def _of_texts(path: str, name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each text of a markup that is too long or no address where one belongs, and each list that is too long."""
    match value:
        case dict():
            for key, part in value.items():
                yield from _of_texts(f"{path}.{key}", key, part)
        case list() if len(value) > MOST_APPEARANCES:
            yield path, _("give at most %(most)d") % {"most": MOST_APPEARANCES}
        case list():
            for place, part in enumerate(value):
                yield from _of_texts(f"{path}[{place}]", name, part)
        case str():
            yield from _of_text(path, value, is_address=name in ADDRESSES)


def _of_text(path: str, text: str, *, is_address: bool) -> Iterator[tuple[str, str]]:
    most = LONGEST_ADDRESS if is_address else LONGEST_TEXT
    if len(text) > most:
        yield path, _("it is longer than %(most)d characters") % {"most": most}
    elif is_address and text and not is_web_address(text):
        yield path, _("Give an address that starts with http:// or https://.")
