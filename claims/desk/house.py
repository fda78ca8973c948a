"""Putting a page about the house in force: readers see the new version, and keep every earlier one."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from claims.errors import Invalid, NotReady, Stale
from claims.models import HousePage, HousePageVersion, User
from claims.vocabulary import Permission

from .acting import house_act
from .locking import lock_record
from .recording import now

BLANK = re.compile(r"\[FILL IN:[^\]\n]*\]")  # what a ready-made text leaves to the newsroom


@house_act(Permission.PUBLISH_PAGE)
def publish_page(page: HousePage, *, by: User, note: str = "", version: int | None = None) -> HousePageVersion:
    """Put a page about the house in force as its draft stands, and tell readers what changed.

    `version` is that of the draft that was seen; every version of a page but its first needs the note.
    """
    lock_record()  # so that each entry of the record is of one moment's rules
    page = _take(page, version)
    earlier = HousePageVersion.objects.of(page.kind).first()
    _refuse(page, note.strip(), earlier)

    return HousePageVersion.objects.create(
        kind=page.kind,
        number=earlier.number + 1 if earlier else 1,
        language=page.language,
        title=page.title,
        text=page.text,
        note=note.strip() if earlier else "",
        published_at=now(),
        published_by=by,
    )


def blanks(text: str) -> list[str]:
    """The places of a text that only the newsroom can fill in."""
    return BLANK.findall(text)


def _take(page: HousePage, version: int | None) -> HousePage:
    """The draft, locked and read fresh, as it was seen."""
    fresh = HousePage.objects.select_for_update().get(pk=page.pk)
    if version is not None and version != fresh.version:
        raise Stale(_unpublished(fresh), _("somebody else saved it in the meantime: look at it again"))
    return fresh


def _refuse(page: HousePage, note: str, earlier: HousePageVersion | None) -> None:
    """Refuse what is not fit for readers with every reason at once."""
    reasons = list(_unfit(page))
    if earlier and not note:
        sentence = _("tell readers what changed")
        raise Invalid(_unpublished(page), sentence, *reasons, fields={"note": [sentence]})
    if reasons:
        raise NotReady(_unpublished(page), *reasons)


def _unfit(page: HousePage) -> Iterator[str]:
    for blank in blanks(f"{page.title}\n{page.text}"):
        yield _("“%(blank)s” is not filled in") % {"blank": blank}
    told = HousePageVersion.objects.of_draft(page).first()
    if told and (told.title, told.text) == (page.title, page.text):
        yield _("it does not differ from what is in force")


def _unpublished(page: HousePage) -> str:
    return _("“%(page)s” was not put in force") % {"page": page}
