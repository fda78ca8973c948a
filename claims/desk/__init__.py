"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, stale
from .comparing import Difference, differences, seen_of
from .erasing import IN_PLACE, Extent, erase_member, erase_words, extent_of_member, extent_of_words
from .gate import missing_for_readers, missing_for_review
from .handling import send_back, send_to_review, take_up
from .opening import close, keep_open
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .queueing import later
from .restoring import RESTORABLE, restore_text
from .scheduling import call_off, enter_what_is_due, schedule
from .tending import let_go, try_again
from .verifying import Misfit, erased_entries, first_misfit
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "IN_PLACE",
    "RESTORABLE",
    "DeskAct",
    "Difference",
    "Extent",
    "HouseAct",
    "Misfit",
    "call_off",
    "close",
    "correct",
    "differences",
    "display_article",
    "enter_what_is_due",
    "erase_member",
    "erase_words",
    "erased_entries",
    "extent_of_member",
    "extent_of_words",
    "first_misfit",
    "keep_open",
    "later",
    "let_go",
    "missing_for_readers",
    "missing_for_review",
    "propose_verdict",
    "publish",
    "rebuild",
    "restore",
    "restore_text",
    "schedule",
    "seen_of",
    "send_back",
    "send_to_review",
    "stale",
    "take_up",
    "try_again",
    "update",
    "withdraw",
]
