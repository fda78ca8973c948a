"""The addresses of Google's Fact Check Tools API, at the root of the site: its clients know no other place."""

from django.urls import path, re_path

from . import pages, search
from .discovery import discovery
from .door import door
from .errors import nowhere
from .methods import CREATE, DELETE, GET, IMAGE_SEARCH, LIST, SEARCH, UPDATE

app_name = "google"

urlpatterns = [
    path("$discovery/rest", discovery, name="discovery"),
    path("v1alpha1/claims:search", door((SEARCH, search.search)), name="claims-search"),
    path("v1alpha1/claims:imageSearch", door((IMAGE_SEARCH, search.image_search)), name="claims-image-search"),
    path("v1alpha1/pages", door((LIST, pages.listing), (CREATE, pages.create)), name="pages"),
    path(
        "v1alpha1/pages/<str:page>",
        door((GET, pages.read), (UPDATE, pages.update), (DELETE, pages.delete)),
        name="page",
    ),
    re_path("^v1alpha1(?:/|$)", nowhere),
]
