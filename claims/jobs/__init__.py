"""What is done later, one file a job. Importing this package registers each by the name of its function."""

from . import enter_what_is_due, tidy_sessions
from .registering import JOBS, RegisteredJob, job

__all__ = ["JOBS", "RegisteredJob", "enter_what_is_due", "job", "tidy_sessions"]
