"""WebSub: saying to a hub that a feed of ours has something new; the hub fetches it and tells all who follow."""

from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from claims.outgoing import Unreachable, ask

from .webhooks import manners


@transaction.atomic
def ping(feed: str) -> None:
    """Tell the hub that a feed was renewed; raises Unreachable when it does not take it."""
    _hold(feed)
    if not (settings.WEBSUB_HUB and settings.SITE_URL):
        return

    address = settings.SITE_URL + feed
    # The specification leaves to publisher and hub what is said; hubs in use ask for these two.
    said = urlencode({"hub.mode": "publish", "hub.url": address, "hub.topic": address}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = ask(settings.WEBSUB_HUB, manners(), method="POST", body=said, headers=headers)
    if not 200 <= answer.status < 300:
        raise Unreachable(_("it answered %(status)d") % {"status": answer.status})


def _hold(feed: str) -> None:
    """One ping for a feed at a time: what the hub fetches last is what was published last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ping {feed}"])
