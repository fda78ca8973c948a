from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.formats.document import steps
from claims.models import Subject
from claims.vocabulary import SubjectKind

from .caching import answer

SCALES_AT_MOST = 20


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """What each rating means, scale by scale."""
    scales = list(Subject.objects.public().of_kind(SubjectKind.SCALE)[:SCALES_AT_MOST])
    return answer(
        request,
        "claims/ratings.html",
        lambda: {"scales": [{"scale": scale.document, "steps": steps(scale.document)} for scale in scales]},
        shows=[f"{scale.slug} {scale.changed_at}" for scale in scales],
    )
