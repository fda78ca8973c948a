"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, refuse_recused, stale
from .assigning import assign, may_be_given, may_work, plan
from .comparing import Difference, differences, seen_of
from .gate import missing_for_readers, missing_for_review
from .handling import pull_back, send_back, send_to_review, take_over, take_up
from .merging import merge, split
from .handling import send_back, send_to_review, take_up
from .inviting import accept_invitation, invite, send_invitation_again, take_back_invitation
from .mailing import post
from .people import deactivate, forget_other_addresses, reactivate, remove_second_factor
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .queueing import later
from .rechecking import ask_recheck, drop_recheck, still_stands
from .recusing import lift_recusal, recuse
from .replying import amend_reply_request, ask_reply, record_answer, remind_of_reply, remove_reply_request
from .requesting import amend_correction_request, ask_correction, record_outcome, remove_correction_request
from .scheduling import call_off, enter_what_is_due, schedule
from .tending import let_go, try_again
from .triaging import decline, reopen
from .signing_in import keep_sign_in
from .tending import let_go, try_again
from .verifying import Misfit, first_misfit
from .weighing import Weighed, heavier, least_kind, strongest, weighed
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "DeskAct",
    "Difference",
    "HouseAct",
    "Misfit",
    "Weighed",
    "amend_correction_request",
    "amend_reply_request",
    "ask_correction",
    "ask_recheck",
    "ask_reply",
    "assign",
    "call_off",
    "accept_invitation",
    "call_off",
    "correct",
    "decline",
    "deactivate",
    "differences",
    "display_article",
    "drop_recheck",
    "enter_what_is_due",
    "first_misfit",
    "heavier",
    "later",
    "least_kind",
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
    "record_answer",
    "record_outcome",
    "recuse",
    "refuse_recused",
    "remind_of_reply",
    "remove_correction_request",
    "remove_reply_request",
    "reopen",
    "forget_other_addresses",
    "invite",
    "keep_sign_in",
    "later",
    "let_go",
    "missing_for_readers",
    "missing_for_review",
    "post",
    "propose_verdict",
    "publish",
    "reactivate",
    "rebuild",
    "remove_second_factor",
    "restore",
    "schedule",
    "seen_of",
    "send_back",
    "send_invitation_again",
    "send_to_review",
    "split",
    "stale",
    "still_stands",
    "strongest",
    "take_over",
    "take_back_invitation",
    "take_up",
    "try_again",
    "update",
    "weighed",
    "withdraw",
]
