"""The addresses of the readers' pages; each is spoken in every language of the site."""

from django.urls import path

from claims.views import (
    archive,
    article,
    claim,
    corrections,
    home,
    house_page,
    impact,
    rating,
    repeated,
    search,
    source,
    speaker,
    topic,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("claims/<slug:slug>/", claim.detail, name="claim"),
    path("claims/<slug:slug>/beside/", claim.beside, name="claim-beside"),
    path("articles/<slug:slug>/", article.detail, name="article"),
    path("speakers/<slug:slug>/", speaker.detail, name="speaker"),
    path("topics/", topic.themes, name="topics"),
    path("topics/<slug:slug>/", topic.detail, name="topic"),
    path("sources/<slug:public_id>/", source.detail, name="source"),
    path("ratings/", rating.index, name="ratings"),
    path("corrections/", corrections.index, name="corrections"),
    path("corrections/feed/", corrections.feed, name="corrections-feed"),
    path("about/", house_page.index, name="about"),
    path("about/<slug:kind>/", house_page.detail, name="house-page"),
    path("about/<slug:kind>/versions/<int:number>/", house_page.version, name="house-page-version"),
    path("impact/", impact.index, name="impact"),
    path("search/", search.search, name="search"),
    path("archive/", archive.index, name="archive"),
    path("archive/<int:year>/<int:month>/", archive.month, name="archive-month"),
    path("places/", topic.places, name="places"),
    path("repeated/", repeated.index, name="repeated"),
    path("search/suggest/", search.suggest, name="search-suggest"),
]
