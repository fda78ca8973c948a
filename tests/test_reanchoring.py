"""A passage is found again in an edited text, or it is not; never other words."""

import random
import re
from pathlib import Path

import pytest

from claims.anchors import anchor_at
from claims.reanchoring import Way, carry
from claims.sentences import sentences

TEXT = (Path(__file__).parents[1] / "sample" / "article.txt").read_text().strip()
SCRIPTS = 1_000
WORDS = ["officials", "said", "yesterday", "that", "the agreement", "would", "hold", "despite", "protests"]


def found(quote: str, old: str, new: str) -> tuple[str, Way] | None:
    start = old.index(quote)
    carried = carry(anchor_at(old, start, start + len(quote)), old, new)
    return (carried.anchor.exact, carried.how) if carried else None


class TestCarry:
    def test_words_that_moved_are_found_where_they_are(self) -> None:
        old, new = "A.\n\nTaxes fell by half.\n\nB.", "Zero.\n\nB.\n\nA.\n\nTaxes fell by half."

        assert found("Taxes fell", old, new) == ("Taxes fell", Way.EXACT)

    def test_the_words_around_tell_one_place_from_another(self) -> None:
        old = "In the north of the country, crime rose. In the south of the country, crime rose."
        new = f"New words first. {old}"
        start = old.rindex("crime rose")

        carried = carry(anchor_at(old, start, start + 10), old, new)

        assert carried is not None
        assert (carried.anchor.start, carried.how) == (new.rindex("crime rose"), Way.CONTEXT)

    @pytest.mark.parametrize(
        "new",
        [
            "Turkey sold 35% of the oil that the country used last year.",
            "Turkey sold 30% of the oil that the country never used last year.",
            "Russia sold 30% of the oil that the country used last year.",
            "Something else is written here now.",
            "",
        ],
        ids=["number", "negation", "name", "other words", "nothing"],
    )
    def test_what_says_something_else_is_not_it(self, new: str) -> None:
        old = "Turkey sold 30% of the oil that the country used last year."

        assert found(old, old, new) is None

    def test_a_mended_typo_is_offered_with_how_alike_it_is(self) -> None:
        old, new = "They recieved 6,000 tents from Ankara.", "So it was. They received 6,000 tents from Ankara."

        carried = carry(anchor_at(old, 0, len(old) - 1), old, new)

        assert carried is not None
        assert (carried.anchor.exact, carried.how) == ("They received 6,000 tents from Ankara", Way.APPROXIMATE)
        assert 90 < carried.score < 100

    def test_a_copy_makes_it_a_question_for_a_person(self) -> None:
        old = "Taxes fell by half. So he said."

        assert found("Taxes fell by half", old, f"{old}\n\n{old}") is None


    @pytest.mark.parametrize(
        ("quote", "old", "new"),
        [
            ("Crime rose by half", "Ann said: Crime rose by half.", "It is false, as Bob says, that Crime rose by half."),
            (
                "crime rose by half",
                "In 2019 the minister said crime rose by half. He erred.\n\nIn 2020 a judge said crime rose by half. True.",
                "In 2020 a judge said crime rose by half. True.",
            ),
            ("safe for children", "The law is safe for children, they said.", "The law is not safe for children, she said."),
            ("art", "He has art in mind.", "He has a party in mind."),
            ("30", "It cost the town in the north 30 dollars.", "It cost the town in the north 1,304 dollars."),
            ("Taxes rose by 5", "Taxes rose by 5% in May.", "Taxes rose by 50% in May."),
        ],
        ids=["in another mouth", "another of two", "denied", "inside a word", "inside a number", "a longer number"],
    )
    def test_the_same_letters_elsewhere_are_not_it(self, quote: str, old: str, new: str) -> None:
        assert found(quote, old, new) is None

    def test_words_that_repeat_without_end_are_left_to_a_person_at_once(self) -> None:
        old = "a " * 100_000

        assert found("a", old, old[:-4]) is None


def whole_sentences() -> list[tuple[int, int]]:
    return [
        (match.start() + start, match.start() + end)
        for match in re.finditer(r"[^\n]+", TEXT)
        for start, end in sentences(match[0], "en")
    ]


