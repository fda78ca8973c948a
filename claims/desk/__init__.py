"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, stale
from .comparing import Difference, differences, seen_of
from .gate import missing_for_readers, missing_for_review
from .handling import send_back, send_to_review, take_up
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .queueing import later
from .rechecking import ask_recheck, drop_recheck, still_stands
from .replying import amend_reply_request, ask_reply, record_answer, remind_of_reply, remove_reply_request
from .requesting import amend_correction_request, ask_correction, record_outcome, remove_correction_request
from .scheduling import call_off, enter_what_is_due, schedule
from .tending import let_go, try_again
from .verifying import Misfit, first_misfit
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "DeskAct",
    "Difference",
    "HouseAct",
    "Misfit",
    "amend_correction_request",
    "amend_reply_request",
    "ask_correction",
    "ask_recheck",
    "ask_reply",
    "call_off",
    "correct",
    "differences",
    "display_article",
    "drop_recheck",
    "enter_what_is_due",
    "first_misfit",
    "later",
    "let_go",
    "missing_for_readers",
    "missing_for_review",
    "propose_verdict",
    "publish",
    "rebuild",
    "record_answer",
    "record_outcome",
    "remind_of_reply",
    "remove_correction_request",
    "remove_reply_request",
    "restore",
    "schedule",
    "seen_of",
    "send_back",
    "send_to_review",
    "stale",
    "still_stands",
    "take_up",
    "try_again",
    "update",
    "withdraw",
]
