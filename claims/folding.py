"""Texts compared by what they say, not by how they are typed."""

import unicodedata
from itertools import groupby

QUOTES = str.maketrans("‘’‚‛ʼ“”„‟", "'''''\"\"\"\"")


def fold(text: str) -> tuple[str, list[int]]:
    """The text without differences of form, and the index each of its characters came from.

    White space becomes one space, quotation marks straight, and letters are decomposed (NFD).
    """
    characters: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if not character.isspace():
            decomposed = unicodedata.normalize("NFD", character).translate(QUOTES)
            characters.extend((part, index) for part in decomposed)
        elif not characters or characters[-1][0] != " ":
            characters.append((" ", index))
    ordered = _in_canonical_order(characters)
    return "".join(part for part, index in ordered), [index for part, index in ordered]


def _in_canonical_order(characters: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The characters with the marks on each letter in Unicode's order (UAX 15)."""
    ordered = []
    for is_mark, run in groupby(characters, key=lambda pair: unicodedata.combining(pair[0]) > 0):
        pairs = list(run)
        ordered += sorted(pairs, key=lambda pair: unicodedata.combining(pair[0])) if is_mark else pairs
    return ordered
