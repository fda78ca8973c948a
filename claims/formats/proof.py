"""The proof bundle of one claim: every document that was published of it, and what it takes to check them offline."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .canonical import canonical
from .document import Json
from .zipping import Member, zipped

FORMAT = "factcheck-proof/1"
MANIFEST, ENTRIES, CAPTURES, DOCUMENT = "manifest.json", "entries.json", "captures.json", "document.json"
README, PROGRAM = "README.html", "verify.py"
CHECKER = Path(__file__).with_name("proof_program.py")
OF_A_BUNDLE = re.compile(r"publications/[1-9][0-9]{0,17}\.json")


@dataclass(frozen=True)
class Proof:
    """What a bundle is made of. `entries` are as the API tells them, oldest first; `texts` are their documents."""

    claim: str
    url: str
    entries: list[Json]
    texts: Iterable[tuple[int, str]]  # of each entry, in the same order
    newest: Json  # the document of the last
    readme: str


def bundle(proof: Proof) -> Iterator[bytes]:
    """Yield the ZIP piece by piece; the same proof gives the same bytes on every machine."""
    return zipped(_members(proof), packed=False)


def document_name(number: int) -> str:
    """Where the document of an entry lies."""
    return f"publications/{number}.json"


def captures_of(document: Json) -> list[Json]:
    """The archived copies that a document names, each with its source: addresses and digests, not the copies."""
    return [
        {"evidence": piece["number"], "source": piece["source"]["id"], **capture}
        for piece in document["evidence"]
        for capture in piece["source"]["captures"]
    ]


def entries_file(claim: str, url: str, entries: list[Json]) -> str:
    """entries.json: the entries without their documents."""
    return canonical({"format": FORMAT, "claim": claim, "url": url, "entries": entries})


def captures_file(document: Json) -> str:
    """captures.json: the archived copies that the newest document names."""
    return canonical({"captures": captures_of(document)})


def _members(proof: Proof) -> Iterator[Member]:
    files: dict[str, str] = {}
    for name, text in _files(proof):
        data = text.encode()
        files[name] = hashlib.sha256(data).hexdigest()
        yield name, [data]
    manifest = {
        "format": FORMAT,
        "claim": proof.claim,
        "commitment": proof.entries[-1]["commitment"],
        "files": files,
    }
    yield MANIFEST, [canonical(manifest).encode()]


def _files(proof: Proof) -> Iterator[tuple[str, str]]:
    yield README, proof.readme
    yield ENTRIES, entries_file(proof.claim, proof.url, proof.entries)
    newest = ""
    for number, text in proof.texts:
        newest = text
        yield document_name(number), text
    yield DOCUMENT, newest
    yield CAPTURES, captures_file(proof.newest)
    yield PROGRAM, CHECKER.read_text()
