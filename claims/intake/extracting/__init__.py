"""What others wrote, as text: pages, documents, transcripts. Nothing in them is run, and all of it is bounded."""

from .extracted import Extracted, Unreadable
from .kinds import LARGEST, extract

__all__ = ["LARGEST", "Extracted", "Unreadable", "extract"]
