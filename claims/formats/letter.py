"""What the desk tells somebody, as a mail: plain text and simple HTML, with the headers that mail clients go by."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from claims.models import Claim, Notification, User
from claims.text import BAD_CHARACTERS

LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Line:
    """One thing that a mail tells."""

    sentence: str
    claim: Claim | None
    words: str  # of the comment; none where they could give away a verdict
    link: str


def lines(told: Iterable[Notification], *, hidden: Collection[int] = ()) -> list[Line]:
    """What a mail says of each notification; of hidden claims, no comment's words."""
    return [
        Line(
            sentence=notification.sentence,
            claim=notification.claim,
            words=notification.comment.body if notification.comment and notification.claim_id not in hidden else "",
            link=site_url() + reverse("admin:notification", args=[notification.pk]),
        )
        for notification in told
    ]


def letter(
    person: User, template: str, *, subject: str, own_id: str, follows: str = "", stop: str, **said: object
) -> EmailMultiAlternatives:
    """A letter to somebody; `stop` is the address that ends all such mail with one click (RFC 8058).

    `own_id` is the same however often the letter is sent; mail clients put letters that follow the same id together.
    """
    headers = {
        "Message-ID": own_id,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if follows:
        headers |= {"In-Reply-To": follows, "References": follows}
    context = {"person": person, "stop": stop, "site_name": settings.SITE_NAME, "site": site_url(), **said}
    made = EmailMultiAlternatives(
        subject=one_line(subject)[:LONGEST_SUBJECT],
        body=render_to_string(f"emails/{template}.txt", context).strip() + "\n",
        to=[formataddr((one_line(person.byline), person.email))],
        headers=headers,
    )
    made.attach_alternative(render_to_string(f"emails/{template}.html", context), "text/html")
    return made


def message_id(*parts: object) -> str:
    """The id of a letter, or of what letters are about."""
    return f"<{'.'.join(map(str, parts))}@{urlsplit(site_url()).hostname}>"


def one_line(text: str) -> str:
    """The text without line breaks and control characters: a header ends where its line does."""
    return " ".join(BAD_CHARACTERS.sub(" ", text).split())


def site_url() -> str:
    """Where the site is, for links in mails."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    return settings.SITE_URL or f"{'https' if settings.HTTPS else 'http'}://{host}"
