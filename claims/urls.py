"""The public addresses that speak no language of their own."""

from django.urls import path

from claims.api import oembed
from claims.views import health, house_page, mail, speaker, topic

urlpatterns = [
    path("about/<slug:kind>/versions/<int:number>.md", house_page.file, name="house-page-file"),
    path("mail/stop/<str:token>/", mail.stop, name="stop-mail"),
    path("speakers/<slug:slug>/counts.csv", speaker.counts, name="speaker-counts"),
    path("topics/<slug:slug>/counts.csv", topic.counts, name="topic-counts"),
    path("oembed", oembed.OEmbed.as_view(), name="oembed"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
