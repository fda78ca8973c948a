"""What is done later, one file a job. Importing this package registers each by the name of its function."""

from . import mail_digest, mail_digests, mail_notification, tell_deadlines, tidy_sessions
from .registering import JOBS, RegisteredJob, job

__all__ = [
    "JOBS",
    "RegisteredJob",
    "job",
    "mail_digest",
    "mail_digests",
    "mail_notification",
    "tell_deadlines",
    "tidy_sessions",
]
