"""What a web server calls."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")


class Utf8Request(WSGIRequest):
    """A request that is read as UTF-8, whatever charset it claims.

    Django decodes the query with the charset of the body before any handler of errors is in place,
    so that a charset such as zlib would break the answer.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        super()._set_content_type_params(meta | {"CONTENT_TYPE": meta.get("CONTENT_TYPE", "").partition(";")[0]})  # type: ignore[misc]


class Handler(WSGIHandler):
    """Django's handler with our request."""

    request_class = Utf8Request


django.setup(set_prefix=False)
application = Handler()
