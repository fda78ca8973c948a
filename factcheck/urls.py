"""The addresses of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from claims.api.errors import nowhere

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("claims.accounts.urls")),
    path("api/v1/", include("claims.api.urls")),
    re_path("^api/", nowhere),
    path("", include("claims.urls")),
]

handler400 = "factcheck.errors.bad_request"
handler403 = "claims.views.errors.forbidden"
handler404 = "claims.views.errors.not_found"
handler500 = "factcheck.errors.server_error"
