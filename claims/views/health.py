from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from claims.models import Review

from .caching import uncached


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Says that the program runs; asks nothing else."""
    return uncached(JsonResponse({"status": "alive"}))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Says whether readers can be served: the database answers and has its tables."""
    try:
        Review.objects.exists()
    except DatabaseError:
        return uncached(JsonResponse({"status": "no database"}, status=503))
    return uncached(JsonResponse({"status": "ready"}))
