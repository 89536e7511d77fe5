"""`/topics/`: fact-checks by what they are about. `/checkpoints/`: proof that none was removed."""

import orjson
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reviews.models import Checkpoint, Publication, Topic
from reviews.publishing import checkpoints
from reviews.web import answering, syndication

PER_PAGE = 50
DAYS = 60


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Those under which something is to be read, by name."""
    live = Publication.objects.live().filter(review__topics=OuterRef("pk"), latest__isnull=False)
    found = Topic.objects.filter(Exists(live)).order_by(Lower("name"), "pk")
    return render(request, "public/topics.html", {"topics": found})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest; the archive has all of them."""
    chosen = syndication.topic_of(slug)
    found = Publication.objects.public().live().filter(topic_slugs__contains=[chosen.slug])
    rows = [(each, each.latest.content) for each in found[:PER_PAGE] if each.latest]
    return render(request, "public/topic.html", {"topic": chosen, "rows": rows, "most": PER_PAGE})


@require_safe
def proofs(request: HttpRequest) -> HttpResponse:
    context = {"checkpoints": Checkpoint.objects.defer("content")[:DAYS]}
    return render(request, "public/checkpoints.html", context)


@require_safe
def proof(request: HttpRequest, day: str) -> HttpResponse:
    """One checkpoint, to be kept elsewhere; `latest` is the newest one."""
    found = _checkpoint(day)
    body = orjson.dumps(checkpoints.told(found), option=orjson.OPT_INDENT_2)
    return answering.cacheable(
        request, body, content_type="application/json", changed=found.made_at
    )


def _checkpoint(day: str) -> Checkpoint:
    if day != "latest":
        return get_object_or_404(Checkpoint, day=checkpoints.day_of(day))
    newest = Checkpoint.objects.first()
    if newest is None:
        raise Http404
    return newest
