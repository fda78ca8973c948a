"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, refuse_recused, stale
from .assigning import assign, may_be_given, may_work, plan
from .comparing import Difference, differences, seen_of
from .gate import missing_for_readers, missing_for_review
from .handling import pull_back, send_back, send_to_review, take_over, take_up
from .merging import merge, split
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .queueing import later
from .recusing import lift_recusal, recuse
from .scheduling import call_off, enter_what_is_due, schedule
from .tending import let_go, try_again
from .triaging import decline, reopen
from .verifying import Misfit, first_misfit
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "DeskAct",
    "Difference",
    "HouseAct",
    "Misfit",
    "assign",
    "call_off",
    "correct",
    "decline",
    "differences",
    "display_article",
    "enter_what_is_due",
    "first_misfit",
    "later",
    "let_go",
    "lift_recusal",
    "may_be_given",
    "may_work",
    "merge",
    "missing_for_readers",
    "missing_for_review",
    "plan",
    "propose_verdict",
    "publish",
    "pull_back",
    "rebuild",
    "recuse",
    "refuse_recused",
    "reopen",
    "restore",
    "schedule",
    "seen_of",
    "send_back",
    "send_to_review",
    "split",
    "stale",
    "take_over",
    "take_up",
    "try_again",
    "update",
    "withdraw",
]
