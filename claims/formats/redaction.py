"""Taking a name out of texts and published documents where the law asks for it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims.text import clean_markdown

IN_ADDRESS = "erased"
FILLER = "█"
SHORTEST = 3  # letters of a word that can be looked for
SIGNED = {"written_by", "approved_by", "translated_by"}
ADDRESSES = {"slug", "url", "publisher_url"}  # of the public document

Json = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """Names as they may be written, and what stands in their place.

    `handles` are too common to be looked for within a sentence (a user name, one name alone): they are
    taken out where they follow an @, and where they fill a field that names people.
    """

    names: tuple[str, ...]
    instead: str
    handles: tuple[str, ...] = ()

    def out_of(self, text: str) -> str:
        """A text without the names."""
        return self._inside.sub(self._instead, text)

    def out_of_naming(self, text: str) -> str:
        """A field that may name people, without the names."""
        return self._whole.sub(self._instead, self.out_of(text))

    def out_of_address(self, text: str) -> str:
        """A slug or a web address without the names, still one."""
        return self._inside.sub(IN_ADDRESS, text)

    def out_of_passage(self, text: str) -> str:
        """A text of the same length without the names, so that every quote keeps its place."""
        return self._inside.sub(lambda found: FILLER * len(found[0]), text)

    def out_of_all(self, value: Any) -> Any:
        """A value of JSON without the names."""
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, list):
            return [self.out_of_all(part) for part in value]
        if isinstance(value, dict):
            return {name: self.out_of_all(part) for name, part in value.items()}
        return value

    def stand_in(self, text: str) -> bool:
        """Whether a text holds one of them."""
        return self.out_of(text) != text

    @cached_property
    def loosely(self) -> str:
        """A pattern for the database that finds every text that may hold one, and some that do not."""
        inside = [".{1,3}".join(re.escape(part) for part in name.split()) for name in self._spellings]
        return "|".join([*inside, *(f"^{re.escape(handle)}$|@{re.escape(handle)}" for handle in self.handles)])

    @cached_property
    def _spellings(self) -> list[str]:
        """Each name as it is, composed, decomposed and without its accents; the longest first."""
        spelt = {
            form
            for name in self.names
            for whole in [unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)]
            for form in [whole, "".join(c for c in whole if not unicodedata.combining(c))]
        }
        return sorted(spelt, key=len, reverse=True)

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        between = r"(?:[\W_]|%20){1,3}"
        names = [between.join(re.escape(part) for part in name.split()) for name in self._spellings]
        handles = [f"@{re.escape(handle)}" for handle in self.handles]
        return re.compile(rf"(?<![^\W_])(?:{'|'.join([*names, *handles]) or '(?!)'})(?![^\W_])", re.IGNORECASE)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:{'|'.join(map(re.escape, self.handles)) or '(?!)'})$", re.IGNORECASE)

    def _instead(self, _found: re.Match[str]) -> str:
        return self.instead


@dataclass(frozen=True)
class Redaction:
    """What is taken out of published documents: words, bylines by the ids of their people, redacted article texts.

    `texts` are those of article versions as they are now, by the digest that they had.
    """

    words: Words
    bylines: Mapping[str, str]
    texts: Mapping[str, tuple[str, str]]  # digest before -> digest now, text now

    def of(self, document: Json, *, mark: Json) -> Json:
        """The document redacted and marked so; the same document when there was nothing to take out."""
        redacted = self._walk(document)
        translations = list(redacted.get("translations", {}).values())
        for signed in (redacted["record"], redacted["record"].get("finding", {}), *translations):
            self._sign(signed)
        for appearance in redacted["appearances"]:
            self._requote(appearance)
        if redacted == document:
            return document
        if redacted["verdict"]:
            self._render(redacted)
        redacted["record"]["erasures"] = [*redacted["record"].get("erasures", []), mark]
        return redacted

    def _walk(self, value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return self.words.out_of_address(value) if name in ADDRESSES else self.words.out_of(value)
        if isinstance(value, list):
            return [self._walk(part) for part in value]
        if isinstance(value, dict):
            return {key: self._walk(part, key) for key, part in value.items()}
        return value

    def _sign(self, record: Json) -> None:
        for role in SIGNED & record.keys():
            record[role]["name"] = self.bylines.get(record[role]["id"], record[role]["name"])

    def _requote(self, appearance: Json) -> None:
        """Quote the article's text as it is now, at the same place."""
        version, quote, place = appearance["article"]["version"], appearance["quote"], appearance["position"]
        if version["sha256"] not in self.texts:
            return
        version["sha256"], text = self.texts[version["sha256"]]
        quote.update(quoted(text, start=place["start"], end=place["end"], **_lengths(quote)))

    def _render(self, document: Json) -> None:
        """The HTML of each rationale, made anew: in the old one tags may stand within a name."""
        numbers = [piece["number"] for piece in document["evidence"]]
        for said in (document["verdict"], *document.get("translations", {}).values()):
            said["rationale"]["html"] = clean_markdown(said["rationale"]["markdown"], citations=numbers)


def quoted(text: str, *, start: int, end: int, before: int, after: int) -> dict[str, str]:
    """What stands at a place of a text, with so many characters before and after it."""
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - before) : start],
        "suffix": text[end : end + after],
    }


def _lengths(quote: Json) -> dict[str, int]:
    return {"before": len(quote["prefix"]), "after": len(quote["suffix"])}
