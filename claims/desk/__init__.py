"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, stale
from .comparing import Difference, differences, seen_of
from .gate import Check, SetAside, checklist, missing_for_readers, missing_for_review
from .handling import send_back, send_to_review, take_up
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .second_verdict import (
    ask_second_verdict,
    call_off_second_verdict,
    give_second_verdict,
    steps_apart,
    those_to_ask,
)
from .standards import readers_know_its_rating
from .verifying import Misfit, first_misfit
from .waiving import unwaive, waive
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "Check",
    "DeskAct",
    "Difference",
    "HouseAct",
    "Misfit",
    "SetAside",
    "ask_second_verdict",
    "call_off_second_verdict",
    "checklist",
    "correct",
    "differences",
    "display_article",
    "first_misfit",
    "give_second_verdict",
    "missing_for_readers",
    "missing_for_review",
    "propose_verdict",
    "publish",
    "readers_know_its_rating",
    "rebuild",
    "restore",
    "seen_of",
    "send_back",
    "send_to_review",
    "stale",
    "steps_apart",
    "take_up",
    "those_to_ask",
    "unwaive",
    "update",
    "waive",
    "withdraw",
]