def a_few_words() -> list[tuple[int, int]]:
    """Passages from two to eight words, from word to word; some of them stand in the text more than once."""
    words, dice = [match.span() for match in re.finditer(r"[^\s]+", TEXT)], random.Random(0)
    firsts = [dice.randrange(len(words) - 8) for _span in range(300)]
    spans = [(words[first][0], words[first + dice.randint(1, 7)][1]) for first in firsts]
    return [span for span in spans if "\n" not in TEXT[slice(*span)]]


Paragraph = list[tuple[int, str]]  # where each letter stood in the old text, -1 for a new one


class Edited:
    """A text as pieces: each that came from the old one knows from where, so that the truth is known."""

    def __init__(self, old: str) -> None:
        self.paragraphs: list[Paragraph] = [
            [(at + match.start(), char) for at, char in enumerate(match[0])] for match in re.finditer(r"[^\n]+", old)
        ]

    def text(self) -> str:
        return "\n\n".join("".join(char for _place, char in part) for part in self.paragraphs)

    def place_of(self, start: int, end: int) -> int | None:
        """Where the old characters from start to end stand together now."""
        at, wanted = 0, list(range(start, end))
        for part in self.paragraphs:
            places = [place for place, _char in part]
            if start in places:
                first = places.index(start)
                return at + first if places[first : first + len(wanted)] == wanted else None
            at += len(part) + 2
        return None

    def edit(self, dice: random.Random) -> None:
        """One edit as editors make them."""
        row = dice.randrange(len(self.paragraphs))
        part = self.paragraphs[row]
        new = [(-1, char) for char in " ".join(dice.choices(WORDS, k=dice.randint(1, 8))) + " "]
        at, other = dice.randrange(len(part) + 1), dice.randrange(len(self.paragraphs))
        dice.choice(
            [
                lambda: part.__setitem__(slice(at, at), new),
                lambda: part.__delitem__(slice(at, at + dice.randint(1, 60))),
                lambda: part.__setitem__(slice(at, at + len(new)), new),
                lambda: self.paragraphs.insert(row, new),
                lambda: self.paragraphs.pop(row),
                lambda: self.paragraphs.insert(other, self.paragraphs.pop(row)),
                lambda: self.paragraphs.__setitem__(slice(None), swapped(self.paragraphs, row, other)),
                lambda: self.paragraphs[other].extend((-1, char) for _place, char in part[at : at + 60]),
                lambda: part.__setitem__(slice(None), [counted_on(letter) for letter in part]),
            ]
        )()
        self.paragraphs = [part for part in self.paragraphs if part] or [new]


def swapped(paragraphs: list[Paragraph], one: int, other: int) -> list[Paragraph]:
    order = list(paragraphs)
    order[one], order[other] = order[other], order[one]
    return order


def counted_on(letter: tuple[int, str]) -> tuple[int, str]:
    """Another digit for each digit."""
    return (-1, str((int(letter[1]) + 1) % 10)) if letter[1].isdigit() else letter


class TestEdits:
    def test_of_a_thousand_edit_scripts_none_leads_to_other_words(self) -> None:
        quotes = [*whole_sentences(), *a_few_words()]
        untouched = again = wrong = 0
        for seed in range(SCRIPTS):
            dice, edited = random.Random(seed), Edited(TEXT)
            for _edit in range(dice.randint(1, 12)):
                edited.edit(dice)
            new = edited.text()
            for start, end in dice.sample(quotes, 5):
                anchor, truth = anchor_at(TEXT, start, end), edited.place_of(start, end)
                carried = carry(anchor, TEXT, new)
                silent = carried is not None and carried.how is not Way.APPROXIMATE
                untouched += truth is not None
                again += truth is not None and silent and carried is not None and carried.anchor.start == truth
                if silent and carried is not None:
                    same_words = new[carried.anchor.start : carried.anchor.end] == anchor.exact
                    wrong += not same_words or carried.anchor.start != truth

        assert wrong == 0
        assert untouched > SCRIPTS
        assert again / untouched >= 0.95, f"{again} of {untouched}"
        print(f"{again} of {untouched}")
