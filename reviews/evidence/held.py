"""What the desk holds and nobody watches: a file is named by its digest, a book by a number.

Such a source is a link like any other to whoever reads evidence, and none to whoever fetches: the
database keeps it from ever becoming due (`only_the_web_is_fetched`), and lists of sources leave it
out (`SourceLink.on_web`).
"""

import base64
import uuid
from datetime import datetime

from reviews.models import LinkState, SourceHost, SourceLink

HOST = "(desk)"
"""No site has this name: a parenthesis stands in none (RFC 1035, section 2.3.1)."""


def link(address: str, *, now: datetime) -> SourceLink:
    """The link of a source that is no page; the same file is the same link."""
    host, _made = SourceHost.objects.get_or_create(name=HOST, defaults={"opted_out": True})
    made, _new = SourceLink.objects.get_or_create(
        dedup_key=address,
        defaults={
            "host": host,
            "raw_url": address,
            "url": address,
            "created_at": now,
            "on_web": False,
            "state": LinkState.REFUSED,
        },
    )
    return made


def of_file(sha256: str) -> str:
    """The name of a file by what it holds (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def of_hand() -> str:
    """A name for a source that only people can look up (RFC 9562); each time another."""
    return uuid.uuid4().urn
