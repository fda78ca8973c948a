"""Which version of a claim a write was made from: ETag on reading, If-Match on writing."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims import desk
from claims.models import Claim, User

from .errors import VersionRequired, faulty

ETAG = re.compile(r'"v([0-9]{1,9})(?:\.([0-9a-f]{12}))?"')


def etag(claim: Claim, *, reader: User) -> str:
    """The ETag of a claim on the desk: its version, and a digest of all that readers would be told.

    For a reader who is to judge the claim blind it has no digest: that would tell when the verdict is changed.
    """
    if claim.is_blind_for(reader):
        return f'"v{claim.version}"'
    return f'"v{claim.version}.{desk.seen_of(claim)}"'


def named_version(request: HttpRequest) -> tuple[int, str]:
    """The version that a write says it was made from, and the digest; a write that says none is refused."""
    given = request.META.get("HTTP_IF_MATCH", "").strip()
    if given in ("", "*"):
        raise VersionRequired(
            _("Nothing was changed"), _("say which version you saw: read it first, and send its ETag as If-Match")
        )
    if named := ETAG.fullmatch(given):
        return int(named[1]), named[2] or ""
    sentence = _('send the one ETag that it came with, like “"v3"”')
    raise faulty(_("Nothing was changed"), {"If-Match": sentence})
