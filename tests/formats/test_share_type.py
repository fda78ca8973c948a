"""Lines of type."""

import pytest

from claims.formats.share_type import OURS, SAID, Block, fitted, font_for, one_line, tidy

ARABIC = "قال بيراموف إن BTC تزوّد 30% من النفط."


def words(block: Block) -> list[str]:
    """The words of each line, whatever way they run."""
    return [" ".join(run.text.strip() for run in line.runs) for line in block.lines]


class TestFonts:
    @pytest.mark.parametrize(
        ("letter", "font"),
        [
            ("a", "literata-latin"),
            ("7", "literata-latin"),
            ("ə", "literata-latin-ext"),
            ("ж", "literata-cyrillic"),
            ("ع", "noto-naskh-arabic"),
            ("ש", "noto-serif-hebrew"),
            ("中", ""),
            ("🚀", ""),
        ],
    )
    def test_a_letter_is_drawn_by_the_font_of_its_script(self, letter: str, font: str) -> None:
        assert font_for(letter, SAID.fonts) == font

    def test_a_name_in_another_script_stands_in_its_own_font(self) -> None:
        runs = one_line(ARABIC, "rtl", SAID, 40).runs

        assert {run.font for run in runs if run.text.strip() in {"BTC", "30"}} == {"literata-latin"}
        assert {run.font for run in runs if "قال" in run.text} == {"noto-naskh-arabic"}

    def test_the_first_word_of_a_line_that_runs_to_the_left_is_its_last_piece(self) -> None:
        runs = one_line(ARABIC, "rtl", SAID, 40).runs

        assert runs[-1].text.startswith("قال")
        assert runs[0].text == "."


class TestTidy:
    def test_lines_and_hidden_signs_become_spaces_or_nothing(self) -> None:
        assert tidy(" a\n\tb\u202ec\u2069\xad d\x07 ", SAID) == "a bc d"

    def test_what_is_to_stay_together_does(self) -> None:
        assert tidy("2023\u202fг.", SAID) == "2023\xa0г."

    def test_a_few_words_that_cannot_be_drawn_are_left_out_openly(self) -> None:
        assert tidy("Xi said 石油 中国 is the blood of the nation 🚀", SAID) == "Xi said … is the blood of the nation …"

    @pytest.mark.parametrize("text", ["中国向以色列提供百分之三十的石油。", "Το πετρέλαιο", "", " "])
    def test_a_text_that_mostly_cannot_be_drawn_is_not(self, text: str) -> None:
        assert tidy(text, SAID) == ""


class TestFitted:
    def test_a_short_text_is_as_large_as_it_may_be(self) -> None:
        assert fitted("No.", "ltr", SAID, sizes=(70, 40), width=600, height=200).size == 70

    def test_a_longer_one_is_smaller_and_whole(self) -> None:
        text = " ".join(["word"] * 40)

        block = fitted(text, "ltr", SAID, sizes=(70, 40, 24), width=600, height=260)

        assert block.size < 70
        assert " ".join(words(block)) == text

    def test_the_longest_ends_in_an_ellipsis(self) -> None:
        block = fitted("word, " * 200, "ltr", SAID, sizes=(70, 40), width=600, height=200)

        assert block.size == 40
        assert words(block)[-1].endswith("word…")

    @pytest.mark.parametrize("text", ["word " * 100, "w" * 500, "كلمة " * 100, "https://example.org/" + "a" * 300])
    @pytest.mark.parametrize("height", [0, 100, 300])
    def test_nothing_is_wider_or_taller_than_its_room(self, text: str, height: int) -> None:
        block = fitted(text.strip(), "ltr", SAID, sizes=(70, 40), width=600, height=height)

        assert all(line.width <= 601 for line in block.lines)
        assert len(block.lines) == 1 or len(block.lines) * block.leading <= height

    def test_lines_are_about_as_long_as_each_other(self) -> None:
        block = fitted("one two three four five six seven eight", "ltr", SAID, sizes=(50,), width=700, height=300)

        widths = [line.width for line in block.lines]
        assert len(widths) == 2
        assert min(widths) > 0.7 * max(widths)

    def test_a_line_may_end_after_a_hyphen_and_not_before_a_number(self) -> None:
        block = fitted("state-owned -5", "ltr", OURS, sizes=(50,), width=170, height=300)

        assert words(block) == ["state-", "owned", "-5"]

    def test_of_nothing_there_are_no_lines(self) -> None:
        assert fitted("", "ltr", OURS, sizes=(50,), width=100).lines == ()
