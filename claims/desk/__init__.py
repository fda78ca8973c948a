"""The acts of the desk. Whatever changes a state, touches several rows or must leave a trace is done here."""

from .acting import ACTS, DeskAct, HouseAct, refuse_recused, stale
from .assigning import assign, may_be_given, may_work, plan
from .comparing import Difference, differences, seen_of
from .discussing import EDITABLE_FOR, comment, rationale_of, reopen_thread, resolve, reword, unknown_names
from .editing import (
    add_appearance,
    add_evidence,
    edit_appearance,
    edit_claim,
    edit_evidence,
    remove_appearance,
    remove_claim,
    remove_evidence,
    spot,
)
from .erasing import IN_PLACE, Extent, erase_member, erase_words, extent_of_member, extent_of_words
from .gate import Check, SetAside, checklist, missing_for_readers, missing_for_review
from .handling import pull_back, send_back, send_to_review, take_over, take_up
from .house import blanks, publish_page
from .inviting import accept_invitation, invite, send_invitation_again, take_back_invitation
from .keeping import add_capture, add_text, add_to_desk, edit_capture, edit_on_desk, remove_capture, remove_from_desk
from .mailing import post
from .markup import keep_markup, remove_markup, replace_markup
from .merging import merge, split
from .opening import close, keep_open
from .people import deactivate, forget_other_addresses, reactivate, remove_second_factor
from .projecting import rebuild
from .publishing import correct, publish, restore, update, withdraw
from .queueing import later
from .rechecking import ask_recheck, drop_recheck, still_stands
from .recusing import lift_recusal, recuse
from .replying import amend_reply_request, ask_reply, record_answer, remind_of_reply, remove_reply_request
from .requesting import amend_correction_request, ask_correction, record_outcome, remove_correction_request
from .restoring import RESTORABLE, restore_text
from .scheduling import call_off, enter_what_is_due, schedule
from .second_verdict import (
    ask_second_verdict,
    call_off_second_verdict,
    give_second_verdict,
    steps_apart,
    those_to_ask,
)
from .signing_in import keep_sign_in
from .spotting import judge_suggestion
from .staleness import changed_meanwhile
from .standards import readers_know_its_rating
from .subscribing import choose_mail, stop_mail
from .telling import TOLD, concerned, forget_news_of, mark_read, tell
from .tending import let_go, try_again
from .tips import forget_contact, join_tip, look_at_tip, make_claim_of_tip, refuse_tip, remove_tip, send_tip
from .tokens import issue_token, revoke_token
from .translating import (
    TranslationStanding,
    publish_translation,
    told_finding,
    translations_of,
    withdraw_translation,
    write_translation,
)
from .triaging import decline, reopen
from .verifying import Misfit, erased_entries, first_misfit, one_moment, record_tree
from .waiving import unwaive, waive
from .webhooks import add_webhook, change_webhook, remove_webhook, replay_delivery, rotate_secret, test_webhook
from .weighing import Weighed, heavier, least_kind, strongest, weighed
from .writing import display_article, propose_verdict

__all__ = [
    "ACTS",
    "EDITABLE_FOR",
    "IN_PLACE",
    "RESTORABLE",
    "TOLD",
    "Check",
    "DeskAct",
    "Difference",
    "Extent",
    "HouseAct",
    "Misfit",
    "SetAside",
    "TranslationStanding",
    "Weighed",
    "accept_invitation",
    "add_appearance",
    "add_capture",
    "add_evidence",
    "add_text",
    "add_to_desk",
    "add_webhook",
    "amend_correction_request",
    "amend_reply_request",
    "ask_correction",
    "ask_recheck",
    "ask_reply",
    "ask_second_verdict",
    "assign",
    "blanks",
    "call_off",
    "call_off_second_verdict",
    "change_webhook",
    "changed_meanwhile",
    "checklist",
    "choose_mail",
    "close",
    "comment",
    "concerned",
    "correct",
    "deactivate",
    "decline",
    "differences",
    "display_article",
    "drop_recheck",
    "edit_appearance",
    "edit_capture",
    "edit_claim",
    "edit_evidence",
    "edit_on_desk",
    "enter_what_is_due",
    "erase_member",
    "erase_words",
    "erased_entries",
    "extent_of_member",
    "extent_of_words",
    "first_misfit",
    "forget_contact",
    "forget_news_of",
    "forget_other_addresses",
    "give_second_verdict",
    "heavier",
    "invite",
    "issue_token",
    "join_tip",
    "judge_suggestion",
    "keep_markup",
    "keep_open",
    "keep_sign_in",
    "later",
    "least_kind",
    "let_go",
    "lift_recusal",
    "look_at_tip",
    "make_claim_of_tip",
    "mark_read",
    "may_be_given",
    "may_work",
    "merge",
    "missing_for_readers",
    "missing_for_review",
    "one_moment",
    "plan",
    "post",
    "propose_verdict",
    "publish",
    "publish_page",
    "publish_translation",
    "pull_back",
    "rationale_of",
    "reactivate",
    "readers_know_its_rating",
    "rebuild",
    "record_answer",
    "record_outcome",
    "record_tree",
    "recuse",
    "refuse_recused",
    "refuse_tip",
    "remind_of_reply",
    "remove_appearance",
    "remove_capture",
    "remove_claim",
    "remove_correction_request",
    "remove_evidence",
    "remove_from_desk",
    "remove_markup",
    "remove_reply_request",
    "remove_second_factor",
    "remove_tip",
    "remove_webhook",
    "reopen",
    "reopen_thread",
    "replace_markup",
    "replay_delivery",
    "resolve",
    "restore",
    "restore_text",
    "revoke_token",
    "reword",
    "rotate_secret",
    "schedule",
    "seen_of",
    "send_back",
    "send_invitation_again",
    "send_tip",
    "send_to_review",
    "split",
    "spot",
    "stale",
    "steps_apart",
    "still_stands",
    "stop_mail",
    "strongest",
    "take_back_invitation",
    "take_over",
    "take_up",
    "tell",
    "test_webhook",
    "those_to_ask",
    "told_finding",
    "translations_of",
    "try_again",
    "unknown_names",
    "unwaive",
    "update",
    "waive",
    "weighed",
    "withdraw",
    "withdraw_translation",
    "write_translation",
]
