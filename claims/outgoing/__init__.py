"""Requests of ours to other servers: to public addresses only, bounded in time and size."""

from .addresses import Forbidden, Unreachable, may_be_asked
from .asking import Answer, Manners, ask

__all__ = ["Answer", "Forbidden", "Manners", "Unreachable", "ask", "may_be_asked"]
