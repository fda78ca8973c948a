"""Two wordings of a text word by word, in any script: what stayed, what was there, what is there now."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

SAME, WAS, NOW = "same", "was", "now"

# What a comparison may cost, in steps of difflib; then it takes whole sentences for changed. See decision 14.
LIMIT = 10_000_000

CUT = "[…]"  # stands where unchanged or overlong words are left out
AROUND = 160  # characters kept on each side of a change
CHANGED_AT_MOST = 700  # characters kept of one changed piece
SHORTENED_AT_MOST = 2_000  # characters kept in all

INSIDE_WORDS = {"'", "’", "·", "״", "׳", "\u200c", "\u200d"}
INSIDE_NUMBERS = {".", ",", "٫", "٬", ":"}
STOPS = set(".!?…。！？؟۔।")
ENDS_A_SENTENCE = STOPS | {"\n"}

# Scripts that set no space between words: each letter stands for itself.
WITHOUT_SPACES = [
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Myanmar, Khmer
    *((0x2E80, 0x312F), (0x31A0, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF)),  # Han, kana
]

Words = Sequence[str]


@dataclass(frozen=True)
class Piece:
    """A run of words that is in both wordings (same), in the first (was) or in the second (now)."""

    kind: str
    text: str

    @property
    def shown(self) -> str:
        """The text; a change of nothing but space, which nobody would see, as signs for it."""
        return self.text if self.kind == SAME or not self.text.isspace() else "".join(map(_sign, self.text))


def _sign(space: str) -> str:
    return "¶\n" if space == "\n" else "␣"


def pieces(was: str, now: str) -> list[Piece]:
    """The two wordings as one run of pieces; where words were replaced, those that were stand first.

    The same two wordings always give the same pieces, in bounded time: what would cost more than LIMIT
    is compared by whole sentences, and what would still is taken for replaced.
    """
    left, right = words(was), words(now)
    start = _shared(left, right)
    end = _shared(left[start:][::-1], right[start:][::-1])
    stay, gone = left[:start], left[start : len(left) - end]
    come, rest = right[start : len(right) - end], left[len(left) - end :]
    return _slid(list(_joined([(stay, stay), *_compared(gone, come), (rest, rest)])))


def words(text: str) -> list[str]:
    """The words of a text, the spaces between them and every other sign, in order; joined they are the text."""
    found: list[str] = []
    kinds: list[str] = []
    for place, character in enumerate(text):
        kind = _kind(character)
        if kinds and _continues(kinds[-1], kind, text[place - 1 : place + 2]):
            found[-1] += character
        else:
            found.append(character)
            kinds.append("sign" if kind == "mark" else kind)
    return found


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    if unicodedata.category(character)[0] == "M" or character in "\u200c\u200d":
        return "mark"
    if any(first <= ord(character) <= last for first, last in WITHOUT_SPACES):
        return "sign"
    return "word" if character.isalnum() or character == "_" else "sign"


def _continues(before: str, kind: str, around: str) -> bool:
    """Whether a character of a kind belongs to what stands before it; `around` is its neighbourhood."""
    if kind == "mark":
        return before != "space"
    if kind != "sign":
        return kind == before
    return before == "word" and _joins(*around) if len(around) == 3 else False


def _joins(before: str, character: str, after: str) -> bool:
    """Whether a sign stands within a word or a number (UAX 29, WB6 to WB12)."""
    if character in INSIDE_WORDS:
        return after.isalpha()
    return character in INSIDE_NUMBERS and before.isdigit() and after.isdigit()


def _shared(left: Words, right: Words) -> int:
    """How many words both begin with."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


Pair = tuple[Words, Words]  # what was, what is now; equal where it stayed


class _Room:
    """What is left of the limit."""

    def __init__(self) -> None:
        self.left = LIMIT

    def for_(self, was: Sequence[Any], now: Sequence[Any]) -> bool:
        """Whether these may be compared; then their cost is taken off."""
        counts = Counter(now)
        meetings = sum(number * counts[unit] for unit, number in Counter(was).items())
        cost = min(len(was), len(now)) * (meetings + len(was) + len(now))
        if cost > self.left:
            return False
        self.left -= cost
        return True


