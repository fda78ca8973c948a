"""The desk's letters. All that it mails goes through here."""

from django.core.mail import EmailMessage
from django.db import transaction


def post(*, to: str, subject: str, text: str) -> None:
    """Send a letter, once what it tells of is kept. Where the mail fails, the act stands and the log says so."""
    letter = EmailMessage(" ".join(subject.split()), text, to=[to])
    transaction.on_commit(letter.send, robust=True)
