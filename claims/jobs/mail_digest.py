from datetime import datetime

from django.utils.translation import gettext_lazy as _

from claims.desk import posting

from .registering import job


@job(_("Mail somebody what is new for them"))
def mail_digest(person: int, until: str) -> None:
    """Mail what somebody was told until a moment. Idempotent: what was mailed is marked in the same transaction.

    A worker that ends between the mail server's yes and the commit lets it be sent twice, with the same Message-ID.
    """
    posting.mail_digest(person, until=datetime.fromisoformat(until))
