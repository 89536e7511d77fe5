"""Fetching a page for the desk, with every refusal in words."""

from dataclasses import replace
from http import HTTPStatus

from django.utils.translation import gettext as _

from claims.exceptions import UnusableAddress
from claims.ingestion import formats
from factcheck import door, outbound
from factcheck.outbound import reading

LARGEST = formats.LARGEST_DOCUMENT
LARGEST_PAGE = 5 * 1024 * 1024
TEXTS = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
UNDECLARED = frozenset({"", "application/octet-stream", "binary/octet-stream"})


def parse(url: str) -> outbound.Address:
    """Read an address that a person typed. Raises UnusableAddress."""
    try:
        return outbound.parse(url.strip())
    except outbound.OutboundError as error:
        raise _unusable(str(error)) from error


def fetch(address: outbound.Address) -> outbound.Response:
    """The complete answer behind an address, of at most 20 MB.

    Blocks for the outbound deadline at most. Raises UnusableAddress.
    """
    options = door.options()
    options["limits"] = replace(options["limits"], body=LARGEST)
    try:
        response = outbound.fetch(address.href, **options)
    except outbound.OutboundError as error:
        raise _unusable(
            _("%(why)s Check the address, or paste the text.") % {"why": error}
        ) from error
    _check(response, host=address.host)
    return response


def _check(response: outbound.Response, *, host: str) -> None:
    if not response.ok:
        answer = f"{response.status} {_phrase(response.status)}".strip()
        raise _unusable(
            _("%(host)s answered “%(answer)s”. Check the address, or paste the text.")
            % {"host": host, "answer": answer}
        )
    if is_text(response) and (response.capped or len(response.body) > LARGEST_PAGE):
        raise _unusable(_("This page is larger than 5 MB. Paste the text of the article instead."))
    if response.capped:
        raise _unusable(
            _("This document is larger than 20 MB. Paste the text of the article instead.")
        )
    if response.undecoded:
        raise _unusable(
            _(
                "This page comes in an encoding that the desk does not read (%(coding)s). "
                "Paste its text instead."
            )
            % {"coding": response.undecoded}
        )


def is_text(response: outbound.Response) -> bool:
    """Whether an answer is declared to be a page or a text, or is not declared at all."""
    declared = response.media_type
    if declared in UNDECLARED:
        return b"\0" not in response.body[:1024]
    return declared in reading.HTML or declared in TEXTS


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _unusable(message: str) -> UnusableAddress:
    return UnusableAddress(message, field="url")
