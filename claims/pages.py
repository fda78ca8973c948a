"""The addresses of the readers' pages; each is spoken in every language of the site."""

from django.urls import path

from claims.views import (
    archive,
    article,
    check_feeds,
    claim,
    corrections,
    embed,
    entry,
    home,
    house_page,
    impact,
    memento,
    rating,
    repeated,
    search,
    share_card,
    source,
    speaker,
    topic,
)
from claims.views.feed import feeds
from claims.vocabulary import SubjectKind

urlpatterns = [
    path("", home.home, name="home"),
    path("claims/<slug:slug>/", claim.detail, name="claim"),
    path("claims/<slug:slug>/beside/", claim.beside, name="claim-beside"),
    path("claims/<slug:slug>/entries/<int:number>/", entry.detail, name="claim-entry"),
    path("claims/<slug:slug>/timegate/", memento.timegate, name="claim-timegate"),
    path("claims/<slug:slug>/timemap/", memento.timemap, name="claim-timemap"),
    path("articles/<slug:slug>/", article.detail, name="article"),
    path("speakers/<slug:slug>/", speaker.detail, name="speaker"),
    path("topics/", topic.themes, name="topics"),
    path("topics/<slug:slug>/", topic.detail, name="topic"),
    path("sources/<slug:public_id>/", source.detail, name="source"),
    path("ratings/", rating.index, name="ratings"),
    path("corrections/", corrections.index, name="corrections"),
    path("corrections/feed/", corrections.feed, {"form": "atom"}, name="corrections-feed"),
    path("corrections/feed.atom", corrections.moved_feed, name="corrections-feed-moved"),
    path("corrections/feed.rss", corrections.feed, {"form": "rss"}, name="corrections-feed"),
    path("corrections/feed.json", corrections.feed, {"form": "json"}, name="corrections-feed"),
    *feeds("", check_feeds.home, "home-feed"),
    *feeds("search/", check_feeds.search, "search-feed"),
    *feeds("topics/<slug:slug>/", check_feeds.topic, "topic-feed"),
    *feeds("speakers/<slug:slug>/", check_feeds.speaker, "speaker-feed"),
    *feeds("articles/<slug:slug>/", check_feeds.article, "article-feed"),
    *feeds("sources/<slug:public_id>/", check_feeds.source, "source-feed"),
    *feeds("archive/<int:year>/<int:month>/", check_feeds.month, "archive-month-feed"),
    *feeds("repeated/", check_feeds.repeated, "repeated-feed"),
    *feeds("impact/", check_feeds.impact, "impact-feed"),
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
    path("embed/claims/<slug:public_id>/", embed.card, name="embed"),
    path("embed/articles/<slug:slug>/", embed.article, name="article-embed"),
    path("claims/<slug:slug>/embed/", embed.of_claim, name="claim-embed"),
    path("card-<slug:tag>.png", share_card.of_home, name="home-card"),
    path("claims/<slug:slug>/card-<slug:tag>.png", share_card.of_claim, name="claim-card"),
    *(
        path(f"{kind}s/<slug:slug>/card-<slug:tag>.png", share_card.of_subject, {"kind": kind}, name=f"{kind}-card")
        for kind in (SubjectKind.ARTICLE, SubjectKind.SPEAKER, SubjectKind.TOPIC)
    ),
]