def _compared(was: Words, now: Words) -> Iterator[Pair]:
    room = _Room()
    if room.for_(*_without_spaces(was, now)):
        yield from _by_words(was, now)
        return
    sentences = _sentences(was), _sentences(now)
    if not room.for_(*sentences):
        yield was, now
        return
    for before, after in _matched(*sentences):
        gone, come = ([word for sentence in side for word in sentence] for side in (before, after))
        if before != after and room.for_(*_without_spaces(gone, come)):
            yield from _by_words(gone, come)
        else:
            yield gone, come


def _without_spaces(was: Words, now: Words) -> tuple[Words, Words]:
    return [word for word in was if not word.isspace()], [word for word in now if not word.isspace()]


def _by_words(was: Words, now: Words) -> Iterator[Pair]:
    """The words matched; a space between two changes that were replaced goes with them."""
    pairs = list(_matched(was, now, is_junk=str.isspace))
    for place, (before, after) in enumerate(pairs):
        beside = pairs[max(place - 1, 0) : place + 2]
        slight = before == after and not any(word[0].isalnum() for word in before)
        if slight and len(beside) == 3 and all(all(pair) for pair in beside):
            yield [*before, ""], after  # no longer equal: it joins what stands around it
        else:
            yield before, after


def _matched(was: Sequence[Any], now: Sequence[Any], *, is_junk: Any = None) -> Iterator[tuple[Any, Any]]:
    matcher = SequenceMatcher(is_junk, was, now, autojunk=False)
    for _tag, i, j, k, m in matcher.get_opcodes():
        yield was[i:j], now[k:m]


def _sentences(found: Words) -> list[tuple[str, ...]]:
    """The words by sentences, each with the space after it."""
    sentences: list[list[str]] = [[]]
    ended = False
    for word in found:
        if ended and not word.isspace():
            sentences.append([])
            ended = False
        sentences[-1].append(word)
        ended = ended or bool(ENDS_A_SENTENCE & set(word[-1:] if not word.isspace() else word))
    return [tuple(sentence) for sentence in sentences if sentence]


def _joined(pairs: Sequence[Pair]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    gone, come, stay = "", "", ""
    for before, after in [*pairs, ((), ())]:
        if before == after and before:
            yield from _replaced(gone, come)
            gone, come, stay = "", "", stay + "".join(before)
        elif before or after:
            yield from [Piece(SAME, stay)] if stay else []
            gone, come, stay = gone + "".join(before), come + "".join(after), ""
    yield from _replaced(gone, come)
    yield from [Piece(SAME, stay)] if stay else []


def _replaced(gone: str, come: str) -> Iterator[Piece]:
    yield from [Piece(WAS, gone)] if gone else []
    yield from [Piece(NOW, come)] if come else []


def _slid(found: list[Piece]) -> list[Piece]:
    """The pieces with a whole sentence in place of the end of one and most of the next: [. So]. becomes .[ So.]"""
    for place in range(1, len(found) - 1):
        before, change, after = found[place - 1 : place + 2]
        end = change.text[:1]  # empty in a piece that another sentence has used up
        if end and before.kind == after.kind == SAME and end in STOPS and after.text[:1] == end:
            found[place - 1 : place + 2] = [
                Piece(SAME, before.text + end),
                Piece(change.kind, change.text[1:] + end),
                Piece(SAME, after.text[1:]),
            ]
    return [piece for piece in found if piece.text]


def shortened(found: Sequence[Piece]) -> list[Piece]:
    """The changes with some words around each; what is left out has a mark in its place."""
    kept: list[Piece] = []
    room = SHORTENED_AT_MOST
    for place, piece in enumerate(found):
        if room <= 0:
            return [*kept, Piece(SAME, CUT)]
        text = _cut(piece, first=place == 0, last=place == len(found) - 1)
        kept.append(Piece(piece.kind, text))
        room -= len(text)
    return kept


def _cut(piece: Piece, *, first: bool, last: bool) -> str:
    text = piece.text
    if piece.kind != SAME:
        return text if len(text) <= CHANGED_AT_MOST else f"{_head(text, CHANGED_AT_MOST)} {CUT}"
    before = "" if first else _head(text, AROUND)
    after = "" if last else _head(text[::-1], AROUND)[::-1]
    if len(before) + len(after) + len(CUT) >= len(text):
        return text
    return f"{before}{' ' if before else ''}{CUT}{' ' if after else ''}{after}"


def _head(text: str, most: int) -> str:
    """The beginning of a text, up to the end of a word where one is near."""
    head = text[:most]
    at = max((place for place, character in enumerate(head) if character.isspace()), default=0)
    return head[:at] if at > most * 3 // 4 else head
