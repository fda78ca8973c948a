from django.core.management import CommandError
from django.db import OperationalError


class EmbeddedPostgresError(CommandError, OperationalError):
    """The private PostgreSQL cannot be used; the message says what to do.

    Commands print it as a sentence (CommandError), and what watches the database
    sees an unreachable one (OperationalError).
    """
