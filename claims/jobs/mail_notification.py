from django.utils.translation import gettext_lazy as _

from claims.desk import posting

from .registering import job


@job(_("Mail what somebody was told"))
def mail_notification(notification: int) -> None:
    """Mail one thing that somebody was told. Idempotent: what was mailed is marked in the transaction that mails it.

    A worker that ends between the mail server's yes and the commit lets it be sent twice, with the same Message-ID.
    """
    posting.mail_notification(notification)
