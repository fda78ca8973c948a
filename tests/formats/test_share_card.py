"""The picture that goes with a link: asked by its properties."""

import io
import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from claims.formats import share_card
from claims.formats.mark import mark
from claims.formats.share_card import BASELINE, FOOT, HEIGHT, INK, MARGIN, TONES, WIDTH, ShareCard, picture

ROOT = Path(__file__).parents[2]
OVERHANG = 16  # by which a pointer at an end of its scale may reach into the margin
LATIN = ShareCard("The desk", "Crime has tripled.", "en", byline="A minister, 2023", dated="Checked 3 May 2026")
ARABIC = ShareCard("المكتب", "تضاعفت الجريمة ثلاث مرات.", "ar", byline="وزير، 2023", dated="3 مايو 2026")
LONG = "The Minister said that the Republic supplies thirty percent of all the oil that the country uses. " * 6


def rated(card: ShareCard, position: int | None, tone: str = "half-true", word: str = "Half true") -> ShareCard:
    return replace(card, word=word, tone=tone, mark=mark({"position": position, "tone": tone}, 5))


def drawn(card: ShareCard) -> Image.Image:
    return Image.open(io.BytesIO(picture(card))).convert("RGB")


def inked(image: Image.Image, ink: str, box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)) -> tuple[int, ...]:
    """The least box that holds all full ink of a colour in a part of a picture: left, top, right, bottom."""
    part = image.crop(box)
    hits = Image.new("1", part.size)
    hits.putdata([pixel == ImageColor.getrgb(ink) for pixel in part.get_flattened_data()])
    found = hits.getbbox()
    assert found, "nothing of this colour"
    return found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1]


def edges(image: Image.Image) -> set[tuple[int, int, int]]:
    """The colours of the margins."""
    sides = [
        (0, 0, WIDTH, 40), (0, HEIGHT - 20, WIDTH, HEIGHT), (0, 0, MARGIN - OVERHANG, HEIGHT),
        (WIDTH - MARGIN + OVERHANG, 0, WIDTH, HEIGHT),
    ]  # fmt: skip
    return {colour for side in sides for _count, colour in image.crop(side).getcolors(100_000)}


VERDICT = (0, FOOT + 30, WIDTH, HEIGHT)
TEXT = (0, 110, WIDTH, FOOT)


class TestPicture:
    @pytest.mark.parametrize("card", [rated(LATIN, 3), rated(ARABIC, 3), rated(replace(LATIN, text=LONG), 1)])
    def test_it_is_a_small_png_of_the_size_that_networks_ask_for(self, card: ShareCard) -> None:
        made = picture(card)

        image = Image.open(io.BytesIO(made))
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(made) < 80_000

    @pytest.mark.parametrize("text", [LONG, "كلمة عربية طويلة " * 60, "No", "W" * 600, "שלום " * 120])
    def test_it_is_quickly_made(self, text: str) -> None:
        card = rated(replace(LATIN, text=text, language=""), 2)
        picture(card)

        began = time.process_time()
        picture(card)

        assert time.process_time() - began < 0.15

    @pytest.mark.parametrize("position", [1, 3, 5])
    @pytest.mark.parametrize(
        "text", ["No.", LONG, "W" * 600, "تضاعفت الجريمة ثلاث مرات. " * 20, "ÅÄÖ ÜẞĦ " * 40, "中国 " * 50]
    )
    def test_nothing_stands_in_its_margins(self, text: str, position: int) -> None:
        card = replace(LATIN, text=text, language="", site="A long name " * 9, byline=text, dated=text)

        image = drawn(rated(card, position, word="A rating whose word is long enough for two lines and more"))

        assert edges(image) == {ImageColor.getrgb(share_card.PAPER)}

    def test_another_text_is_another_picture_with_another_tag(self) -> None:
        other = replace(LATIN, text="Crime has doubled.")

        assert picture(LATIN) != picture(other)
        assert LATIN.tag != other.tag

    def test_the_same_card_is_the_same_picture_with_the_same_tag(self) -> None:
        assert picture(LATIN) == picture(replace(LATIN))
        assert LATIN.tag == replace(LATIN).tag

    def test_another_entry_of_the_record_has_another_tag(self) -> None:
        assert LATIN.tag != replace(LATIN, entry="x").tag


