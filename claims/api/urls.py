"""The addresses of the API."""

from django.urls import URLPattern, path, re_path

from . import (
    article,
    claim,
    corrections,
    desk,
    desk_claim,
    desk_claim_parts,
    desk_comments,
    desk_gate,
    desk_history,
    desk_impact,
    desk_rechecks,
    desk_replies,
    desk_second_verdict,
    desk_team,
    desk_translations,
    docs,
    impact,
    publication,
    rating,
    recusal,
    root,
    schema,
    source,
    speaker,
    topic,
)
from .errors import nowhere

app_name = "api"

READING: list[URLPattern] = [
    path("", root.Root.as_view(), name="root"),
    path("claims/", claim.ClaimList.as_view(), name="claims"),
    path("claims/<slug:public_id>/", claim.ClaimDetail.as_view(), name="claim"),
    path("claims/<slug:public_id>/history/", publication.ClaimHistory.as_view(), name="claim-history"),
    path("claims/<slug:public_id>/history/<int:number>/", publication.ClaimEntry.as_view(), name="claim-entry"),
    path("corrections/", corrections.CorrectionList.as_view(), name="corrections"),
    path("articles/", article.ArticleList.as_view(), name="articles"),
    path("articles/<slug:slug>/", article.ArticleDetail.as_view(), name="article"),
    path("speakers/", speaker.SpeakerList.as_view(), name="speakers"),
    path("speakers/<slug:slug>/", speaker.SpeakerDetail.as_view(), name="speaker"),
    path("topics/", topic.TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", topic.TopicDetail.as_view(), name="topic"),
    path("sources/", source.SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", source.SourceDetail.as_view(), name="source"),
    path("ratings/", rating.RatingList.as_view(), name="ratings"),
    path("ratings/<slug:slug>/", rating.RatingDetail.as_view(), name="scale"),
    path("impact/", impact.Impact.as_view(), name="impact"),
    path("schema/", schema.Schema.as_view(), name="schema"),
    path("docs/", docs.page, name="docs"),
]
ACTS = {
    "take-up": desk.TakeUp,
    "take-over": desk_team.TakeOver,
    "assign": desk_team.Assign,
    "plan": desk_team.Plan,
    "verdict": desk.ProposeVerdict,
    "send-to-review": desk.SendToReview,
    "send-back": desk.SendBack,
    "pull-back": desk_team.PullBack,
    "decline": desk_team.Decline,
    "reopen": desk_team.Reopen,
    "merge": desk_team.Merge,
    "split": desk_team.Split,
    "publish": desk.Publish,
    "schedule": desk.Schedule,
    "call-off": desk.CallOff,
    "correct": desk.Correct,
    "update": desk.Update,
    "withdraw": desk.Withdraw,
    "restore": desk.Restore,
    "ask-reply": desk_replies.AskReply,
    "record-answer": desk_replies.RecordAnswer,
    "amend-reply-request": desk_replies.AmendReplyRequest,
    "remove-reply-request": desk_replies.RemoveReplyRequest,
    "ask-recheck": desk_rechecks.AskRecheck,
    "drop-recheck": desk_rechecks.DropRecheck,
    "still-stands": desk_rechecks.StillStands,
    "ask-correction": desk_impact.AskCorrection,
    "record-outcome": desk_impact.RecordOutcome,
    "amend-correction-request": desk_impact.AmendCorrectionRequest,
    "remove-correction-request": desk_impact.RemoveCorrectionRequest,
    "waive": desk_gate.Waive,
    "unwaive": desk_gate.Unwaive,
    "ask-second-verdict": desk_second_verdict.AskSecondVerdict,
    "give-second-verdict": desk_second_verdict.GiveSecondVerdict,
    "call-off-second-verdict": desk_second_verdict.CallOffSecondVerdict,
    "write-translation": desk_translations.WriteTranslation,
    "publish-translation": desk_translations.PublishTranslation,
    "withdraw-translation": desk_translations.WithdrawTranslation,
    "restore-text": desk_history.RestoreText,
}
ON_COMMENTS = {
    "reword": desk_comments.Reword,
    "resolve": desk_comments.Resolve,
    "reopen": desk_comments.Reopen,
}
DISCUSSION: list[URLPattern] = [
    path("desk/claims/<slug:public_id>/comments/", desk_comments.DeskComments.as_view(), name="desk-comments"),
    *(
        path(f"desk/claims/<slug:public_id>/comments/<int:comment>/{act}/", view.as_view(), name=f"desk-comment-{act}")
        for act, view in ON_COMMENTS.items()
    ),
]
PARTS: list[URLPattern] = [
    path("desk/claims/<slug:public_id>/appearances/", desk_claim_parts.Appearances.as_view(), name="desk-appearances"),
    path(
        "desk/claims/<slug:public_id>/appearances/<int:place>/",
        desk_claim_parts.OneAppearance.as_view(),
        name="desk-appearance",
    ),
    path("desk/claims/<slug:public_id>/evidence/", desk_claim_parts.Evidences.as_view(), name="desk-evidences"),
    path(
        "desk/claims/<slug:public_id>/evidence/<int:number>/",
        desk_claim_parts.OneEvidence.as_view(),
        name="desk-evidence",
    ),
]
DESK: list[URLPattern] = [
    path("desk/claims/", desk_claim.DeskClaimList.as_view(), name="desk-claims"),
    path("desk/claims/<slug:public_id>/", desk_claim.DeskClaimDetail.as_view(), name="desk-claim"),
    path("desk/recusals/", recusal.RecusalList.as_view(), name="desk-recusals"),
    path("desk/recusals/<int:number>/lift/", recusal.LiftRecusal.as_view(), name="desk-lift-recusal"),
    path("desk/replies/", desk_replies.DeskReplyList.as_view(), name="desk-replies"),
    path("desk/recheck/", desk_rechecks.DeskRecheckList.as_view(), name="desk-recheck"),
    path("desk/claims/<slug:public_id>/changes/", desk_history.DeskChanges.as_view(), name="desk-changes"),
    *(path(f"desk/claims/<slug:public_id>/{act}/", view.as_view(), name=f"desk-{act}") for act, view in ACTS.items()),
    *DISCUSSION,
    *PARTS,
]
urlpatterns = [*READING, *DESK, re_path("", nowhere, name="nowhere")]
