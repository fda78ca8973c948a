"""The public addresses that speak no language of their own."""

from django.urls import path

from claims.api import annotation, oembed
from claims.api.claim_reviews import ClaimReviewFeed
from claims.views import health, house_page, mail, proof, sitemap, speaker, topic

urlpatterns = [
    path("about/<slug:kind>/versions/<int:number>.md", house_page.file, name="house-page-file"),
    path("claims/<slug:slug>/proof.zip", proof.of_claim, name="proof"),
    path("mail/stop/<str:token>/", mail.stop, name="stop-mail"),
    path("speakers/<slug:slug>/counts.csv", speaker.counts, name="speaker-counts"),
    path("topics/<slug:slug>/counts.csv", topic.counts, name="topic-counts"),
    path("annotations/", annotation.OfOriginal.as_view(), name="annotations"),
    path(
        "annotations/<slug:public_id>/articles/<slug:slug>/<int:number>/",
        annotation.One.as_view(),
        name="annotation",
    ),
    path("articles/<slug:slug>/annotations/", annotation.OfArticle.as_view(), name="article-annotations"),
    path("oembed", oembed.OEmbed.as_view(), name="oembed"),
    path("feeds/claimreview.json", ClaimReviewFeed.as_view(), name="claim-reviews"),
    path("feeds/claimreview/latest/data.json", ClaimReviewFeed.as_view(), name="claim-reviews-latest"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("llms.txt", sitemap.llms_txt, name="llms"),
    path("sitemap.xml", sitemap.index, name="sitemap-index"),
    path("sitemap-pages.xml", sitemap.pages, name="sitemap-pages"),
    path("sitemap-news.xml", sitemap.news, name="sitemap-news"),
    *(
        path(f"sitemap-{kind}s-<int:number>.xml", sitemap.numbered, {"kind": kind}, name="sitemap")
        for kind in ("claim", *sitemap.SUBJECTS)
    ),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
