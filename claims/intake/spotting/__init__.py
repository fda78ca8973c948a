"""Which sentences of a text are worth a check, and why: a linear model over words and what a reader can see."""

from .suggesting import Suggestion, suggestions

__all__ = ["Suggestion", "suggestions"]
