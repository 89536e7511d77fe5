"""What a message says: the fact-check as it stands now, short enough for any receiver.

Everything else is at `api_url`, and in the version that `digest` names.
"""

from datetime import UTC, datetime

from django.urls import reverse

from reviews.models import TEST, Event, Publication, WebhookKind
from reviews.publishing import desk, document, feeds
from reviews.publishing.claimreview import Json, address

CLAIM = ("id", "statement", "claimant")
RATING = ("word", "value", "tone")


def of(kind: WebhookKind, event: Event, publication: Publication) -> str:
    """`event` is what happened, `publication` what readers see since, with its latest version."""
    return document.canonical(
        {"type": kind.value, "timestamp": moment(event.at), "data": data(publication)}
    )


def test(*, endpoint: str, now: datetime) -> str:
    """Tries an endpoint out; there is nothing in it to be acted upon."""
    return document.canonical({"type": TEST, "timestamp": moment(now), "data": {"name": endpoint}})


def data(publication: Publication) -> Json:
    version = publication.latest
    assert version is not None, "nothing is told of what was never published"
    content, site = version.content, desk.site()
    rating, scale = content["rating"], content["rating"]["scale"]
    flagged = publication.flagged_at
    return {
        "slug": publication.slug,
        "url": address(publication.slug, site=site),
        "api_url": f"{site.url}{reverse('api-fact-check', args=[publication.slug])}",
        "version": version.number,
        "digest": version.digest,
        "change": version.kind,
        "reason": version.reason,
        "states": feeds.states(publication),
        "claim": {name: content["claim"][name] for name in CLAIM},
        "rating": {name: rating[name] for name in RATING}
        | {"best": scale["best"], "worst": scale["worst"]},
        "summary": content["summary"],
        "language": content["language"],
        "first_published_at": content["first_published_at"],
        "published_at": content["published_at"],
        "needs_another_look": flagged
        and {"since": document.moment(flagged), "why": publication.flag_reason},
    }


def moment(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond: two events of one second can be told apart."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
