"""What the readers' templates need to say things: dates, figures, languages, the verdict mark."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from claims import cldr, vocabulary
from claims.figures import Figure
from claims.formats import rating_words
from claims.formats.canonical import at_the_desk, instant
from claims.formats.changes import Shown, shown
from claims.formats.mark import mark
from claims.formats.passages import around
from claims.partial_dates import PartialDate
from claims.text import direction

register = template.Library()
CITATION = re.compile(r'<a class="cite" href="#evidence-(\d+)">')


@register.filter
def partial_date(text: str) -> str:
    """A date known to the year, the month or the day, in words and for machines."""
    if not text:
        return ""
    return format_html('<time datetime="{}">{}</time>', text, PartialDate.parse(text).humanize())


@register.filter
def moment(written: str) -> str:
    """The day of a moment that is written as RFC 3339."""
    local = at_the_desk(written)
    return format_html('<time datetime="{}">{}</time>', instant(local), cldr.day(local.date()))


@register.filter
def moment_to_the_minute(written: str) -> str:
    """The day and time of a moment that is written as RFC 3339."""
    local = at_the_desk(written)
    return format_html('<time datetime="{}">{}</time>', instant(local), cldr.moment(local))


@register.filter
def number(value: float) -> str:
    """A number as the reader's language groups its digits."""
    return cldr.number(value)


@register.simple_tag
def bar_at(strip: Mapping[str, Any], order: int) -> str:
    """The number of a strip's bar in a column."""
    return cldr.number(strip["bars"][order]["count"])


@register.filter
def figure_words(figure: Mapping[str, Any]) -> str:
    """A figure as a reader says it."""
    return Figure.from_json(figure).words()


@register.filter
def label(value: str, vocabulary_name: str) -> str:
    """The newsroom's word for a value of one of its vocabularies."""
    choices = getattr(vocabulary, vocabulary_name)
    return str(choices(value).label) if value in choices.values else value


@register.filter
def rating_label(rating: Mapping[str, Any]) -> str:
    """The word of a rating in the language of the page."""
    return rating_words.label(rating)


@register.filter
def rating_definition(rating: Mapping[str, Any]) -> str:
    """What a rating means, in the language of the page."""
    return rating_words.definition(rating)


@register.filter
def language_name(tag: str) -> str:
    """What a language is called."""
    return cldr.language_name(tag)


@register.filter
def notice(entry: Mapping[str, Any]) -> str:
    """What an entry of the record did, a correction by its kind."""
    kind = entry.get("correction")
    return label(kind, "CorrectionKind") if kind else label(entry["act"], "Act")


@register.filter
def changes_shown(entry: Mapping[str, Any], language: str) -> list[Shown]:
    """What an entry changed in a claim of a language, word by word."""
    return shown(entry.get("changes", []), language)


@register.filter
def policies_in_order(record: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The house's pages that were in force for an entry, as readers read them: kind and version."""
    told = record.get("policies", {})
    return [(kind, told[kind]) for kind in vocabulary.HousePageKind.values if kind in told]


@register.filter
def in_context(quote: Mapping[str, Any]) -> dict[str, str]:
    """A quote with whole words before and after it."""
    return around(quote)


@register.filter
def cites_to_return_to(html: str) -> SafeString:
    """A stored rationale whose first citation of each number can be jumped back to."""
    seen: set[str] = set()

    def named(link: re.Match[str]) -> str:
        number = link[1]
        if number in seen:
            return link[0]
        seen.add(number)
        return f'<a class="cite" id="cite-{number}" href="#evidence-{number}">'

    return mark_safe(CITATION.sub(named, html))  # noqa: S308 (the record holds it cleaned)


@register.simple_tag
def comma() -> str:
    """What stands between one fact and the next in a line."""
    return cldr.comma()


@register.simple_tag
def in_language(language: str) -> str:
    """The attributes lang and dir for text in a language."""
    if not language:
        return mark_safe('dir="auto"')
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.simple_tag
def verdict(rating: Mapping[str, Any] | None, steps: int) -> SafeString:
    """The mark of a rating and its word."""
    return _inline("_verdict.html", rating, steps)


@register.simple_tag
def verdict_mark(rating: Mapping[str, Any], steps: int) -> SafeString:
    """The mark of a rating alone, where its word stands beside it."""
    return _inline("_mark.html", rating, steps)


def _inline(template_name: str, rating: Mapping[str, Any] | None, steps: int) -> SafeString:
    """A small template without the space at its ends, which would show between letters."""
    drawn = mark(rating, steps) if rating else None
    context = {"rating": rating, "steps": steps, "mark": drawn}
    html = render_to_string(f"claims/_partials/{template_name}", context)
    return mark_safe(html.strip())  # noqa: S308 (a template escaped it)


@register.simple_tag
def spoken_verdict(rating: Mapping[str, Any], steps: int) -> str:
    """A rating read aloud: Rated half true, third of five."""
    words = _("Rated %(rating)s") % {"rating": rating_words.label(rating)}
    return f"{words}{place(rating, steps)}"


def place(rating: Mapping[str, Any] | None, steps: int) -> str:
    """Where a rating lies on its scale, to follow its word; empty if it has no place there."""
    if rating is None or rating["position"] is None:
        return ""
    ordinals = [
        *(_("first"), _("second"), _("third"), _("fourth"), _("fifth")),
        *(_("sixth"), _("seventh"), _("eighth"), _("ninth"), _("tenth")),
    ]
    numbers = [
        *(_("one"), _("two"), _("three"), _("four"), _("five")),
        *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
    ]
    position = rating["position"]
    if steps > len(numbers):
        return _(", %(position)s of %(steps)s") % {"position": position, "steps": steps}
    spoken = {"position": ordinals[position - 1], "steps": numbers[steps - 1]}
    return _(", %(position)s of %(steps)s") % spoken
