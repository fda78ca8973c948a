"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, stale
from .comparing import Difference, differences, seen_of
from .discussing import EDITABLE_FOR, comment, rationale_of, reopen_thread, resolve, reword, unknown_names
from .gate import missing_for_readers, missing_for_review
from .handling import send_back, send_to_review, take_up
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .subscribing import choose_mail, stop_mail
from .telling import TOLD, forget_news_of, hidden_claims, mark_read, tell
from .verifying import Misfit, first_misfit
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "EDITABLE_FOR",
    "TOLD",
    "DeskAct",
    "Difference",
    "HouseAct",
    "Misfit",
    "choose_mail",
    "comment",
    "correct",
    "differences",
    "display_article",
    "first_misfit",
    "forget_news_of",
    "hidden_claims",
    "mark_read",
    "missing_for_readers",
    "missing_for_review",
    "propose_verdict",
    "publish",
    "rationale_of",
    "rebuild",
    "reopen_thread",
    "resolve",
    "restore",
    "reword",
    "seen_of",
    "send_back",
    "send_to_review",
    "stale",
    "stop_mail",
    "take_up",
    "tell",
    "unknown_names",
    "update",
    "withdraw",
]
