"""What the schema says beside what the views say: parts of addresses in words, and examples."""

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
ROOT = "/api/v1/"
Json = dict[str, Any]


@cache
def examples() -> Json:
    """An example of each shape: `sent` was written by hand, `answered` comes from a site."""
    kept: Json = json.loads(EXAMPLES.read_text())
    return kept["answered"] | kept["sent"]


def finished(result: Json, **_rest: Any) -> Json:
    """The schema with each part of an address explained, and an example of each shape that stands on its own."""
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
