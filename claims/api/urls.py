"""The addresses of the API."""

from django.urls import URLPattern, path, re_path

from . import (
    article,
    claim,
    corrections,
    desk,
    desk_article,
    desk_bulk,
    desk_claim,
    desk_claim_parts,
    desk_comments,
    desk_gate,
    desk_history,
    desk_impact,
    desk_rating,
    desk_rechecks,
    desk_replies,
    desk_second_verdict,
    desk_source,
    desk_speaker,
    desk_team,
    desk_topic,
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
BULK: list[URLPattern] = [
    path("desk/claims/bulk/", desk_bulk.BulkClaims.as_view(), name="desk-bulk-claims"),
    path("desk/speakers/bulk/", desk_bulk.BulkSpeakers.as_view(), name="desk-bulk-speakers"),
    path("desk/sources/bulk/", desk_bulk.BulkSources.as_view(), name="desk-bulk-sources"),
    path("desk/topics/bulk/", desk_bulk.BulkTopics.as_view(), name="desk-bulk-topics"),
]
NOUNS: list[URLPattern] = [
    path("desk/articles/", desk_article.DeskArticleList.as_view(), name="desk-articles"),
    path("desk/articles/<slug:slug>/", desk_article.DeskArticleDetail.as_view(), name="desk-article"),
    path("desk/articles/<slug:slug>/versions/", desk_article.Texts.as_view(), name="desk-texts"),
    path("desk/articles/<slug:slug>/versions/<int:number>/", desk_article.OneText.as_view(), name="desk-text"),
    path("desk/speakers/", desk_speaker.DeskSpeakerList.as_view(), name="desk-speakers"),
    path("desk/speakers/<slug:slug>/", desk_speaker.DeskSpeakerDetail.as_view(), name="desk-speaker"),
    path("desk/sources/", desk_source.DeskSourceList.as_view(), name="desk-sources"),
    path("desk/sources/<slug:public_id>/", desk_source.DeskSourceDetail.as_view(), name="desk-source"),
    path("desk/sources/<slug:public_id>/captures/", desk_source.Captures.as_view(), name="desk-captures"),
    path("desk/sources/<slug:public_id>/captures/<int:number>/", desk_source.OneCapture.as_view(), name="desk-capture"),
    path("desk/topics/", desk_topic.DeskTopicList.as_view(), name="desk-topics"),
    path("desk/topics/<slug:slug>/", desk_topic.DeskTopicDetail.as_view(), name="desk-topic"),
    path("desk/ratings/", desk_rating.DeskScaleList.as_view(), name="desk-ratings"),
]
DESK: list[URLPattern] = [
    *BULK,  # before the addresses of single rows
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
    *NOUNS,
]
urlpatterns = [*READING, *DESK, re_path("", nowhere, name="nowhere")]
