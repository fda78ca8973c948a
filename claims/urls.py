"""The public addresses that speak no language of their own."""

from django.urls import path

from claims.views import health, mail, speaker, topic

urlpatterns = [
    path("mail/stop/<str:token>/", mail.stop, name="stop-mail"),
    path("speakers/<slug:slug>/counts.csv", speaker.counts, name="speaker-counts"),
    path("topics/<slug:slug>/counts.csv", topic.counts, name="topic-counts"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
