"""Background jobs: what failed and what it said, what waits, and a button to try again."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import admin as stock

from claims import desk
from claims.errors import Refused
from claims.jobs import JOBS
from claims.models import Job
from claims.vocabulary import JobState, Permission

from .alarms import alarms_of_jobs
from .base import RecordAdmin

admin.site.unregister(stock.models.ProcrastinateJob)  # importing its admin has registered it

DEEDS: dict[str, tuple[Callable[..., None], Any, Any]] = {
    "try_again": (desk.try_again, gettext_lazy("Try again"), gettext_lazy("it is in the queue again")),
    "let_go": (desk.let_go, gettext_lazy("Let it go"), gettext_lazy("it will not be tried again")),
}


class InState(admin.SimpleListFilter):
    """Where a job stands."""

    title = gettext_lazy("where it stands")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, state.label) for state in JobState]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state = self.value()
        return queryset.in_state(JobState(state)) if state in JobState.values else queryset  # type: ignore[attr-defined]


class WhichJob(admin.SimpleListFilter):
    """What a job does."""

    title = gettext_lazy("what it does")
    parameter_name = "job"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return sorted(((job.name, job.label) for job in JOBS.values()), key=lambda choice: str(choice[1]))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(task_name=self.value()) if self.value() else queryset


@admin.register(Job)
class JobAdmin(RecordAdmin):
    """What the workers do, did and could not do."""

    change_list_template = "admin/claims/job/change_list.html"
    change_form_template = "admin/claims/job/change_form.html"
    list_filter = [InState, WhichJob]
    actions: Any = ["try_again", "let_go"]
    fields = ["does"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.deed_view)
        return [path("<int:pk>/deed/<slug:name>/", view, name="claims_job_deed"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        return Job.objects.for_the_desk()

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return ["rank", "-pk"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        may = ["deeds"] if self.has_tend_permission(request) else []
        return ["does", "given", "stands", "when", "tried", "said", *may]

    def has_tend_permission(self, request: Any) -> bool:
        return request.user.has_perm(Permission.TEND_JOBS)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        counts = [(state, count) for state, count in Job.objects.per_state().items() if count]
        more = {"per_state": counts, "alarms": [alarm for alarm in alarms_of_jobs(request.user) if not alarm.path]}
        return super().changelist_view(request, more | (extra_context or {}))

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        job = kwargs["obj"]
        may = job.state == JobState.FAILED and self.has_tend_permission(request)
        context |= {
            "does": self.does(job),
            "given": self.given(job),
            "stands": self.stands(job),
            "when": self.when(job),
            "failures": list(job.failures.all()),
            "deeds": [(name, label) for name, (_do, label, _done) in DEEDS.items()] if may else [],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def deed_view(self, request: Any, pk: int, name: str) -> HttpResponse:
        """Do to one job what its button says."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_tend_permission(request):
            raise PermissionDenied
        job = self.get_queryset(request).filter(pk=pk).first()
        if name not in DEEDS or job is None:
            raise Http404
        self._do(request, job, name)
        return redirect("admin:claims_job_changelist")

    @admin.action(description=gettext_lazy("Try the selected jobs again"), permissions=["tend"])
    def try_again(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        for job in jobs:
            self._do(request, job, "try_again")

    @admin.action(description=gettext_lazy("Let the selected jobs go"), permissions=["tend"])
    def let_go(self, request: HttpRequest, jobs: QuerySet[Job]) -> None:
        for job in jobs:
            self._do(request, job, "let_go")

    def _do(self, request: Any, job: Job, name: str) -> None:
        do, label, done = DEEDS[name]
        try:
            do(job, by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return
        self.log_change(request, job, str(label))
        self.message_user(
            request,
            _("%(job)s (job %(number)s): %(done)s.") % {"job": self.does(job), "number": job.pk, "done": done},
            messages.SUCCESS,
        )

    @admin.display(description=gettext_lazy("job"))
    def does(self, job: Job) -> str:
        known = JOBS.get(job.task_name)
        return str(known.label) if known else job.task_name

    @admin.display(description=gettext_lazy("given"), empty_value="")
    def given(self, job: Job) -> str:
        """What the job was given, in the words of its arguments."""
        arguments = {name: value for name, value in job.args.items() if name != "timestamp"}
        return ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in arguments.items())

    @admin.display(description=gettext_lazy("where it stands"))
    def stands(self, job: Job) -> str:
        return str(job.state.label)

    @admin.display(description=gettext_lazy("since, or for when"))
    def when(self, job: Job) -> str:
        moment = job.scheduled_at if job.state == JobState.SCHEDULED else job.moved_at
        return date_format(localtime(moment), "j M Y, H:i") if moment else ""

    @admin.display(description=gettext_lazy("tries"))
    def tried(self, job: Job) -> int:
        return job.attempts

    @admin.display(description=gettext_lazy("what it said when it failed"), empty_value="")
    def said(self, job: Job) -> str:
        if job.state == JobState.FAILED and job.task_name not in JOBS:
            return _("This version of the desk does not know this job.")
        return Truncator(job.failure).chars(120)

    @admin.display(description=gettext_lazy("what to do"), empty_value="")
    def deeds(self, job: Job) -> SafeString | str:
        if job.state != JobState.FAILED:
            return ""
        return format_html("{} {}", *(self._button(job, name) for name in DEEDS))

    def _button(self, job: Job, name: str) -> SafeString:
        return format_html(
            '<button type="submit" class="button small" formaction="{}" aria-label="{}: {} {}">{}</button>',
            f"{job.pk}/deed/{name}/",
            DEEDS[name][1],
            self.does(job),
            job.pk,
            DEEDS[name][1],
        )
