"""Feeds and sitemaps: all fact-checks, one topic, one claimant, or corrections alone."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reviews.models import Topic
from reviews.publishing import desk, entries, feeds, sitemaps
from reviews.publishing.feeds import Channel
from reviews.web import answering

FORMS = {
    "atom": (feeds.atom, "application/atom+xml; charset=utf-8"),
    "rss": (feeds.rss, "application/rss+xml; charset=utf-8"),
    "json": (feeds.json_feed, "application/feed+json"),
}
XML = "application/xml; charset=utf-8"
CLOSED = ("/account/", "/admin/", "/reviews/", "/articles/", "/sources/", "/desk/")
ROBOTS = """User-agent: *
{closed}
Sitemap: {sitemap}
"""


@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """`?claimant=` is the exact name of whoever is fact-checked."""
    claimant = request.GET.get("claimant", "")
    site = desk.site()
    title = _("%(site)s: fact-checks") % {"site": site.name}
    if claimant:
        title = _("%(site)s: fact-checks of %(claimant)s") % {
            "site": site.name,
            "claimant": entries.carried(claimant),
        }
    found = feeds.newest(claimant=claimant)
    told = entries.of_publications(found, site=site)
    return _answer(request, form, _channel(request, title, reverse("public:archive"), told))


@require_safe
def topic(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    chosen = topic_of(slug)
    site = desk.site()
    title = _("%(site)s: %(topic)s") % {"site": site.name, "topic": chosen.name}
    told = entries.of_publications(feeds.newest(topic=chosen.slug), site=site)
    page = reverse("public:topic", args=[chosen.slug])
    return _answer(request, form, _channel(request, title, page, told))


@require_safe
def corrections(request: HttpRequest, form: str) -> HttpResponse:
    site = desk.site()
    title = _("%(site)s: corrections") % {"site": site.name}
    told = entries.of_changes(feeds.newest_changes(), site=site)
    return _answer(request, form, _channel(request, title, reverse("public:corrections"), told))


def topic_of(slug: str) -> Topic:
    if "\0" in slug:  # PostgreSQL would refuse the very question
        raise Http404
    return get_object_or_404(Topic, slug=slug)


def _channel(request: HttpRequest, title: str, page: str, told: list[entries.Entry]) -> Channel:
    site = desk.site()
    return Channel(
        title=title,
        subtitle=_("What was said, what is known, and where to look it up."),
        page=f"{site.url}{page}",
        url=f"{site.url}{request.get_full_path()}",
        site=site,
        language=get_language() or "en",
        entries=told,
    )


def _answer(request: HttpRequest, form: str, channel: Channel) -> HttpResponse:
    write, content_type = FORMS[form]
    return answering.cacheable(
        request, write(channel), content_type=content_type, changed=channel.updated
    )


@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(sitemaps.index(site=desk.site()), content_type=XML)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> StreamingHttpResponse:
    return StreamingHttpResponse(sitemaps.part(number, site=desk.site()), content_type=XML)


@require_safe
def sitemap_news(request: HttpRequest) -> StreamingHttpResponse:
    written = sitemaps.news(site=desk.site(), now=timezone.now())
    return StreamingHttpResponse(written, content_type=XML)


@require_safe
def sitemap_pages(request: HttpRequest) -> StreamingHttpResponse:
    names = ("archive", "method", "corrections", "topics", "checkpoints")
    addresses = [f"{desk.site().url}{reverse(f'public:{name}')}" for name in names]
    slugs = Topic.objects.order_by("pk").values_list("slug", flat=True)[: sitemaps.PART]
    addresses += [f"{desk.site().url}{reverse('public:topic', args=[slug])}" for slug in slugs]
    return StreamingHttpResponse(sitemaps.pages(addresses), content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What readers see is open; the desk's own pages answer nobody without an account anyway."""
    where = f"{desk.site().url}{reverse('public:sitemap')}"
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    body = ROBOTS.format(closed=closed, sitemap=where).encode()
    return answering.cacheable(request, body, content_type="text/plain; charset=utf-8")
