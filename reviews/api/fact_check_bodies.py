"""What the public API says of a publication; `public_schema` tells the shapes, a test compares."""

from django.urls import reverse

from reviews.api import public_schema as schema
from reviews.models import Publication, PublishedVersion
from reviews.publishing import document as documents
from reviews.publishing import feeds, reading
from reviews.publishing.claimreview import Json, Site, address


def summary(publication: Publication, *, site: Site) -> Json:
    version = publication.latest
    assert version is not None, "`public()` leaves out what was never published"
    content = version.content
    rating, scale = content["rating"], content["rating"]["scale"]
    gone = publication.gone_from_article
    here = f"{site.url}{reverse('api-fact-check', args=[publication.slug])}"
    return {
        "slug": publication.slug,
        "url": address(publication.slug, site=site),
        "api_url": here,
        "version": version.number,
        "states": feeds.states(publication),
        "claim": {key: content["claim"][key] for key in schema.CLAIM},
        "article": {key: content["article"][key] for key in schema.ARTICLE},
        "rating": {key: rating[key] for key in schema.RATING}
        | {"best": scale["best"], "worst": scale["worst"]},
        "summary": content["summary"],
        "language": content["language"],
        "first_published_at": content["first_published_at"],
        "published_at": content["published_at"],
        "updated_at": documents.moment(publication.changed_at),
        "needs_another_look": _flag(publication),
        "gone_from_article": documents.moment(gone) if gone else None,
        "reason": version.reason,
    }


def full(page: reading.Page, *, site: Site) -> Json:
    content = page.document
    more = {key: content[key] for key in schema.COPIED} | {"replies": content.get("replies", [])}
    evidence = [
        schema.BEFORE_KINDS
        | each.published
        | {"health": _health(each), "archived": _archived(page, each, site=site)}
        for each in page.cited
    ]
    digest = {"digest": page.version.digest}
    return summary(page.publication, site=site) | more | {"evidence": evidence} | digest


def version_summary(version: PublishedVersion) -> Json:
    return {
        "number": version.number,
        "kind": version.kind,
        "reason": version.reason,
        "published_at": documents.moment(version.published_at),
        "digest": version.digest,
        "document": version.content,
    }


def _flag(publication: Publication) -> Json | None:
    if publication.flagged_at is None:
        return None
    return {"since": documents.moment(publication.flagged_at), "why": publication.flag_reason}


def _health(cited: reading.Cited) -> Json:
    return {
        "state": cited.health,
        "since": documents.moment(cited.since) if cited.since else None,
        "checked_at": documents.moment(cited.checked_at) if cited.checked_at else None,
        "withdrawn": cited.withdrawn,
        "withdrawn_at": documents.moment(cited.withdrawn_at) if cited.withdrawn_at else None,
    }


def _archived(page: reading.Page, cited: reading.Cited, *, site: Site) -> list[Json]:
    """Where its page can be read as it was. Live, as its health is: no part of the digest."""
    copies: list[Json] = [
        {
            "kind": each.kind,
            "url": each.url,
            "captured_at": documents.moment(each.captured_at),
            "text_sha256": "",
        }
        for each in cited.elsewhere
    ]
    own = cited.published["snapshot"]
    if own is None:
        return copies
    here = reverse("public:evidence", args=[page.publication.slug, cited.published["number"]])
    ours = {"url": f"{site.url}{here}", "captured_at": own["taken_at"]}
    return [{"kind": "own", **ours, "text_sha256": own["text_sha256"]}, *copies]
