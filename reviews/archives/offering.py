"""Copies that people can be sent to when a page is gone or has changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reviews.models import ArchiveLookup, ArchiveOutcome, Snapshot, SourceLink

OWN = "own"
MOST_OWN = 50


@dataclass(frozen=True)
class Archived:
    """A copy of a page: `kind` is `own` (then `copy` is it) or the archive that has it at `url`."""

    kind: str
    label: str
    captured_at: datetime
    url: str = ""
    copy: Snapshot | None = None


def offered(link: SourceLink) -> list[Archived]:
    """Ours, the newest first (without their texts), then those of archives. Two queries."""
    own = [
        Archived(OWN, _("our copy"), copy.taken_at, copy=copy)
        for copy in link.snapshots.defer("text")[:MOST_OWN]
    ]
    return own + elsewhere([link.pk])[link.pk]


def elsewhere(link_ids: Iterable[int]) -> defaultdict[int, list[Archived]]:
    """By link: the copy that each archive named last. One query."""
    named = (
        ArchiveLookup.objects.filter(link__in=list(link_ids), outcome=ArchiveOutcome.FOUND)
        .order_by("link_id", "service", "-asked_at", "-pk")
        .distinct("link_id", "service")
    )
    copies: defaultdict[int, list[Archived]] = defaultdict(list)
    for each in named:
        assert each.captured_at is not None, "the database asks for it"
        label = str(each.get_service_display())
        copies[each.link_id].append(Archived(each.service, label, each.captured_at, each.url))
    return copies
