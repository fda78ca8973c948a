"""Whether two wordings differ only in how they are spelt, or in what they say."""

import re
import unicodedata
from collections.abc import Iterable

from .worddiff import NOW, SAME, WAS, Piece, pieces, words

# Words that turn a sentence round, in the languages that our readers write most.
NEGATIONS = frozenset(
    word
    for words_of_a_language in (
        "not no never none nor neither nobody nothing nowhere without cannot",  # English
        "nicht kein keine keinen keiner keinem nie niemals ohne",  # German
        "ne pas jamais sans non aucun aucune rien",  # French
        "nunca sin ninguno ninguna ningún jamás não sem nenhum nenhuma",  # Spanish, Portuguese
        "mai senza nessuno nessuna niet geen nooit",  # Italian, Dutch
        "не ни нет никогда без ні немає",  # Russian, Ukrainian
        "deyil yox heç değil yok hiç asla",  # Azerbaijani, Turkish
        "لا لم لن ليس ليست دون نیست نه",  # Arabic, Persian
        "לא אין בלי אינו אינה 不 没 沒 無 非 未 नहीं न",  # Hebrew, Chinese, Hindi
    )
    for word in words_of_a_language.split()
)
CONTRACTED = re.compile(r"n['’]t$")
ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin, Greek and Cyrillic letters; elsewhere marks are vowels
DASHES = str.maketrans("‐‑‒–—−", "------")
NUMBER_SIGNS = set("+-±<>≈~=$€£¥₼₽₪%‰°²³[]")
BEFORE_A_SIGN = re.compile(r"(?<=\d)\s+(?=[%‰€$£¥₼₽₪])|(?<=[€$£¥₼₽₪+-])\s+(?=\d)")  # 5 %, € 5
SHORT, NAME, LONG = 4, 7, 10  # letters: shorter words and names have no room for a slip, longer words for two


def same_numbers(was: str, now: str) -> bool:
    """Whether two wordings hold the same numbers in the same order, with the signs that touch them."""
    return _numbers(was) == _numbers(now)


def same_words(was: str, now: str) -> bool:
    """Whether only spelling, punctuation and spacing differ: each word stays much like the one it was.

    Numbers and negations count as words that may not change at all.
    """
    if not same_numbers(was, now) or _negations(was) != _negations(now):
        return False
    return all(_alike(*replaced) for replaced in _replaced(pieces(was, now)))


def _numbers(text: str) -> list[str]:
    """The numbers of a text, each with its signs and without the space between."""
    found: list[str] = []
    near = ""  # the signs and digits that touch each other
    for word in [*words(BEFORE_A_SIGN.sub("", _plain(text))), " "]:
        if any(character.isnumeric() for character in word) or word in NUMBER_SIGNS:
            near += "".join(str(unicodedata.digit(c, c)) for c in word)
        else:
            found += [near] if any(character.isnumeric() for character in near) else []
            near = ""
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(DASHES)


def _negations(text: str) -> int:
    return sum(_negates(word) for word in words(text))


def _negates(word: str) -> bool:
    return word.casefold() in NEGATIONS or bool(CONTRACTED.search(word.casefold()))


def _replaced(found: Iterable[Piece]) -> Iterable[tuple[str, str]]:
    """What was and what is now, where they stand side by side; either may be empty."""
    was = ""
    for piece in [*found, Piece(SAME, "")]:
        if was and piece.kind != NOW:
            yield was, ""
        if piece.kind == NOW:
            yield was, piece.text
        was = piece.text if piece.kind == WAS else ""


def _alike(was: str, now: str) -> bool:
    """Whether a run of words is another spelling of a run of words."""
    before, after = _letters(was), _letters(now)
    if "".join(before).casefold() == "".join(after).casefold():
        return True
    return len(before) == len(after) and all(map(_is_slip, before, after))


def _letters(text: str) -> list[str]:
    """The words of a text by their bare letters, without punctuation and accents; symbols are words too."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", _plain(text)))
    found = words(unicodedata.normalize("NFC", bare))
    return [word for word in found if word[0].isalnum() or unicodedata.category(word[0]) in ("Sc", "Sm", "So")]


def _is_slip(was: str, now: str) -> bool:
    """Whether one word is the other with a slip of the pen: letters swapped, doubled, left out, mistaken.

    The first letter stays, because another one mostly makes another word: million, billion; legal, illegal.
    """
    is_name = was[0].isupper() and now[0].isupper()  # Iran, Iraq
    was, now = was.casefold(), now.casefold()
    if was == now:
        return True
    if sorted(was) == sorted(now):
        return _swapped(was, now)
    shorter = min(len(was), len(now))
    if shorter < (NAME if is_name else SHORT) or was[0] != now[0]:
        return False
    return _distance(was, now) <= (2 if shorter >= LONG else 1)


def _swapped(was: str, now: str) -> bool:
    """Whether two neighbouring letters changed places: teh, the."""
    places = [place for place, (one, other) in enumerate(zip(was, now, strict=True)) if one != other]
    return len(places) == 2 and places[1] == places[0] + 1


def _distance(was: str, now: str) -> int:
    """How many letters must be put in, left out or changed to make one word of the other; 3 stands for more."""
    if abs(len(was) - len(now)) > 2 or max(len(was), len(now)) > 60:
        return 3
    row = list(range(len(now) + 1))
    for i, letter in enumerate(was, start=1):
        above = row
        row = [i]
        for j, other in enumerate(now, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other)))
    return row[-1]
