"""The addresses of the site."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
]
for door, addresses in {"api/v1/": "claims.api.urls", "": "claims.urls"}.items():
    import importlib.util

    if importlib.util.find_spec(addresses):
        urlpatterns.append(path(door, include(addresses)))
