"""The public addresses that speak no language of their own."""

from django.urls import path

from claims.views import health, mail

urlpatterns = [
    path("mail/stop/<str:token>/", mail.stop, name="stop-mail"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
