"""What is done later, one file a job. Importing this package registers each by the name of its function."""

from . import (
    deliver_webhook,
    enter_what_is_due,
    mail_digest,
    mail_digests,
    mail_notification,
    ping_hub,
    remind_of_replies,
    tell_deadlines,
    tell_rechecks,
    tidy_answers,
    tidy_deliveries,
    tidy_jobs,
    tidy_sessions,
    verify_the_record,
)
from .registering import JOBS, RegisteredJob, job
from .running import Failed
from .working import work

__all__ = [
    "JOBS",
    "Failed",
    "RegisteredJob",
    "deliver_webhook",
    "enter_what_is_due",
    "job",
    "mail_digest",
    "mail_digests",
    "mail_notification",
    "ping_hub",
    "remind_of_replies",
    "tell_deadlines",
    "tell_rechecks",
    "tidy_answers",
    "tidy_deliveries",
    "tidy_jobs",
    "tidy_sessions",
    "verify_the_record",
    "work",
]
