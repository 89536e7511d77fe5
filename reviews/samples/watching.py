"""The link watch over the days between the sample work and today, by the real engine."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min

from reviews.links import checks
from reviews.models import SourceHost, SourceLink

MOST_TURNS = 50


def owed() -> bool:
    """Whether sample sources were cited and nobody has looked at them since."""
    host = urlsplit(settings.SAMPLE_WEB).hostname
    links = SourceLink.objects.filter(host__name=host)
    return links.exists() and not links.filter(checks__isnull=False).exists()


def let_days_pass(*, now: datetime) -> None:
    """Check what came due, at the time when it came due, until `now`."""
    host = urlsplit(settings.SAMPLE_WEB).hostname
    SourceHost.objects.filter(name=host).update(crawl_delay=0)  # our own pages: no need to wait
    for _ in range(MOST_TURNS):
        due = SourceHost.objects.aggregate(due=Min("next_due"))["due"]
        if due is None or due > now:
            return
        checks.run_due(worker="sample", clock=_standing_still_at(due))


def _standing_still_at(moment: datetime) -> checks.Clock:
    return lambda: moment
