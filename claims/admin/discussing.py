"""The discussion on the claim's screen: its threads, and the small forms that speak, settle and reword."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims import desk
from claims.errors import Refused
from claims.models import Claim, Comment, Evidence, Recusal, User
from claims.plain_text import with_links

from .refusals import sentences

MOST = 200  # threads on the screen: the newest; the API has all of them
ON_ONE: dict[str, Callable[..., Comment]] = {
    "reword": desk.reword,
    "resolve": desk.resolve,
    "reopen": desk.reopen_thread,
}


class CommentForm(forms.Form):
    """What was said, and about what. The act itself says what is wrong with it."""

    body = forms.CharField(required=False)
    passage = forms.CharField(required=False)
    evidence = forms.ModelChoiceField(Evidence.objects.none(), required=False)
    answers = forms.ModelChoiceField(Comment.objects.none(), required=False)

    def __init__(self, typed: Any, claim: Claim) -> None:
        super().__init__(typed)
        self.fields["evidence"].queryset = claim.evidence.all()  # type: ignore[attr-defined]
        self.fields["answers"].queryset = claim.comments.select_related("answers")  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Said:
    """One comment as it is shown."""

    comment: Comment
    html: SafeString
    may_reword: bool


@dataclass(frozen=True)
class Thread:
    """A comment with its answers."""

    first: Comment
    said: list[Said]
    passage_stands: bool


@dataclass(frozen=True)
class Discussion:
    """All threads of a claim, for somebody who may read them."""

    open: list[Thread]
    resolved: list[Thread]
    evidence: list[Evidence]
    recused: list[str]  # why this person reads along and says nothing


def discussion_of(claim: Claim, person: User, *, recused: list[str]) -> Discussion | None:
    """The discussion of a claim in a fixed number of queries; none where it could give away a hidden verdict."""
    if claim.is_blind_for(person):
        return None
    rationale = desk.rationale_of(claim)
    newest = Comment.objects.threads().filter(claim=claim).order_by("-pk")[:MOST]
    threads = [
        Thread(
            first=first,
            said=[_said(comment, person) for comment in (first, *first.replies.all())],
            passage_stands=first.still_stands_in(rationale),
        )
        for first in reversed(newest)
    ]
    return Discussion(
        open=[thread for thread in threads if thread.first.resolved_at is None],
        resolved=[thread for thread in threads if thread.first.resolved_at is not None],
        evidence=list(claim.evidence.order_by("number")),
        recused=recused,
    )


def recusals(claim: Claim, person: User) -> list[str]:
    """Why somebody reads along and says nothing, one sentence each."""
    return [f"{recusal.sentence}." for recusal in Recusal.objects.of(person).touching(claim)]


def _said(comment: Comment, person: User) -> Said:
    mine = comment.written_by_id == person.pk and timezone.now() < comment.written_at + desk.EDITABLE_FOR
    return Said(comment, with_links(comment.body), may_reword=mine)


class DiscussingAdmin(admin.ModelAdmin):
    """A claim's screen with what colleagues say about it."""

    def get_urls(self) -> list[URLPattern]:
        add, on_one = (self.admin_site.admin_view(view) for view in (self.comment_view, self.on_comment_view))
        return [
            path("<int:pk>/comments/", add, name="claims_claim_comment"),
            path("<int:pk>/comments/<int:number>/<slug:name>/", on_one, name="claims_claim_on_comment"),
            *super().get_urls(),
        ]

    def comment_view(self, request: Any, pk: int) -> HttpResponse:
        """Say something, or be told every reason why not with what was typed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        claim = self._discussed(request, pk)
        form = CommentForm(request.POST, claim)
        if not form.is_valid():
            reasons = [str(fault) for faults in form.errors.values() for fault in faults]
            return self._unsaid(request, claim, reasons)
        return self._done(request, claim, partial(desk.comment, claim, **form.cleaned_data))

    def on_comment_view(self, request: Any, pk: int, number: int, name: str) -> HttpResponse:
        """Reword, resolve or reopen a comment."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        claim = self._discussed(request, pk)
        found = claim.comments.filter(pk=number).first()
        if found is None or name not in ON_ONE:
            raise Http404
        said = {"body": request.POST.get("body", "")} if name == "reword" else {}
        return self._done(request, claim, partial(ON_ONE[name], found, **said), on=number)

    def _discussed(self, request: Any, pk: int) -> Claim:
        claim = Claim.objects.for_the_desk().filter(pk=pk).first()
        if claim is None:
            raise Http404
        if not self.has_view_permission(request, claim) or claim.is_blind_for(request.user):
            raise PermissionDenied
        return claim

    def _done(self, request: Any, claim: Claim, act: Callable[..., Comment], *, on: int = 0) -> HttpResponse:
        try:
            spoken = act(by=request.user)
        except Refused as refusal:
            return self._unsaid(request, claim, sentences(refusal), on=on)
        for hint in desk.unknown_names(spoken.body):
            messages.warning(request, hint)
        return redirect(reverse("admin:claims_claim_change", args=[claim.pk]) + f"#comment-{spoken.pk}")

    def _unsaid(self, request: Any, claim: Claim, reasons: list[str], *, on: int = 0) -> HttpResponse:
        answers = request.POST.get("answers", "")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Not done"),
            "original": claim,
            "claim": claim,
            "discussion": discussion_of(claim, request.user, recused=recusals(claim, request.user)),
            "reasons": reasons,
            "typed": request.POST,
            "typed_at": on or (int(answers) if answers.isdecimal() else 0),
        }
        return TemplateResponse(request, "admin/claims/claim/discussion.html", context, status=400)

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("obj") is not None:
            claim, person = context["claim"], request.user
            recused = recusals(claim, person) if context["read_only"] else []  # who is recused can only read it
            context["discussion"] = discussion_of(claim, person, recused=recused)
        return super().render_change_form(request, context, *args, **kwargs)
