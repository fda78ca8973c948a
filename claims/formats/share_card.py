"""The picture that goes with a link: 1200 by 630 pixels, the size that networks ask for, as PNG."""

import hashlib
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from PIL import Image, ImageColor, ImageDraw

from claims.text import direction as direction_of

from .bidi import first_strong
from .mark import HEIGHT as MARK_HEIGHT
from .share_type import OURS, OURS_LOUD, OURS_STRONG, SAID, Line, Voice, fitted, tidy, way

DESIGN = 1  # to be raised when the same card is drawn otherwise
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
COLUMN = WIDTH - 2 * MARGIN
HEAD, FOOT, BASELINE = 122, 432, 564  # where the text may begin and must end, and the line on which the word stands
BYLINE = 56
TEXT_SIZES = (76, 70, 65, 57, 51, 45, 40, 36, 33)
WORD_SIZES = (92, 84, 76, 68, 60, 52, 46, 40)
FINE = 4  # shapes are drawn this much larger and made smaller again, for smooth edges
STEPS = 32  # from paper to full ink

# The light paper and tones of tokens.css: a picture is the same for every reader.
PAPER, INK, SOFT, LOUD = "#fbf9f4", "#1d1b17", "#5c574d", "#d23c1c"
TONES = {  # for words, for marks
    "true": ("#0a6166", "#0b7f85"),
    "mostly-true": ("#2f7468", "#3f8f7f"),
    "half-true": ("#7a5a0c", "#a9780d"),
    "mostly-false": ("#a14a17", "#cb6426"),
    "false": ("#b02a12", "#d23c1c"),
    "unknown": ("#5b5850", "#757065"),
    "quote": ("#4c4a6e", "#6a6797"),
}

# The strokes of _mark.html, in units of the mark's viewBox.
LINE_Y, NOTCH_Y, STROKE = 20, 14, 2.25
POINTER = ((0, 12.5), (-7, 1), (7, 1))
DASH, PLAIN_END, BROKEN_END, QUOTE_END = 4, 4, 6, 3
QUOTE = (
    (
        (3, 19), (3, 13), ((3, 8), (5.5, 5), (10, 4)), (11, 6.5), ((9, 7.3), (7.8, 8.7), (7.6, 10.5)),
        (11, 10.5), (11, 19),
    ),
    (
        (13.5, 19), (13.5, 13), ((13.5, 8), (16, 5), (20.5, 4)), (21.5, 6.5), ((19.5, 7.3), (18.3, 8.7), (18.1, 10.5)),
        (21.5, 10.5), (21.5, 19),
    ),
)  # fmt: skip
LOGO_SCALE = (  # those of _logo.html
    ((3, 19), (29, 19), (29, 21), (3, 21)),
    *(((x - 1, 15), (x + 1, 15), (x + 1, 20), (x - 1, 20)) for x in (4, 12, 20, 28)),
)
LOGO_POINTER = ((14, 3), (26, 3), (20, 13))
Point = tuple[float, float]
Shape = Sequence[Point]


@dataclass(frozen=True)
class Box:
    """The units in which a shape is told, and where on the sheet they lie."""

    width: float
    height: float
    scale: float
    top: int
    offset: float = 0  # from the margin at which lines begin


