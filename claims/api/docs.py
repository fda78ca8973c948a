"""The API's documentation for people: its schema as a page, made here, so that it needs no script."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .caching import KEPT_A_WHILE
from .links import link
from .schema import schema_text

Json = dict[str, Any]
PREFIX = "/api/v1/"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every address with what it takes and answers, then every shape with its fields."""
    example = f"{link(request, 'api:claims')}?page_size=3"
    drawn = caches["pages"].get_or_set(f"api-docs:{get_language()}:{example}", lambda: draw(request, example))
    return HttpResponse(drawn, headers={"Cache-Control": KEPT_A_WHILE})


def draw(request: HttpRequest, example: str) -> bytes:
    """The page, which takes a tenth of a second."""
    schema = json.loads(schema_text(get_language() or ""))
    shown = {
        "groups": [(name, list(them)) for name, them in groupby(operations(schema), key=lambda one: one["group"])],
        "shapes": list(shapes(schema)),
        "example": example,
    }
    return render(request, "api/docs.html", shown).content


def operations(schema: Json) -> Iterator[Json]:
    """Yield each address and method in the order of the schema."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield {
                "id": operation["operationId"],
                "group": path.removeprefix(PREFIX).partition("/")[0],
                "method": method.upper(),
                "path": path,
                "summary": operation.get("summary", ""),
                "description": operation.get("description", ""),
                "parameters": [parameter(p) for p in operation.get("parameters", []) if not is_answered(p)],
                "body": next((words_of(media["schema"]) for media in _content(operation.get("requestBody"))), None),
                "answers": [answered_with(*pair) for pair in operation["responses"].items()],
            }


def is_answered(parameter: Json) -> bool:
    """Whether it is a header of the answer, which the schema lists among the parameters' kin."""
    return parameter["name"] == "ETag"


def parameter(described: Json) -> Json:
    """A parameter for the table."""
    return {
        "name": described["name"],
        "place": described["in"],
        "required": described.get("required", False),
        "type": words_of(described["schema"]),
        "description": described.get("description", ""),
    }


def answered_with(status: str, response: Json) -> Json:
    """One status that may come back, and the shape that comes with it."""
    return {
        "status": status,
        "type": next((words_of(media["schema"]) for media in _content(response)), None),
        "description": response.get("description", ""),
    }


def shapes(schema: Json) -> Iterator[Json]:
    """Yield each shape that has a name: its fields, or its words."""
    for name, shape in schema["components"]["schemas"].items():
        required = shape.get("required", [])
        fields = [
            {
                "name": field,
                "type": words_of(part),
                "optional": field not in required,
                "description": part.get("description", ""),
            }
            for field, part in shape.get("properties", {}).items()
        ]
        example = "".join(json.dumps(one, ensure_ascii=False, indent=2) for one in shape.get("examples", []))
        yield {"name": name, "fields": fields, "words": shape.get("enum", []), "example": example}


def words_of(schema: Json) -> Json:
    """A type in words, with the name of its shape if it has one."""
    if "$ref" in schema:
        return {"before": "", "shape": schema["$ref"].rpartition("/")[2], "after": ""}
    options = schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf")
    if options:
        null = any(option.get("type") == "null" for option in options)
        named = next((words_of(option) for option in options if option.get("type") != "null"), words_of({}))
        return named | {"after": _("or null")} if null else named
    if schema.get("type") == "array":
        inner = words_of(schema["items"])
        return inner | {"before": f"{_('list of')} {inner['before']}".strip()}
    return {"before": _plain(schema), "shape": "", "after": ""}


def _plain(schema: Json) -> str:
    if "enum" in schema:
        return " | ".join("null" if word is None else str(word) for word in schema["enum"])
    kind = schema.get("type", "object")
    kinds = kind if isinstance(kind, list) else [kind]
    return f" {_('or')} ".join([*kinds[:1], *kinds[1:]]) + (f" ({schema['format']})" if "format" in schema else "")


def _content(holder: Json | None) -> list[Json]:
    return list((holder or {}).get("content", {}).values())
