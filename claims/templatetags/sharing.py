"""What a page tells those who show a link to it (Open Graph, Twitter cards)."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from claims import languages
from claims.formats import share_card
from claims.formats.sharing import (
    Shared,
    shared_article,
    shared_claim,
    shared_home,
    shared_speaker,
    shared_topic,
)
from claims.models import Review

register = template.Library()
EMBEDDABLE = ("claim", "article")
HEAD = "claims/_partials/_share_head.html"
# Open Graph names a language with a country; these are the pairs that the networks know.
LOCALES = {
    "ar": "ar_AR", "az": "az_AZ", "de": "de_DE", "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "he": "he_IL",
    "ru": "ru_RU",
}  # fmt: skip


@register.inclusion_tag(HEAD, takes_context=True)
def share_claim(context: Context, review: Review) -> dict[str, Any]:
    """The tags of a claim's page."""
    shared = shared_claim(review.face, tag=review.tag, site=settings.SITE_NAME)
    return _head(context, shared, "claim", review.slug)


@register.inclusion_tag(HEAD, takes_context=True)
def share_article(context: Context, article: dict[str, Any]) -> dict[str, Any]:
    """The tags of an article's page."""
    return _head(context, shared_article(article, site=settings.SITE_NAME), "article", article["slug"])


@register.inclusion_tag(HEAD, takes_context=True)
def share_speaker(context: Context, speaker: dict[str, Any]) -> dict[str, Any]:
    """The tags of a speaker's page."""
    return _head(context, shared_speaker(speaker, site=settings.SITE_NAME), "speaker", speaker["slug"])


@register.inclusion_tag(HEAD, takes_context=True)
def share_topic(context: Context, topic: dict[str, Any]) -> dict[str, Any]:
    """The tags of a topic's page."""
    return _head(context, shared_topic(topic, site=settings.SITE_NAME), "topic", topic["slug"])


@register.inclusion_tag(HEAD, takes_context=True)
def share_home(context: Context) -> dict[str, Any]:
    """The tags of the front page."""
    return _head(context, shared_home(site=settings.SITE_NAME), "home")


def _head(context: Context, shared: Shared, page: str, *slug: str) -> dict[str, Any]:
    spoken, address = languages.spoken(), context["site_url"] + reverse(page, args=slug)
    told = f"{context['site_url']}{reverse('oembed')}?{urlencode({'url': address})}"
    return {
        "shared": shared,
        "site_name": context["site_name"],
        "address": address,
        "oembed": told if page in EMBEDDABLE else "",
        "picture": context["site_url"] + reverse(f"{page}-card", args=[*slug, shared.card.tag]),
        "width": share_card.WIDTH,
        "height": share_card.HEIGHT,
        "locale": LOCALES.get(spoken, spoken),
        "other_locales": [LOCALES.get(code, code) for code, _name in settings.LANGUAGES if code != spoken],
    }