@dataclass(frozen=True)
class ShareCard:
    """What a card says. Without a word and a mark it names a page; else it tells what was found."""

    site: str
    text: str
    language: str = ""
    quoted: bool = True  # what people said, not what we say
    byline: str = ""
    word: str = ""
    tone: str = "unknown"
    mark: Mapping[str, Any] | None = None
    dated: str = ""
    entry: str = ""  # of the record, from which it tells

    @property
    def tag(self) -> str:
        """What differs whenever the picture may: so that it gets another address."""
        return hashlib.sha256(repr((DESIGN, astuple(self))).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def direction(self) -> str:
        """Which way the card is laid out: as its text runs."""
        told = direction_of(self.language)
        return first_strong(self.text or self.site) if told == "auto" else told


def picture(card: ShareCard) -> bytes:
    """The card as PNG."""
    sheet = _Sheet(card.direction, [INK, SOFT, LOUD, *_tones(card)])
    finding = bool(card.word or card.mark)
    _head(sheet, card)
    _body(sheet, card, foot=FOOT if finding else HEIGHT - MARGIN)
    if finding:
        _finding(sheet, card)
    return sheet.png()


class _Sheet:
    """Paper that is written on from the side where its language begins.

    Its colours are those of the inks in steps towards the paper, so that letters have smooth edges and the picture
    stays small; of overlapping strokes the last one counts.
    """

    def __init__(self, direction: str, inks: Sequence[str]) -> None:
        self.direction = direction
        self.inks = list(dict.fromkeys(inks))
        self.image = Image.new("P", (WIDTH, HEIGHT), 0)
        self.image.putpalette(bytes(_palette(self.inks)))

    def left(self, offset: float, width: float) -> float:
        """The left end of something so wide, so far from the margin at which lines begin."""
        return MARGIN + offset if self.direction == "ltr" else WIDTH - MARGIN - offset - width

    def write(self, line: Line, baseline: int, *, ink: str, offset: float = 0) -> None:
        left = self.left(offset, line.width)
        whole = math.floor(left)
        reach = 2 * line.size
        mask = Image.new("L", (math.ceil(line.width) + 2 * reach, 2 * reach))
        pen = ImageDraw.Draw(mask)
        for x, run, font in line.placed():
            pen.text((reach + left - whole + x, reach), run.text, 255, font, anchor="ls", direction=way(run))
        self.stamp(mask, (whole - reach, baseline - reach), ink)

    def draw(self, shapes: Iterable[Shape], box: Box, ink: str, *, mirrored: bool = False) -> None:
        """Polygons in the units of a box."""
        size = (math.ceil(box.width * box.scale), math.ceil(box.height * box.scale))
        large = Image.new("L", (size[0] * FINE, size[1] * FINE))
        pen, unit = ImageDraw.Draw(large), box.scale * FINE
        for shape in shapes:
            pen.polygon([((box.width - x if mirrored else x) * unit, y * unit) for x, y in shape], fill=255)
        self.stamp(large.reduce(FINE), (round(self.left(box.offset, size[0])), box.top), ink)

    def rule(self, y: int, thickness: int, ink: str) -> None:
        self.stamp(Image.new("L", (WIDTH - 2 * MARGIN, thickness), 255), (MARGIN, y), ink)

    def stamp(self, mask: Image.Image, corner: tuple[int, int], ink: str) -> None:
        """Ink where the mask is."""
        first = 1 + STEPS * self.inks.index(ink)
        shades = mask.point([first + (STEPS - 1) * cover // 255 for cover in range(256)])
        self.image.paste(shades, corner, mask.point([255 if cover >= 256 // STEPS else 0 for cover in range(256)]))

    def png(self) -> bytes:
        kept = io.BytesIO()
        self.image.save(kept, "PNG", compress_level=6)
        return kept.getvalue()


def _palette(inks: Sequence[str]) -> Iterator[int]:
    """Red, green and blue of the paper, then of each ink from faint to full."""
    paper = ImageColor.getrgb(PAPER)
    yield from paper[:3]
    for ink in map(ImageColor.getrgb, inks):
        for step in range(1, STEPS + 1):
            yield from (round(p + (i - p) * step / STEPS) for p, i in zip(paper[:3], ink[:3], strict=True))


def _head(sheet: _Sheet, card: ShareCard) -> None:
    """Who says so: our sign and our name."""
    box = Box(32, 24, scale=1.5, top=56)
    sheet.draw(LOGO_SCALE, box, INK)
    sheet.draw([LOGO_POINTER], box, LOUD)
    name = _one(sheet, card.site, OURS_STRONG, sizes=(30, 26, 22), width=COLUMN - 66)
    if name:
        sheet.write(name, 86, ink=INK, offset=66)


def _body(sheet: _Sheet, card: ShareCard, *, foot: int) -> None:
    """What was said, as large as it fits, and by whom and when; in the middle of its room."""
    voice = SAID if card.quoted else OURS_LOUD
    text = tidy(card.text, voice)
    byline = _one(sheet, card.byline if text else "", OURS, sizes=(28, 25), width=COLUMN)
    room = foot - HEAD - (BYLINE if byline else 0)
    block = fitted(text, sheet.direction, voice, sizes=TEXT_SIZES, width=COLUMN, height=room)
    top = HEAD + round((room - len(block.lines) * block.leading) * 0.45)
    for number, line in enumerate(block.lines):
        sheet.write(line, top + number * block.leading + round((block.leading + block.size * 0.62) / 2), ink=INK)
    if byline:
        sheet.write(byline, top + len(block.lines) * block.leading + 40, ink=SOFT)


def _finding(sheet: _Sheet, card: ShareCard) -> None:
    """The one loud thing: the mark and the word."""
    word_ink, mark_ink = _tones(card)
    sheet.rule(FOOT + 20, 6, mark_ink)
    used = _draw_mark(sheet, card.mark, mark_ink) + 28 if card.mark else 0
    dated = _one(sheet, card.dated, OURS, sizes=(25,), width=360)
    if dated:
        sheet.write(dated, BASELINE, ink=SOFT, offset=COLUMN - dated.width)
    room = COLUMN - used - (dated.width + 36 if dated else 0)
    word = tidy(card.word, OURS_LOUD)
    block = fitted(word, sheet.direction, OURS_LOUD, sizes=WORD_SIZES, width=room, height=104)
    last = BASELINE if block.leading < block.size * 1.3 else BASELINE - 12  # some scripts hang lower
    for number, line in enumerate(reversed(block.lines)):
        sheet.write(line, last - number * block.leading, ink=word_ink, offset=used)


def _one(sheet: _Sheet, text: str, voice: Voice, *, sizes: Sequence[int], width: float) -> Line | None:
    """The text on one line, None where nothing of it can be drawn."""
    block = fitted(tidy(text, voice), sheet.direction, voice, sizes=sizes, width=width)
    return block.lines[0] if block.lines else None


def _tones(card: ShareCard) -> tuple[str, str]:
    return TONES.get(card.tone, TONES["unknown"])


def _draw_mark(sheet: _Sheet, drawing: Mapping[str, Any], ink: str) -> float:
    """Draw the verdict mark with its first stroke at the margin; how far it reaches."""
    inset = {"quote": QUOTE_END, "broken": BROKEN_END}.get(drawing["form"], PLAIN_END)
    scale = min(4.0, 300 / drawing["width"])
    top = BASELINE + 16 - round(MARK_HEIGHT * scale)
    box = Box(drawing["width"], drawing["height"], scale=scale, top=top, offset=-inset * scale)
    if drawing["form"] == "quote":
        sheet.draw(map(_outline, QUOTE), box, ink)
        return (drawing["width"] - 2 * inset) * scale
    mirrored = sheet.direction == "rtl" and drawing["form"] == "scale"
    sheet.draw(_strokes(drawing, inset), box, INK, mirrored=mirrored)
    if "pointer" in drawing:
        sheet.draw([[(drawing["pointer"] + x, y) for x, y in POINTER]], box, ink, mirrored=mirrored)
    return (drawing["width"] - 2 * inset) * scale


def _strokes(drawing: Mapping[str, Any], inset: int) -> Iterator[Shape]:
    """The scale of a mark: its line, broken where nothing could be decided, and its notches."""
    start, end = inset, drawing["width"] - inset
    step = 2 * DASH if drawing["form"] == "broken" else end
    for left in range(start, end, step):
        right = min(left + DASH, end) if drawing["form"] == "broken" else end
        yield _bar(left, LINE_Y - STROKE / 2, right, LINE_Y + STROKE / 2)
    for x in drawing["notches"]:
        yield _bar(x - STROKE / 2, NOTCH_Y, x + STROKE / 2, LINE_Y)


def _bar(left: float, top: float, right: float, bottom: float) -> Shape:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _outline(path: Sequence[Any]) -> Shape:
    """The corners of a path whose curves are cubic."""
    corners = [path[0]]
    for step in path[1:]:
        if isinstance(step[0], tuple):
            curve = (corners[-1], *step)
            corners += [_on_curve(curve, part / 12) for part in range(1, 13)]
        else:
            corners.append(step)
    return corners


def _on_curve(curve: tuple[Point, ...], t: float) -> Point:
    """A point of a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y
