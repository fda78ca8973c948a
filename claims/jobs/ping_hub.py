from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.desk import pinging
from claims.outgoing import Unreachable

from .registering import job
from .running import Failed


@job(gettext_lazy("Tell the hub that a feed was renewed"))
def ping_hub(feed: str) -> None:
    """Ping the hub. Idempotent: a hub that is told twice fetches the same feed twice."""
    try:
        pinging.ping(feed)
    except Unreachable as unreachable:
        raise Failed(_("The hub was not told: %(why)s.") % {"why": unreachable}) from unreachable
