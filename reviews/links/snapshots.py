"""Copies of what was cited, under the digest of what they hold."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck import keeping
from factcheck.keeping import DamagedCopy, Kept
from reviews.links.inspection import Observation
from reviews.models import Snapshot, SourceLink


def store(observation: Observation) -> Kept:
    """Put the body away, which may be far: call it outside any transaction. Raises StorageAway."""
    return keeping.put(observation.body, under="snapshots")


def keep(
    link: SourceLink, observation: Observation, *, now: datetime, stored: Kept | None = None
) -> Snapshot:
    """Keep what `observation` saw; the copy there is if this very body was kept before.

    The body is stored before the row is written (within a transaction: by `store`, before it): a
    crash between the two leaves a file that the next copy of the same body takes over, never a row
    without a body. Raises StorageAway.
    """
    digest = hashlib.sha256(observation.body).hexdigest()
    found = Snapshot.objects.filter(link=link, body_sha256=digest).first()
    if found is not None:
        return found
    kept = stored or store(observation)
    text = keeping.storable(observation.text)
    with transaction.atomic():
        snapshot, _made = Snapshot.objects.get_or_create(
            link=link,
            body_sha256=digest,
            defaults={
                "taken_at": now,
                "final_url": keeping.storable(observation.final_url),
                "http_status": observation.http_status or 0,
                "media_type": keeping.storable(observation.media_type)[:200],
                "title": keeping.storable(observation.title)[:500],
                "body_bytes": kept.size,
                "storage_key": kept.key,
                "text": text,
                "status_line": keeping.storable(observation.status_line)[:500],
                "headers": [
                    [keeping.storable(name), keeping.storable(value)]
                    for name, value in observation.raw_headers
                ],
                "charset": keeping.storable(observation.charset)[:40],
                "address": observation.hops[-1].address[:45] if observation.hops else "",
                "capped": observation.capped,
                "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            },
        )
    return snapshot


def body(snapshot: Snapshot) -> bytes:
    """The page as it was received (inflated). Raises DamagedCopy."""
    whole = keeping.get(snapshot.storage_key, sha256=snapshot.body_sha256)
    if whole is None:
        raise DamagedCopy(
            _("The copy of this page cannot be read from the storage. Its text is still here.")
        )
    return whole
