"""A sentence as what the model weighs: its words and pairs of words, and what can be seen without knowing them."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from claims.vocabulary import Cue

from .cues import cues

BUCKETS = 1 << 17
WORD = re.compile(r"\w+(?:[’']\w+)*|[%$€£?!]")
LONGEST = 5_000  # characters of a sentence that are looked at

SEEN: dict[str, re.Pattern[str]] = {
    "year": re.compile(r"\b(?:1[6-9]|20)\d\d\b"),
    "percent": re.compile(r"%|‰|\bper ?cent\b", re.IGNORECASE),
    "money": re.compile(r"[$€£₪₼₽¥]|\b(?:dollars?|euros?|pounds?|manats?|shekels?|rubles?)\b", re.IGNORECASE),
    "quoted": re.compile(r"[\"“”„«»]"),
    "I or we": re.compile(r"\b(?:i|we|i’m|i'm|i’ve|i've|we’re|we're|we’ve|we've|my|our|us|me)\b", re.IGNORECASE),
    "you": re.compile(r"\b(?:you|your|you’re|you're)\b", re.IGNORECASE),
    "past": re.compile(r"\b(?:was|were|had|did|voted|\w{3,}ed)\b", re.IGNORECASE),
    "unfinished": re.compile(r"\A\s*(?:and|but|or|so|well|now|uh|um)\b", re.IGNORECASE),
}
LANGUAGE_FREE = ("figures", "names", "length", "short", "long", "year", "percent", "money", "quoted")


def words(sentence: str) -> dict[int, float]:
    """The words and pairs of words by their bucket, each 1 + log(count), of length 1 together."""
    tokens = ["<", *(token.lower() for token in WORD.findall(sentence[:LONGEST])), ">"]
    counts = Counter(map(_bucket, _terms(tokens)))
    weights = {bucket: 1.0 + math.log(count) for bucket, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {bucket: weight / length for bucket, weight in weights.items()}


def _terms(tokens: list[str]) -> Iterator[str]:
    yield from tokens[1:-1]
    for one, other in pairwise(tokens):
        yield f"{one} {other}"


def _bucket(term: str) -> int:
    return zlib.crc32(term.encode()) % BUCKETS


def shown(sentence: str, language: str = "en") -> dict[str, float]:
    """What can be seen in a sentence, each from 0 to 1."""
    text = sentence[:LONGEST]
    count = len(WORD.findall(text))
    found = {name: float(bool(pattern.search(text))) for name, pattern in SEEN.items()}
    found |= {f"cue {cue}": 0.0 for cue in Cue} | {f"cue {cue}": 1.0 for cue in cues(text, language)}
    return found | {
        "figures": min(len(re.findall(r"\d+(?:[.,]\d+)*", text)), 4) / 4,
        "names": min(len(re.findall(r"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ]\w+", text)), 6) / 6,
        "length": min(count, 60) / 60,
        "short": float(count < 6),
        "long": float(count > 30),
    }


def language_free(sentence: str, language: str) -> dict[str, float]:
    """What can be seen in a sentence of a language whose words the model has not learnt."""
    found = shown(sentence, language)
    return {name: found[name] for name in (*LANGUAGE_FREE, *(f"cue {cue}" for cue in Cue))}
