"""The pause that the desk promises between two requests to one host, for work in bulk.

Feeds, lists and articles that are fetched again share it. Each worker keeps its own time.
"""

import time

from django.conf import settings

from claims.ingestion import fetching

_MOST_HOSTS = 1000
_visits: dict[str, float] = {}


def wait_for(url: str) -> None:
    """Sleep until the host of `url` may be asked again. Raises UnusableAddress."""
    host = fetching.parse(url).host
    last = _visits.get(host)
    if last is not None:
        wait = settings.LINK_HOST_DELAY_SECONDS - (time.monotonic() - last)
        if wait > 0:
            time.sleep(wait)
    if len(_visits) >= _MOST_HOSTS:
        _visits.clear()
    _visits[host] = time.monotonic()
