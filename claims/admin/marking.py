"""Marking claims in an article's text: select the words, say what they claim."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import anchors, desk
from claims.errors import Refused
from claims.intake.attribution import guessed_speaker
from claims.intake.spotting import suggestions
from claims.models import Appearance, Article, ArticleVersion, Claim, Speaker
from claims.sentences import around
from claims.unseen import counted

from .choosing import ChooseOne
from .fields import Line, Text
from .moving import left_behind
from .pages import context, desk_page


class MarkForm(forms.Form):
    """The words of the text, what they claim, and who said them."""

    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    exact = Text(
        label=gettext_lazy("Quote"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Select it in the text, or type it as it stands there."),
    )
    claim = forms.ModelChoiceField(
        Claim.objects.all(),
        label=gettext_lazy("A claim that is on the desk already"),
        required=False,
        help_text=gettext_lazy("Where it is made here once more."),
    )
    statement = Line(
        label=gettext_lazy("Or a new claim, so that it stands alone"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    speaker = forms.ModelChoiceField(Speaker.objects.all(), label=gettext_lazy("Speaker"), required=False)
    role = forms.CharField(label=gettext_lazy("Role then"), max_length=200, required=False)
    said_on = forms.CharField(
        label=gettext_lazy("Said on"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("A year, a month or a day: 2023, 2023-03, 2023-03-30."),
    )
    hedge = forms.CharField(
        label=gettext_lazy("Hedge"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Words outside the quote that qualify it."),
    )

    def __init__(self, typed: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(typed, auto_id="mark-%s", initial=initial)
        for name in ("claim", "speaker"):
            field: Any = self.fields[name]
            field.widget = ChooseOne(Appearance._meta.get_field(name), admin.site, choices=field.choices)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "statement" in given and not given.get("claim") and not given["statement"]:
            self.add_error("statement", _("Say what is claimed, or choose a claim that is on the desk."))
        return given

    def appearance(self, version: ArticleVersion) -> dict[str, Any]:
        """Where the claim was made, as the desk takes it."""
        said = {name: self.cleaned_data[name] for name in ("speaker", "role", "said_on", "hedge")}
        return {"text": version, "exact": self.cleaned_data["exact"]} | self._place(version.text) | said

    def _place(self, text: str) -> dict[str, Any]:
        """From where to where, where the words are those that were selected and nobody typed over them."""
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is None or end is None or text[start:end] != self.cleaned_data["exact"]:
            return {}
        return {"start": start, "end": end}


@desk_page("articles/<int:pk>/text/", name="mark")
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An article's newest text with its claims marked, and the form for another."""
    article = get_object_or_404(Article, pk=pk)
    version = article.newest_version()
    if version is None:
        messages.error(request, _("This article has no text yet: add one first."))
        return redirect("admin:claims_article_change", article.pk)
    form = MarkForm(request.POST if request.method == "POST" else None, initial=_chosen(request, version))
    if form.is_valid():
        try:
            claim = _marked(form, version, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Marked: %(claim)s") % {"claim": claim})
            return redirect("admin:mark", article.pk)
    return _page(request, form, version)


@desk_page("articles/<int:pk>/text/guess/", name="mark_guess")
@require_safe
def guess(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the desk makes of selected words: the quote as it stands in the text, and who may have said it when."""
    version, anchor = _passage_or_404(pk, request.GET)
    speaker = guessed_speaker(version.text, anchor.start, anchor.end, language=version.article.language)
    return JsonResponse(
        {
            "exact": anchor.exact,
            "start": anchor.start,
            "end": anchor.end,
            "said_on": version.article.published_on,
            "speaker": {"id": speaker.pk, "name": str(speaker), "role": speaker.role} if speaker else None,
        }
    )


@desk_page("articles/<int:pk>/text/dismiss/", name="mark_dismiss")
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep that a suggested sentence is not worth a check."""
    version, anchor = _passage_or_404(pk, request.POST)
    user: Any = request.user
    try:
        desk.judge_suggestion(version, by=user, start=anchor.start, end=anchor.end, worthy=False)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('admin:mark', args=[pk])}#suggested")


def _passage_or_404(pk: int, asked: QueryDict) -> tuple[ArticleVersion, anchors.Anchor]:
    version = get_object_or_404(Article, pk=pk).newest_version()
    anchor = _selected(asked, version) if version else None
    if version is None or anchor is None:
        raise Http404
    return version, anchor


def _selected(asked: QueryDict, version: ArticleVersion) -> anchors.Anchor | None:
    """The words from start to end of a text, where there are such."""
    try:
        return anchors.anchor_at(version.text, int(asked.get("start", "")), int(asked.get("end", "")))
    except (ValueError, OverflowError):
        return None


def _chosen(request: HttpRequest, version: ArticleVersion) -> dict[str, Any]:
    """What the form begins with: the article's day, and the suggestion that was chosen."""
    article = version.article
    anchor = _selected(request.GET, version)
    if anchor is None:
        return {"said_on": article.published_on}
    speaker = guessed_speaker(version.text, anchor.start, anchor.end, language=article.language)
    return {
        "said_on": article.published_on,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "speaker": speaker,
        "role": speaker.role if speaker else "",
    }


def _marked(form: MarkForm, version: ArticleVersion, request: Any) -> Claim:
    said, claim = form.appearance(version), form.cleaned_data["claim"]
    with transaction.atomic():
        if claim is None:
            statement, language = form.cleaned_data["statement"], version.article.language
            claim = desk.spot(by=request.user, statement=statement, language=language, appearances=[said])
        else:
            desk.add_appearance(claim, by=request.user, **said)
        row = claim.appearances.order_by("-pk").first()
        for start, end in around(version.text, row.start, row.end, version.article.language):
            desk.judge_suggestion(version, by=request.user, start=start, end=end, worthy=True)
    return claim


def _page(request: HttpRequest, form: MarkForm, version: ArticleVersion) -> TemplateResponse:
    rows = Appearance.objects.filter(version=version).select_related("claim", "speaker").order_by("start", "end")
    made = list(rows)
    spans = [(row.start, row.end, row.claim_id) for row in made]
    pieces = [(version.text[s.start : s.end], len(s.keys)) for s in anchors.segments(spans, len(version.text))]
    shown = context(
        request, title=version.article.title, article=version.article, version=version, form=form, made=made
    ) | {
        "pieces": pieces,
        "left": left_behind(version),
        "suggested": suggestions(version, taken=[span[:2] for span in spans]),
        "unseen": counted(version.text),
    }
    return TemplateResponse(request, "admin/claims/article/mark.html", shown, status=400 if form.errors else 200)
