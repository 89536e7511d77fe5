"""How much is taken in: counted in the database, for all processes, and also after a restart."""

import hmac
import ipaddress
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from reviews.exceptions import TooMany
from reviews.models import ReaderReport

HOUR = timedelta(hours=1)
FULL = 10
"""So many times as many as the desk expects within an hour are refused, not held back."""


def sender(address: str, *, now: datetime) -> str:
    """A keyed digest of a network address and the day: enough to count by, and no more.

    Of IPv6 the first 64 bits, which one household has to itself (RFC 4291, section 2.5.4). Empty
    for what is no address.
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 6:
        known = ipaddress.ip_network((known, 64), strict=False).network_address
    words = f"factcheck.readers {now.date().isoformat()} {known}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), sha256).hexdigest()


def check(sent_by: str, *, now: datetime) -> None:
    """Raises TooMany. Two at the same moment may both be the last: a limit, not a lock."""
    since = ReaderReport.objects.filter(received_at__gt=now - HOUR)
    own = since.filter(sender=sent_by).count() if sent_by else 0
    if own >= settings.REPORTS_PER_ADDRESS:
        raise TooMany(
            _(
                "This is more than we take from one address within an hour. Keep your words, and "
                "send them later, or write to %(address)s."
            )
            % {"address": settings.CONTACT_EMAIL}
        )
    if since.count() >= settings.REPORTS_AN_HOUR * FULL:
        raise TooMany(
            _(
                "So much comes in right now that nobody could read it. Keep your words, and send "
                "them in an hour."
            )
        )


def is_flood(*, now: datetime) -> bool:
    """More came in within an hour than the desk expects: the rest is sorted by a person first."""
    since = ReaderReport.objects.filter(received_at__gt=now - HOUR)
    return since.count() >= settings.REPORTS_AN_HOUR
