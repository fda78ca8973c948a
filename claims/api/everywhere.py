"""What holds for every address of the API, told in the schema: the door, keys of POSTs, limits, and time."""

from typing import Any

from django.utils.translation import gettext as _

from .once import HEADER, KEY, NOT_KEPT
from .schema import MEANINGS
from .shapes import Problem

Json = dict[str, Any]
PREFIX = "/api/v1/"
SHAPE = {"$ref": f"#/components/schemas/{Problem.__name__}"}


def tell(result: Json, **_generator: Any) -> Json:
    """Tell of it; a hook of drf-spectacular, after all operations are described."""
    result["components"]["headers"] = headers()
    for path, methods in result["paths"].items():
        if path.startswith(PREFIX):
            for method, operation in methods.items():
                _tell_of_the_door(operation)
                _tell_of_keys(operation, method)
                _tell_of_limits(operation)
    return result


def headers() -> Json:
    """The headers of answers, by their names."""
    text, number = {"type": "string"}, {"type": "integer", "minimum": 1}
    return {
        "RateLimit-Policy": {
            "schema": text,
            "description": _("The limits that hold: “q” requests in “w” seconds."),
            "example": '"desk";q=300;w=60',
        },
        "RateLimit": {
            "schema": text,
            "description": _("How you stand: “r” requests are left, for “t” seconds."),
            "example": '"desk";r=299;t=42',
        },
        "Retry-After": {"schema": number, "description": _("In how many seconds to ask again."), "example": 42},
        "Idempotency-Replayed": {
            "schema": {"type": "string", "enum": ["true"]},
            "description": _("This was answered before; nothing was done now."),
        },
        "WWW-Authenticate": {"schema": text, "description": _("What to show."), "example": 'Bearer realm="desk"'},
    }


def _tell_of_the_door(operation: Json) -> None:
    answers = operation["responses"]
    answers["503"] = refusal(_("This took too long, or what it takes is not there just now. Ask for less, or later."))
    if operation.get("security"):
        for status in (401, 403):
            answers.setdefault(str(status), refusal(str(MEANINGS[status])))
        _with(answers["401"], "WWW-Authenticate")


def _tell_of_keys(operation: Json, method: str) -> None:
    answers = operation["responses"]
    if method != "post" or not operation.get("security"):
        return
    operation.setdefault("parameters", []).append(key())
    held = _("The first request with this Idempotency-Key is still being done.")
    answers["409"] = answers.get("409") or refusal("")
    answers["409"]["description"] = f"{answers['409']['description']} {held}".strip()
    answers["422"] = refusal(_("Another body or another If-Match was sent with this Idempotency-Key before."))
    for status, answer in answers.items():
        if int(status) not in NOT_KEPT and status < "500":
            _with(answer, "Idempotency-Replayed")


def _tell_of_limits(operation: Json) -> None:
    answers, private = operation["responses"], operation.get("security")
    answers["429"] = refusal(_("You ask too often; “Retry-After” says when to ask again."))
    for status, answer in answers.items():
        _with(answer, "RateLimit-Policy", *(["RateLimit"] if private or status == "429" else []))
    _with(answers["429"], "Retry-After")
    operation["responses"] = dict(sorted(answers.items()))


def key() -> Json:
    """The header that names a POST."""
    said = _("A name of your own for this request. Sent again within 24 hours, it is answered the same and done once.")
    form = {"type": "string", "pattern": f"^{KEY.pattern}$", "maxLength": 255}
    return {"in": "header", "name": HEADER, "description": said, "schema": form}


def refusal(description: str) -> Json:
    """A refusal in the one shape."""
    return {"description": description, "content": {"application/json": {"schema": SHAPE}}}


def _with(answer: Json, *names: str) -> None:
    known = answer.setdefault("headers", {})
    known |= {name: {"$ref": f"#/components/headers/{name}"} for name in names}
