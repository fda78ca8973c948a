"""What readers see, as files for programs and spreadsheets; each is written while it is read."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from claims.formats.data_feed import data_feed
from claims.formats.document import Json
from claims.formats.flat import COLUMNS, Cell, Told, plain, row
from claims.formats.spreadsheet import lines
from claims.models.review import ReviewQuerySet

AT_A_TIME = 100  # rows that are held in memory
COLUMNS_READ = ("public_id", "slug", "number", "commitment", "document")


@dataclass(frozen=True)
class Asked:
    """Which checks are wanted, the address of the site that they are on, and who is told of how many there were."""

    reviews: ReviewQuerySet
    site: str
    say: Callable[[int], None] = lambda rows: None

    def told(self) -> Iterator[Told]:
        """Yield what readers are told of each claim, oldest first, from a cursor of the database."""
        rows = self.reviews.oldest().values_list(*COLUMNS_READ)
        for count, (public_id, slug, number, commitment, text) in enumerate(rows.iterator(chunk_size=AT_A_TIME), 1):
            api_url = self.site + reverse("api:claim", args=[public_id])
            yield Told(page_of(self.site, slug), api_url, number, commitment, text)
            self.say(count)


def page_of(site: str, slug: str, language: str = "") -> str:
    """The address of a claim's page in a language of the site, else in that of the house, which has no prefix."""
    with override(language or settings.LANGUAGE_CODE):
        return site + reverse("claim", args=[slug])


def rows(asked: Asked) -> Iterator[list[Cell]]:
    """Yield the cells of each claim; numbers are worded the same wherever the house is."""
    for told in asked.told():
        with override("en"):
            cells = row(told)
        yield cells


def ndjson(asked: Asked) -> Iterator[bytes]:
    """Yield a line for each claim: its addresses, and the document byte by byte as it is stored."""
    for told in asked.told():
        front = {"url": told.url, "api_url": told.api_url, "number": told.number, "commitment": told.commitment}
        yield f'{_written(front)[:-1]},"document":{told.text}}}\n'.encode()


def csv(asked: Asked) -> Iterator[bytes]:
    """Yield a row for each claim under the names of the columns."""
    names = [column.name for column in COLUMNS]
    for line in lines(names, ([plain(cell) for cell in cells] for cells in rows(asked))):
        yield line.encode()


def claimreview(asked: Asked) -> Iterator[bytes]:
    """Yield the DataFeed of all checks as one page, element by element."""

    def feed(*faces: Json) -> Json:
        return data_feed(
            faces,
            url=asked.site + reverse("claim-reviews"),
            address=lambda slug, code: page_of(asked.site, slug, code),
            site=asked.site,
            publisher=settings.SITE_NAME,
            licence=settings.DATA_LICENSE,
        )

    front = {name: value for name, value in feed().items() if name != "dataFeedElement"}
    yield f'{_written(front)[:-1]},"dataFeedElement":['.encode()
    between = "\n"
    for told in asked.told():
        (element,) = feed(told.face)["dataFeedElement"]
        yield (between + _written(element)).encode()
        between = ",\n"
    yield b"\n]}\n"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
