"""Two wordings beside each other, as pieces that stayed, were there, or are there now."""

from dataclasses import dataclass

SAME, WAS, NOW = "same", "was", "now"


@dataclass(frozen=True)
class Piece:
    """A run of words."""

    kind: str
    text: str


def told_apart(was: str, now: str) -> list[Piece]:
    """What was and what is. Whole for whole, until words are compared one by one."""
    if was == now:
        return [Piece(SAME, now)]
    return [*([Piece(WAS, was)] if was else []), *([Piece(NOW, now)] if now else [])]
