"""A POST that is named by a key is done once: sent again, it is answered the same (Idempotency-Key, an IETF draft)."""

import hashlib
import re
from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.errors import Refused
from claims.models import KeptAnswer, User

from .errors import FORESEEN, faulty

HEADER = "Idempotency-Key"
KEY = re.compile(r"[!-~]([ -~]{0,253}[!-~])?")  # printable, 1 to 255, with no space at either end
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
# What may well be answered otherwise when it is asked again: who asks, how often, and from which version.
NOT_KEPT = {401, 412, 428, 429}

Answer = Callable[..., Any]


class InProgress(Refused):
    """The first request with this key has not been answered yet."""

    code = "in_progress"


class KeyReused(Refused):
    """The key belongs to another request."""

    code = "idempotency_key_reused"


def is_named(request: Request) -> bool:
    """Whether a request is one that is done once."""
    return request.method == "POST" and "HTTP_IDEMPOTENCY_KEY" in request.META


def done_once(view: APIView, do: Answer) -> Answer:
    """The same as a view does, but once for each key; what it did is kept in the transaction in which it did it.

    So there is never the one without the other: whoever dies in between has done nothing, and is asked again.
    """

    @transaction.atomic
    def answered(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        asked, sent = _asked(request), _sent(request)
        if not KeptAnswer.objects.hold(asked):
            raise InProgress(_("Nothing was done"), _("the first request with this key is still being done"))
        if kept := KeptAnswer.objects.fresh().filter(pk=asked).first():
            return _again(kept, sent)

        answer = _answer(view, do, request, *args, **kwargs)
        if answer.status_code in NOT_KEPT or answer.status_code >= 500:
            transaction.set_rollback(True)
            return answer
        _keep(answer, asked=asked, sent=sent, by=cast(User, request.user))
        return answer

    return answered


def _asked(request: Request) -> str:
    """Who asks for what under which key, as a digest."""
    key = request.META["HTTP_IDEMPOTENCY_KEY"].strip(" ")
    if not KEY.fullmatch(key):
        raise faulty(_("Nothing was done"), {HEADER: _("give 1 to 255 printable characters of ASCII")})
    return _digest(str(request.user.pk), f"{request.method} {request.get_full_path()}", key)


def _sent(request: Request) -> str:
    """The body and the headers that change what is done with it, as a digest."""
    with_it = [request.META.get(name, "") for name in ("CONTENT_TYPE", "HTTP_IF_MATCH")]
    return _digest(*with_it, request.body)


def _digest(*parts: str | bytes) -> str:
    """One SHA-256 of several parts, none of which can be taken for another's end."""
    digest = hashlib.sha256()
    for part in parts:
        octets = part if isinstance(part, bytes) else part.encode(errors="surrogateescape")
        digest.update(b"%d:" % len(octets) + octets)
    return digest.hexdigest()


def _answer(view: APIView, do: Answer, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
    """What a view answers, refusals included, written out."""
    try:
        answer = do(request, *args, **kwargs)
    except FORESEEN as error:
        answer = view.handle_exception(error)
    whole = view.finalize_response(request, answer, *args, **kwargs)
    return whole.render() if isinstance(whole, Response) else whole


def _keep(answer: HttpResponse, *, asked: str, sent: str, by: User) -> None:
    headers = {name: answer[name] for name in KEPT_HEADERS if name in answer}
    KeptAnswer(
        asked=asked, sent=sent, person=by, status=answer.status_code, headers=headers, body=answer.content.decode()
    ).save()  # in place of one that is worn out


def _again(kept: KeptAnswer, sent: str) -> HttpResponse:
    """The same answer once more, to the same request."""
    if kept.sent != sent:
        raise KeyReused(_("Nothing was done"), _("another body, or another If-Match, was sent under this key before"))
    answer = HttpResponse(kept.body, status=kept.status, headers={**kept.headers, "Idempotency-Replayed": "true"})
    if not kept.body:
        del answer["Content-Type"]
    return answer
