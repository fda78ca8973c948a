"""Setting lines of type for a picture: fonts by script within a line, right-to-left, lines broken and fitted.

Widths and places are in pixels. The fonts are those of the pages, in the voices of tokens.css.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from .bidi import CONTROLS, as_seen, levels

FONTS = Path(__file__).resolve().parent.parent / "static" / "claims" / "fonts"
LETTERS_AT_MOST = 700  # what is longer fits at no size
MEASURED_AT = 48
ELLIPSIS = "…"
NOWHERE = "\uffff"  # a character that no font has
SPACES = re.compile(r"[\s\u200b\u2028\u2029]+")
ALIKE = {0x2007: 0xA0, 0x202F: 0xA0, 0x2010: 0x2D, 0x2011: 0x2D}  # signs that the fonts lack
DROPPED = dict.fromkeys([0xAD, 0x2060, 0xFEFF, *range(0x20), *range(0x7F, 0xA0)])
PIECE = re.compile(r"(?:[^ ]*?[^\W\d][-–—/](?=\w)|[^ ]+) *")  # as far as the next place for a line to end
TALL = {"noto-naskh-arabic": 1.6, "vazirmatn-arabic": 1.5, "noto-serif-hebrew": 1.36}


@dataclass(frozen=True)
class Voice:
    """A family of fonts, the first one that has a letter draws it, in one weight."""

    fonts: tuple[str, ...]
    weight: int
    leading: float = 1.24


SAID = Voice(
    ("literata-latin", "literata-latin-ext", "literata-cyrillic", "noto-naskh-arabic", "noto-serif-hebrew"), 500
)
PLEX = ("plex-sans-latin", "plex-sans-latin-ext", "plex-sans-cyrillic", "vazirmatn-arabic", "noto-sans-hebrew")
OURS = Voice(PLEX, 400)
OURS_STRONG = Voice(PLEX, 600)
OURS_LOUD = Voice(PLEX, 700, leading=1.1)


@dataclass(frozen=True)
class Run:
    """Letters of one font that run one way."""

    text: str
    font: str
    level: int


@dataclass(frozen=True)
class Line:
    """A line as it is seen, from left to right."""

    runs: tuple[Run, ...]
    voice: Voice
    size: int

    @property
    def width(self) -> float:
        return sum(width_of(run, self.voice, self.size) for run in self.runs)

    def placed(self) -> Iterator[tuple[float, Run, ImageFont.FreeTypeFont]]:
        """Each run with how far from the line's left end it begins."""
        x = 0.0
        for run in self.runs:
            yield x, run, font(run.font, self.voice.weight, self.size)
            x += width_of(run, self.voice, self.size)


@dataclass(frozen=True)
class Block:
    """Lines of one size under one another."""

    lines: tuple[Line, ...]
    size: int
    leading: int


