"""Erasing by law: a form, what it would touch, and a word to be typed before it is done."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims import desk
from claims.errors import Refused
from claims.models import Claim, Erasure, User
from claims.models.fields import without_bad_characters
from claims.vocabulary import Permission

from .fields import Lines
from .pages import context, desk_page
from .refusals import sentences

MEMBER, WORDS = "member", "words"
HERE, EVERYWHERE = "here", "everywhere"
CONFIRMED = "ERASE"
MOST = 200  # notes on the page: the newest


class ErasureForm(forms.Form):
    """Whose data are erased where, and why."""

    what = forms.ChoiceField(
        label=gettext_lazy("What is erased"),
        choices=[
            (WORDS, gettext_lazy("A person named in texts")),
            (MEMBER, gettext_lazy("A former member of the desk")),
        ],
        widget=forms.RadioSelect,
        initial=WORDS,
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("The former member"),
        queryset=User.objects.filter(is_active=False).order_by("username"),
        required=False,
        help_text=gettext_lazy("Only people who were made inactive. Names, user name and e-mail are looked for."),
    )
    words = Lines(
        label=gettext_lazy("The words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One name a line, in every spelling that was used. Of a former member: further names."),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Where the words are erased"),
        choices=[
            (HERE, gettext_lazy("In the claims named below, and in all that they cite")),
            (EVERYWHERE, gettext_lazy("Everywhere")),
        ],
        widget=forms.RadioSelect,
        initial=HERE,
    )
    claims = Lines(
        label=gettext_lazy("The claims"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The address of each on the readers’ pages or at the desk, one a line."),
    )
    instead = forms.CharField(
        label=gettext_lazy("In their place"), max_length=60, initial=desk.IN_PLACE, validators=[without_bad_characters]
    )
    subject = forms.CharField(
        label=gettext_lazy("What is erased, in a line"),
        max_length=200,
        validators=[without_bad_characters],
        help_text=gettext_lazy("For colleagues, and without the name: “the name of a tipster”."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=500,
        validators=[without_bad_characters],
        help_text=gettext_lazy("Readers see it beside each entry: “GDPR, article 17”."),
    )

    def clean_claims(self) -> list[Claim]:
        found = []
        for line in self.cleaned_data["claims"]:
            claim = _claim_at(line)
            if claim is None:
                raise forms.ValidationError(_("There is no claim at “%(line)s”.") % {"line": line[:200]})
            found.append(claim)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == MEMBER and not cleaned.get("person") and "person" not in self.errors:
            self.add_error("person", _("Say who."))
        named = cleaned.get("claims") or "claims" in self.errors
        if cleaned.get("what") == WORDS and cleaned.get("where") == HERE and not named:
            self.add_error("claims", _("Name the claims, or choose everywhere."))
        return cleaned

    @property
    def scope(self) -> list[Claim] | None:
        """The claims in which words are erased; None for everywhere."""
        return None if self.cleaned_data["where"] == EVERYWHERE else self.cleaned_data["claims"]

    def extent(self) -> "desk.Extent":
        """What it would touch."""
        said = self.cleaned_data
        if said["what"] == MEMBER:
            return desk.extent_of_member(said["person"], said["words"])
        return desk.extent_of_words(said["words"], claims=self.scope)

    def erase(self, by: User) -> Erasure:
        """Do it; raises a Refused."""
        said = self.cleaned_data
        note = {"subject": said["subject"], "basis": said["basis"]}
        if said["what"] == MEMBER:
            return desk.erase_member(said["person"], by=by, words=said["words"], **note)
        return desk.erase_words(said["words"], by=by, claims=self.scope, instead=said["instead"], **note)


def _claim_at(line: str) -> Claim | None:
    """The claim that an address, an id or a number names."""
    path = re.sub(r"[?#].*", "", line.strip())
    name = re.sub(r"/(change|history)/?$", "", path).rstrip("/").rpartition("/")[2]
    known = Q(slug=name) | Q(public_id=name)
    if name.isdecimal() and len(name) < 19:
        known |= Q(pk=int(name))
    return Claim.objects.filter(known).first()


@desk_page("erasures/", name="erasures", title=gettext_lazy("Erasures"), permission=Permission.ERASE)
def erasures(request: HttpRequest) -> HttpResponse:
    """The notes of all erasures, newest first."""
    page = context(request, title=_("Erasures by law"), notes=Erasure.objects.newest_first()[:MOST])
    return TemplateResponse(request, "admin/erasures/list.html", page)


@desk_page("erasures/new/", name="erasures_new", permission=Permission.ERASE)
def erase(request: Any) -> HttpResponse:
    """The form; then what it would touch; then, when the word was typed, the act."""
    form = ErasureForm(request.POST or None)
    reasons: list[str] = []
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, reasons, status=400 if form.errors else 200)
    try:
        extent = form.extent()
        if request.POST.get("confirmed", "").strip() == CONFIRMED:
            note = form.erase(request.user)
            messages.success(request, _("Erased. Note %(number)d says so.") % {"number": note.pk})
            return redirect("admin:erasures")
    except (Refused, IntegrityError) as error:
        return _form(request, form, sentences(error), status=409)
    page = context(
        request,
        title=_("What would be erased"),
        form=form,
        extent=extent,
        total=sum(extent.rows.values()),
        confirmed=CONFIRMED,
        mistyped="confirmed" in request.POST,
    )
    return TemplateResponse(request, "admin/erasures/preview.html", page)


def _form(request: HttpRequest, form: ErasureForm, reasons: list[str], *, status: int) -> HttpResponse:
    page = context(request, title=_("Erase by law"), form=form, reasons=reasons)
    return TemplateResponse(request, "admin/erasures/form.html", page, status=status)
