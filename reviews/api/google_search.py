"""`claims:search`: our own fact-checks and, where they are asked for, those of others.

Rows of both come in one order, so that a token names one place in it: best match first, then the
newest, ours before others of the same moment.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import DateTimeField, Q
from django.db.models.functions import Cast, Coalesce, Greatest

from reviews.api import google_params
from reviews.api.google_answers import BadParameter
from reviews.api.google_params import Params
from reviews.foreign import search as foreign
from reviews.models import ForeignCheck, Publication
from reviews.models.foreign import ForeignCheckQuerySet
from reviews.models.publication import PublicationQuerySet
from reviews.publishing import document as documents
from reviews.publishing import search as searching
from reviews.publishing.claimreview import Json, Site, address, claim_author

ANY_AGE = 365 * 1000  # days; beyond what is asked is no limit, and dates before year 1 do not exist
FARTHEST = 10_000
"""The largest offset where rows of two kinds are merged; tokens go on without end."""

OURS, OTHERS = 0, 1


@dataclass(frozen=True)
class Place:
    """Where a row stands: `hits` is 0 where no words were looked for."""

    hits: int
    at: datetime
    kind: int
    pk: int

    @property
    def order(self) -> tuple[Any, ...]:
        return (-self.hits, -self.at.timestamp(), self.kind, -self.pk)

    def behind(self, kind: int) -> Q:
        """The rows of `kind` that come after this one."""
        older = Q(first_published_at__lt=self.at)
        if kind == self.kind:
            older |= Q(first_published_at=self.at, pk__lt=self.pk)
        elif kind > self.kind:
            older |= Q(first_published_at=self.at)
        return (Q(hits__lt=self.hits) | (Q(hits=self.hits) & older)) if self.hits else older


def answer(asked: Params, *, site: Site, now: datetime) -> Json:
    """The token says after which row the next page starts. Raises BadParameter."""
    rows = _rows(asked, site=site, now=now)
    body: Json = {}
    if rows:
        body["claims"] = [_told(each, site=site) for each in rows[: asked.page_size]]
    if len(rows) > asked.page_size:
        last = _place(rows[asked.page_size - 1])
        sealed = [last.hits, last.at.isoformat(), last.kind, last.pk]
        body["nextPageToken"] = google_params.seal(asked, sealed)
    return body


def host(site: Site) -> str:
    return (urlsplit(site.url).hostname or "").removeprefix("www.")


def is_ours(wanted: str, site: Site) -> bool:
    return host(site) == wanted or host(site).endswith(f".{wanted}")


def _rows(asked: Params, *, site: Site, now: datetime) -> list[Any]:
    """A page and one row more, if there is one."""
    found: dict[int, Any] = {}
    if not asked.site or is_ours(asked.site, site):
        found[OURS] = _ours(asked, now=now)
    if asked.site or settings.SEARCH_FOREIGN:
        found[OTHERS] = _others(asked, now=now)
    most = asked.page_size + 1
    if asked.token:
        hits, at, kind, pk = google_params.unseal(asked)
        after = Place(hits, datetime.fromisoformat(at), kind, pk)
        return _merged((rows.filter(after.behind(kind)) for kind, rows in found.items()), 0, most)
    return _merged(found.values(), asked.offset, most)


def _merged(found: Iterable[Any], offset: int, most: int) -> list[Any]:
    each = list(found)
    if len(each) == 1:
        return list(each[0][offset : offset + most])
    if offset > FARTHEST:
        raise BadParameter("offset", f"offset is limited to {FARTHEST} here; follow nextPageToken.")
    rows = heapq.merge(*(one[: offset + most] for one in each), key=lambda row: _place(row).order)
    return list(rows)[offset : offset + most]


def _place(row: Publication | ForeignCheck) -> Place:
    kind = OURS if isinstance(row, Publication) else OTHERS
    at: datetime = row.first_published_at  # type: ignore[union-attr] # annotated by foreign.search
    return Place(getattr(row, "hits", 0), at, kind, row.pk)


def _ours(asked: Params, *, now: datetime) -> PublicationQuerySet:
    found = Publication.objects.public().live()
    if asked.language:
        same = Q(language__iexact=asked.language)
        found = found.filter(same | Q(language__istartswith=f"{asked.language}-"))
    if oldest := _oldest(asked, now=now):
        claimed = Coalesce(Cast("claimed_on", DateTimeField()), "first_published_at")
        found = found.alias(newest=Greatest(claimed, "first_published_at")).filter(
            newest__gte=oldest
        )
    if searching.terms(asked.query):
        return searching.matching(found, asked.query)
    return found.none() if asked.query else found.order_by(*searching.NEWEST)


def _others(asked: Params, *, now: datetime) -> ForeignCheckQuerySet:
    found = ForeignCheck.objects.select_related("page")
    if asked.site:
        found = found.of_site(asked.site)
    if asked.language:
        same = Q(language__iexact=asked.language)
        found = found.filter(same | Q(language__istartswith=f"{asked.language}-"))
    if oldest := _oldest(asked, now=now):
        found = found.filter(Q(reviewed_on__gte=oldest.date()) | Q(claimed_on__gte=oldest.date()))
    if asked.query and not searching.terms(asked.query):
        return found.none()
    return foreign.matching(found, asked.query)


def _oldest(asked: Params, *, now: datetime) -> datetime | None:
    """The moment before which claim and review are too old; None: any age."""
    days = asked.max_age_days
    return now - timedelta(days=days) if 0 < days < ANY_AGE else None


def _told(row: Publication | ForeignCheck, *, site: Site) -> Json:
    """A `Claim` of the discovery document; what is unknown is left out, as protobuf JSON does."""
    made = _our_claim(row, site) if isinstance(row, Publication) else _their_claim(row)
    return {key: value for key, value in made.items() if value}


def _our_claim(publication: Publication, site: Site) -> Json:
    assert publication.latest is not None, "`public()` leaves out what was never published"
    content = publication.latest.content
    said, rating = content["claim"]["statement"], content["rating"]["word"]
    author, published_on = claim_author(content), content["article"]["published_on"]
    review = {
        "publisher": {"name": site.name, "site": host(site)},
        "url": address(publication.slug, site=site),
        "title": f"{rating}: {said}",
        "reviewDate": documents.moment(publication.first_published_at),
        "textualRating": rating,
        "languageCode": content["language"],
    }
    return {
        "text": said,
        "claimant": author["name"] if author else None,
        "claimDate": f"{published_on}T00:00:00Z" if published_on else None,
        "claimReview": [review],
    }


def _their_claim(check: ForeignCheck) -> Json:
    """`title` is that of their page, which we do not know."""
    review = {
        "publisher": {"name": check.page.publisher, "site": check.page.site},
        "url": check.url,
        "reviewDate": documents.moment(datetime.combine(check.reviewed_on, time(), UTC)),
        "textualRating": check.rating,
        "languageCode": check.language,
    }
    claimed = check.claimed_on
    return {
        "text": check.claim,
        "claimant": check.claimant,
        "claimDate": documents.moment(datetime.combine(claimed, time(), UTC)) if claimed else None,
        "claimReview": [{key: value for key, value in review.items() if value}],
    }