@lru_cache(maxsize=96)
def font(name: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """A font of ours, cut to a weight and a size."""
    made = ImageFont.truetype(FONTS / f"{name}.woff2", size, layout_engine=ImageFont.Layout.RAQM)
    made.set_variation_by_axes([weight])
    return made


def draws(name: str, letter: str) -> bool:
    """Whether a font has a letter: what it has not, it draws as one and the same box."""
    return bytes(font(name, 400, 24).getmask(letter)) != _box(name)


@lru_cache(maxsize=32)
def _box(name: str) -> bytes:
    return bytes(font(name, 400, 24).getmask(NOWHERE))


def width_of(run: Run, voice: Voice, size: int) -> float:
    return font(run.font, voice.weight, size).getlength(run.text, direction=way(run))


def way(run: Run) -> str:
    return "rtl" if run.level % 2 else "ltr"


@lru_cache(maxsize=4096)
def _letter_width(letter: str, voice: Voice) -> float:
    return font(font_for(letter, voice.fonts), voice.weight, MEASURED_AT).getlength(letter)


def tidy(text: str, voice: Voice) -> str:
    """The text in one paragraph, with an ellipsis for the words that no font of the voice can draw.

    Nothing where these are more than a third of its letters.
    """
    text = unicodedata.normalize("NFC", text[: 2 * LETTERS_AT_MOST]).translate(ALIKE)
    text = SPACES.sub(" ", text.replace("\xa0", NOWHERE)).replace(NOWHERE, "\xa0").translate(CONTROLS | DROPPED)
    words = text.strip(" ")[:LETTERS_AT_MOST].split(" ")
    drawn = [all(font_for(letter, voice.fonts) for letter in word) for word in words]
    lost = sum(len(word) for word, can in zip(words, drawn, strict=True) if not can)
    if 3 * lost > sum(map(len, words)):
        return ""
    shown = " ".join(word if can else ELLIPSIS for word, can in zip(words, drawn, strict=True))
    return re.sub(rf"{ELLIPSIS}(?: {ELLIPSIS})+", ELLIPSIS, shown)


@lru_cache(maxsize=16_384)
def font_for(letter: str, fonts: tuple[str, ...]) -> str:
    """The font that draws a letter, or nothing."""
    if _joins(letter):
        return fonts[0]
    return next((name for name in fonts if draws(name, letter)), "")


@lru_cache(maxsize=16_384)
def _joins(letter: str) -> bool:
    """Whether it belongs to what stands before it: a space, a mark above or below, a sign that is not seen."""
    return letter in " \xa0" or unicodedata.category(letter) in {"Mn", "Me", "Cf"}


def one_line(text: str, direction: str, voice: Voice, size: int) -> Line:
    """The text on one line, however long."""
    return _line(text, levels(text, direction), voice, size)


def fitted(text: str, direction: str, voice: Voice, *, sizes: Sequence[int], width: float, height: float = 0) -> Block:
    """The text in lines at the first size that fits, else at the last one with an ellipsis.

    One line where the height has no room for more; none for a text of nothing.
    """
    if not text:
        return Block((), sizes[-1], 0)
    paragraph = _Paragraph(text, direction, voice)
    for size in sizes:
        pieces = paragraph.pieces(size, width)
        lines = len(_ends(pieces, width))
        if lines <= paragraph.most(size, height):
            return paragraph.block(size, _ends(pieces, _balanced(pieces, width, lines)))
    return paragraph.cut_short(sizes[-1], width, height)


@dataclass(frozen=True)
class Piece:
    """Letters that stay together: where they begin and end, how wide they are, and with the space after them."""

    start: int
    end: int
    bare: float
    wide: float

    def at(self, scale: float) -> "Piece":
        return replace(self, bare=self.bare * scale, wide=self.wide * scale)


class _Paragraph:
    """A text that is to be broken into lines; it is measured once, at one size, for widths grow as sizes do."""

    def __init__(self, text: str, direction: str, voice: Voice) -> None:
        self.text, self.direction, self.voice = text, direction, voice
        self.levels = levels(text, direction)
        fonts = {font_for(letter, voice.fonts) for letter in set(text)}
        self.leading = max([voice.leading, *(TALL.get(name, 0) for name in fonts)])
        self.words = [self._measured(*match.span()) for match in PIECE.finditer(text)]

    def most(self, size: int, height: float) -> int:
        """How many lines of a size have room."""
        return max(1, int(height / round(size * self.leading)))

    def pieces(self, size: int, width: float) -> list[Piece]:
        """What stays together at a size: words, and of words that are wider than a line as much as fits."""
        scale = size / MEASURED_AT
        most = width / scale
        return [piece.at(scale) for word in self.words for piece in self._parted(word, most)]

    def _parted(self, word: Piece, most: float) -> Iterator[Piece]:
        """The word, or parts of it by the widths of its single letters where it is wider than that."""
        if word.bare <= most:
            yield word
            return
        start, filled = word.start, 0.0
        for at in range(word.start, word.end):
            wide = _letter_width(self.text[at], self.voice)
            if filled and filled + wide > most * 0.98:
                yield Piece(start, at, filled, filled)
                start, filled = at, 0.0
            filled += wide
        yield Piece(start, word.end, filled, filled)

    def _measured(self, start: int, end: int) -> Piece:
        bare_end = start + len(self.text[start:end].rstrip(" "))
        bare = self._line(start, bare_end, MEASURED_AT).width
        wide = self._line(start, end, MEASURED_AT).width if end > bare_end else bare
        return Piece(start, end, bare, wide)

    def _line(self, start: int, end: int, size: int) -> Line:
        return _line(self.text[start:end], self.levels[start:end], self.voice, size)

    def block(self, size: int, ends: Sequence[int]) -> Block:
        """The lines that end there."""
        spans = [
            (start, start + len(self.text[start:end].rstrip(" "))) for start, end in zip([0, *ends], ends, strict=False)
        ]
        lines = tuple(self._line(start, end, size) for start, end in spans)
        return Block(lines, size, round(size * self.leading))

    def cut_short(self, size: int, width: float, height: float) -> Block:
        """As many words as fit with an ellipsis after them."""
        dots = one_line(ELLIPSIS, self.direction, self.voice, size).width
        pieces, most = self.pieces(size, width - dots), self.most(size, height)
        low, high = 1, len(pieces)
        while low < high:
            middle = (low + high + 1) // 2
            tried = _followed(pieces[:middle], dots)
            low, high = (middle, high) if len(_ends(tried, width)) <= most else (low, middle - 1)
        kept = pieces[:low]
        short = self.text[: kept[-1].end].rstrip(" ,;:.–—-…") + ELLIPSIS
        ends = _ends(_followed(kept, dots), width)
        return _Paragraph(short, self.direction, self.voice).block(size, [*ends[:-1], len(short)][:most])


def _followed(pieces: list[Piece], dots: float) -> list[Piece]:
    """The pieces with the last one as wide as it is with an ellipsis after it."""
    last = pieces[-1]
    return [*pieces[:-1], replace(last, bare=last.bare + dots, wide=last.bare + dots)]


def _ends(pieces: Sequence[Piece], width: float) -> list[int]:
    """Where each line ends when as much as fits is put on it."""
    ends, filled = [], 0.0
    for at, piece in enumerate(pieces):
        if filled and filled + piece.bare > width:
            ends.append(pieces[at - 1].end)
            filled = 0.0
        filled += piece.wide
    return [*ends, pieces[-1].end]


def _balanced(pieces: Sequence[Piece], width: float, lines: int) -> float:
    """The least width that needs no more lines: so that none of them is left with one word."""
    low, high = max(piece.bare for piece in pieces), width
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_ends(pieces, middle)) <= lines else (middle, high)
    return high


def _line(text: str, ways: Sequence[int], voice: Voice, size: int) -> Line:
    """Letters with their levels, in the order in which they are seen."""
    return Line(tuple(as_seen(list(_runs(text, ways, voice)), lambda run: run.level)), voice, size)


def _runs(text: str, ways: Sequence[int], voice: Voice) -> Iterator[Run]:
    start, here = 0, None
    for at, letter in enumerate(text):
        name = here[0] if here and _joins(letter) else font_for(letter, voice.fonts)
        if here and here != (name, ways[at]):
            yield Run(text[start:at], *here)
            start = at
        here = (name, ways[at])
    if here:
        yield Run(text[start:], *here)
