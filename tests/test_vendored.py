"""Scripts of others that we serve: the very files that were looked at, each with its licence."""

import hashlib
from pathlib import Path

VENDORED = Path(__file__).parents[1] / "claims" / "static" / "claims" / "vendor"
DIGESTS = {
    "htmx-2.0.11.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    "text-annotator-4.1.1.min.js": "d7b6291dfaa2f25cd465a676c860892645fa2396ae1c3f9fc166077a6daf0756",
}


class TestVendored:
    def test_each_script_is_the_one_that_was_looked_at(self) -> None:
        found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDORED.glob("*.js")}

        assert found == DIGESTS

    def test_each_script_has_its_licence_beside_it(self) -> None:
        named = {name.rpartition("-")[0] for name in DIGESTS}

        assert {file.stem.removeprefix("LICENSE-") for file in VENDORED.glob("LICENSE-*.txt")} == named
