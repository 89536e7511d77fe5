"""Fetching a page for the desk, with every refusal in words."""

from dataclasses import replace
from http import HTTPStatus

from django.utils.translation import gettext as _

from claims.exceptions import UnusableAddress
from factcheck import door, outbound
from factcheck.outbound import reading

LARGEST = 5 * 1024 * 1024
PLAIN = "text/plain"


def parse(url: str) -> outbound.Address:
    """Read an address that a person typed. Raises UnusableAddress."""
    try:
        return outbound.parse(url.strip())
    except outbound.OutboundError as error:
        raise _unusable(str(error)) from error


def fetch(address: outbound.Address) -> outbound.Response:
    """The complete page behind an address, which is HTML or plain text.

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
    if response.capped:
        raise _unusable(_("This page is larger than 5 MB. Paste the text of the article instead."))
    if response.undecoded:
        raise _unusable(
            _(
                "This page comes in an encoding that the desk does not read (%(coding)s). "
                "Paste its text instead."
            )
            % {"coding": response.undecoded}
        )
    if not _is_readable(response):
        kind = response.media_type or _("unknown data")
        raise _unusable(
            _("This address holds no web page but %(kind)s. Paste its text instead.")
            % {"kind": kind}
        )


def _is_readable(response: outbound.Response) -> bool:
    if response.media_type:
        return response.media_type in reading.HTML or response.media_type == PLAIN
    return b"\0" not in response.body[:1024]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _unusable(message: str) -> UnusableAddress:
    return UnusableAddress(message, field="url")
