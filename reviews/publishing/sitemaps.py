"""Sitemaps (sitemaps.org 0.9): an index and its parts, each a range of ids read by itself.

A part is the fact-checks whose ids lie in one range, so that the hundredth part costs what the
first one does, and what is in a part stays in it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.db.models import Max, Min

from reviews.models import Publication
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import document as documents
from reviews.publishing.claimreview import Site, address
from reviews.publishing.entries import carried

PART = 20_000  # of 50,000 that the protocol allows: a part stays below its 50 MB
NEWS_DAYS = 2  # older articles are no news, says Google's news sitemap
NEWS_MOST = 1_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"


def index(*, site: Site) -> Iterator[str]:
    """Each part with the moment of its latest change; two look-ups in an index for each."""
    yield f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">'
    ids = Publication.objects.aggregate(first=Min("pk"), last=Max("pk"))
    first, last = ids["first"] or 0, ids["last"] or 0
    for number in range(first // PART, last // PART + 1 if last else 0):
        changed = _part(number).aggregate(last=Max("changed_at"))["last"]
        if changed is not None:
            where = f"{site.url}/sitemaps/fact-checks-{number}.xml"
            moment = documents.moment(changed)
            yield f"<sitemap><loc>{escape(where)}</loc><lastmod>{moment}</lastmod></sitemap>"
    yield f"<sitemap><loc>{escape(site.url)}/sitemaps/pages.xml</loc></sitemap>"
    yield f"<sitemap><loc>{escape(site.url)}/sitemaps/news.xml</loc></sitemap></sitemapindex>"


def part(number: int, *, site: Site) -> Iterator[str]:
    """The live fact-checks of one range. Retracted ones answer 410 and are left out."""
    found = _part(number).live().order_by("pk").values_list("slug", "changed_at")
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}">'
    for slug, changed in found.iterator(chunk_size=2_000):
        where, moment = address(slug, site=site), documents.moment(changed)
        yield f"<url><loc>{escape(where)}</loc><lastmod>{moment}</lastmod></url>"
    yield "</urlset>"


def pages(addresses: list[str]) -> Iterator[str]:
    """The other pages that anybody may read."""
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}">'
    for where in addresses:
        yield f"<url><loc>{escape(where)}</loc></url>"
    yield "</urlset>"


def news(*, site: Site, now: datetime) -> Iterator[str]:
    """What was first published within the last two days, the latest first."""
    fresh = (
        Publication.objects.public()
        .live()
        .filter(first_published_at__gt=now - timedelta(days=NEWS_DAYS))
    )
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}" xmlns:news="{NEWS_NAMESPACE}">'
    for publication in fresh.order_by("-first_published_at", "-pk")[:NEWS_MOST]:
        yield _news(publication, site)
    yield "</urlset>"


def _news(publication: Publication, site: Site) -> str:
    assert publication.latest is not None, "`public()` leaves out what was never published"
    claim = publication.latest.content["claim"]["statement"]
    title = carried(f"{publication.rating_word}: “{claim}”")
    language = publication.language.split("-")[0] or "en"
    return (
        f"<url><loc>{escape(address(publication.slug, site=site))}</loc><news:news>"
        f"<news:publication><news:name>{escape(carried(site.name))}</news:name>"
        f"<news:language>{escape(language)}</news:language></news:publication>"
        f"<news:publication_date>{documents.moment(publication.first_published_at)}"
        f"</news:publication_date><news:title>{escape(title)}</news:title></news:news></url>"
    )


def _part(number: int) -> PublicationQuerySet:
    first = number * PART
    return Publication.objects.filter(pk__gte=first, pk__lt=first + PART, latest__isnull=False)
