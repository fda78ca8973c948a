"""Check a proof bundle with nothing but Python: unpack it and run `python3 verify.py` in its folder."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

NAMES = ("act", "claim", "commitment", "number", "previous", "published_at")  # what the digest of an entry covers


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def misfit(folder: Path) -> str:
    """What in a bundle is not as it was published; empty when everything fits."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for name, digest in manifest["files"].items():
        if sha256((folder / name).read_bytes()) != digest:
            return f"{name}: its SHA-256 is not the one in manifest.json"
    entries = json.loads((folder / "entries.json").read_bytes())["entries"]
    previous, document = "", b""
    for entry in entries:
        document = (folder / "publications" / f"{entry['number']}.json").read_bytes()
        if reason := _misfit_of_entry(entry, document, previous):
            return f"entry {entry['number']}: {reason}"
        previous = entry["commitment"]
    if (folder / "document.json").read_bytes() != document:
        return "document.json: it is not the document of the newest entry"
    return "" if manifest["commitment"] == previous else "manifest.json: its commitment is not that of the newest entry"


def _misfit_of_entry(entry: dict[str, Any], document: bytes, previous: str) -> str:
    if entry["previous"] != previous:
        return "an entry before it is missing"
    told = json.dumps({name: entry[name] for name in NAMES}, separators=(",", ":"))
    if sha256(told.encode()) != entry["digest"]:
        return "it is another entry"
    if entry["nonce"] is None:
        named = json.loads(document)["record"]["erasures"] and sha256(document) == entry["erased"]
        return "" if named else "no law is named for what was erased"
    fits = sha256(bytes.fromhex(entry["nonce"]) + document) == entry["commitment"]
    return "" if fits else "it is another document"


if __name__ == "__main__":
    found = misfit(Path(__file__).parent)
    print(found or "Everything fits. Compare the newest commitment with one that you kept, or with the claim's page.")
    sys.exit(bool(found))
