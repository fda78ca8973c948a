"""The addresses of the site. A reader's page has one in each language; the house's own has no prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from claims.api.errors import nowhere

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("claims.accounts.urls")),
    path("api/v1/", include("claims.api.urls")),
    re_path("^api/", nowhere),
    path("", include("claims.api.google.urls")),
    path("", include("claims.urls")),
    *i18n_patterns(path("", include("claims.pages")), prefix_default_language=False),
]

handler400 = "factcheck.errors.bad_request"
handler403 = "claims.views.errors.forbidden"
handler404 = "claims.views.errors.not_found"
handler500 = "factcheck.errors.server_error"
