"""What the database or the desk refused, as sentences for the editor who must act."""

from django.db import DatabaseError

from claims.errors import Refused
from claims.models import broken_rule


def sentences(error: Refused | DatabaseError) -> list[str]:
    """Each reason for a refusal."""
    if isinstance(error, Refused):
        return list(error.reasons) or [str(error)]
    return [broken_rule(error)]
