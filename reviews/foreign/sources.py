"""Where fact-checks of others come from: a page, a feed, a file. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from claims.ingestion import fetching
from factcheck import door, outbound
from factcheck.exceptions import InvalidInput
from factcheck.outbound import charsets
from reviews.foreign import finding, values
from reviews.foreign.finding import Found
from reviews.models import ForeignOrigin

LARGEST_ANSWER = 20 * 1024 * 1024
LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. A feed of Data Commons with 100,000 reviews has some 150 MB."""


class NoReviews(InvalidInput):
    """The source cannot be read, or holds no ClaimReview; the text says which."""

    code = "no-claimreview"


@dataclass(frozen=True)
class Source:
    """What was found, and where: `at` is an address or a file's name."""

    origin: ForeignOrigin
    at: str
    found: Sequence[Found]


def fetched(url: str) -> Source:
    """The reviews at an address; blocks for the outbound deadline at most.

    A page speaks for its own site only: a review that it dates to another site's address is
    refused, or anybody could put words into the mouth of any publisher. Raises UnusableAddress,
    NoReviews.
    """
    address = fetching.parse(url)
    options = door.options()
    options["limits"] = replace(options["limits"], body=LARGEST_ANSWER)
    try:
        answer = outbound.fetch(address.href, **options)
    except outbound.OutboundError as error:
        raise NoReviews(str(error), field="url") from error
    if not answer.ok:
        raise NoReviews(
            _("%(host)s answered %(status)s. Check the address.")
            % {"host": address.host, "status": answer.status},
            field="url",
        )
    if answer.capped:
        raise NoReviews(
            _("There is more than 20 MB at this address. Save it, and import the file."),
            field="url",
        )
    content, found_at = answer.text(), answer.final_url
    if not _is_markup(content):
        return _some(ForeignOrigin.FEED, found_at, finding.in_json(content), field="url")
    found = [_own(each, found_at) for each in finding.in_html(content, url=values.page(found_at))]
    return _some(ForeignOrigin.PAGE, found_at, found, field="url")


def sent(body: bytes, *, name: str, field: str = "") -> Source:
    """The reviews in a file, be it a saved page, JSON, JSON Lines or a DataFeed.

    Raises NoReviews.
    """
    content = charsets.decode(body, charset=charsets.of(body))
    return written(content, name=name, field=field)


def written(content: str, *, name: str, field: str = "") -> Source:
    """As `sent`, of text. Raises NoReviews."""
    if _is_markup(content):
        found = finding.in_html(content, url="")
        return _some(ForeignOrigin.FILE, name, found, field=field)
    origin = ForeignOrigin.FEED if finding.is_feed(content) else ForeignOrigin.FILE
    return _some(origin, name, finding.in_json(content), field=field)


def _some(origin: ForeignOrigin, at: str, found: Sequence[Found], *, field: str) -> Source:
    if not found:
        raise NoReviews(
            _("There is no ClaimReview here: neither JSON-LD in a page nor JSON that holds one."),
            field=field,
        )
    return Source(origin, at, found)


def _is_markup(content: str) -> bool:
    return content.removeprefix("\ufeff").lstrip()[:1] == "<"


def _own(found: Found, page_url: str) -> Found:
    if found.markup is None or _related(values.site(found.markup.url), values.site(page_url)):
        return found
    why = _("It is about %(url)s, which is another site than the page it stands on.")
    refusal = why % {"url": found.markup.url}
    return replace(found, markup=None, why=refusal, field="url")


def _related(one: str, other: str) -> bool:
    """The same site, or one below the other, as Google's rule for `url` has it."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
