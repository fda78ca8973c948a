"""What a webhook says of an entry of the record, in the form of the Standard Webhooks specification."""

import json
import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from claims.models import Publication, WebhookDelivery
from claims.vocabulary import EVENT_OF, Act, WebhookEvent

from .canonical import instant
from .document import ERASED

Json = dict[str, Any]
RATING = ("slug", "label", "value", "position")
TRANSLATED = re.compile(r"^translations\.([^.]+)")


def message(delivery: WebhookDelivery, *, site: str) -> bytes:
    """The body of a message, the same however often it is sent; `site` is our address without a slash at its end."""
    said = event(delivery.publication, site=site) if delivery.publication else test(delivery)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def test(delivery: WebhookDelivery) -> Json:
    """What a receiver is sent to see whether it hears us."""
    return {
        "type": WebhookEvent.TEST.value,
        "timestamp": instant(delivery.created_at),
        "data": {"message": "This is a test. Nothing was published."},
    }


def event(publication: Publication, *, site: str) -> Json:
    """What an entry of the record tells: who wants more asks at the addresses in it."""
    document = publication.document if publication.is_kept else ERASED
    claim, verdict, public_id = document["claim"], document["verdict"], publication.claim.public_id
    slug = claim.get("slug") or publication.claim.slug
    return {
        "type": EVENT_OF[Act(publication.act)].value,
        "timestamp": instant(publication.published_at),
        "data": {
            "id": public_id,
            "slug": slug,
            "act": publication.act,
            "correction": publication.correction,
            "note": publication.note,
            "statement": claim["statement"],
            "language": claim.get("language", ""),
            "rating": {name: verdict["rating"][name] for name in RATING} if verdict else None,
            "translation": _language_of(document) if publication.act == Act.TRANSLATE else "",
            **_merged_into(document, site),
            "number": publication.number,
            "commitment": publication.commitment,
            "previous": publication.previous,
            "published_at": instant(publication.published_at),
            "urls": _urls(site, slug, public_id, publication.number),
        },
    }


def _urls(site: str, slug: str, public_id: str, number: int) -> Json:
    with override(settings.LANGUAGE_CODE):  # the address that has no prefix
        return {
            "page": site + reverse("claim", args=[slug]),
            "api": site + reverse("api:claim", args=[public_id]),
            "entry": site + reverse("api:claim-entry", args=[public_id, number]),
        }


def _merged_into(document: Json, site: str) -> Json:
    into = document.get("merged_into")
    if not into:
        return {}
    with override(settings.LANGUAGE_CODE):
        return {"merged_into": into | {"page": site + reverse("claim", args=[into["slug"]])}}


def _language_of(document: Json) -> str:
    """Into which language an entry translates."""
    found = (TRANSLATED.match(change["path"]) for change in document["record"].get("changes", []))
    return next((match[1] for match in found if match), "")
