"""The fact-check feed of the Data Commons form: a schema.org DataFeed of ClaimReview items."""

from collections.abc import Iterable, Mapping

import orjson
from django.utils.translation import gettext as _

from factcheck.exceptions import InvalidInput
from reviews.models import Publication
from reviews.publishing import document as documents
from reviews.publishing import duke, entries
from reviews.publishing.claimreview import Json, Site, address

DUKE = "duke"


def duke_is_asked(query: Mapping[str, str]) -> bool:
    """Whether `?profile=` names their form; there is no other. Raises InvalidInput."""
    profile = query.get("profile", "")
    if profile not in ("", DUKE):
        raise InvalidInput(
            _("There is one profile, “%(name)s”. Leave it out for the whole ClaimReview.")
            % {"name": DUKE},
            field="profile",
        )
    return profile == DUKE


def feed(
    publications: Iterable[Publication], *, site: Site, licence: str = "", as_duke: bool = False
) -> bytes:
    """Retracted fact-checks are left out. `licence`: the address of the one it is given under.

    Who made the structured data, and under which licence, stands on each item; in Duke's form,
    which has no place for it there, on the feed.
    """
    live = [each for each in publications if each.retracted_at is None]
    made_by = _made_by(site, licence)
    whole: Json = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": site.name,
        "dataFeedElement": [_element(each, site, {} if as_duke else made_by) for each in live],
    }
    if as_duke:
        whole |= made_by
        for element in whole["dataFeedElement"]:
            element["item"] = [duke.claimreview(each) for each in element["item"]]
    if live:
        whole["dateModified"] = documents.moment(max(each.changed_at for each in live))
    return orjson.dumps(whole)


def _made_by(site: Site, licence: str) -> Json:
    publisher = {"@type": "Organization", "name": site.name, "url": f"{site.url}/"}
    return {"sdPublisher": publisher} | ({"sdLicense": licence} if licence else {})


def _element(publication: Publication, site: Site, made_by: Json) -> Json:
    item = orjson.loads(entries.latest(publication).claimreview)
    if known := entries.states(publication):
        item["creativeWorkStatus"] = ", ".join(known)
    return {
        "@type": "DataFeedItem",
        "dateCreated": documents.moment(publication.first_published_at),
        "dateModified": documents.moment(publication.changed_at),
        "url": address(publication.slug, site=site),
        "item": [item | made_by],
    }
