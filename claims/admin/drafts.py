"""A word to the browser that what it kept of a claim's form was saved, so that it forgets it."""

from typing import Any

from django.contrib import admin
from django.http import HttpResponse

SAVED = "desk_saved"
A_MOMENT = 300  # seconds: the next page reads it


def tell_saved(response: HttpResponse, pk: int | str) -> HttpResponse:
    """The response, with the number of the claim that was saved; `new` for one that had none when it was typed."""
    response.set_cookie(SAVED, str(pk), max_age=A_MOMENT, path="/admin/", samesite="Lax")
    return response


class DraftAdmin(admin.ModelAdmin):
    """A screen whose form is kept in the browser until it is saved."""

    def response_add(self, request: Any, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return tell_saved(super().response_add(request, obj, *args, **kwargs), "new")

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        return tell_saved(super().response_change(request, obj), obj.pk)
