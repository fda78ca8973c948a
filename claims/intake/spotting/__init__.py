"""Which sentences of a text are worth a check, and why: a linear model over words and what a reader can see."""

from .suggesting import Suggestion, sentences_of, suggestions

__all__ = ["Suggestion", "sentences_of", "suggestions"]
