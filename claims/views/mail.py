from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from claims.desk import subscribing

from .caching import uncached


@csrf_exempt  # the address itself is the proof, and mail programs send this without having seen the page
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The address in each mail that ends all such mail: with one click of a mail program (RFC 8058) or a button."""
    person = subscribing.owner_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        subscribing.stop_mail(person)

    page = uncached(render(request, "claims/stop_mail.html", {"stopped": request.method == "POST"}))
    page["X-Robots-Tag"] = "noindex"
    page["Referrer-Policy"] = "no-referrer"  # the address would tell others how to stop somebody's mail
    return page
