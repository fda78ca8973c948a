"""What the schema says beside what the views say: what the API is, parts of addresses in words, and examples."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

EXAMPLES = Path(__file__).with_name("examples.json")
IN_ADDRESSES = {
    "public_id": gettext_lazy("The id, as lists tell it; it never changes."),
    "slug": gettext_lazy("Its short name in addresses, as lists tell it."),
    "number": gettext_lazy("Its number, as the list tells it."),
    "place": gettext_lazy("Its place in the claim's list, from 1."),
    "comment": gettext_lazy("The id of the comment."),
}
DESCRIPTION = (
    "Claims, sources for and against them, and verdicts, as readers see them; and the desk that writes them.\n\n"
    "Reading needs no key. The desk needs a session of the site or a token of somebody's "
    "(`Authorization: Bearer …`), and every change of a row names the version that it was made from (`If-Match`). "
    "Every refusal has one shape: a code for machines, a sentence for people, and the fields at fault."
)
PARTS = {
    "articles": "Where claims were made.",
    "claims": "Claims that were checked, each with its whole history.",
    "corrections": "What readers were told was wrong.",
    "desk": "For those who work here: drafts, evidence and every act on them.",
    "impact": "Corrections that we asked others for, and what came of them.",
    "ratings": "The scales by which claims are judged.",
    "root": "What there is to read.",
    "sources": "What checks stand on.",
    "speakers": "Who makes claims.",
    "topics": "What claims are about.",
}
ROOT = "/api/v1/"
Json = dict[str, Any]


@cache
def examples() -> Json:
    """An example of each shape: `sent` was written by hand, `answered` comes from a site."""
    kept: Json = json.loads(EXAMPLES.read_text())
    return kept["answered"] | kept["sent"]


def finished(result: Json, **_rest: Any) -> Json:
    """The schema with its parts and those of addresses explained, and an example of each shape on its own."""
    result["info"]["description"] = DESCRIPTION
    result["tags"] = [{"name": name, "description": said} for name, said in PARTS.items()]
    for path, methods in result["paths"].items():
        for operation in methods.values():
            operation.setdefault("tags", ["root"] if path == ROOT else [])
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter.setdefault("description", IN_ADDRESSES[parameter["name"]])
    shapes = result["components"]["schemas"]
    for name in shapes.keys() & examples().keys():
        shapes[name]["examples"] = [examples()[name]]
    return result
