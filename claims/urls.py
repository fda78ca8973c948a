"""The public addresses that speak no language of their own."""

from django.urls import path

from claims.views import health, house_page, mail, proof, speaker, topic

urlpatterns = [
    path("about/<slug:kind>/versions/<int:number>.md", house_page.file, name="house-page-file"),
    path("claims/<slug:slug>/proof.zip", proof.of_claim, name="proof"),
    path("mail/stop/<str:token>/", mail.stop, name="stop-mail"),
    path("speakers/<slug:slug>/counts.csv", speaker.counts, name="speaker-counts"),
    path("topics/<slug:slug>/counts.csv", topic.counts, name="topic-counts"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