class TestDirection:
    def test_a_text_begins_at_the_left_margin(self) -> None:
        left, _top, right, _bottom = inked(drawn(rated(LATIN, 3)), INK, TEXT)

        assert MARGIN <= left < MARGIN + 12
        assert right < WIDTH - MARGIN

    @pytest.mark.parametrize("card", [ARABIC, replace(ARABIC, text="הפשיעה גדלה פי שלושה.", language="he")])
    def test_one_that_runs_to_the_left_begins_at_the_right(self, card: ShareCard) -> None:
        left, _top, right, _bottom = inked(drawn(rated(card, 3)), INK, TEXT)

        assert WIDTH - MARGIN - 12 < right <= WIDTH - MARGIN + 2
        assert left > MARGIN + 50

    def test_without_a_language_its_first_letter_decides(self) -> None:
        assert replace(ARABIC, language="").direction == "rtl"
        assert replace(LATIN, language="und").direction == "ltr"


class TestVerdict:
    @pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
    def test_the_pointer_stands_over_its_notch(self, position: int) -> None:
        drawing = mark({"position": position, "tone": "half-true"}, 5)

        image = drawn(rated(LATIN, position))

        left, _top, right, _bottom = inked(image, TONES["half-true"][1], VERDICT)
        assert (left + right) / 2 == pytest.approx(MARGIN + 4 * (drawing["pointer"] - 4), abs=1.5)

    def test_the_mark_is_mirrored_where_the_text_runs_to_the_left(self) -> None:
        left, _top, right, _bottom = inked(drawn(rated(ARABIC, 1)), TONES["half-true"][1], VERDICT)

        assert (left + right) / 2 == pytest.approx(WIDTH - MARGIN - 16, abs=1.5)

    def test_the_word_has_the_tone_of_its_rating(self) -> None:
        left, top, _right, bottom = inked(drawn(rated(LATIN, 1, "false", "False")), TONES["false"][0])

        assert left > MARGIN + 160
        assert top > FOOT
        assert bottom >= BASELINE

    def test_what_cannot_be_decided_has_a_broken_line_and_no_pointer(self) -> None:
        image = drawn(rated(LATIN, None, "unknown", "Unverifiable"))

        dashes = [pixel == ImageColor.getrgb(INK) for pixel in image.crop((MARGIN, 564, 300, 565)).get_flattened_data()]
        assert sum(a != b for a, b in pairwise(dashes)) >= 9
        with pytest.raises(AssertionError, match="nothing of this colour"):
            inked(image, TONES["unknown"][1], (0, FOOT + 30, MARGIN + 160, HEIGHT))

    def test_what_cannot_be_rated_has_a_quotation_mark(self) -> None:
        image = drawn(rated(LATIN, None, "quote", "Not checkable"))

        left, _top, right, _bottom = inked(image, TONES["quote"][1], VERDICT)
        assert left >= MARGIN
        assert right <= MARGIN + 80

    def test_a_text_without_a_font_leaves_the_mark_the_word_and_the_name(self) -> None:
        image = drawn(rated(replace(LATIN, text="中国向以色列提供百分之三十的石油。", language="zh"), 1))

        with pytest.raises(AssertionError, match="nothing of this colour"):
            inked(image, INK, TEXT)
        assert inked(image, INK, (0, 0, WIDTH, 110))
        assert inked(image, TONES["half-true"][0])


class TestDress:
    """What the card repeats of the pages, which it cannot read, is the same there."""

    def test_its_colours_are_those_of_the_light_page(self) -> None:
        tokens = (ROOT / "claims/static/claims/tokens.css").read_text()

        light = dict(re.findall(r"--(paper|ink|soft|loud): light-dark\((#\w+)", tokens))
        tones = re.findall(
            r"\.tone-([\w-]+) \{ --tone: light-dark\((#\w+), #\w+\); --tone-mark: light-dark\((#\w+)", tokens
        )
        assert light == {name: getattr(share_card, name.upper()) for name in light}
        assert len(light) == 4
        assert {name: (word, sign) for name, word, sign in tones} == TONES

    def test_its_mark_is_drawn_as_on_the_page(self) -> None:
        template = (ROOT / "templates/claims/_partials/_mark.html").read_text()
        quotes = re.findall(r"[\d.]+", re.search(r'class="mark-quote" d="([^"]+)"', template)[1])

        assert "M4 20H" in template
        assert "M6 20H" in template
        assert "20V14" in template
        assert "12.500L" in template
        assert {float(number) for number in quotes} == {
            float(number) for number in re.findall(r"[\d.]+", repr(share_card.QUOTE))
        }
