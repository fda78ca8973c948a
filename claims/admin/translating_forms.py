"""What is typed into a translation, and what is said with the acts that publish it or take it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import desk
from claims.models import Publication
from claims.models.fields import without_bad_characters
from claims.models.translation import LONGER
from claims.text import direction

from .deed_forms import DeedForm, Said
from .fields import Line, Lines, Text

Json = dict[str, Any]


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TranslationForm(forms.Form):
    """A translation, field by field: the words that readers were told stand beside each (`pairs`)."""

    made_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    original = forms.CharField(widget=forms.HiddenInput, max_length=64)
    statement = Line(label=_("Statement"), max_length=500, widget=_lines(2), validators=[without_bad_characters])
    summary = Text(
        label=_("Summary"), max_length=LONGER, required=False, widget=_lines(3), validators=[without_bad_characters]
    )
    rationale = Text(
        label=_("Rationale"),
        max_length=25_000,
        required=False,
        widget=_lines(12),
        validators=[without_bad_characters],
        help_text=_("Markdown, with every citation of the original: [5]."),
    )
    conflicts = Lines(label=_("Where sources conflict"), required=False, widget=_lines(4))
    open_questions = Lines(label=_("Open questions"), required=False, widget=_lines(4))
    rating_label = forms.CharField(
        label=_("The word for the rating"),
        max_length=60,
        required=False,
        help_text=_("Empty: the word that the pages in this language have for it."),
    )
    rating_definition = Text(
        label=_("What the rating means"),
        max_length=500,
        required=False,
        widget=_lines(2),
        validators=[without_bad_characters],
        help_text=_("Empty: as the pages in this language say it."),
    )

    def __init__(
        self, typed: Any, *, language: str, entry: Publication, standing: desk.TranslationStanding | None
    ) -> None:
        super().__init__(typed)
        self.told: Json = entry.document
        row = standing.row if standing else None
        self.initial = {"made_from": row.version if row else 0, "original": entry.commitment}
        findings = row.findings if row else {}
        for piece in self.told["evidence"]:
            self._add_finding(piece["number"], findings)
        if row:
            self.initial |= {
                name: getattr(row, name) for name in self.fields if hasattr(row, name) and name != "original"
            }
        for field in self.visible_fields():
            field.field.widget.attrs |= {"lang": language, "dir": direction(language)}

    def _add_finding(self, number: int, findings: dict[str, str]) -> None:
        self.fields[f"finding-{number}"] = Text(
            label=_("Evidence [%(number)s]") % {"number": number},
            max_length=2000,
            required=False,
            widget=_lines(2),
            validators=[without_bad_characters],
        )
        self.initial[f"finding-{number}"] = findings.get(str(number), "")

    @property
    def said(self) -> Json:
        """What was typed, as the act takes it."""
        typed = self.cleaned_data
        findings = {name.removeprefix("finding-"): typed[name] for name in typed if name.startswith("finding-")}
        return {name: typed[name] for name in typed if not name.startswith("finding-")} | {"findings": findings}

    def carry(self, version: int) -> None:
        """Let the next try count as made from this version: its maker has been told."""
        data: Any = self.data
        self.data = data = data.copy()
        data["made_from"] = version

    def pairs(self) -> list[Json]:
        """Each field with the words of the original that it translates."""
        verdict = self.told["verdict"]
        texts = {
            "statement": self.told["claim"]["statement"],
            "summary": verdict["summary"],
            "rationale": verdict["rationale"]["markdown"],
            "conflicts": "\n".join(verdict["conflicts"]),
            "open_questions": "\n".join(verdict["open_questions"]),
            "rating_label": verdict["rating"]["label"],
            "rating_definition": verdict["rating"]["definition"],
            **{f"finding-{piece['number']}": piece["finding"] for piece in self.told["evidence"]},
        }
        empty = {name for name in ("conflicts", "open_questions") if not verdict[name]}
        return [{"original": text, "field": self[name]} for name, text in texts.items() if name not in empty]


class OnTranslation(DeedForm):
    """It names the language of the translation that the act is about."""

    language = forms.CharField(widget=forms.HiddenInput, max_length=35)


class PublishTranslationForm(OnTranslation):
    made_from = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = Said(_("What changed and why, for readers"), rows=2, help_text=_("A first translation needs none."))


class WithdrawTranslationForm(OnTranslation):
    note = Said(_("Why it is taken back, for readers"), rows=2)


# Each act: its name on a button, what is said when it is done, its form.
TRANSLATING: list[tuple[Any, Any, Any, type[DeedForm]]] = [
    (
        desk.publish_translation,
        _("Publish the translation"),
        _("Readers see the translation now."),
        PublishTranslationForm,
    ),
    (
        desk.withdraw_translation,
        _("Take the translation back"),
        _("Readers see the check without the translation now."),
        WithdrawTranslationForm,
    ),
]
