"""The list of those whom we asked for a reply and who have not answered yet."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import ReplyRequest

from .pages import context, desk_page

ON_A_PAGE = 50


@desk_page("replies/", name="replies", title=gettext_lazy("Replies"))
def replies(request: HttpRequest) -> HttpResponse:
    """Those who have not answered, the longest overdue first."""
    waiting = ReplyRequest.objects.waiting().select_related("claim__assignee")
    shown = context(
        request,
        title=_("Replies that we wait for"),
        page=Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("page")),
        overdue=ReplyRequest.objects.overdue().count(),
    )
    return TemplateResponse(request, "admin/claims/replies.html", shown)
