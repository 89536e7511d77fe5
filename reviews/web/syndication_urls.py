"""Feeds, sitemaps, share pictures, cards: what other programs read of the public pages."""

from django.urls import URLPattern, path

from reviews.web import browsing, corrections, embed, syndication

CHECK = "fact-checks/<str:slug>/"


def _feeds(place: str, view: object, name: str) -> list[URLPattern]:
    """The same feed as Atom, RSS and JSON Feed. (`feed.json` of fact-checks is the DataFeed.)"""
    forms = (("atom", "feed.atom"), ("rss", "feed.rss"), ("json", "jsonfeed.json"))
    return [
        path(
            f"{place}{file}",
            view,
            {"form": form},
            name=name if form == "atom" else f"{name}_{form}",
        )  # type: ignore[call-overload] # any view
        for form, file in forms
    ]


def _references(place: str, name: str) -> list[URLPattern]:
    return [
        path(f"{place}cite.{form}", embed.reference, {"form": form}, name=f"{name}_{form[:3]}")
        for form in embed.REFERENCES
    ]


urlpatterns: list[URLPattern] = [
    *_feeds("fact-checks/", syndication.feed, "feed"),
    *_feeds("topics/<str:slug>/", syndication.topic, "topic_feed"),
    *_feeds("corrections/", syndication.corrections, "corrections_feed"),
    path(f"{CHECK}card/", embed.card, name="card"),
    path(f"{CHECK}v/<int:number>/share.png", embed.share_picture, name="share_picture"),
    *_references(CHECK, "cite"),
    *_references(f"{CHECK}v/<int:number>/", "cite_version"),
    path("oembed", embed.oembed, name="oembed"),
    path("topics/", browsing.topics, name="topics"),
    path("topics/<str:slug>/", browsing.topic, name="topic"),
    path("corrections/", corrections.log, name="corrections"),
    path("corrections/corrections.csv", corrections.as_csv, name="corrections_csv"),
    path("checkpoints/", browsing.proofs, name="checkpoints"),
    path("checkpoints/<str:day>.json", browsing.proof, name="checkpoint"),
    path("sitemap.xml", syndication.sitemap, name="sitemap"),
    path("sitemaps/fact-checks-<int:number>.xml", syndication.sitemap_part, name="sitemap_part"),
    path("sitemaps/news.xml", syndication.sitemap_news, name="sitemap_news"),
    path("sitemaps/pages.xml", syndication.sitemap_pages, name="sitemap_pages"),
    path("robots.txt", syndication.robots, name="robots"),
]
