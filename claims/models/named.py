"""Nouns that colleagues look up by their names."""

from typing import Any, Self

from django.db import models
from django.db.models import Q


class NamedQuerySet(models.QuerySet[Any]):
    def called(self, words: str) -> Self:
        """Rows in whose names these words stand, in any column that their noun is looked up by (`named_by`)."""
        found = Q()
        for column in self.model.named_by:
            found |= Q(**{f"{column}__icontains": words})
        return self.filter(found)
