"""The addresses of the API."""

from django.urls import URLPattern, path, re_path

from . import (
    article,
    claim,
    desk,
    desk_gate,
    desk_second_verdict,
    docs,
    publication,
    rating,
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
    path("schema/", schema.Schema.as_view(), name="schema"),
    path("docs/", docs.page, name="docs"),
]
ACTS = {
    "take-up": desk.TakeUp,
    "verdict": desk.ProposeVerdict,
    "send-to-review": desk.SendToReview,
    "send-back": desk.SendBack,
    "publish": desk.Publish,
    "correct": desk.Correct,
    "update": desk.Update,
    "withdraw": desk.Withdraw,
    "restore": desk.Restore,
    "waive": desk_gate.Waive,
    "unwaive": desk_gate.Unwaive,
    "ask-second-verdict": desk_second_verdict.AskSecondVerdict,
    "give-second-verdict": desk_second_verdict.GiveSecondVerdict,
    "call-off-second-verdict": desk_second_verdict.CallOffSecondVerdict,
}
DESK: list[URLPattern] = [
    path("desk/claims/", desk.DeskClaimList.as_view(), name="desk-claims"),
    path("desk/claims/<slug:public_id>/", desk.DeskClaimDetail.as_view(), name="desk-claim"),
    *(path(f"desk/claims/<slug:public_id>/{act}/", view.as_view(), name=f"desk-{act}") for act, view in ACTS.items()),
]
urlpatterns = [*READING, *DESK, re_path("", nowhere, name="nowhere")]
