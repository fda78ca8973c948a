"""What is done later, one file a job. Importing this package registers each by the name of its function."""

from . import tidy_sessions
from .registering import JOBS, RegisteredJob, job

__all__ = ["JOBS", "RegisteredJob", "job", "tidy_sessions"]
